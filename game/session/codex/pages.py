"""What a page of the codex holds: names, texts, figures with their guess marks, sources, and links to other pages."""

from collections.abc import Iterator
from dataclasses import dataclass

from game.scenario import Text
from game.scenario.chapter import PhaseText

SCENARIO_KINDS = (
    "chips", "offers", "controls", "research", "moves", "events", "firms", "countries", "vendors", "foundries",
    "ecosystems", "routes", "doctrines", "victories", "sites",
)  # fmt: skip
"""The categories whose pages are a scenario's own entries."""

KINDS = ("rules", "terms", *SCENARIO_KINDS, "constants", "quantities")
"""The categories, in the order they are listed."""

NO_TEXT = Text()


@dataclass(frozen=True, order=True)
class Link:
    """A page by its category and id."""

    kind: str
    entry: str


@dataclass(frozen=True)
class Fact:
    """One thing a page states: a number, a word, a number over time, or other pages, each with an amount or none."""

    field: str
    group: str = ""
    """What of the entry it belongs to, such as ``start``; empty for the entry itself."""
    value: float | str | bool | None = None
    track: tuple[tuple[str, float], ...] = ()
    """(Quarter, number) where it is a number over time."""
    links: tuple[tuple[Link, float | None], ...] = ()
    unit: str = ""
    """Where the field's name does not say it."""
    is_guess: bool = False


@dataclass(frozen=True)
class Source:
    """Where figures are from: of the whole entry, or of a part of it."""

    line: str
    part: str = ""


@dataclass(frozen=True)
class Way:
    """One way a deed may turn out."""

    odds: float
    text: Text


@dataclass(frozen=True)
class Choice:
    """One answer to an event, or a move itself."""

    name: Text
    text: Text
    ways: tuple[Way, ...]


@dataclass(frozen=True)
class Page:
    """One entry of the codex. Names and texts are the scenario's, or message ids where the game has its own."""

    link: Link
    name: Text = NO_TEXT
    name_id: str = ""
    text: Text = NO_TEXT
    text_id: str = ""
    source_id: str = ""
    """Message id of a source that stands with the game's own words."""
    facts: tuple[Fact, ...] = ()
    sources: tuple[Source, ...] = ()
    confidence: str | None = None
    guess: str = "none"
    """none | some | all of its figures are guesses for play."""
    choices: tuple[Choice, ...] = ()
    phase: PhaseText | None = None
    country: str | None = None
    also: tuple[Link, ...] = ()
    """Pages that belong with it beside those its facts name."""

    @property
    def links(self) -> tuple[Link, ...]:
        """Every page it points at, once."""
        named = [link for fact in self.facts for link, _ in fact.links]
        return tuple(dict.fromkeys(link for link in (*named, *self.also) if link != self.link))

    def words(self) -> Iterator[str]:
        """Every text of it in every language, for the search."""
        texts = [self.text, *(one.name for one in self.choices), *(one.text for one in self.choices)]
        for text in texts:
            yield from text.by_language.values()
        if self.phase is not None:
            yield from (self.phase.summary, *self.phase.prose, *self.phase.constants)
            yield from (f"{one.name} {one.body}" for one in self.phase.formulas)
        for fact in self.facts:
            if isinstance(fact.value, str):
                yield fact.value
        yield from (source.line for source in self.sources)
