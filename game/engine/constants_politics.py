"""The constants of governments, controls and the board room, as ``constants`` has those of the other phases."""

from dataclasses import dataclass
from typing import Annotated


@dataclass(frozen=True)
class PoliticsConstants:
    """Read by the phases as ``rules.constants.name``."""

    attention_per_quarter: Annotated[float, "moves", 1, 6]
    """Executive moves a firm may play each quarter."""

    design_margin: Annotated[float, "ratio", 0.8, 1]
    """How close to a limit a chip designed to the rules comes; the H20 cleared two limits by 1.3 and 9 %."""

    worthwhile_chip_h100e: Annotated[float, "H100e/chip", 0, 2]
    """A weaker chip does not keep a maker in a market."""

    licence_patience_quarters: Annotated[float, "quarters", 1, 12]
    """Age at which an unanswered application may be returned."""

    licence_return_odds: Annotated[float, "odds", 0, 1]
    """Odds a quarter that an old application is returned without action."""

    lobby_points: Annotated[float, "points", 0, 10]
    """Points of standing for each doubling of (1 + M$/10) spent in a quarter."""

    lobby_most: Annotated[float, "points", 0, 30]
    """Most that lobbying wins in a quarter."""

    lobby_budget_musd: Annotated[float, "M$", 0, 5000]
    """Most that can be spent on one government, or on compliance, in a quarter."""

    standing_drift: Annotated[float, "rate", 0, 1]
    """Part of the way to its rest that standing drifts in a quarter."""

    standing_abroad: Annotated[float, "points", 0, 100]
    """Where standing with another government rests."""

    standing_home: Annotated[float, "points", 0, 100]
    """Where standing with the own government rests."""

    record_standing: Annotated[float, "points/point", 0, 2]
    """What a point of the compliance record adds to where standing rests, with every government."""

    standing_self_reliance: Annotated[float, "points", 0, 100]
    """What a fleet that is all home-made adds to that, from half."""

    comply_points: Annotated[float, "points", 0, 10]
    """Points of record for each doubling of (1 + M$/10) spent."""

    compliance_rest: Annotated[float, "points", 0, 100]
    """Where the record rests."""

    compliance_drift: Annotated[float, "rate", 0, 1]
    """Part of the way there in a quarter."""

    election_swing: Annotated[float, "share", 0, 1]
    """Most that an election moves a government's stance."""

    stance_drift: Annotated[float, "rate", 0, 1]
    """Part of the way back to its base that a stance drifts in a quarter."""

    feared_gap_months: Annotated[float, "months", 1, 60]
    """Lead under which a government begins to fear for it."""

    tension_rest: Annotated[float, "points", 0, 100]
    """Where tension rests."""

    tension_drift: Annotated[float, "rate", 0, 1]
    """Part of the way there in a quarter."""

    close_race_months: Annotated[float, "months", 0, 60]
    """Gap under which the race heats tension."""

    tension_per_month: Annotated[float, "points/month", 0, 5]
    """Heat for each month under it."""

    tension_noise: Annotated[float, "points", 0, 20]
    """Mood swings; the sum of two draws, so the usual swing is two fifths of it."""

    strait_tension: Annotated[float, "points", 0, 100]
    """Tension above which the Strait may close."""

    strait_odds_per_point: Annotated[float, "odds/point", 0, 0.2]
    """Odds a quarter for each point above."""

    strait_quarters: Annotated[float, "quarters", 1, 20]
    """Quarters it stays closed."""

    strait_relief: Annotated[float, "points", 0, 100]
    """Tension that the shock takes away."""

    shock_fade: Annotated[float, "share", 0, 1]
    """Part of a passing shock or bonus that fades in a quarter: half in a year."""

    listing_compliance: Annotated[float, "points", 0, 100]
    """Record under which a firm may be listed."""

    listing_strikes: Annotated[float, "seizures", 0, 20]
    """Seizures from which on."""

    listed_grant_odds: Annotated[float, "odds", 0, 1]
    """Most that a control's odds of a licence are for a firm on a list: such licences are presumed refused."""

    listing_odds: Annotated[float, "odds", 0, 1]
    """Odds a quarter of it."""
