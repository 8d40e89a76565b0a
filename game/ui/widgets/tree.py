"""The research tree: branches with rows of projects, joined by what needs what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pygame import Rect

from game.ui import fonts
from game.ui.draw import Canvas
from game.ui.screen import Handled, Outcome
from game.ui.theme import (
    BODY_STRONG,
    COMPUTE,
    COMPUTE_DEEP,
    HIGH,
    HOVER,
    LINE,
    LINE_STRONG,
    LOW,
    MIDDLE,
    NOTE,
    NOTE_STRONG,
    PANEL,
    PAPER,
    R_PANEL,
    RAISED,
    SIDE_BLUE,
    Colour,
    mix,
)
from game.ui.widgets.base import Widget, run
from game.ui.widgets.button import draw_badge
from game.ui.widgets.tip import TipSource

HEAD_W, NODE_H, ROW_GAP, COLUMN_GAP, BRANCH_PAD, BRANCH_GAP = 64, 48, 18, 20, 20, 8
STATES = ("done", "running", "queued", "open", "locked")


@dataclass(frozen=True)
class Node:
    """A project: where it stands in its branch, its state, what it needs, and who else has it.

    `emblems` are (emblem, plate shape, colour); `queue` its place in the queue, 0 for none.
    """

    key: str
    text: str
    note: str
    row: int
    column: int
    state: str = "open"
    progress: float = 0.0
    queue: int = 0
    needs: tuple[str, ...] = ()
    emblems: tuple[tuple[str, str, Colour], ...] = ()
    tooltip: TipSource = None


@dataclass(frozen=True)
class Branch:
    """A branch of the tree with its projects."""

    key: str
    text: str
    note: str
    icon: str
    nodes: tuple[Node, ...]

    @property
    def rows(self) -> int:
        """How many rows it takes."""
        return max((node.row for node in self.nodes), default=0) + 1


class _NodeView(Widget):
    """One project."""

    role = "button"
    focusable = True
    cursor = "hand"

    def __init__(self, tree: TechTree, node: Node) -> None:
        super().__init__(f"{tree.wid}.{node.key}", label=node.text, tooltip=node.tooltip)
        self.tree, self.node = tree, node

    def activate(self) -> Outcome:
        """Pick it; a second time queues it or takes it off the queue."""
        if self.tree.picked == self.node.key:
            return run(self.tree.on_queue, self.node.key)
        return self.tree.pick(self.node.key)

    def on_key(self, chord: str) -> Handled:
        """Go to the neighbour in the arrow's direction."""
        return chord in {"Left", "Right", "Up", "Down"} and self.tree.go(self, chord)

    def describe(self) -> str:
        """Say name, state and note."""
        return f"{self.node.text}, {self.node.state}, {self.node.note}"

    def draw(self, canvas: Canvas) -> None:
        """Draw the box in the manner of its state."""
        r, node, heat = self.rect, self.node, self.heat.value
        ground = {"done": mix(RAISED, SIDE_BLUE, 0.16), "running": mix(PANEL, COMPUTE_DEEP, 0.8), "queued": RAISED,
                  "open": RAISED}.get(node.state, PANEL)  # fmt: skip
        edge = {"done": mix(LINE_STRONG, SIDE_BLUE, 0.45), "running": COMPUTE, "open": LINE_STRONG}.get(
            node.state, LINE
        )
        picked = self.tree.picked == node.key
        ground = mix(ground, HOVER, 0.6 * heat)
        if node.state == "queued" and not picked:
            canvas.box(r, ground)
            canvas.dashed_box(r, mix(LINE_STRONG, SIDE_BLUE, 0.5), 1.2, 4, 3)
        else:
            canvas.box(r, ground, PAPER if picked else edge, R_PANEL, 1.6 if picked else 0)
        ink = LOW if node.state == "locked" else HIGH
        canvas.text(node.text, r.x + 10, r.y + 5, NOTE_STRONG.sized(14, 18), ink, width=r.w - 20)
        self._draw_foot(canvas, r.x + 10, r.y + 25)
        if node.state == "running" and node.progress > 0:
            canvas.fill(Rect(r.x + 2, r.bottom - 4, round((r.w - 4) * min(1.0, node.progress)), 3), COMPUTE)
        if node.queue:
            draw_badge(canvas, node.queue, r.right - 2, r.y + 1)

    def _draw_foot(self, canvas: Canvas, x: float, y: float) -> None:
        node, right = self.node, self.rect.right - 8.0
        if node.state in {"done", "locked"} and not node.emblems:
            canvas.icon("check" if node.state == "done" else "lock", right - 16, y + 1, 15, LOW)
            right -= 20
        for name, shape, colour in reversed(node.emblems):
            canvas.emblem(name, right - 8, y + 9, 17, shape, colour)
            right -= 20
        ink = COMPUTE if node.state == "running" else LOW
        canvas.text(node.note, x, y, NOTE, ink, width=max(10.0, right - x - 2))

    def draw_ring(self, canvas: Canvas) -> None:
        """Draw the mark of keyboard focus."""
        canvas.ring(self.rect, COMPUTE, R_PANEL)

    def texts(self) -> list[tuple[str, float, float]]:
        """Give the name for the text-fit check."""
        wide = fonts.book().width(self.node.text, NOTE_STRONG.sized(14, 18))
        return [(self.node.text, wide, self.rect.w - 20.0)]


class TechTree(Widget):
    """All branches one under another. `on_pick(key)` hears of a first click, `on_queue(key)` of a second.

    The boxes grow with the rectangle; the tree asks for its size with `natural` and may lie in a scroll view.
    """

    role = "tree"

    def __init__(
        self,
        wid: str,
        branches: Sequence[Branch],
        *,
        picked: str = "",
        on_pick: Callable[[str], Any] | None = None,
        on_queue: Callable[[str], Any] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(wid, **options)
        self.branches, self.picked = list(branches), picked
        self.on_pick, self.on_queue = on_pick, on_queue
        self.views = {node.key: self.add(_NodeView(self, node)) for branch in self.branches for node in branch.nodes}

    @property
    def columns(self) -> int:
        """How many columns the widest branch takes."""
        return max((node.column for branch in self.branches for node in branch.nodes), default=0) + 1

    def branch_height(self, branch: Branch) -> int:
        """How tall a branch is."""
        return branch.rows * (NODE_H + ROW_GAP) - ROW_GAP + 2 * BRANCH_PAD

    def natural(self) -> tuple[int, int]:
        """Give the size that shows everything at comfortable widths."""
        tall = sum(self.branch_height(branch) + BRANCH_GAP for branch in self.branches) - BRANCH_GAP
        return HEAD_W + self.columns * (150 + COLUMN_GAP), tall

    def tops(self) -> list[int]:
        """Where each branch begins."""
        out, y = [], self.rect.y
        for branch in self.branches:
            out.append(y)
            y += self.branch_height(branch) + BRANCH_GAP
        return out

    def arrange(self) -> None:
        """Place the projects."""
        inner = self.rect.w - HEAD_W - BRANCH_PAD
        step = inner / max(1, self.columns)
        for branch, top in zip(self.branches, self.tops(), strict=True):
            for node in branch.nodes:
                x = self.rect.x + HEAD_W + 14 + node.column * step
                y = top + BRANCH_PAD + node.row * (NODE_H + ROW_GAP)
                self.views[node.key].rect = Rect(round(x), y, max(40, round(step) - COLUMN_GAP), NODE_H)

    def pick(self, key: str) -> Outcome:
        """Pick a project."""
        self.picked = key
        self.invalidate()
        return run(self.on_pick, key)

    def go(self, start: _NodeView, chord: str) -> bool:
        """Move the focus to the nearest project in a direction."""
        wx, wy = {"Left": (-1, 0), "Right": (1, 0), "Up": (0, -1), "Down": (0, 1)}[chord]
        here, best, found = start.rect.center, 1e9, None
        for view in self.views.values():
            dx, dy = view.rect.centerx - here[0], view.rect.centery - here[1]
            along, across = dx * wx + dy * wy, abs(dx * wy) + abs(dy * wx)
            if along > 4 and along + 3 * across < best:
                best, found = along + 3 * across, view
        host = self.root().host
        if found is not None and host is not None:
            host.focus_on(found)
        return True

    def draw(self, canvas: Canvas) -> None:
        """Draw the branches' grounds and the links."""
        for branch, top in zip(self.branches, self.tops(), strict=True):
            area = Rect(self.rect.x, top, self.rect.w, self.branch_height(branch))
            canvas.panel(area)
            head = Rect(area.x + 1, area.y + 1, HEAD_W, area.h - 2)
            canvas.box(head, mix(PANEL, RAISED, 0.7), None, R_PANEL)
            canvas.icon(branch.icon, head.centerx - 11, head.centery - 40, 22, MIDDLE)
            canvas.text(branch.text, head.centerx, head.centery - 8, BODY_STRONG, HIGH, "centre", width=HEAD_W - 6)
            canvas.text(branch.note, head.centerx, head.centery + 13, NOTE, LOW, "centre", width=HEAD_W - 6)
        for view in self.views.values():
            for need in view.node.needs:
                if need in self.views:
                    self._draw_link(canvas, self.views[need], view)

    def _draw_link(self, canvas: Canvas, start: _NodeView, end: _NodeView) -> None:
        done = start.node.state == "done"
        colour = mix(LINE_STRONG, SIDE_BLUE, 0.5) if done else LINE
        (ax, ay), (bx, by) = start.rect.midright, end.rect.midleft
        if ay == by:
            canvas.fill(Rect(ax, ay - 1, max(1, bx - ax), 2), colour)
            return
        turn = bx - COLUMN_GAP // 2
        canvas.lines([(ax, ay), (turn - 4, ay), (turn, ay + (4 if by > ay else -4))], colour, 1.8)
        canvas.lines([(turn, ay + (4 if by > ay else -4)), (turn, by - (4 if by > ay else -4))], colour, 1.8)
        canvas.lines([(turn, by - (4 if by > ay else -4)), (turn + 4, by), (bx, by)], colour, 1.8)
