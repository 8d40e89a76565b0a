"""The codex: a page for every rule, term, entry, constant and quantity of a scenario, with sources and guess marks.

Facts without pixels and, but for the scenario's own, without words: names and texts of the game's own are message ids.
"""

from collections.abc import Callable
from functools import cached_property

from game.engine.graph_answers import GraphAnswers
from game.engine.quantities import FAMILIES
from game.engine.ruleset import Ruleset
from game.scenario import Loaded
from game.scenario.rulebook import Rulebook
from game.session.codex.entries import Reader
from game.session.codex.grammar import constant_pages, quantity_pages, rule_pages, term_pages
from game.session.codex.pages import KINDS, Choice, Fact, Link, Page, Source, Way

Spoken = Callable[[Page], tuple[str, str]]
"""The name and the text of a page in the reader's language."""


class Codex:
    """All pages of one scenario."""

    def __init__(self, loaded: Loaded) -> None:
        self.rules: Ruleset = loaded.ruleset
        self.board = loaded.board
        self.book = Rulebook(loaded.ruleset, loaded.resolved_json)
        found = [
            *rule_pages(self.book.phases, self.book.figures),
            *term_pages(),
            *Reader(loaded.resolved_json, loaded.board).pages(),
            *constant_pages(self.book.phases, self.book.figures),
            *quantity_pages(),
        ]
        order = {kind: n for n, kind in enumerate(KINDS)}
        self.pages = {page.link: page for page in sorted(found, key=lambda page: order[page.link.kind])}

    def of(self, kind: str) -> tuple[Page, ...]:
        """The pages of a category, in their order."""
        return tuple(page for page in self.pages.values() if page.link.kind == kind)

    def page(self, kind: str, entry: str) -> Page | None:
        """A page by category and id, or None."""
        return self.pages.get(Link(kind, entry))

    def first(self) -> Page:
        """The page the book opens at."""
        return next(iter(self.pages.values()))

    def related(self, page: Page) -> tuple[Link, ...]:
        """Pages that a page points at, then those that point at it."""
        ahead = [link for link in page.links if link in self.pages]
        return tuple(dict.fromkeys([*ahead, *self._pointed_at.get(page.link, ()), *self.made_by(page)]))

    @cached_property
    def _pointed_at(self) -> dict[Link, list[Link]]:
        found: dict[Link, list[Link]] = {}
        for page in self.pages.values():
            for link in page.links:
                found.setdefault(link, []).append(page.link)
        return found

    def search(self, query: str, spoken: Spoken) -> tuple[Page, ...]:
        """Pages that have every word of a query in their name, id or texts; those with it in the name first."""
        words = query.casefold().split()
        if not words:
            return ()
        ranked = []
        for n, page in enumerate(self.pages.values()):
            rank = _rank(page, words, spoken)
            if rank is not None:
                ranked.append((rank, n, page))
        return tuple(page for _, _, page in sorted(ranked, key=lambda one: one[:2]))

    # --- what a quantity comes from
    @cached_property
    def _answers(self) -> GraphAnswers:
        return GraphAnswers(self.rules)

    def made_by(self, page: Page) -> tuple[Link, ...]:
        """The phases whose recorded rules make a quantity."""
        if page.link.kind != "quantities":
            return ()
        name = page.link.entry
        if name in FAMILIES:
            name = f"{name}.{self.rules.ids[FAMILIES[name].axis][0]}"
        files = [line.partition(":")[0] for line in self._answers.of(name).lines]
        phases = {phase.file: phase.phase for phase in self.book.phases}
        return tuple(dict.fromkeys(Link("rules", phases[file]) for file in files if file in phases))


def _rank(page: Page, words: list[str], spoken: Spoken) -> int | None:
    """How near a page is to a query, 0 nearest; None where a word of it is missing."""
    name, text = (said.casefold() for said in spoken(page))
    names = [name, page.link.entry.casefold(), *(one.casefold() for one in page.name.by_language.values())]
    query = " ".join(words)
    if query in names:
        return 0
    if any(one.startswith(query) for one in names):
        return 1
    if all(any(word in one for one in names) for word in words):
        return 2
    everything = " ".join([*names, text, *(one.casefold() for one in page.words())])
    return 3 if all(word in everything for word in words) else None


__all__ = ["KINDS", "Choice", "Codex", "Fact", "Link", "Page", "Source", "Spoken", "Way"]
