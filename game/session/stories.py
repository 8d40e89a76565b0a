"""Stories: what happened in a quarter that somebody would print, each with its cause and its weight."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from game.engine.axes import CHIPS, CONTROLS, COUNTRIES, EVENTS, FIRMS, FOUNDRIES, LICENCES, OFFERS, PENDING, PROJECTS
from game.engine.record import Listener
from game.engine.registers import POLICIES
from game.engine.state import NEVER, NOTHING
from game.session.catching import caught_offers
from game.session.on_sale import in_sight
from game.session.rolls import Params, deed_params
from game.session.seat import Seat


@dataclass(frozen=True)
class Story:
    """One story: message ids with parameters (ids of the scenario, or numbers)."""

    message: str
    params: Params
    cause: str | None
    """Message id of the cause, with the same parameters; None where the story is its own cause."""
    weight: float
    """From 0 to 100: what goes on the front page."""
    about: str
    """own | rival | rules | world."""


def story_to_json(story: Story) -> dict[str, Any]:
    """The story as plain data."""
    return {**asdict(story), "params": [list(pair) for pair in story.params]}


def story_from_json(data: Mapping[str, Any]) -> Story:
    """The story that ``story_to_json`` wrote. Raises KeyError, TypeError or ValueError for anything else."""
    params = tuple((str(name), value if isinstance(value, str) else float(value)) for name, value in data["params"])
    cause = data["cause"]
    return Story(
        message=str(data["message"]),
        params=params,
        cause=None if cause is None else str(cause),
        weight=float(data["weight"]),
        about=str(data["about"]),
    )


def stories(before: Seat, after: Seat, record: Listener) -> tuple[Story, ...]:
    """All stories of a quarter, the weightiest first."""
    found = [
        *_rules(before, after),
        *_supply(before, record),
        *_licences(before, record),
        *_deeds(before, record),
        *_events(after),
        *_models(before, after, record),
        *_research(before, after),
        *_vendors(before, after),
        *_firms(before, after),
        *_world(before, after),
    ]
    return tuple(sorted(found, key=lambda story: -story.weight))


def _story(name: str, about: str, weight: float, cause: str | None = None, **params: str | float) -> Story:
    because = None if cause is None else f"cause.{cause}"
    return Story(f"story.{name}", tuple(params.items()), because, min(weight, 100.0), about)


def _rules(before: Seat, after: Seat) -> Iterator[Story]:
    """Rumours, announcements, rules that begin to bite or end, and rumours that came to nothing."""
    was, now, t = before.state.controls, after.state.controls, before.rules.controls
    is_known = in_sight(after.rules, after.state) | in_sight(before.rules, before.state)  # what it ended, too
    mine = after.row(after.rules.offers.may_buy) & is_known
    caught = caught_offers(after.rules, after.state, after.country) & mine
    turn = before.turn
    for n, control in enumerate(before.ids(CONTROLS)):
        severity = float(t.severity.array[n])
        weight = 20.0 + severity * 6.0 + 25.0 * bool(caught[n].any()) + 30.0 * bool(t.lists.array[n, before.firm])
        params: dict[str, str | float] = {
            "control": control,
            "issuer": before.ids(COUNTRIES)[int(t.issuer_index.array[n])],
            "policy": POLICIES[int(severity)],
            "odds": float(t.odds.array[n]),
            "offers": float(caught[n].sum()),
        }
        rumoured, announced, force, ended = (
            float(stamp.array[n, 0]) for stamp in (now.rumoured_on, now.announced_on, now.in_force_on, now.ended_on)
        )
        bites = f"control_catches_{'you' if caught[n].any() else 'others'}"
        if ended == turn:
            yield _story("control_ended", "rules", weight, None, **params)
        elif force == turn:
            yield _story("control_in_force", "rules", weight + 10, bites, **params)
        elif announced == turn:
            yield _story("control_announced", "rules", weight + 5, bites, **params)
        elif rumoured == turn and announced >= NEVER:
            yield _story("control_rumoured", "rules", weight - 5, bites, **params)
        if bool(now.false_alarm.array[n, 0]) and not bool(was.false_alarm.array[n, 0]):
            yield _story("control_came_to_nothing", "rules", weight - 10, None, **params)


def _noted(seat: Seat, record: Listener, name: str, firm: int | None = None) -> list[float]:
    value = record.notes.get(name)
    return [] if value is None else [float(x) for x in np.asarray(seat.row(value, firm), dtype=float).ravel()]


def _supply(before: Seat, record: Listener) -> Iterator[Story]:
    """Orders stopped at the gate, lots seized, and orders that the market could not fill."""
    names = before.ids(OFFERS)
    held_before = before.row(before.state.fleet.held_units)
    for n, units in enumerate(_noted(before, record, "market.held_units")):
        if units > held_before[n]:
            stopped = units - float(held_before[n])
            yield _story("held", "own", 60 + stopped / 5000, "rule_bites", offer=names[n], units=stopped)
    for n, units in enumerate(_noted(before, record, "market.seized_units")):
        if units > 0:
            yield _story("seized", "own", 75, "grey_route", offer=names[n], units=units)
    for n, units in enumerate(_noted(before, record, "market.bought_units")):
        asked = before.number(before.legal.buy_units, n)
        if asked > 0 and units < asked * 0.9:
            yield _story("short_supply", "own", 35, "queue", offer=names[n], asked=asked, got=units)
        elif units >= 1000:
            yield _story("bought", "own", 15 + units / 10000, None, offer=names[n], units=units)


def _licences(before: Seat, record: Listener) -> Iterator[Story]:
    queue = before.state.licences
    for verdict in ("granted", "returned"):
        for slot, hit in enumerate(_noted(before, record, f"licences.{verdict}")[: before.rules.sizes[LICENCES]]):
            offer = before.applied_for(slot)
            if hit and offer is not None:
                units = before.number(queue.units, slot)
                yield _story(f"licence_{verdict}", "own", 65, "licence_odds", offer=offer, units=units)


def _deeds(before: Seat, record: Listener) -> Iterator[Story]:
    """What came of this seat's moves and answers."""
    happened, t = record.notes.get("moves.outcomes"), before.rules.deeds
    if happened is None:
        return
    for outcome in np.flatnonzero(before.row(happened)):
        deed = int(t.deed_index.array[outcome])
        among = int(np.flatnonzero(np.flatnonzero(t.outcomes.array[deed]) == outcome)[0])
        name = "move" if t.move_index.array[deed] >= 0 else "answer"
        params = {**dict(deed_params(before, deed)), "outcome": float(among)}
        yield _story(name, "own", 55 if name == "answer" else 45, f"{name}_was_yours", **params)


def _events(after: Seat) -> Iterator[Story]:
    """Events that came to this seat's desk."""
    desk = after.state.desk
    for slot in range(after.rules.sizes[PENDING]):
        event = after.index(desk.pending, slot)
        if event >= 0:
            yield _story("event", "own", 50, None, event=after.ids(EVENTS)[event])


def _models(before: Seat, after: Seat, record: Listener) -> Iterator[Story]:
    """Models released by anybody, and who leads; what post-training adds to a model in service is no news."""
    was, now = before.state.training, after.state.training
    frontier, leader = float(was.released_index.array[:, 0].max()), int(was.released_index.array[:, 0].argmax())
    best = int(now.released_index.array[:, 0].argmax())
    for n, firm in enumerate(before.ids(FIRMS)):
        new = float(now.released_index.array[n, 0])
        is_own, is_open = n == before.firm, bool(now.is_open.array[n, 0])
        if _noted(before, record, "training.released", n)[0] > 0:
            leads = n == best and new > frontier
            name = ("release_keeps" if n == leader else "release_leads") if leads else "release"
            gain = new - float(was.released_index.array[n, 0])
            weight = 30.0 + 25.0 * is_own + 20.0 * leads + min(gain, 10.0)
            about = "own" if is_own else "rival"
            openness = "open" if is_open else "closed"
            gap = new - frontier
            yield _story(name, about, weight, "training_run", firm=firm, capability=new, gap=gap, openness=openness)
        elif is_open and not bool(was.is_open.array[n, 0]):
            yield _story("opened", "own" if is_own else "rival", 40, None, firm=firm, capability=new)
    held = after.number(now.held_index)
    if held > 0 and before.number(was.held_index) <= 0:
        yield _story("held_model", "own", 55, "training_run", firm=before.firm_id, capability=held)


def _research(before: Seat, after: Seat) -> Iterator[Story]:
    """Projects that this seat finished, and first ones of others that are known."""
    was, now = before.state.labs.done.array[..., 0], after.state.labs.done.array[..., 0]
    for firm, project in np.argwhere(now & ~was):
        name, is_own = before.ids(PROJECTS)[project], int(firm) == before.firm
        if is_own:
            yield _story("project_done", "own", 42, "staff", project=name)
        elif not was[:, project].any() and after.public(f"done.{name}", int(firm)):
            yield _story("rival_project", "rival", 22, "staff", project=name, firm=before.ids(FIRMS)[firm])


def _vendors(before: Seat, after: Seat) -> Iterator[Story]:
    """Chips that vendors began to design, or brought to market, because of the rules."""
    was, now = before.state.market.ready_on.array[:, 0], after.state.market.ready_on.array[:, 0]
    chips = before.rules.variants.chip_index.array
    for n in range(len(now)):
        chip = before.ids(CHIPS)[int(chips[n])]
        if now[n] < NEVER and now[n] != was[n]:
            wait = float(now[n]) - before.turn
            yield _story("variant_designed", "world", 38, "rules_shut_vendor_out", chip=chip, quarters=wait)
        elif now[n] == after.turn:
            yield _story("variant_on_sale", "world", 44, "rules_shut_vendor_out", chip=chip)


def _firms(before: Seat, after: Seat) -> Iterator[Story]:
    """Bankruptcies, entity listings, and the first place."""
    names = before.ids(FIRMS)
    broke = after.state.books.is_broke.array[:, 0] & ~before.state.books.is_broke.array[:, 0]
    for n in np.flatnonzero(broke):
        yield _story("bankrupt", "own" if n == before.firm else "rival", 90, "cash", firm=names[n])
    listed = after.state.influence.listed_by.array[..., 0] & ~before.state.influence.listed_by.array[..., 0]
    for n, country in np.argwhere(listed):
        about = "own" if int(n) == before.firm else "rival"
        issuer = before.ids(COUNTRIES)[country]
        yield _story("listed", about, 85 if about == "own" else 40, "record", firm=names[n], country=issuer)
    was, now = (int(seat.state.standings.leader_index.array[0]) for seat in (before, after))
    if now not in (was, int(NOTHING)):
        yield _story("leader", "own" if now == before.firm else "rival", 48, "score", firm=names[now])


def _world(before: Seat, after: Seat) -> Iterator[Story]:
    """The Strait, tension, elections and new administrations, foundries that stumbled."""
    was, now = before.state.world, after.state.world
    closed = float(now.strait_quarters.array[0])
    if closed > 0 and float(was.strait_quarters.array[0]) <= 0:
        yield _story("strait_closes", "world", 100, "tension", quarters=closed)
    if closed <= 0 and float(was.strait_quarters.array[0]) > 0:
        yield _story("strait_opens", "world", 80)
    old, new = float(was.tension.array[0]), float(now.tension.array[0])
    if abs(new - old) >= 5:
        yield _story(
            "tension_rises" if new > old else "tension_falls", "world", 25 + abs(new - old), before=old, after=new
        )
    t = before.rules.countries
    last = t.stance_shift.array.shape[0] - 1
    for n, country in enumerate(before.ids(COUNTRIES)):
        turns = t.stance_shift.array[min(before.turn, last), n] or t.stance_swing.array[min(before.turn, last), n]
        if turns and before.turn <= last and before.turn > 0:
            yield _story("administration", "world", 46, country=country)
    for n, foundry in enumerate(before.ids(FOUNDRIES)):
        ratio = float(after.state.foundries.output_ratio.array[n, 0])
        fell = float(before.state.foundries.output_ratio.array[n, 0]) - ratio
        if fell > 0.15:
            yield _story("foundry_falls", "world", 30 + fell * 40, foundry=foundry, ratio=ratio, before=ratio + fell)
