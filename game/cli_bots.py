"""What the command line says of bots: which cannot be seated, and what was not done as one wished."""

import sys
from collections.abc import Mapping
from typing import Any, TextIO

from game.cli_base import InputError
from game.engine.ruleset import Ruleset
from game.rollout.bots import Incident, WithBots, table
from game.session.messages import say, texts


def check_seats(loaded: Any, seats: Mapping[str, str], bot_seconds: float) -> None:
    """Seat everybody once, bots too. Raises InputError with a sentence where that cannot be done."""
    try:
        policy = table(loaded.ruleset, loaded.resolved_json, seats, bot_seconds)
    except ValueError as error:
        raise InputError(str(error)) from None
    if isinstance(policy, WithBots):
        policy.close()


class BotNews:
    """Tells each kind of incident once, on stderr."""

    def __init__(self, rules: Ruleset, stream: TextIO | None = None) -> None:
        self.rules = rules
        self._stream = stream or sys.stderr
        self._told: set[tuple[str, str]] = set()

    def __call__(self, incident: Incident) -> None:
        """Hear of an incident."""
        if (incident.firm, incident.kind) not in self._told:
            self._told.add((incident.firm, incident.kind))
            print(sentence(self.rules, incident), file=self._stream, flush=True)


def sentence(rules: Ruleset, incident: Incident) -> str:
    """Firm, quarter, and what was done why."""
    year, quarter = divmod(rules.first_quarter[0] * 4 + rules.first_quarter[1] - 1 + incident.turn, 4)
    head = f"{incident.firm}, turn {incident.turn + 1} ({year}Q{quarter + 1}): {incident.bot}"
    if incident.is_lost:
        return f"{head} lost its quarter, as {incident.reason}; standing orders held."
    if incident.reason in texts():
        return f"{head} asked too much with {incident.kind.split()[0]}, which was cut: {say(incident.reason, {})}."
    return f"{head}: {incident.reason}."
