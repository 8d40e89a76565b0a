"""Countries with their governments and markets, and the controls that governments issue."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from game.scenario.models.base import (
    AmountTrack,
    Color,
    CountryId,
    Date,
    Entry,
    FirmId,
    FoundryId,
    Latitude,
    LocalText,
    Longitude,
    Musd,
    Odds,
    Quarters,
    RouteId,
    Share,
    VendorId,
    fault,
)


class Market(Entry):
    """The home market of a country's firms."""

    users_m: AmountTrack
    enterprise_musd: AmountTrack
    revenue_per_user_usd: AmountTrack


class Administration(Entry):
    """A government in office, or its plan, and what it changes when it comes: surely, and either way by chance."""

    name: LocalText
    since: Date
    stance_shift: Annotated[float, Field(ge=-1, le=1)] = 0.0
    stance_swing: Share = 0.0


class Country(Entry):
    """A country with its government."""

    name: LocalText
    text: LocalText | None = None
    capital: LocalText
    color: Color
    deep: Color
    shape: str = Field(max_length=40)
    lat: Latitude
    lon: Longitude
    mood: bool = False
    start_stance: Share = 0.5
    reacts_to_gap: Share = 0.0
    subsidy_musd: Musd = 0.0
    power_price_usd_mwh: Annotated[float, Field(ge=0, le=2000)] = 70.0
    serving_h100e_per_m_users: Annotated[float, Field(ge=0, le=1e6)] = 0.0
    market: Market | None = None
    elections: list[Date] = Field(default_factory=list, max_length=40)
    administrations: list[Administration] = Field(default_factory=list, max_length=20)


class Bounds(Entry):
    """A range of a specification: at least one figure, below the other."""

    at_least: Annotated[float, Field(ge=0, le=1e7)] | None = None
    below: Annotated[float, Field(ge=0, le=1e7)] | None = None

    @model_validator(mode="after")
    def _some(self) -> "Bounds":
        if self.at_least is None and self.below is None:
            raise fault('has neither "at_least" nor "below"')
        if self.at_least is not None and self.below is not None and self.at_least >= self.below:
            raise fault('can hold for no chip: "at_least" is not under "below"')
        return self


class Clause(Entry):
    """One clause of a criterion: all its bounds must hold."""

    tpp: Bounds | None = None
    density: Bounds | None = None
    interconnect_gb_per_s: Bounds | None = None
    bandwidth_gb_per_s: Bounds | None = None
    sum_gb_per_s: Bounds | None = None

    @model_validator(mode="after")
    def _sum_from_below(self) -> "Clause":
        if self.sum_gb_per_s is not None and self.sum_gb_per_s.below is not None:
            raise fault('bounds a sum from above, which no rule does: use "at_least"', "sum_gb_per_s", "below")
        return self


class Reach(Entry):
    """Whose chips a control reaches: those of a country's vendors.

    If it says so, only what some vendors design or some foundries make: a foreign product rule. Such a rule reaches no
    variant that a vendor might yet design.
    """

    vendors_of: list[CountryId] = Field(min_length=1, max_length=16)
    designed_by: list[VendorId] | None = Field(default=None, min_length=1, max_length=40)
    made_at: list[FoundryId] | None = Field(default=None, min_length=1, max_length=24)

    @property
    def is_narrow(self) -> bool:
        """Whether it names vendors or foundries."""
        return self.designed_by is not None or self.made_at is not None


class FoundryFactors(Entry):
    """What a control does to a foundry while in force, as factors."""

    wafers: Annotated[float, Field(gt=0.01, le=4)] = 1.0
    memory: Annotated[float, Field(gt=0.01, le=4)] = 1.0


class Emergent(Entry):
    """How a control comes when no date is set, and how it goes."""

    hazard: Odds
    repeal: Odds = 0.0
    lead_quarters: Quarters = 1
    grace_quarters: Quarters = 0


class Control(Entry):
    """An export control, a counter-measure, or a relief (``window``)."""

    name: LocalText
    text: LocalText
    issuer: CountryId
    binds: list[CountryId] = Field(max_length=16)
    reaches: Reach | None = None
    routes: list[RouteId] | None = Field(default=None, max_length=12)
    criterion: list[Clause] = Field(default_factory=list, max_length=12)
    policy: Literal["open", "notify", "case_by_case", "denial", "ban"] = "denial"
    window: bool = False
    grant_odds: Odds = 0.0
    fee_share: Share = 0.0
    foundries: dict[FoundryId, FoundryFactors] = Field(default_factory=dict, max_length=24)
    lists: list[FirmId] = Field(default_factory=list, max_length=40)
    leans: Annotated[float, Field(ge=0, le=100)] = 0.0
    rumour: Date | None = None
    announce: Date | None = None
    force: Date | None = None
    end: Date | None = None
    odds: Odds = 1.0
    end_odds: Odds = 1.0
    emergent: Emergent | None = None
    tension: Annotated[float, Field(ge=-100, le=100)] = 0.0

    @property
    def open_to_variants(self) -> list[str]:
        """Countries whose vendors' variants, whatever they may be, it is held against: by default its issuer."""
        if self.reaches is None:
            return [self.issuer]
        return [] if self.reaches.is_narrow else self.reaches.vendors_of
