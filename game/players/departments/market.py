"""Market: prices. Lower where there is room to serve and users are what is wanted, higher where the queue is long.

Customers move a part of the way each quarter, so that a price below the usual one wins more with every quarter.
"""

from game.engine.axes import SEGMENTS
from game.engine.numeric import clamp, stacked
from game.engine.registers import SEGMENTS as SEGMENT_IDS
from game.engine.value import Value
from game.players.mind import Mind


def orders(mind: Mind) -> dict[str, Value]:
    """The department's orders for every seat."""
    appetite, load = mind.appetite, mind.serving_load
    room = clamp(1.3 - load, 0.0, 1.0)
    crowd = clamp(load - 0.75, 0.0, 1.0)
    price = 0.92 - appetite.platform * room * 0.1 + crowd * 0.6 + (mind.poverty - 1.0) * 0.03
    consumer = clamp(price - appetite.openness * 0.04, 0.5, 1.6)
    enterprise = clamp(price + 0.03, 0.5, 1.6)
    by_segment = {"consumer": consumer, "enterprise": enterprise}
    return {"price": stacked(tuple(by_segment[name] for name in SEGMENT_IDS), onto=SEGMENTS)}
