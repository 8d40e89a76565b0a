"""Orders: what every seat decided for one quarter. The only way the game is moved."""

from dataclasses import dataclass
from typing import Annotated

from game.engine.axes import (
    CHIPS,
    COUNTRIES,
    FIRMS,
    FOUNDRIES,
    LISTINGS,
    MOVES,
    PENDING,
    PROJECTS,
    RUNS,
    SEGMENTS,
    USES,
    WORLDS,
)
from game.engine.value import Value


@dataclass(frozen=True, eq=False)
class Orders:
    """One quarter's decisions of all firms. ``standing`` (in ``view.py``) fills in "as last quarter"."""

    buy_units: Annotated[Value, (LISTINGS, WORLDS), "units"]
    """Chips to buy (or lease) by listing; paid when allotted."""
    bid_share: Annotated[Value, (FIRMS, WORLDS), "share"]
    """Premium over the price, for a better place in the queue; 0 to 0.5."""
    reserve_units: Annotated[Value, (LISTINGS, WORLDS), "units"]
    """Units a quarter to sign a supply contract for."""
    sell_units: Annotated[Value, (FIRMS, CHIPS, WORLDS), "units"]
    """Chips to sell second-hand, from the warehouse first and then from the racks at home."""
    used_units: Annotated[Value, (FIRMS, CHIPS, WORLDS), "units"]
    """Second-hand chips to buy from the shelves at home."""
    cancel_units: Annotated[Value, (LISTINGS, WORLDS), "units"]
    """Held orders to give back to the vendor for most of their price."""
    file_units: Annotated[Value, (LISTINGS, WORLDS), "units"]
    """Units to apply for a licence for."""
    rack_units: Annotated[Value, (FIRMS, CHIPS, WORLDS), "units"]
    """Chips to move from the warehouse into the home site."""
    build_mw: Annotated[Value, (FIRMS, WORLDS), "mw"]
    """Megawatts to contract for at home."""
    split: Annotated[Value, (FIRMS, USES, WORLDS), "share"]
    """Division of the fleet from now on; made to sum to one."""
    focus: Annotated[Value, (FIRMS, PROJECTS, WORLDS), "share"]
    """Division of the research staff over projects; made to sum to one."""
    hire_people: Annotated[Value, (FIRMS, WORLDS), "people"]
    """Researchers to hire (or, below 0, to let go)."""
    run_start: Annotated[Value, (FIRMS, WORLDS), "bool"]
    run_quarters: Annotated[Value, (FIRMS, WORLDS), "quarters"]
    """Length of the run to start, 1 to 4."""
    run_share: Annotated[Value, (FIRMS, WORLDS), "share"]
    """Part of the training compute for the run to start."""
    run_release: Annotated[Value, (FIRMS, WORLDS), "index"]
    """Place in RELEASES of what becomes of the run to start."""
    run_cut: Annotated[Value, (FIRMS, RUNS, WORLDS), "bool"]
    """Runs to end now with what they have."""
    run_widen: Annotated[Value, (FIRMS, RUNS, WORLDS), "bool"]
    """Runs to give half as much compute again."""
    release_held: Annotated[Value, (FIRMS, WORLDS), "bool"]
    """Release the model that is held back."""
    open_weights: Annotated[Value, (FIRMS, WORLDS), "bool"]
    """Open the weights of the best released model."""
    fab_musd: Annotated[Value, (FIRMS, FOUNDRIES, WORLDS), "musd"]
    """Investment in a foundry's capacity."""
    price: Annotated[Value, (FIRMS, SEGMENTS, WORLDS), "ratio"]
    """Price over the usual one from now on, 0.4 to 2."""
    borrow_musd: Annotated[Value, (FIRMS, WORLDS), "musd"]
    """New debt (or, below 0, repayment)."""
    raise_musd: Annotated[Value, (FIRMS, WORLDS), "musd"]
    """New money from investors."""
    lobby_musd: Annotated[Value, (FIRMS, COUNTRIES, WORLDS), "musd"]
    comply_musd: Annotated[Value, (FIRMS, WORLDS), "musd"]
    """Audits and compliance work."""
    moves: Annotated[Value, (FIRMS, MOVES, WORLDS), "bool"]
    """Executive moves to play."""
    answers: Annotated[Value, (FIRMS, PENDING, WORLDS), "index"]
    """Choice for each pending event; 0 is its default."""


DEPARTMENTS: dict[str, tuple[str, ...]] = {
    "supply": ("buy_units", "bid_share", "reserve_units", "sell_units", "used_units", "cancel_units", "file_units"),
    "compute": ("rack_units", "build_mw", "split"),
    "research": ("focus", "hire_people"),
    "models": (
        "run_start",
        "run_quarters",
        "run_share",
        "run_release",
        "run_cut",
        "run_widen",
        "release_held",
        "open_weights",
    ),
    "silicon": ("fab_musd",),
    "market": ("price",),
    "money": ("borrow_musd", "raise_musd"),
    "policy": ("lobby_musd", "comply_musd"),
    "board": ("moves", "answers"),
}
"""Which department gives which orders: each order belongs to exactly one."""
