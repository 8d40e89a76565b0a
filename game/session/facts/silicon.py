"""Silicon: what each foundry has to make chips of, and the firm's own chip programme."""

from dataclasses import dataclass

import numpy as np

from game.engine.axes import CHIPS, FOUNDRIES, OFFERS, PROJECTS
from game.engine.market_facts import this_turn
from game.engine.phases.fabs import control_factor, country_bonus
from game.session.seat import Quarter, Seat


@dataclass(frozen=True)
class Works:
    """One foundry as a chain: wafers, good dies, good packages, and memory beside them."""

    foundry: str
    wafers: float
    """Started a month: the plan and what was paid for, after the controls."""
    planned_wafers: float
    coming: tuple[tuple[Quarter, float], ...]
    """Wafers a month that were paid for, by the quarter they start."""
    yield_share: float
    yield_change: float | None
    best_yield: float
    packaging_share: float
    memory_ratio: float
    """HBM in hand over what the plan's logic needs."""
    logic_ratio: float
    """Good packages over the plan's."""
    bottleneck: str
    """logic | memory | strait."""
    output_ratio: float
    claim: float
    wafer_cost_musd: float
    fab_musd: float
    at_the_strait: bool


@dataclass(frozen=True)
class OwnChip:
    """A chip that the firm may have made for itself, and what stands before it."""

    offer: str
    chip: str
    foundry: str
    project: str | None
    is_ready: bool
    progress_share: float
    train_h100e: float
    supply_units: float
    price_musd: float
    owned_units: float


def works(seat: Seat) -> tuple[Works, ...]:
    """Every foundry."""
    return tuple(_works(seat, n) for n in range(seat.rules.sizes[FOUNDRIES]))


def _works(seat: Seat, n: int) -> Works:
    rules, state = seat.rules, seat.state
    fabs, plan, before = state.foundries, rules.foundries, seat.before
    planned = seat.number(this_turn(state, plan.planned_wafers), n)
    held_back = seat.number(control_factor(state, rules.controls.wafer_factor), n)
    started = (planned + seat.number(fabs.wafers, n)) * held_back
    good, packed = seat.number(fabs.yield_share, n), seat.number(fabs.packaging_share, n)
    planned_good = seat.number(this_turn(state, plan.planned_yield), n)
    planned_packed = seat.number(this_turn(state, plan.planned_packaging), n)
    memory = max(0.05, seat.number(this_turn(state, plan.planned_memory), n))
    memory *= 1.0 + seat.number(fabs.memory_extra, n) + seat.number(country_bonus(rules, state, "memory"), n)
    memory *= seat.number(control_factor(state, rules.controls.memory_factor), n)
    logic = _over(started, planned) * _over(good, planned_good) * _over(packed, planned_packed)
    is_shut = seat.flag(plan.at_the_strait, n) and seat.number(state.world.strait_quarters) > 0
    return Works(
        foundry=seat.ids(FOUNDRIES)[n],
        wafers=started,
        planned_wafers=planned,
        coming=tuple(
            (seat.quarter.later(ahead + 1), float(count))
            for ahead, count in enumerate(seat.row(fabs.wafers_coming)[n])
            if count >= 1.0
        ),
        yield_share=good,
        yield_change=None if before is None else good - float(before.foundries.yield_share.array[n, 0]),
        best_yield=seat.number(plan.best_yield, n),
        packaging_share=packed,
        memory_ratio=memory,
        logic_ratio=logic,
        bottleneck="strait" if is_shut else "memory" if memory < logic else "logic",
        output_ratio=seat.number(fabs.output_ratio, n),
        claim=seat.number(fabs.claim, n),
        wafer_cost_musd=seat.number(plan.wafer_cost_musd, n),
        fab_musd=seat.number(seat.legal.fab_musd, n),
        at_the_strait=seat.flag(plan.at_the_strait, n),
    )


def _over(part: float, whole: float) -> float:
    return part / whole if whole > 0 else 1.0


def own_chips(seat: Seat) -> tuple[OwnChip, ...]:
    """Offers of the firm's own vendor, and those that ask for a research project first."""
    t, own = seat.rules.offers, int(seat.rules.firms.own_vendor_index.array[seat.firm])
    fleet = seat.state.fleet
    owned = seat.row(fleet.stock_units) + seat.row(fleet.racked_units).sum(axis=0)
    found = []
    for n in np.flatnonzero(seat.row(t.may_buy)):
        project, vendor, chip = (seat.index(x, int(n)) for x in (t.project_index, t.vendor_index, t.chip_index))
        if project < 0 and vendor != own:
            continue
        done = project < 0 or seat.flag(seat.state.labs.done, project)
        work = max(1.0, seat.number(seat.rules.projects.work_people_quarters, project)) if project >= 0 else 1.0
        progress = 1.0 if done else min(1.0, seat.number(seat.state.labs.progress, project) / work)
        found.append(
            OwnChip(
                offer=seat.ids(OFFERS)[int(n)],
                chip=seat.ids(CHIPS)[chip],
                foundry=seat.ids(FOUNDRIES)[seat.index(seat.rules.chips.foundry_index, chip)],
                project=seat.ids(PROJECTS)[project] if project >= 0 else None,
                is_ready=done,
                progress_share=progress,
                train_h100e=seat.number(seat.rules.chips.train_h100e, chip),
                supply_units=seat.number(seat.state.market.supply_units, int(n)),
                price_musd=seat.number(seat.state.market.price_musd, int(n)),
                owned_units=float(owned[chip]),
            )
        )
    return tuple(found)
