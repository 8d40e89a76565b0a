"""Values that ease from where they are to where they should be, and the switch that makes them jump."""

from __future__ import annotations

from collections.abc import Callable


def ease_out(t: float) -> float:
    """Cubic ease-out."""
    return 1.0 - (1.0 - t) ** 3


class Eased:
    """A number on its way to a target; `on_step` is told whenever it moved."""

    def __init__(self, value: float = 0.0, on_step: Callable[[], None] | None = None) -> None:
        self.value = value
        self.target = value
        self.on_step = on_step
        self._from = value
        self._age = 0.0
        self._seconds = 0.0

    def jump(self, value: float) -> None:
        """Be there at once."""
        self.value = self.target = self._from = value
        MOTION.live.discard(self)

    def to(self, target: float, seconds: float) -> None:
        """Head for a target; at once when motion is reduced."""
        if target == self.target and self not in MOTION.live:
            return
        if MOTION.reduced or seconds <= 0:
            changed = self.value != target
            self.jump(target)
            if changed and self.on_step:
                self.on_step()
            return
        self.target, self._from, self._age, self._seconds = target, self.value, 0.0, seconds
        MOTION.live.add(self)

    def step(self, dt: float) -> None:
        """Move on by `dt` seconds."""
        self._age += dt
        share = min(1.0, self._age / self._seconds)
        self.value = self._from + (self.target - self._from) * ease_out(share)
        if share >= 1.0:
            self.jump(self.target)
        if self.on_step:
            self.on_step()


class Motion:
    """Everything that is easing at the moment, and a clock for what moves without end (seconds)."""

    def __init__(self) -> None:
        self.live: set[Eased] = set()
        self.reduced = False
        self.clock = 0.0

    def tick(self, dt: float) -> None:
        """Move everything on by `dt` seconds."""
        self.clock += dt
        for eased in list(self.live):
            eased.step(dt)

    def reduce(self, reduced: bool) -> None:
        """The player's "reduce motion": whatever is under way arrives at once."""
        self.reduced = reduced
        if reduced:
            for eased in list(self.live):
                eased.jump(eased.target)
                if eased.on_step:
                    eased.on_step()


MOTION = Motion()
