"""Compute: what to rack, how much power to contract, and what the fleet works on.

Serving comes first, as far as users ask and the platform wants room to grow; what is left goes to training (scale),
research (efficiency) and to tenants.
"""

from game.engine.axes import USES
from game.engine.numeric import at_least, at_most, clamp, floor, share, stacked
from game.engine.value import Value
from game.players import considerations as consider
from game.players.mind import Mind


def orders(mind: Mind) -> dict[str, Value]:
    """The department's orders for every seat."""
    return {"rack_units": _racked(mind), "build_mw": _power(mind), "split": _split(mind)}


def _racked(mind: Mind) -> Value:
    """All of the warehouse that free power can run, an even part of every kind, (firms, chips, worlds)."""
    rules, stock = mind.rules, mind.view.fleet.stock_units
    free = consider.free_power_mw(rules, mind.view)
    part = at_most(share(free, of=consider.stock_power_mw(rules, mind.view)), 1.0)
    return floor(stock * part)


def _power(mind: Mind) -> Value:
    """Megawatts for all that is in the warehouse, on order, and about to be bought, (firms, worlds)."""
    wanted = at_least(mind.power_lack_mw + mind.budget.chips_mw, 0.0)
    k = mind.rules.constants
    affordable = at_most(mind.budget.power_musd / k.build_musd_per_mw, k.build_most_mw)
    return floor(at_most(wanted, affordable))


def _split(mind: Mind) -> Value:
    """Shares of the fleet by use, (firms, uses, worlds)."""
    serving, studied = mind.serving_share, mind.research_share
    rest = at_least(1.0 - serving - studied, 0.0)
    trained = at_most(rest, mind.useful_training_share)
    spare = rest - trained
    more = at_most(spare, at_least(0.3 - studied, 0.0)) * clamp(mind.appetite.efficiency * 0.4, 0.0, 1.0)
    return stacked((trained, serving, studied + more, spare - more), onto=USES)
