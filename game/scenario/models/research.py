"""Research projects, doctrines of the computer players, victories, and the map."""

from dataclasses import fields
from typing import Annotated, Any, Literal

from pydantic import Field, create_model

from game.engine.doctrine import Appetites
from game.scenario.models.base import (
    BonusId,
    CountryId,
    Date,
    EcosystemId,
    Entry,
    Latitude,
    LeverId,
    LocalText,
    Longitude,
    OfferId,
    ProjectId,
    Share,
    SiteId,
)
from game.scenario.models.conditions import When


class Project(Entry):
    """One project of the research tree."""

    name: LocalText
    text: LocalText
    branch: Literal["models", "systems", "silicon", "process"]
    work: Annotated[float, Field(gt=0, le=1e6, json_schema_extra={"unit": "people-quarters"})]
    spread: Share = 0.0
    needs: list[ProjectId] = Field(default_factory=list, max_length=8)
    gives: dict[BonusId, Annotated[float, Field(ge=-2, le=2)]] = Field(default_factory=dict, max_length=20)
    matures: dict[EcosystemId, Annotated[float, Field(ge=-1, le=1)]] = Field(default_factory=dict, max_length=24)
    know_how: Annotated[float, Field(ge=-2, le=2)] = 0.0
    earliest: Date | None = None
    column: Annotated[int, Field(ge=0, le=20)] | None = None
    row: Annotated[int, Field(ge=0, le=20)] | None = None


def _appetites() -> dict[str, Any]:
    """A field for each number of the engine's table of appetites; which of them there are is the engine's to say."""
    names = [field.name for field in fields(Appetites) if field.name != "worth"]
    usual = Annotated[float, Field(ge=0, le=5)]
    return {name: (Share if name in ("risk", "openness") else usual, ...) for name in names}


class _DoctrineTexts(Entry):
    name: LocalText
    text: LocalText
    worth: dict[LeverId, Annotated[float, Field(ge=-1e6, le=1e6)]] = Field(default_factory=dict, max_length=200)


Doctrine = create_model(
    "Doctrine",
    __base__=_DoctrineTexts,
    __module__=__name__,
    __doc__="A character of computer players, as appetites.",
    **_appetites(),
)


class Victory(Entry):
    """A way in which the game ends before the date: for who meets its condition, or badly for all."""

    name: LocalText
    text: LocalText
    when: When
    hold_quarters: Annotated[int, Field(ge=1, le=80)] = 1
    winner: Literal["who_meets_it", "nobody"] = "who_meets_it"


class Site(Entry):
    """A place on the map; it changes no rule."""

    name: LocalText
    role: Literal["fab", "memory", "tools", "vendor", "capital", "minerals", "site", "packaging"]
    country: CountryId | None = None
    lat: Latitude
    lon: Longitude
    anchor: Literal["e", "w", "n", "s"] = "e"
    note: LocalText | None = None


class Flow(Entry):
    """A line on the map."""

    from_: SiteId = Field(alias="from")
    to: SiteId
    kind: Literal["chips", "tools", "memory", "domestic", "leased", "grey"]
    offer: OfferId | None = None
