"""What a player keeps from game to game and a game's screens ask for: muted alerts, the watch list, the forecast."""

from __future__ import annotations

from dataclasses import replace

from game.ui.settings import read_settings, write_settings


class Habits:
    """Read when first asked for, kept with every change."""

    def __init__(self) -> None:
        self._read: tuple[list[str], list[str]] | None = None
        self._foresees: bool | None = None

    def _both(self) -> tuple[list[str], list[str]]:
        if self._read is None:
            settings, _ = read_settings()
            self._read = list(settings.muted), list(settings.watched)
        return self._read

    def forget(self) -> None:
        """Read again what is kept, since the settings were changed elsewhere."""
        self._read, self._foresees = None, None

    @property
    def foresees(self) -> bool:
        """Whether the forecast is worked out beside orders."""
        if self._foresees is None:
            self._foresees = read_settings()[0].foresee
        return self._foresees

    @property
    def muted(self) -> tuple[str, ...]:
        """Kinds of alerts that are not shown and hold nothing up."""
        return tuple(self._both()[0])

    @property
    def watched(self) -> tuple[str, ...]:
        """Ids of quantities on the watch list, in the order they were put there."""
        return tuple(self._both()[1])

    def mute(self, kind: str) -> None:
        """Show no alerts of a kind from now on."""
        self._keep([*(one for one in self.muted if one != kind), kind], list(self.watched))

    def unmute_all(self) -> None:
        """Show every kind again."""
        self._keep([], list(self.watched))

    def watch(self, quantity: str, on: bool) -> None:
        """Put a quantity on the watch list, or take it off."""
        others = [one for one in self.watched if one != quantity]
        self._keep(list(self.muted), [*others, quantity] if on else others)

    def _keep(self, muted: list[str], watched: list[str]) -> None:
        self._read = muted, watched
        settings, _ = read_settings()
        write_settings(replace(settings, muted=muted, watched=watched))


HABITS = Habits()
