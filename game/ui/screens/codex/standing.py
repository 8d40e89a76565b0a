"""Where a figure stands among those of its category: a track with a tick for every page and a mark for this one."""

from __future__ import annotations

import math

from game.session.codex import Codex, Fact, Page
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.screens.codex.words import number_of
from game.ui.widgets import Tip, Widget
from game.ui.wording import count, tr

LEAST_PEERS = 6
"""Fewer figures make no field to stand in."""
LOG_FROM = 30.0
"""How often the largest must hold the smallest for a logarithmic track."""
TICK = 5


def peers_of(codex: Codex, page: Page, fact: Fact) -> list[float]:
    """The same figure of every page of the category, in order; empty where it is no figure or too few have it."""
    if isinstance(fact.value, bool) or not isinstance(fact.value, int | float):
        return []
    every = [other for one in codex.of(page.link.kind) for other in one.facts]
    alike = [one.value for one in every if (one.field, one.group) == (fact.field, fact.group)]
    found = sorted(float(one) for one in alike if isinstance(one, int | float) and not isinstance(one, bool))
    return found if len(found) >= LEAST_PEERS and found[0] < found[-1] else []


class Standing(Widget):
    """The track of one figure."""

    def __init__(self, wid: str, fact: Fact, value: float, peers: list[float]) -> None:
        self.value, self.peers = value, peers
        ends = [number_of(fact.field, end).text for end in (peers[0], peers[-1])]
        above = sum(one > value for one in peers)
        text = tr("codex.standing", place=count(above + 1), all=count(len(peers)), low=ends[0], high=ends[1])
        super().__init__(wid, label=text, tooltip=Tip("", text))
        self.is_log = peers[0] > 0 and peers[-1] / peers[0] > LOG_FROM

    def share(self, value: float) -> float:
        """How far along the track a value stands, 0 to 1."""
        low, high, at = self.peers[0], self.peers[-1], value
        if self.is_log:
            low, high, at = math.log(low), math.log(high), math.log(max(at, self.peers[0]))
        return min(1.0, max(0.0, (at - low) / (high - low)))

    def draw(self, canvas: Canvas) -> None:
        """Draw line, ticks and mark."""
        r = self.rect
        left, wide, y = r.x + TICK, r.w - 2 * TICK, r.centery
        canvas.hline(r.x, y, r.w, t.LINE)
        for one in self.peers:
            canvas.vline(round(left + wide * self.share(one)), y - TICK, 2 * TICK + 1, t.LINE_STRONG)
        canvas.disc(left + wide * self.share(self.value), y + 0.5, 5, t.COMPUTE, t.PANEL, 1.5)


__all__ = ["Standing", "peers_of"]
