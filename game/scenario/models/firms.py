"""Firms: who they are, and what they start with."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from game.scenario.models.base import (
    BonusId,
    ChipId,
    CountryId,
    DoctrineId,
    EcosystemId,
    Entry,
    FirmId,
    LocalText,
    Log,
    Millions,
    Musd,
    Mw,
    People,
    Place,
    Points,
    ProjectId,
    Rate,
    Ratio,
    Share,
    Units,
    VendorId,
)


class Identity(Entry):
    """What only this firm does better."""

    title: LocalText
    text: LocalText
    bonuses: dict[BonusId, Annotated[float, Field(ge=-2, le=2)]] = Field(default_factory=dict, max_length=32)


class Segments(Entry):
    """A number for each segment of the market."""

    consumer: Log = 0.0
    enterprise: Log = 0.0


class Prices(Entry):
    """Prices over the usual one."""

    consumer: Annotated[float, Field(ge=0.4, le=2)] = 1.0
    enterprise: Annotated[float, Field(ge=0.4, le=2)] = 1.0


class Profile(Entry):
    """How a firm stands to the four answers, 0 to 10, for the screen of firms."""

    stockpile: Annotated[float, Field(ge=0, le=10)] = 0
    lean: Annotated[float, Field(ge=0, le=10)] = 0
    homegrown: Annotated[float, Field(ge=0, le=10)] = 0
    statecraft: Annotated[float, Field(ge=0, le=10)] = 0


class Split(Entry):
    """Division of the fleet's compute; sums to one."""

    training: Share = 0.0
    serving: Share = 0.0
    research: Share = 0.0
    renting: Share = 0.0


class Racks(Entry):
    """Chips that run, by site."""

    home: dict[ChipId, Units] = Field(default_factory=dict, max_length=240)
    abroad: dict[ChipId, Units] = Field(default_factory=dict, max_length=240)


class Power(Entry):
    """Megawatts by site."""

    home: Mw = 0.0
    abroad: Mw = 0.0


def _listed(given: object) -> object:
    """A bare number is short for a list of one."""
    return given if isinstance(given, list) else [given]


Course = Annotated[list[Points], BeforeValidator(_listed), Field(min_length=1, max_length=24)]
"""Points at even distances from the start of the game; the last is for its end."""


class Start(Entry):
    """A firm on the first day."""

    cash_musd: Annotated[float, Field(ge=-1e6, le=1e7)]
    debt_musd: Musd = 0.0
    core_musd: Annotated[float, Field(ge=-1e5, le=1e6)]
    ai_budget_share: Share
    patience: Points
    researchers: People
    know_how: Annotated[float, Field(gt=0, le=1e6)]
    best_index: Annotated[float, Field(ge=0, le=1000)]
    last_flop: Annotated[float, Field(ge=0, le=1e29)]
    users_m: Millions = 0.0
    enterprise_share: Share = 0.0
    price: Prices = Field(default_factory=Prices)
    standing: dict[CountryId, Points] = Field(default_factory=dict, max_length=16)
    compliance: Points = 75.0
    listed_by: list[CountryId] = Field(default_factory=list, max_length=16)
    stock: dict[ChipId, Units] = Field(default_factory=dict, max_length=240)
    racked: Racks = Field(default_factory=Racks)
    power_mw: Power
    maturity: dict[EcosystemId, Share] = Field(default_factory=dict, max_length=24)
    done: list[ProjectId] = Field(default_factory=list, max_length=200)
    split: Split
    is_open: bool = False
    expected_points: Course = Field(default_factory=lambda: [50.0])


class Firm(Entry):
    """One firm on the board."""

    name: LocalText
    country: CountryId
    emblem: str = Field(max_length=64)
    identity: Identity
    city: Place
    doctrine: DoctrineId
    own_vendor: VendorId | None = None
    core_growth_rate: Rate = 0.0
    openness: Share = 0.0
    has_investors: bool = False
    research_talent: Ratio = 1.0
    reach: Segments = Field(default_factory=Segments)
    model_names: list[Annotated[str, Field(max_length=40)]] = Field(default_factory=list, max_length=60)
    profile: Profile = Field(default_factory=Profile)
    start: Start


SiteName = Literal["home", "abroad"]
"""Names of the places where chips run, as in ``registers.SITES``."""

__all__ = ["Firm", "FirmId", "Prices", "Segments", "SiteName", "Split", "Start"]
