"""How a scarce supply is shared, for one offer in one world, in plain Python."""

from collections.abc import Sequence
from math import floor


def allotted(asked: Sequence[float], weights: Sequence[float], supply: float) -> list[int]:
    """Whole units for each buyer: by weight, then what is left once more among those who want more."""
    first = [min(want, supply * part) for want, part in zip(asked, parts(weights), strict=True)]
    left = max(supply - sum(first), 0.0)
    hungry = [weight if want > got else 0.0 for weight, want, got in zip(weights, asked, first, strict=True)]
    second = [min(want - got, left * part) for want, got, part in zip(asked, first, parts(hungry), strict=True)]
    return [floor(a + b + 0.001) for a, b in zip(first, second, strict=True)]


def parts(weights: Sequence[float]) -> list[float]:
    """Each one's part of all weights; nothing of nothing."""
    whole = sum(weights)
    return [weight / whole if whole > 0 else 0.0 for weight in weights]
