"""What a training run gives, for one firm in one world, in plain Python."""

from dataclasses import dataclass
from math import log10


@dataclass(frozen=True)
class Recipe:
    """The constants of the formula."""

    anchor_log10_flop: float
    points_per_decade: float
    scale_step: float
    follow_share: float
    run_noise_points: float
    failure_points: float


def capability(
    recipe: Recipe,
    flop: float,
    last_flop: float,
    know_how: float,
    seen: float,
    luck: float = 0.5,
    *,
    fails: bool = False,
) -> float:
    """Index points of a finished run. FLOP in 1e21, know-how in log10, luck from 0 to 1."""
    usable = min(flop, last_flop * recipe.scale_step)
    effective = log10(usable) + know_how
    raw = 100 + recipe.points_per_decade * (effective - recipe.anchor_log10_flop)
    following = recipe.follow_share * max(0.0, seen - raw)
    noise = recipe.run_noise_points * (2 * luck - 1)
    return raw + following + noise - (recipe.failure_points if fails else 0.0)
