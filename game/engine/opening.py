"""The first day: what follows from the start that a scenario states, so that the first view is as full as any other."""

from dataclasses import replace

from game.engine.legality import in_force
from game.engine.orders import Orders
from game.engine.phases.compute import run_compute
from game.engine.phases.contracts import lay_out
from game.engine.phases.controls import bites_today
from game.engine.record import Recorder
from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.engine.view import observe, standing


def opened(rules: Ruleset, state: State) -> State:
    """The state with the rules in force laid on every offer, supply on the shelves, and the fleet's work reckoned.

    Nothing is drawn and nothing moves: these are the numbers that the phases would leave behind a quarter earlier.
    """
    severity, grant_odds, fee_share = bites_today(rules, state, in_force(state))
    market = replace(state.market, severity=severity, grant_odds=grant_odds, fee_share=fee_share)
    state = lay_out(rules, replace(state, market=market))
    unchanged: Orders = standing(rules, observe(rules, state))
    return run_compute(rules, state, unchanged, Recorder())
