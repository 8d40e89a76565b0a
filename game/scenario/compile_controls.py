"""Tables of controls: whom they bind, what they catch, when they come."""

from typing import Any

import numpy as np

from game.engine.axes import CLAUSES, CONTROLS, COUNTRIES, FIRMS, FOUNDRIES
from game.engine.numeric import log2
from game.engine.registers import POLICIES
from game.engine.state import NOTHING
from game.engine.tables import ClauseTables, ControlTables
from game.engine.value import table
from game.scenario.compile_tables import chip_country
from game.scenario.frame import EMPTY, Array, Frame
from game.scenario.models.chips import Chip, Selling
from game.scenario.models.politics import Clause, Control, Emergent

UNBOUNDED = 1e30
SPECS = ("tpp", "density", "interconnect_gb_per_s", "bandwidth_gb_per_s")
DATES = ("rumour", "announce", "force", "end")


def meets(chip: Chip, clause: Clause) -> bool:
    """Whether a chip's specifications lie within all of a clause's bounds."""
    specs = {name: float(getattr(chip, name)) for name in SPECS}
    specs["sum_gb_per_s"] = chip.interconnect_gb_per_s + chip.bandwidth_gb_per_s
    for name, spec in specs.items():
        bounds = getattr(clause, name)
        if bounds is None:
            continue
        if bounds.at_least is not None and spec < bounds.at_least:
            return False
        if bounds.below is not None and spec >= bounds.below:
            return False
    return True


def catches(frame: Frame, control: Control, chip_id: str, offer: Selling) -> bool:
    """Whether a control's criterion meets an offer: its route, whose its chip is and who makes it, and one clause."""
    chip = frame.scenario.chips[chip_id]
    if chip.variant is not None:  # its specification is made in the game, and tested there
        return False
    is_reached = on_route(frame, control, offer) and within_reach(frame, control, chip)
    return is_reached and any(meets(chip, clause) for clause in control.criterion)


def within_reach(frame: Frame, control: Control, chip: Chip) -> bool:
    """Whether a control reaches a chip by its vendor and its foundry: without a reach, its issuer's own vendors."""
    reach = control.reaches
    if reach is None:
        return chip_country(frame, chip) == control.issuer
    by_vendor = reach.designed_by is None or chip.vendor in reach.designed_by
    by_foundry = reach.made_at is None or chip.foundry in reach.made_at
    return chip_country(frame, chip) in reach.vendors_of and by_vendor and by_foundry


def on_route(frame: Frame, control: Control, offer: Selling) -> bool:
    """Whether a control watches the route of an offer: those it names, or else all that are controlled at all."""
    if control.routes is None:
        return frame.scenario.routes[offer.route].controlled
    return offer.route in control.routes


def dates(frame: Frame, control: Control) -> dict[str, float]:
    """Rumour, announcement, force and end as turns, NEVER where there is none.

    Without a date of announcement that of force stands in, and the other way round with the grace of an emergent
    control. In a scenario whose governments are all emergent, no date after the start holds.
    """
    found = {name: frame.turn(getattr(control, name)) for name in DATES}
    grace = float(control.emergent.grace_quarters) if control.emergent else 0.0
    if control.announce is None and control.force is not None:
        found["announce"] = found["force"]
    if control.force is None and control.announce is not None:
        found["force"] = found["announce"] + grace
    if frame.scenario.mode == "emergent" and found["force"] > 0:
        return dict.fromkeys(DATES, frame.turn(None))
    if frame.scenario.mode == "emergent" and found["end"] > 0:
        found["end"] = frame.turn(None)
    return found


def improvised(frame: Frame, control: Control) -> Emergent | None:
    """How a control comes and goes by itself: only without dates, and only where governments improvise."""
    is_dated = any(getattr(control, name) is not None for name in DATES)
    if frame.scenario.mode == "script" or (is_dated and frame.scenario.mode != "emergent"):
        return None
    return control.emergent


def _factors(frame: Frame, controls: list[Control], what: str) -> Array:
    rows = [
        [getattr(control.foundries[name], what) if name in control.foundries else 1.0 for name in foundries]
        for control in controls
        for foundries in [list(frame.scenario.foundries)]
    ]
    return log2(table(rows, CONTROLS, FOUNDRIES)).array


def control_tables(frame: Frame) -> ControlTables:
    """All controls."""
    controls = list(frame.scenario.controls.values())
    names = frame.ids[CONTROLS]
    when = [dates(frame, control) for control in controls]
    issuers = [frame.marks(COUNTRIES, [control.issuer]) for control in controls]
    moods = [improvised(frame, control) for control in controls]
    leans = np.array([control.leans for control in controls])
    own = [name for _, name, _, _ in frame.clauses] or [""]
    return frame.filled(
        ControlTables,
        issuer_index=[frame.index(COUNTRIES, control.issuer) for control in controls],
        severity=[POLICIES.index(control.policy) for control in controls],
        is_window=[control.window for control in controls],
        grant_odds=[control.grant_odds for control in controls],
        fee_share=[control.fee_share for control in controls],
        binds=[frame.marks(COUNTRIES, control.binds) for control in controls],
        catches=[
            [catches(frame, control, chip, offer) for chip, offer in frame.offers.values()] for control in controls
        ],
        on_route=[[on_route(frame, control, offer) for _, offer in frame.offers.values()] for control in controls],
        clauses=[[name == owner for owner in own] for name in names],
        wafer_factor=_factors(frame, controls, "wafers"),
        memory_factor=_factors(frame, controls, "memory"),
        lists=[frame.marks(FIRMS, control.lists) for control in controls],
        leans=np.array(issuers) * leans[:, None],
        odds=[control.odds for control in controls],
        end_odds=[control.end_odds for control in controls],
        hazard=[rule.hazard if rule else 0.0 for rule in moods],
        repeal_odds=[rule.repeal if rule else 0.0 for rule in moods],
        lead_quarters=[control.emergent.lead_quarters if control.emergent else 0 for control in controls],
        grace_quarters=[control.emergent.grace_quarters if control.emergent else 0 for control in controls],
        tension=[control.tension for control in controls],
        **{f"{name}_turn": [turns[name] for turns in when] for name in DATES},
    )


def clause_tables(frame: Frame) -> ClauseTables:
    """All clauses, one for each country they reach; one that nothing meets if there is none."""
    if frame.ids[CLAUSES] == EMPTY:
        return frame.filled(ClauseTables, low_tpp=[UNBOUNDED], country_index=[NOTHING])
    clauses = [clause for _, _, _, clause in frame.clauses]
    columns: dict[str, Any] = {}
    for name in (*SPECS, "sum_gb_per_s"):
        bounds = [getattr(clause, name) for clause in clauses]
        lows = [bound.at_least if bound else None for bound in bounds]
        columns[f"low_{name}"] = [0.0 if low is None else low for low in lows]
        if name in SPECS:
            highs = [bound.below if bound else None for bound in bounds]
            columns[f"high_{name}"] = [UNBOUNDED if high is None else high for high in highs]
    places = [frame.index(COUNTRIES, country) for _, _, country, _ in frame.clauses]
    return frame.filled(ClauseTables, country_index=places, **columns)


__all__ = ["catches", "clause_tables", "control_tables", "dates", "improvised", "meets", "on_route"]
