"""Research: the projects, how far they are, when they may be done, and who else has them."""

from dataclasses import dataclass, replace

import numpy as np

from game.engine.axes import BONUSES, BRANCHES, ECOSYSTEMS, FIRMS, PROJECTS
from game.engine.phases.research import research_pace, spill_over
from game.session.seat import WORLD, Quarter, Seat

FAR = 99
"""Quarters: later than any game lasts."""


@dataclass(frozen=True)
class Project:
    """One research project as this seat sees it."""

    project: str
    branch: str
    state: str
    """done | running | open | waits (its time has not come) | locked (needs others first)."""
    progress_share: float
    work_people_quarters: float
    spread: float
    """How far the true length may be from the stated one, either way."""
    focus: float
    """Share of the staff on this quarter's orders."""
    soonest: Quarter | None
    latest: Quarter | None
    """In a quarter between these it is likely done, at this quarter's orders; None where nobody works on it."""
    opens_on: Quarter | None
    """When its time comes, if that is later."""
    needs: tuple[str, ...]
    missing: tuple[str, ...]
    """Those of its needs that are not done."""
    gives: tuple[tuple[str, float], ...]
    """(bonus, amount)."""
    matures: tuple[tuple[str, float], ...]
    """(ecosystem, amount)."""
    know_how: float
    """Log10 of efficiency it adds at once."""
    others: tuple[str, ...]
    """Firms known to have it."""


def projects(seat: Seat) -> tuple[Project, ...]:
    """All projects, in the order of the scenario."""
    pace, spill = staff_pace(seat), seat.row(spill_over(seat.rules, seat.state))
    return tuple(_project(seat, n, pace * (1.0 + float(spill[n]))) for n in range(seat.rules.sizes[PROJECTS]))


def staff_pace(seat: Seat) -> float:
    """People-quarters of progress the whole staff makes a quarter, with the fleet divided as ordered."""
    compute = replace(seat.state.compute, split=seat.legal.split)
    pace = seat.number(research_pace(seat.rules, replace(seat.state, compute=compute)))
    return seat.number(seat.state.labs.researchers) * pace


def _project(seat: Seat, n: int, pace: float) -> Project:
    t, labs = seat.rules.projects, seat.state.labs
    work, done = seat.number(t.work_people_quarters, n), seat.flag(labs.done, n)
    progress, focus = seat.number(labs.progress, n), seat.number(seat.legal.focus, n)
    missing = tuple(need for need in t.needs[n] if not seat.flag(labs.done, need))
    opens = int(seat.number(t.earliest_turn, n))
    soonest, latest = (None, None) if done else _range(seat, work, seat.number(t.spread, n), progress, focus * pace)
    name = seat.ids(PROJECTS)[n]
    return Project(
        project=name,
        branch=seat.ids(BRANCHES)[seat.index(t.branch_index, n)],
        state=_state(done, bool(missing), opens > seat.turn, focus > 0),
        progress_share=1.0 if done else min(1.0, progress / max(work, 1.0)),
        work_people_quarters=work,
        spread=seat.number(t.spread, n),
        focus=focus,
        soonest=soonest,
        latest=latest,
        opens_on=seat.quarter_on(opens) if opens > seat.turn else None,
        needs=tuple(seat.ids(PROJECTS)[need] for need in t.needs[n]),
        missing=tuple(seat.ids(PROJECTS)[need] for need in missing),
        gives=_named(seat.ids(BONUSES), t.gives.array[n].tolist()),
        matures=_named(seat.ids(ECOSYSTEMS), t.matures.array[n].tolist()),
        know_how=seat.number(t.know_how, n),
        others=_others(seat, name),
    )


def _state(done: bool, is_locked: bool, is_early: bool, is_worked_on: bool) -> str:
    if done:
        return "done"
    if is_locked:
        return "locked"
    if is_early:
        return "waits"
    return "running" if is_worked_on else "open"


def _range(seat: Seat, work: float, spread: float, done: float, pace: float) -> tuple[Quarter | None, Quarter | None]:
    if pace <= 0:
        return None, None
    low, high = (max(1, -int(-(max(work * f - done, 0.0)) // pace)) for f in (1.0 - spread, 1.0 + spread))
    return tuple(seat.quarter.later(min(wait, FAR) - 1) for wait in (low, high))  # type: ignore[return-value]


def _named(names: tuple[str, ...], amounts: list[float]) -> tuple[tuple[str, float], ...]:
    return tuple((name, amount) for name, amount in zip(names, amounts, strict=True) if amount)


def _others(seat: Seat, project: str) -> tuple[str, ...]:
    """Who else has finished a project: published, so no fog lies on it."""
    done = seat.state.labs.done.array[:, seat.rules.place(PROJECTS, project), WORLD]
    return tuple(seat.ids(FIRMS)[n] for n in np.flatnonzero(done) if n != seat.firm)
