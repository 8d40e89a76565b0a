"""What stands open before a quarter ends: what should be answered, and what would go unused."""

from collections.abc import Collection
from dataclasses import dataclass

from game.engine.axes import CONTROLS, OFFERS
from game.engine.registers import POLICIES
from game.session.facts.desk import Desk
from game.session.facts.supply import Offer

HARD = POLICIES.index("notify")
"""A rule up to this hardness shuts nothing."""
WORTH_FILING = 0.1
"""Odds of a licence a quarter under which an order held at the gate is only a reminder."""


@dataclass(frozen=True)
class Blocker:
    """One thing left open."""

    kind: str
    department: str
    message: str
    """Message id: ``blocker.<kind>``."""
    params: tuple[tuple[str, str | float], ...] = ()
    is_blocking: bool = False
    """Whether ending the quarter should ask first; the rest are reminders."""


def _make(kind: str, department: str, blocks: bool = False, **params: str | float) -> Blocker:
    return Blocker(kind, department, f"blocker.{kind}", tuple(params.items()), blocks)


def blockers(desk: Desk, delegated: Collection[str]) -> tuple[Blocker, ...]:
    """Everything open in the departments the player runs; what blocks first."""
    found = [*_board(desk), *_models(desk), *_supply(desk), *_compute(desk), *_research(desk), *_market(desk)]
    own = [blocker for blocker in found if blocker.department not in delegated]
    return tuple(sorted(own, key=lambda blocker: not blocker.is_blocking))


def _board(desk: Desk) -> list[Blocker]:
    found = [
        _make("event", "board", blocks=True, event=event.event, slot=event.slot)
        for event in desk.events
        if not event.is_answered
    ]
    left = desk.top.attention_left
    if left >= 1 and any(move.can_play and not move.is_chosen and move.attention <= left for move in desk.moves):
        found.append(_make("attention", "board", left=left))
    return found


def _models(desk: Desk) -> list[Blocker]:
    models, found = desk.models, []
    if models.held is not None and not desk.seat.flag(desk.seat.legal.release_held):
        gain = models.held - models.capability
        found.append(_make("held_model", "models", blocks=True, capability=models.held, gain=gain))
    if not models.runs and models.planned is None:
        found.append(_make("no_run", "models", blocks=True))
    elif len(models.runs) < models.slots and models.planned is None and models.shares_left >= 0.2:
        found.append(_make("idle_training", "models", share=models.shares_left))
    return found


def _supply(desk: Desk) -> list[Blocker]:
    found = []
    waiting = {licence.offer for licence in desk.licences}
    may_file = not any(offer.file_units > 0 for offer in desk.offers)
    for offer in desk.offers:
        if offer.held_units > 0 and offer.file_units == 0 and offer.offer not in waiting:
            cancelled = desk.seat.number(desk.seat.legal.cancel_units, desk.seat.place(OFFERS, offer.offer))
            if cancelled < offer.held_units:
                kind = "held_order" if offer.status == "licence" else "stuck_order"
                asks = kind == "held_order" and may_file and offer.licence_odds >= WORTH_FILING
                found.append(_make(kind, "supply", blocks=asks, offer=offer.offer, units=offer.held_units))
        closing = _closing(desk, offer)
        if closing:
            found.append(_make("closing", "supply", offer=offer.offer, control=closing))
    return found


def _closing(desk: Desk, offer: Offer) -> str:
    """The first rule on its way that would shut an offer which sells today; a relief or a notice shuts nothing."""
    if offer.status != "open" or offer.is_grey or offer.supply_units < 1:
        return ""
    windows = desk.seat.rules.controls.is_window.array
    for catch in offer.catches:
        is_hard = POLICIES.index(catch.policy) > HARD and not windows[desk.seat.place(CONTROLS, catch.control)]
        if is_hard and catch.stage != "in_force":
            return catch.control
    return ""


def _compute(desk: Desk) -> list[Blocker]:
    home = desk.sites[0]
    free = home.power_mw - home.used_mw - home.rack_mw
    waiting = [(stock.stock_units - stock.rack_units, stock) for stock in desk.stocks]
    units = sum(left for left, _ in waiting)
    needed = sum(left * stock.power_mw for left, stock in waiting)
    if units >= 1 and free >= 1.0:
        return [_make("unracked", "compute", units=units * min(1.0, free / needed), free_mw=free)]
    if needed >= 1.0 and home.build_mw == 0 and not home.coming:
        return [_make("no_power", "compute", units=units)]
    return []


def _research(desk: Desk) -> list[Blocker]:
    projects = desk.projects
    if not any(project.state == "running" for project in projects) and any(p.state == "open" for p in projects):
        return [_make("idle_staff", "research")]
    return []


def _market(desk: Desk) -> list[Blocker]:
    market = desk.market
    if market.service < 0.9 and market.headroom < -0.1:
        return [_make("queue", "market", service=market.service)]
    return []
