"""Which controls catch which offers for a country's buyers: for the rule book and the datasheets.

The fixed part stands in the ruleset; what catches a designed variant is asked of the same function that the phase of
controls uses, so that a screen never disagrees with the engine.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.engine.phases.controls import variants_caught
from game.engine.ruleset import Ruleset
from game.engine.state import State


def caught_offers(rules: Ruleset, state: State, country: int, world: int = 0) -> NDArray[Any]:
    """(controls, offers): whether a control, in force or not, catches an offer to buyers of a country."""
    fixed = rules.controls.catches.array
    by_variant = variants_caught(rules, state).array[..., world]
    designed = by_variant.astype(int) @ rules.offers.variants.array.astype(int) > 0
    binds = rules.controls.binds.array[:, country]
    return np.asarray((fixed | designed) & binds[:, None])
