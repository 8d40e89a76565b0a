"""The race in two tooltips: when it ends and how it is won, and who is ahead with what of."""

from __future__ import annotations

from game.session.facts.top import TableRow, is_level
from game.ui.screens.frame.figures import quarter_text
from game.ui.screens.frame.live import Live
from game.ui.widgets import Tip, TipLine
from game.ui.wording import MINUS, plain, tr

FIRST = 3
"""Firms at the head of the table that are named."""


def end_of_game_tip(live: Live) -> Tip:
    """When the game ends, who wins then, and how it may be won or lost before."""
    top, desk = live.session.desk.top, live.session.desk
    beyond = top.turn + 1 - top.turns  # a game that is played on
    head = quarter_text(top.quarter)
    if beyond > 0:
        return Tip(head, tr("top.turn.on.tip", count=beyond))
    numbers = {"turn": top.turn + 1, "turns": top.turns}
    text = [tr("top.turn.tip", **numbers), tr("race.ends", when=quarter_text(desk.quarter_on(top.turns - 1)))]
    if live.board.victories:
        text.append(tr("race.sooner"))
    for card in live.board.victories.values():
        name = live.say(card.name)
        name = tr("new.all_lose", what=name) if card.is_collapse else name
        text.append(tr("race.way", name=name, text=live.say(card.text)))
    return Tip(head, "\n".join(text), width=420)


def ahead_lines(live: Live) -> tuple[TipLine, ...]:
    """The head of the table with its scores, and part by part what the firm lacks to the first, or is before the next.

    Nothing while all are level.
    """
    table = live.session.desk.league
    if is_level(table) or len(table) < 2:
        return ()
    own = next(row for row in table if row.is_you)
    other = next(row for row in table if not row.is_you)
    shown = [*table[:FIRST], *([own] if own.place > FIRST else [])]
    lines = [TipLine(tr("race.ahead"), strong=True, rule_above=True)]
    for row in shown:
        name = tr("race.place", place=row.place, firm=live.name("firms", row.firm))
        lines.append(TipLine(name, plain(row.score, 1), level=1, strong=row.is_you))
    lines.append(TipLine(tr("race.why", firm=live.name("firms", other.firm)), strong=True, rule_above=True))
    return (*lines, *_differences(live, own, other))


def _differences(live: Live, own: TableRow, other: TableRow) -> list[TipLine]:
    """What the score of one firm has over another's, by the parts as they weigh, and by what was expected of each."""
    weights = live.session.rules.score_weights.array
    found = [(tr(f"part.{part}"), float(weight) * (mine - theirs)) for weight, (part, mine), (_, theirs)
             in zip(weights, own.parts, other.parts, strict=True)]  # fmt: skip
    asked = other.expected - own.expected
    found.append((tr("race.less" if asked >= 0 else "race.more"), asked))
    return [TipLine(name, _signed(value), level=1) for name, value in found]


def _signed(value: float) -> str:
    return f"{'+' if value >= 0 else MINUS}{plain(abs(value), 1)}"
