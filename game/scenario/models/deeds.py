"""What firms may do and what may befall them: executive moves, events, their choices, outcomes and effects."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from game.scenario.models.base import (
    CountryId,
    Date,
    Entry,
    FirmId,
    Latitude,
    LeverId,
    LocalText,
    Longitude,
    Musd,
    Odds,
    Quarters,
    Share,
    fault,
)
from game.scenario.models.conditions import When

MAX_OUTCOMES = 8
MAX_EFFECTS = 16
ODDS_SLACK = 0.001


class Effect(Entry):
    """A push on one lever."""

    lever: LeverId
    amount: Annotated[float, Field(ge=-1e6, le=1e6)]
    scope: Literal["self", "compatriots", "rivals", "everyone"] = "self"


class Outcome(Entry):
    """One way a deed may turn out."""

    odds: Odds = 1.0
    text: LocalText
    effects: list[Effect] = Field(default_factory=list, max_length=MAX_EFFECTS)


def _sure(outcomes: list[Outcome]) -> None:
    total = sum(outcome.odds for outcome in outcomes)
    if abs(total - 1.0) > ODDS_SLACK:
        raise fault(f"the odds of the outcomes sum to {total:.4g}, and must sum to 1", "outcomes")


class Move(Entry):
    """An executive move."""

    name: LocalText
    text: LocalText
    art: str = Field(default="letter", max_length=40)
    attention: Annotated[int, Field(ge=0, le=6)] = 1
    cost_musd: Musd = 0.0
    cost_cash_share: Share = 0.0
    pause_quarters: Quarters = 0
    when: When | None = None
    only: list[FirmId] | None = Field(default=None, max_length=40)
    countries: list[CountryId] | None = Field(default=None, max_length=16)
    outcomes: list[Outcome] = Field(min_length=1, max_length=MAX_OUTCOMES)

    @model_validator(mode="after")
    def _odds(self) -> "Move":
        _sure(self.outcomes)
        return self


class Choice(Entry):
    """One answer to an event."""

    name: LocalText
    text: LocalText
    icon: str = Field(default="", max_length=40)
    answer: Literal["stockpile", "lean", "homegrown", "statecraft"] | None = None
    cost_musd: Musd = 0.0
    outcomes: list[Outcome] = Field(min_length=1, max_length=MAX_OUTCOMES)

    @model_validator(mode="after")
    def _odds(self) -> "Choice":
        _sure(self.outcomes)
        return self


class Scene(Entry):
    """Where an event happens: a name, and a point on the map if it has one."""

    name: LocalText
    lat: Latitude | None = None
    lon: Longitude | None = None


def _named(given: object) -> object:
    """A bare text is short for ``{"name": text}``."""
    return {"name": given} if isinstance(given, str) else given


class Event(Entry):
    """Something that happens and asks for an answer; the first choice is its default."""

    name: LocalText
    text: LocalText
    place: Annotated[Scene, BeforeValidator(_named)] | None = None
    scene: str = Field(default="hall", max_length=40)
    date: Date | None = None
    kind: Literal["history", "plausible"] = "plausible"
    who: Literal["firm", "world"] = "firm"
    countries: list[CountryId] | None = Field(default=None, max_length=16)
    only: list[FirmId] | None = Field(default=None, max_length=40)
    when: When | None = None
    odds: Odds = 1.0
    earliest: Date | None = None
    latest: Date | None = None
    pause_quarters: Quarters | None = None
    choices: list[Choice] = Field(min_length=2, max_length=4)
