"""Hardware and how it is sold: chips, offers, routes, vendors, foundries, ecosystems."""

from typing import Annotated

from pydantic import Field

from game.scenario.models.base import (
    AmountTrack,
    ChipId,
    CountryId,
    Date,
    EcosystemId,
    Entry,
    FirmId,
    FoundryId,
    LocalText,
    Musd,
    Odds,
    Place,
    ProjectId,
    Quarters,
    RatioTrack,
    RouteId,
    Share,
    ShareTrack,
    SupplyTrack,
    Usd,
    VendorId,
)
from game.scenario.models.firms import SiteName

Spec = Annotated[float, Field(ge=0, le=1e7)]
Strength = Annotated[float, Field(ge=0, le=1000, json_schema_extra={"unit": "H100 equivalents"})]


class Ecosystem(Entry):
    """A software ecosystem."""

    name: LocalText
    text: LocalText | None = None


class Route(Entry):
    """A way a chip reaches a buyer."""

    name: LocalText
    text: LocalText | None = None
    seizure_odds: Odds = 0.0
    site: SiteName = "home"
    leased: bool = False
    grey: bool = False
    controlled: bool = True


class Vendor(Entry):
    """A seller of chips; ``firm`` if it is one of the firms on the board."""

    name: LocalText
    text: LocalText | None = None
    country: CountryId
    firm: FirmId | None = None
    city: Place | None = None


class Plan(Entry):
    """What a foundry plans, quarter by quarter."""

    wafers: AmountTrack
    """Wafer starts for accelerators a month."""
    yield_: ShareTrack = Field(alias="yield")
    packaging: ShareTrack
    memory: RatioTrack
    """HBM stacks in hand over stacks needed."""


class Foundry(Entry):
    """A maker of chips."""

    name: LocalText
    text: LocalText | None = None
    country: CountryId
    city: Place | None = None
    at_the_strait: bool = False
    planned: Plan
    learning_rate: Share = 0.0
    best_yield: Share = 1.0
    wafer_cost_musd: Musd = 0.0


class Selling(Entry):
    """Terms that a chip's own offer and a further offer share."""

    route: RouteId
    price_usd: Usd
    lead_quarters: Annotated[int, Field(ge=0, le=3)] = 1
    supply: SupplyTrack
    sold_in: list[CountryId] | None = Field(default=None, max_length=16)
    only: list[FirmId] | None = Field(default=None, max_length=40)
    needs_project: ProjectId | None = None


class Offer(Selling):
    """A chip by another route than its maker's own."""

    name: LocalText
    text: LocalText | None = None
    chip: ChipId
    place: Place | None = None


class Variant(Entry):
    """Marks a chip that its vendor will cut down to clear the rules."""

    base: ChipId
    sold_in: CountryId
    lag_quarters: Quarters = 2
    earliest: Date | None = None


class Chip(Entry):
    """An accelerator by its published specifications."""

    name: LocalText
    text: LocalText | None = None
    vendor: VendorId
    foundry: FoundryId
    ecosystem: EcosystemId
    country: CountryId | None = None
    tpp: Spec
    density: Spec
    interconnect_gb_per_s: Spec
    bandwidth_gb_per_s: Spec
    memory_gb: Spec
    memory_type: str = Field(default="", max_length=40)
    train_h100e: Strength
    serve_h100e: Strength | None = None
    power_w: Annotated[float, Field(ge=0, le=1e6, json_schema_extra={"unit": "W"})]
    year: Annotated[float, Field(ge=1990, le=2100)] | None = None
    offer: Selling | None = None
    variant: Variant | None = None
