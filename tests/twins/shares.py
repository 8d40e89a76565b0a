"""How one segment of one home market moves in a quarter, in one world, in plain Python."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp


@dataclass(frozen=True)
class Firm:
    """What one firm of the market brings to it."""

    share: float
    index: float
    price: float
    service: float
    charm: float
    is_broke: bool = False


@dataclass(frozen=True)
class Taste:
    """How the segment chooses."""

    inertia: float
    merit: float
    price: float
    dear: float
    service: float
    speed: float
    outside_merit: float


def pull(firm: Firm, taste: Taste, frontier: float) -> float:
    """How strongly a firm draws."""
    if firm.is_broke:
        return 0.0
    behind = min(frontier - firm.index, 60.0)
    return float(
        max(firm.share, 0.0005) ** taste.inertia
        * exp(-taste.merit * behind)
        * firm.price**-taste.price
        * max(firm.price, 1.0) ** -taste.dear
        * max(firm.service, 0.05) ** taste.service
        * exp(firm.charm)
    )


def shares_after(firms: Sequence[Firm], taste: Taste, frontier: float) -> list[float]:
    """The share of each firm after the quarter; the rest is held by firms not on the board."""
    pulls = [pull(firm, taste, frontier) for firm in firms]
    others = max(1.0 - sum(firm.share for firm in firms), 0.01)
    outside = others**taste.inertia * taste.outside_merit
    whole = sum(pulls) + outside
    moved = [firm.share + taste.speed * (one / whole - firm.share) for firm, one in zip(firms, pulls, strict=True)]
    return [min(max(share, 0.0), 1.0) for share in moved]
