"""One quarter: the phases in their order, and ``step``, the only thing that moves the game."""

from collections.abc import Callable
from dataclasses import replace

from game.engine.clamp import clamp_orders
from game.engine.orders import Orders
from game.engine.phases.chip_market import trade_chips
from game.engine.phases.compute import run_compute
from game.engine.phases.contracts import honour_contracts, lay_out
from game.engine.phases.controls import apply_controls
from game.engine.phases.deployment import deploy_chips
from game.engine.phases.events import bring_events
from game.engine.phases.fabs import run_fabs
from game.engine.phases.licences import decide_licences
from game.engine.phases.money import settle_books
from game.engine.phases.moves import play_moves
from game.engine.phases.politics import govern
from game.engine.phases.products import sell_products
from game.engine.phases.research import do_research
from game.engine.phases.second_hand import trade_used
from game.engine.phases.standings import keep_score
from game.engine.phases.training import train_models
from game.engine.phases.vendors import design_variants
from game.engine.record import Recorder
from game.engine.ruleset import Ruleset
from game.engine.state import State

Phase = Callable[[Ruleset, State, Orders, Recorder], State]

PHASES: tuple[Phase, ...] = (
    apply_controls,
    play_moves,
    decide_licences,
    design_variants,
    honour_contracts,
    trade_used,
    trade_chips,
    run_fabs,
    deploy_chips,
    run_compute,
    do_research,
    train_models,
    sell_products,
    settle_books,
    govern,
    bring_events,
    keep_score,
)

RULES_VERSION = 6
"""Rises when the same orders could end differently; replays and saves carry it."""


def step(rules: Ruleset, state: State, orders: Orders, record: Recorder | None = None) -> State:
    """Play one quarter: cut the orders to what is legal, run every phase in order, turn the page.

    Seats act at once: what is scarce is settled inside a phase, never by who stands first.
    """
    recorder = record or Recorder()
    legal = clamp_orders(rules, state, orders, recorder)
    for phase in PHASES:
        state = phase(rules, state, legal, recorder)
    return _next_page(rules, state)


def _next_page(rules: Ruleset, state: State) -> State:
    """Turn the page, and lay out what will be on sale, so that whoever decides next sees the new quarter's shelf."""
    state = replace(state, turn=state.turn + 1.0)
    return lay_out(rules, state)
