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
    affordable = share(mind.budget.power_musd, of=mind.budget.price_musd_per_mw)
    return floor(at_most(wanted, affordable))


def _split(mind: Mind) -> Value:
    """Shares of the fleet by use, (firms, uses, worlds)."""
    appetite = mind.appetite
    headroom = 1.05 + appetite.platform * 0.12
    serving = clamp(mind.serving_load * headroom, 0.02, clamp(0.45 + appetite.platform * 0.12, 0.3, 0.8))
    rest = 1.0 - serving
    training = 1.0 + appetite.scale * 0.6
    research = 0.2 + appetite.efficiency * 0.25
    useful = mind.useful_training_share
    renting = mind.view.books.cash_musd * 0.0 + 0.05 + clamp(0.5 - appetite.scale * 0.2, 0.0, 0.4) * (
        mind.serving_load < 0.3
    )
    whole = training + research + renting
    trained = at_most(rest * share(training + renting * 0.0, of=whole), useful)
    studied = rest * share(research + renting * 0.0, of=whole)
    return stacked((trained, serving, studied, at_least(rest - trained - studied, 0.0)), onto=USES)



