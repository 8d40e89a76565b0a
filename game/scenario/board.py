"""What a scenario says that no rule reads: names, colours, places and texts, for whoever shows the game.

Everything is keyed by the ids of the ruleset's axes. Texts are ``Text``: ``.say("zh")`` falls back to English.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from game.engine.axes import Axis
from game.scenario.models.base import Text
from game.scenario.models.lessons import Done


@dataclass(frozen=True)
class Spot:
    """A point on the map with its name."""

    name: Text
    lat: float
    lon: float


@dataclass(frozen=True)
class ScenarioCard:
    """The scenario as a whole."""

    id: str
    name: Text
    summary: Text
    opening: Text
    start: str
    """First quarter, as ``2025Q1``."""
    turns: int
    difficulty: int
    art: str
    mode: str
    playable: tuple[str, ...]
    texts: Mapping[str, Text]
    """Further texts by the scenario's own keys."""


@dataclass(frozen=True)
class CountryCard:
    """A side: how it is named and drawn."""

    name: Text
    capital: Text
    color: str
    deep: str
    shape: str
    lat: float
    lon: float
    has_mood: bool
    administrations: tuple[tuple[str, Text], ...]
    """First quarter and name of each, in order."""
    text: Text


@dataclass(frozen=True)
class FirmCard:
    """A firm's face."""

    name: Text
    country: str
    emblem: str
    identity_title: Text
    identity_text: Text
    bonuses: Mapping[str, float]
    city: Spot
    doctrine: str
    own_vendor: str | None
    model_names: tuple[str, ...]
    profile: Mapping[str, float]
    """Leaning to each of the four answers, 0 to 10."""
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Named:
    """Whatever has only a name and perhaps a text and a place: ecosystems, routes, vendors, foundries."""

    name: Text
    text: Text
    country: str | None = None
    spot: Spot | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class ChipCard:
    """A datasheet; figures that rules read stand in the ruleset too."""

    name: Text
    text: Text
    vendor: str
    foundry: str
    ecosystem: str
    tpp: float
    density: float
    interconnect_gb_per_s: float
    bandwidth_gb_per_s: float
    memory_gb: float
    memory_type: str
    train_h100e: float
    power_w: float
    year: float | None
    sources: tuple[str, ...]
    confidence: str | None


@dataclass(frozen=True)
class OfferCard:
    """An offer as it is called and where it lies."""

    name: Text
    text: Text
    chip: str
    route: str
    price_usd: float
    spot: Spot | None
    sources: tuple[str, ...]


@dataclass(frozen=True)
class ControlCard:
    """A control as a headline, its text and where it is from."""

    name: Text
    text: Text
    issuer: str
    binds: tuple[str, ...]
    policy: str
    is_window: bool
    criterion: tuple[Mapping[str, tuple[float | None, float | None]], ...]
    """Each clause: specification -> (at least, below)."""
    sources: tuple[str, ...]
    confidence: str | None


@dataclass(frozen=True)
class ProjectCard:
    """A research project and its place in the tree."""

    name: Text
    text: Text
    branch: str
    needs: tuple[str, ...]
    gives: Mapping[str, float]
    column: int | None
    row: int | None
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Push:
    """One effect of an outcome."""

    lever: str
    amount: float
    scope: str


@dataclass(frozen=True)
class OutcomeCard:
    """One way a deed may turn out."""

    text: Text
    odds: float
    effects: tuple[Push, ...]


@dataclass(frozen=True)
class MoveCard:
    """An executive move."""

    name: Text
    text: Text
    art: str
    needs: str
    """Its condition in words."""
    only: tuple[str, ...]
    """The firms that may play it; none stands for all."""
    attention: int
    outcomes: tuple[str, ...]
    """Ids of outcomes, in order."""


@dataclass(frozen=True)
class ChoiceCard:
    """One answer to an event."""

    name: Text
    text: Text
    icon: str
    answer: str | None
    """Which of the four answers it belongs to."""
    cost_musd: float
    deed: str
    outcomes: tuple[str, ...]


@dataclass(frozen=True)
class EventCard:
    """An event as a story."""

    name: Text
    text: Text
    place: Text
    lat: float | None
    lon: float | None
    scene: str
    date: str | None
    kind: str
    is_world: bool
    choices: tuple[ChoiceCard, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class VictoryCard:
    """A way to win, or a way in which all lose."""

    name: Text
    text: Text
    condition: str
    """In words."""
    hold_quarters: int
    is_collapse: bool = False


@dataclass(frozen=True)
class LessonCard:
    """One lesson of a scenario that teaches."""

    name: Text
    text: Text
    turn: int
    points: tuple[str, ...]
    """What to point at: the first of these that shows. Each is ``widget``, ``screen/widget`` or ``stem*``."""
    done: Done | None
    """How it is shown to be learnt; None when it has only to be read."""


@dataclass(frozen=True)
class SiteCard:
    """A place on the map."""

    name: Text
    role: str
    country: str | None
    lat: float
    lon: float
    anchor: str
    note: Text
    sources: tuple[str, ...]


@dataclass(frozen=True)
class FlowCard:
    """A line on the map between two sites."""

    start: str
    end: str
    kind: str
    offer: str | None


@dataclass(frozen=True)
class Board:
    """All cards, keyed by id."""

    scenario: ScenarioCard
    countries: Mapping[str, CountryCard]
    firms: Mapping[str, FirmCard]
    ecosystems: Mapping[str, Named]
    routes: Mapping[str, Named]
    vendors: Mapping[str, Named]
    foundries: Mapping[str, Named]
    chips: Mapping[str, ChipCard]
    offers: Mapping[str, OfferCard]
    controls: Mapping[str, ControlCard]
    research: Mapping[str, ProjectCard]
    moves: Mapping[str, MoveCard]
    events: Mapping[str, EventCard]
    outcomes: Mapping[str, OutcomeCard]
    """By the ids of the ruleset's axis of outcomes."""
    doctrines: Mapping[str, Named]
    victories: Mapping[str, VictoryCard]
    sites: Mapping[str, SiteCard]
    flows: Mapping[str, FlowCard]
    lessons: Mapping[str, LessonCard]

    def name(self, kind: str, entry: str, language: str = "en") -> str:
        """The name of an entry of a kind (``"chips"``, ``"firms"`` ...). Raises KeyError for an unknown id."""
        card = getattr(self, kind)[entry]
        return str(card.name.say(language))

    def name_on(self, axis: Axis, entry: str, language: str = "en") -> str:
        """The name of an entry of an axis; its id where the axis has no names of its own."""
        kind = NAMED_AXES.get(axis)
        return self.name(kind, entry, language) if kind and entry in getattr(self, kind) else entry


NAMED_AXES = {
    Axis.COUNTRIES: "countries",
    Axis.FIRMS: "firms",
    Axis.ECOSYSTEMS: "ecosystems",
    Axis.ROUTES: "routes",
    Axis.VENDORS: "vendors",
    Axis.FOUNDRIES: "foundries",
    Axis.CHIPS: "chips",
    Axis.VARIANTS: "chips",
    Axis.OFFERS: "offers",
    Axis.CONTROLS: "controls",
    Axis.PROJECTS: "research",
    Axis.MOVES: "moves",
    Axis.EVENTS: "events",
    Axis.DOCTRINES: "doctrines",
    Axis.VICTORIES: "victories",
}
