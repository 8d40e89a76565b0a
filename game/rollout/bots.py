"""Users' bots at the table: ``FILE.py:CLASS`` in a seat, each asked for its own row of orders once a quarter.

A table with a bot plays eagerly, never on tape. A bot that crashes, hangs or gives no orders loses its quarter, in
which its firm's standing orders hold, and the run can no longer be said to be reproducible; a wrong number costs only
itself. Everybody else plays as without bots.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import numpy as np

from game.engine.axes import FIRMS
from game.engine.orders import Orders
from game.engine.record import Recorder
from game.engine.rows import is_by_firm, row_of, with_row
from game.engine.ruleset import Ruleset
from game.engine.value import Value
from game.engine.view import View, standing
from game.players.policy import Policy
from game.players.seats import OWN, seated
from game.rollout.bot_answers import Rows, veiled
from game.rollout.bot_process import ALLOWED_SECONDS, BotError, BotFile, BotProcess, LostQuarterError


@dataclass(frozen=True)
class Incident:
    """Something a bot did that was not done as it wished, the first of its kind."""

    firm: str
    bot: str
    turn: int
    """0 is the first."""
    kind: str
    reason: str
    """What was wrong, as the rest of a sentence; for what the rules do not allow, a message id."""
    is_lost: bool = False
    """Whether the whole quarter was lost."""


class WithBots(Recorder):
    """A table with bots: a policy that asks them, and the recorder that hears what the engine refuses them."""

    def __init__(self, rules: Ruleset, base: Policy, bots: Mapping[str, BotProcess]) -> None:
        self.rules = rules
        self.base = base
        self.bots = dict(bots)
        self.lost = 0
        """Quarters lost so far."""
        self._places = {firm: rules.place(FIRMS, firm) for firm in bots}
        self._turn = 0
        self._incidents: list[Incident] = []
        self._known: set[tuple[str, str]] = set()

    def decide(self, rules: Ruleset, view: View) -> Orders:
        """Everybody's orders: a bot's row for its firm, the base policy's for the rest."""
        self._turn = int(view.turn.array[0])
        orders = self.base.decide(rules, view)
        as_last = standing(rules, view)
        for firm, bot in self.bots.items():
            orders = _with_row(rules, orders, as_last, self._places[firm], self._asked(rules, firm, bot, view))
        return orders

    def _asked(self, rules: Ruleset, firm: str, bot: BotProcess, view: View) -> Rows:
        """The bot's row; empty for a lost quarter."""
        try:
            rows, slips = bot.ask(veiled(rules, view, self._places[firm], firm))
        except LostQuarterError as error:
            self.lost += 1
            self._tell(firm, error.kind, error.reason, is_lost=True)
            return {}
        for order, slip in slips:
            self._tell(firm, f"{order} {slip.split(' in ')[0]}", f"{order} {slip}")
        return rows

    def refuse(self, _field: str, /, asked: Value, allowed: Value, reason: str) -> Value:
        """What the rules allow of an order; the first cut of a kind in a bot's row is kept."""
        for firm, place in self._places.items():
            if (firm, f"{_field} {reason}") in self._known or not is_by_firm(asked.axes):
                continue
            before, after = (row_of(self.rules, value, place).astype(float) for value in (asked, allowed))
            if not np.isclose(before, after, rtol=1e-4, atol=1e-6).all():
                self._tell(firm, f"{_field} {reason}", reason)
        return super().refuse(_field, asked=asked, allowed=allowed, reason=reason)

    def _tell(self, firm: str, kind: str, reason: str, is_lost: bool = False) -> None:
        if (firm, kind) not in self._known:
            self._known.add((firm, kind))
            self._incidents.append(Incident(firm, self.bots[firm].file.label, self._turn, kind, reason, is_lost))

    def take_incidents(self) -> list[Incident]:
        """What has happened since it was asked last."""
        found, self._incidents = self._incidents, []
        return found

    def close(self) -> None:
        """End the bots' processes."""
        for bot in self.bots.values():
            bot.stop()


def _with_row(rules: Ruleset, orders: Orders, as_last: Orders, seat: int, rows: Rows) -> Orders:
    """Orders with one seat's row replaced: by the rows given, or by standing orders where there is none."""
    changed: dict[str, Value] = {}
    for field in fields(orders):
        last = getattr(as_last, field.name)
        before = getattr(orders, field.name)
        whole = Value(np.broadcast_to(before.array, last.array.shape).astype(last.array.dtype), last.axes)
        changed[field.name] = with_row(rules, whole, seat, rows.get(field.name, row_of(rules, last, seat)))
    return replace(orders, **changed)


def is_bot(policy: str) -> bool:
    """Whether the name of a policy is that of a file rather than one of the game's own."""
    return ":" in policy or policy.endswith(".py")


def shown(policy: str) -> str:
    """The name of a policy in rows and tables."""
    return bot_file(policy).label if is_bot(policy) else policy


def bot_file(policy: str) -> BotFile:
    """``FILE.py:CLASS`` taken apart. Raises BotError where there is no class or no such file."""
    path, _, class_name = policy.rpartition(":")
    if policy.endswith(".py"):
        raise BotError(f"'{policy}' names no class: a bot is given as {Path(policy).name}:CLASS.")
    file = Path(path)
    if not file.is_file():
        beside = [one.name for one in file.parent.glob("*.py")] if file.parent.is_dir() else []
        nearest = get_close_matches(file.name, beside, 1)
        meant = f" Did you mean '{file.with_name(nearest[0])}'?" if nearest else ""
        raise BotError(f"There is no file '{path}' with a bot in it.{meant}")
    return BotFile(file.resolve(), class_name)


def table(
    rules: Ruleset, resolved: Mapping[str, Any], seats: Mapping[str, str], seconds: float = ALLOWED_SECONDS
) -> Policy:
    """The policy that plays every firm as named, bots among them, which are started.

    Raises ValueError with a sentence for an unknown firm or policy, or a bot that cannot be seated.
    """
    files = {firm: bot_file(policy) for firm, policy in seats.items() if is_bot(policy)}
    base = seated(rules, {firm: OWN if firm in files else policy for firm, policy in seats.items()})
    if not files:
        return base
    bots = {firm: BotProcess(file, resolved, rules.place(FIRMS, firm), seconds) for firm, file in sorted(files.items())}
    at_table = WithBots(rules, base, bots)
    try:
        for bot in bots.values():
            bot.start()
    except BaseException:
        at_table.close()
        raise
    return at_table
