"""What was rolled: the odds that were shown and the number that came, for every roll that concerned the seat."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from game.engine.axes import CONTROLS, EVENTS, LICENCES, MOVES, OFFERS
from game.engine.record import Listener
from game.engine.value import Value
from game.session.seat import Seat

Params = tuple[tuple[str, str | float], ...]


@dataclass(frozen=True)
class Roll:
    """One roll. It struck if ``drawn`` fell below ``odds``."""

    message: str
    """``roll.<name>``."""
    params: Params
    odds: float
    drawn: float
    hit: bool


def rolls(before: Seat, after: Seat, record: Listener) -> tuple[Roll, ...]:
    """The rolls of the quarter that this seat had something at stake in."""
    found = [*_licences(before, record), *_seizures(before, record), *_controls(before, after, record)]
    found += [*_runs(before, record), *_deeds(before, record)]
    return tuple(found)


def _pair(record: Listener, name: str) -> tuple[Value, Value] | None:
    return record.rolls.get(name)


def _roll(seat: Seat, name: str, pair: tuple[Value, Value], place: tuple[int, ...], **params: str | float) -> Roll:
    odds, drawn = (_read(seat, value, place) for value in pair)
    return Roll(f"roll.{name}", tuple(params.items()), odds, drawn, drawn < odds)


def _read(seat: Seat, value: Value, place: tuple[int, ...]) -> float:
    row = np.asarray(seat.row(value))
    return float(row[place] if row.ndim == len(place) else row)


def _licences(seat: Seat, record: Listener) -> Iterator[Roll]:
    pair, queue = _pair(record, "licences.granted"), seat.state.licences
    for slot in range(seat.rules.sizes[LICENCES] if pair else 0):
        offer = seat.applied_for(slot)
        if pair and offer is not None and seat.number(queue.filed_on, slot) < seat.turn:
            yield _roll(seat, "licence", pair, (slot,), offer=offer)


def _seizures(seat: Seat, record: Listener) -> Iterator[Roll]:
    pair, due = _pair(record, "market.seized"), seat.row(seat.state.fleet.on_order_units)[:, 0]
    for offer in np.flatnonzero(due) if pair else ():
        if pair and _read(seat, pair[0], (int(offer),)) > 0:
            yield _roll(seat, "seizure", pair, (int(offer),), offer=seat.ids(OFFERS)[offer])


def _controls(before: Seat, after: Seat, record: Listener) -> Iterator[Roll]:
    """Rumours that were decided, and ends that were due."""
    was, now = before.state.controls, after.state.controls
    names = before.ids(CONTROLS)
    announced, ended = _pair(record, "controls.announced"), _pair(record, "controls.ended")
    if announced:
        came = (now.announced_on.array == before.turn)[:, 0]
        failed = (now.false_alarm.array & ~was.false_alarm.array)[:, 0]
        heard = (was.rumoured_on.array < before.turn)[:, 0]
        for n in np.flatnonzero((came | failed) & heard):
            yield _roll(before, "control_announced", announced, (int(n),), control=names[n])
    if ended:
        due = (before.rules.controls.end_turn.array == before.turn) & (was.announced_on.array[:, 0] <= before.turn)
        for n in np.flatnonzero(due):
            yield _roll(before, "control_ended", ended, (int(n),), control=names[n])


def _runs(seat: Seat, record: Listener) -> Iterator[Roll]:
    pair = _pair(record, "training.failed")
    left = seat.row(seat.state.training.quarters_left)
    for slot in np.flatnonzero(left > 0) if pair else ():
        if pair and _read(seat, pair[0], (int(slot),)) > 0:
            yield _roll(seat, "run_fails", pair, (int(slot),), slot=float(slot))


def _deeds(seat: Seat, record: Listener) -> Iterator[Roll]:
    """Moves and answers: the odds of the first outcome, which the card shows, and where the draw fell."""
    happened = record.notes.get("moves.outcomes")
    if happened is None:
        return
    t = seat.rules.deeds
    for outcome in np.flatnonzero(seat.row(happened)):
        deed = int(t.deed_index.array[outcome])
        possible = np.flatnonzero(t.outcomes.array[deed])
        if len(possible) == 1:
            continue  # nothing was left to chance
        among, odds = int(np.flatnonzero(possible == outcome)[0]), float(t.odds_to.array[possible[0]])
        drawn = _rolled(seat, record, deed)
        params = deed_params(seat, deed)
        name = "move" if "move" in dict(params) else "answer"
        yield Roll(f"roll.{name}", (*params, ("outcome", float(among))), odds, drawn, among == 0)


def _rolled(seat: Seat, record: Listener, deed: int) -> float:
    """What was rolled for a move, or for an answer in its place on the desk."""
    t = seat.rules.deeds
    if t.move_index.array[deed] >= 0:
        return _read(seat, record.notes["moves.rolled"], (int(t.move_index.array[deed]),))
    slot = int(np.flatnonzero(seat.row(seat.state.desk.pending) == t.event_index.array[deed])[0])
    return _read(seat, record.notes["answers.rolled"], (slot,))


def deed_params(seat: Seat, deed: int) -> Params:
    """What a deed was: a move, or a choice of an event."""
    t = seat.rules.deeds
    move, event = int(t.move_index.array[deed]), int(t.event_index.array[deed])
    if move >= 0:
        return (("move", seat.ids(MOVES)[move]),)
    return (("event", seat.ids(EVENTS)[event]), ("choice", float(t.choice.array[deed])))
