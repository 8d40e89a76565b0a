"""Appetites: the numbers that make a computer player's doctrine. A doctrine is data; what each number means is here."""

from dataclasses import dataclass
from typing import Annotated

from game.engine.axes import DOCTRINES, LEVERS
from game.engine.value import Value


@dataclass(frozen=True, eq=False)
class Appetites:
    """One row a doctrine. Unless said otherwise 1 is the usual firm's appetite, 0 none, 2 twice that."""

    stockpile: Annotated[Value, (DOCTRINES,), "ratio"]
    """Chips bought ahead of need, more when a rule is rumoured."""
    efficiency: Annotated[Value, (DOCTRINES,), "ratio"]
    """Staff and compute for research on models and systems, over more hardware."""
    homegrown: Annotated[Value, (DOCTRINES,), "ratio"]
    """Chips of the own country, their software, own silicon and the home foundry."""
    statecraft: Annotated[Value, (DOCTRINES,), "ratio"]
    """Lobbying, licences, compliance and moves that shift governments."""
    platform: Annotated[Value, (DOCTRINES,), "ratio"]
    """Serving compute, low prices and reach, over training."""
    scale: Annotated[Value, (DOCTRINES,), "ratio"]
    """Large runs, megawatts and borrowed money."""
    risk: Annotated[Value, (DOCTRINES,), "share"]
    """Readiness to buy grey, lease abroad and run short of cash, 0 to 1."""
    openness: Annotated[Value, (DOCTRINES,), "share"]
    """Readiness to open weights, 0 to 1."""
    worth: Annotated[Value, (DOCTRINES, LEVERS), "mixed"]
    """What one unit of each lever is worth to it, when it weighs moves and choices."""
