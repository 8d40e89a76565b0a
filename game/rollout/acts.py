"""Public acts: what firms do in a quarter that everybody sees, read off what is public before and after it."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from game.engine.registers import BRANCHES
from game.engine.ruleset import Ruleset
from game.engine.state import State

Marks = NDArray[np.bool_]
Numbers = NDArray[np.float64]

CHEAP = 0.75
"""Price over the usual one below which a firm is said to sell cheap."""
SPECK = 0.01
"""Index points that are no better."""

NEXT = ("release", "tops", "passes", "opens", "claims", "pioneers")
"""Deeds for which odds are told: a better model out, one better than the best that stands at the moment, one better
than the seat's own of the moment, weights opened, money for a foundry, research finished that nobody had."""

SEEN = ("release", "opens", "cheap", "claims", "pioneers", *(f"done.{branch}" for branch in BRANCHES))
"""Deeds that are counted of every firm, to tell doctrines apart."""


@dataclass(frozen=True, eq=False)
class Glimpse:
    """What is public of all firms at one time, each array (firms, ..., worlds)."""

    released: Numbers
    is_open: Marks
    price: Numbers
    claim: Numbers
    done: Marks

    def at(self, worlds: slice) -> "Glimpse":
        """Some of the worlds."""
        return Glimpse(*(one[..., worlds] for one in vars(self).values()))


def glimpse(state: State) -> Glimpse:
    """Copied out of a state, a tape's too."""
    return Glimpse(
        np.array(state.training.released_index.array, dtype=float),
        np.array(state.training.is_open.array, dtype=bool),
        np.array(state.products.price.array, dtype=float),
        np.array(state.foundries.claim.array, dtype=float),
        np.array(state.labs.done.array, dtype=bool),
    )


def acts(
    rules: Ruleset, before: Glimpse, after: Glimpse, best: Numbers | float = np.inf, own: Numbers | float = np.inf
) -> dict[str, Marks]:
    """What each firm did between two glimpses a quarter apart, each (firms, worlds).

    ``best`` and ``own`` are the indices that ``tops`` and ``passes`` ask to be beaten, (worlds,) or one number. A model
    in service that gets better by post-training is no release.
    """
    k = rules.constants
    released = after.released - before.released > k.post_training_drip + SPECK
    fresh = after.done & ~before.done
    found = {
        "release": released,
        "tops": released & (after.released > best + SPECK),
        "passes": released & (after.released > own + SPECK),
        "opens": after.is_open & (released | ~before.is_open),
        "cheap": (after.price < CHEAP).any(axis=1),
        "claims": (after.claim > before.claim * k.claim_keep + 1e-4).any(axis=1),
        "pioneers": (fresh & ~before.done.any(axis=0)).any(axis=1),
    }
    branches = np.asarray(rules.projects.branches.array, dtype=bool)
    for place, branch in enumerate(BRANCHES):
        found[f"done.{branch}"] = (fresh & branches[place][None, :, None]).any(axis=1)
    return {name: np.asarray(marks) for name, marks in found.items()}


@dataclass(eq=False)
class Seen:
    """What has been seen of every firm so far: quarters with each act, and quarters since its last release."""

    counts: Numbers
    """(acts of ``SEEN``, firms, worlds)."""
    age: Numbers
    """(firms, worlds)."""

    @classmethod
    def nothing(cls, firms: int, worlds: int) -> "Seen":
        """As at the start of a game."""
        return cls(np.zeros((len(SEEN), firms, worlds)), np.zeros((firms, worlds)))

    def after(self, rules: Ruleset, before: Glimpse, now: Glimpse) -> "Seen":
        """With one more quarter."""
        found = acts(rules, before, now)
        counts = self.counts + np.stack([found[name] for name in SEEN])
        return Seen(counts, np.where(found["release"], 0.0, self.age + 1.0))

    def of(self, worlds: slice) -> "Seen":
        """Of some of the worlds."""
        return Seen(self.counts[..., worlds], self.age[..., worlds])

    @property
    def notes(self) -> Numbers:
        """All of it, (notes, firms, worlds), the acts first."""
        return np.concatenate([self.counts, self.age[None]])


def seen_over(rules: Ruleset, past: State) -> Seen:
    """What was seen over a game whose quarters are the worlds of a block, the first one first."""
    whole = glimpse(past)
    quarters = whole.released.shape[-1]
    seen = Seen.nothing(whole.released.shape[0], 1)
    for before, now in pairwise(whole.at(slice(n, n + 1)) for n in range(quarters)):
        seen = seen.after(rules, before, now)
    return seen
