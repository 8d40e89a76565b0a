"""The labs by their best released models: where each stands on one scale, since when, and how it was released."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pygame import Rect

from game.session.facts.models import Release
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.screens.parts import Scroller, q_text
from game.ui.widgets import Tip, TipLine, Widget
from game.ui.wording import plain, tr

if TYPE_CHECKING:
    from game.ui.screens.models import ModelsScreen

LINE_H, LEAST_LINE_H = 24, 20
"""A line where there is room for all labs, and where the panel is short."""
NAMES, FIGURES, SINCE = 150, 56, 112
"""Room for emblem, place and name; for the figure; and for the release, where the panel is wide."""
WIDE = 480


def build_league(screen: ModelsScreen, parent: Widget, area: Rect) -> None:
    """A line a lab, the best first."""
    ranked = sorted(screen.desk.league, key=lambda one: -one.capability)
    newest = {one.firm: one for one in screen.desk.releases}
    scale = (ranked[-1].capability, ranked[0].capability)
    scroll = Scroller(parent, "labs", area)
    height = max(LEAST_LINE_H, min(LINE_H, area.h // len(ranked)))
    for n, one in enumerate(ranked):
        line = LabLine(screen, n + 1, one.firm, one.capability, scale, newest.get(one.firm))
        scroll.add(line, height)


class LabLine(Widget):
    """Emblem, place and name; a mark on a scale from the last lab to the first; the release; the capability."""

    def __init__(
        self, screen: ModelsScreen, place: int, firm: str, capability: float, scale: tuple[float, float],
        release: Release | None,
    ) -> None:  # fmt: skip
        self.name = screen.name_of("firms", firm)
        self.place, self.capability, self.scale = place, capability, scale
        self.side, self.emblem = screen.live.firm_side(firm), screen.live.emblem(firm)
        self.is_you = firm == screen.session.firm
        self.since = _since(release)
        super().__init__(f"lab.{firm}", label=self.name, tooltip=self._tip)
        self.about = ("firms", firm)

    def _tip(self) -> Tip:
        best = self.scale[1]
        lines = (
            TipLine(tr("models.capability"), plain(self.capability, 1)),
            TipLine(tr("models.figure.behind"), plain(best - self.capability, 1), tr("b.unit.points")),
            TipLine(tr("models.newest"), self.since),
        )
        return Tip(self.name, lines=lines)

    def draw(self, canvas: Canvas) -> None:
        """Draw the line."""
        r = self.rect
        y = r.centery - 10
        ink, style = (t.PAPER, t.TABLE_STRONG) if self.is_you else (t.MIDDLE, t.TABLE)
        canvas.text(str(self.place), r.x + 18, y, style, t.LOW, "right")
        canvas.emblem(self.emblem, r.x + 37, r.centery, min(21, r.h - 1), self.side.shape, self.side.colour)
        canvas.text(self.name, r.x + 56, y, style, ink, width=NAMES - 60)
        since = SINCE if r.w >= WIDE else 0
        track = Rect(r.x + NAMES, r.centery - 1, r.w - NAMES - FIGURES - since - 8, 2)
        canvas.fill(track, t.LINE)
        low, high = self.scale
        share = (self.capability - low) / (high - low) if high > low else 1.0
        x = round(track.x + 5 + share * (track.w - 10))
        if self.is_you:
            canvas.disc(x, r.centery, 8, None, t.PAPER, 1.5)
        canvas.mark(self.side.shape, x, r.centery, 9, self.side.colour)
        if since:
            canvas.text(self.since, r.right - FIGURES, y + 1, t.NOTE, t.LOW, "right")
        canvas.text(plain(self.capability, 1), r.right, y, t.TABLE_STRONG, t.HIGH, "right")


def _since(release: Release | None) -> str:
    """Since when a model is out, and how."""
    if release is None:
        return ""
    how = tr("models.open" if release.is_open else "models.closed")
    return how if release.turn == 0 else tr("models.since", when=q_text(release.quarter), how=how)


__all__ = ["build_league"]
