"""A line on the terminal that says how far a long run is: games (or what it counts), their pace, time left."""

import sys
import time
from typing import TextIO

WIDTH = 28
EVERY_SECONDS = 0.1


class Progress:
    """Writes to a terminal, and to nothing else."""

    def __init__(self, games: int, stream: TextIO | None = None, counted: str = "games") -> None:
        self.games = games
        self.counted = counted
        self.done = 0
        self._stream = sys.stderr if stream is None else stream
        self._shows = self._stream.isatty()
        self._begun = time.monotonic()
        self._written = 0.0

    @property
    def seconds(self) -> float:
        """Since the start."""
        return time.monotonic() - self._begun

    def add(self, games: int) -> None:
        """Count games as done."""
        self.done += games
        now = self.seconds
        if self._shows and (now - self._written >= EVERY_SECONDS or self.done >= self.games):
            self._written = now
            self._stream.write("\r" + line(self.done, self.games, now, self.counted) + "\x1b[K")
            self._stream.flush()

    def close(self) -> None:
        """End the line."""
        if self._shows and self._written:
            self._stream.write("\n")
            self._stream.flush()


def line(done: int, games: int, seconds: float, counted: str = "games") -> str:
    """The line itself."""
    share = done / games if games else 1.0
    filled = int(share * WIDTH)
    bar = "█" * filled + "·" * (WIDTH - filled)
    rate = done / seconds if seconds > 0 else 0.0
    left = (games - done) / rate if rate else 0.0
    return f"{bar} {done:,} of {games:,} {counted}  {rate:,.0f} {counted}/s  {left:.0f} s left"
