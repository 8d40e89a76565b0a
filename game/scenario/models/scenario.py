"""A whole scenario: its head and all its kinds."""

from typing import Annotated, Any, Literal

from pydantic import Field

from game.scenario.kinds import MAX_ENTRIES
from game.scenario.models.base import Date, FirmId, Id, Language, LocalText, Model, PlainText, Points, Share
from game.scenario.models.chips import Chip, Ecosystem, Foundry, Offer, Route, Vendor
from game.scenario.models.constants import ConstantsFile
from game.scenario.models.deeds import Event, Move
from game.scenario.models.firms import Firm
from game.scenario.models.lessons import Lesson
from game.scenario.models.politics import Control, Country
from game.scenario.models.research import Doctrine, Flow, Project, Site, Victory


class WorldStart(Model):
    """What is common to all firms on the first day."""

    tension: Points = 30.0
    public_know_how: Annotated[float, Field(gt=0, le=1e6)] = 1.0
    seen_index: Annotated[float, Field(ge=0, le=1000)] = 100.0


class ScoreWeights(Model):
    """What each part of the score counts; made to sum to one."""

    frontier: Share = 0.25
    self_reliance: Share = 0.25
    platform: Share = 0.25
    treasury: Share = 0.25


def _kind(name: str) -> Any:
    return Field(default_factory=dict, max_length=MAX_ENTRIES[name])


class Scenario(Model):
    """A resolved scenario."""

    schema_: str | None = Field(default=None, alias="$schema", max_length=200)
    format: int
    id: Id
    name: LocalText
    summary: LocalText
    start: Date
    turns: Annotated[int, Field(ge=1, le=80)]
    difficulty: Annotated[int, Field(ge=1, le=3)] = 2
    art: str = Field(default="stock", max_length=40)
    playable: list[FirmId] | None = Field(default=None, max_length=40)
    opening: LocalText
    mode: Literal["mixed", "script", "emergent"] = "mixed"
    score_weights: ScoreWeights = Field(default_factory=ScoreWeights)
    world: WorldStart = Field(default_factory=WorldStart)
    attention: Annotated[int, Field(ge=1, le=6)] | None = None
    texts: dict[str, LocalText] = Field(default_factory=dict, max_length=400)
    translations: dict[Language, dict[str, PlainText]] = Field(default_factory=dict, max_length=24)

    constants: ConstantsFile | None = None
    countries: dict[Id, Country] = _kind("countries")
    firms: dict[Id, Firm] = _kind("firms")
    ecosystems: dict[Id, Ecosystem] = _kind("ecosystems")
    routes: dict[Id, Route] = _kind("routes")
    vendors: dict[Id, Vendor] = _kind("vendors")
    foundries: dict[Id, Foundry] = _kind("foundries")
    chips: dict[Id, Chip] = _kind("chips")
    offers: dict[Id, Offer] = _kind("offers")
    controls: dict[Id, Control] = _kind("controls")
    research: dict[Id, Project] = _kind("research")
    moves: dict[Id, Move] = _kind("moves")
    events: dict[Id, Event] = _kind("events")
    doctrines: dict[Id, Doctrine] = _kind("doctrines")
    victories: dict[Id, Victory] = _kind("victories")
    sites: dict[Id, Site] = _kind("sites")
    flows: dict[Id, Flow] = _kind("flows")
    lessons: dict[Id, Lesson] = _kind("lessons")


FIRST_POINTS = 50.0
"""Standing with a government that a firm's start does not mention."""

__all__ = ["FIRST_POINTS", "Scenario", "ScoreWeights", "WorldStart"]
