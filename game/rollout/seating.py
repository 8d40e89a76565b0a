"""One table, seated: it plays blocks of worlds on tape, or eagerly where bots sit, and says what its bots did."""

from collections.abc import Mapping
from typing import Any

from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.rollout.bot_process import ALLOWED_SECONDS
from game.rollout.bots import Incident, WithBots, table
from game.rollout.loop import Observer, play
from game.rollout.taped import Recorded


class Seating:
    """Who sits where under one ruleset. Close it when all is played: bots have processes of their own."""

    def __init__(
        self,
        rules: Ruleset,
        resolved: Mapping[str, Any],
        seats: Mapping[str, str],
        bot_seconds: float = ALLOWED_SECONDS,
        engine: str = "tape",
    ) -> None:
        """Seat everybody, bots too. Raises ValueError with a sentence where that cannot be done."""
        policy = table(rules, resolved, seats, bot_seconds)
        self.rules = rules
        self._bots = policy if isinstance(policy, WithBots) else None
        self._recorded = Recorded(rules, policy, engine)

    def play(self, start: State, observer: Observer, check: bool = False) -> bool:
        """Play a block until every world has reached an ending; whether no bot lost a quarter in it."""
        if self._bots is None:
            self._recorded.play(start, observers=[observer], check=check)
            return True
        lost = self._bots.lost
        play(self.rules, start, self._bots, observers=[observer], record=self._bots, check=check)
        return self._bots.lost == lost

    def lay_out(self, worlds: int) -> None:
        """Record ahead for blocks of this many worlds, which the first block would else do."""
        if self._bots is None:
            self._recorded.tape(worlds)

    def take_incidents(self) -> list[Incident]:
        """What bots did since this was asked last that was not done as they wished."""
        return self._bots.take_incidents() if self._bots else []

    def close(self) -> None:
        """End the bots' processes."""
        if self._bots:
            self._bots.close()
