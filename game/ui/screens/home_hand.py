"""The foot of the map: moves left, the hand of executive moves, and the end of the quarter."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from pygame import Rect

from game.session.edits import PlayMove
from game.session.facts.board import Move
from game.session.facts.pushed import expected
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.fonts import Span
from game.ui.habits import HABITS
from game.ui.screens.frame.aside import SHEETS
from game.ui.screens.frame.aside_strip import aside_tip, brief_lines
from game.ui.screens.frame.effects import effect_name, effect_value, outcome_lines
from game.ui.screens.frame.figures import quarter_text
from game.ui.screens.frame.live import Live
from game.ui.screens.frame.stories import open_points
from game.ui.screens.home_desk import BLOCKER_ICONS
from game.ui.screens.parts.needs import needs_text
from game.ui.widgets import Button, Group, IconButton, MoveCard, Painter, Tip, Toggle, Widget
from game.ui.wording import money, percent, tr

MOVES_W, MOVES_W_COMPACT, END_W, END_W_COMPACT = 184, 148, 320, 288
ARTS = frozenset({"crane", "letter", "lease", "poach", "open"})
CARD, CARD_COMPACT, GAP = (206, 136), (176, 112), 8


def cards_that_fit(width: int, compact: bool) -> int:
    """How many cards lie side by side in a width."""
    wide = (CARD_COMPACT if compact else CARD)[0]
    return max(1, (width + GAP) // (wide + GAP))


def move_tip(live: Live, move: Move) -> Tip:
    """Everything about a move: its text, its outcomes with their odds, and why it cannot be played."""
    card = live.board.moves[move.move]
    lines = outcome_lines(live, card.outcomes, move.outcomes)
    if live.aside.fresh and PlayMove(move.move, True) in live.aside.trying:
        lines += brief_lines(live, SHEETS["home"])
    return Tip(live.say(card.name), move_text(live, move), lines, why_not(live, move), width=380)


def move_text(live: Live, move: Move) -> str:
    """What a move is, and whose alone if it is one firm's."""
    card = live.board.moves[move.move]
    text = live.say(card.text)
    return tr("hand.only", firm=live.name("firms", card.only[0]), text=text) if len(card.only) == 1 else text


def why_not(live: Live, move: Move) -> str:
    """Why a move cannot be played now, or nothing."""
    if move.reason is None:
        return ""
    needs = needs_text(live.board, live.board.moves[move.move].needs)
    until = quarter_text(move.rests_until) if move.rests_until else ""
    return tr(move.reason if move.reason.startswith("move.") else f"move.{move.reason}", until=until, needs=needs)


def move_cost(live: Live, move: Move) -> list[Span]:
    """The line of a card: what it costs, its weightiest push and how likely its first outcome is."""
    cost = money(move.cost_musd)
    spans = [Span(f"{cost.text}   ", t.NOTE_STRONG, t.MONEY)]
    if len(move.outcomes) > 1:
        spans.append(Span(f"{percent(move.outcomes[0].odds).text}   ", t.NOTE_STRONG, t.HIGH))
    pushes = [effect for effect in expected(move.outcomes) if effect.scope == "self" and effect.unit != "M$"]
    if pushes:
        spans.append(Span(f"{effect_name(live, pushes[0])} {effect_value(pushes[0])}", t.NOTE, t.LOW))
    return spans


def build_hand(
    live: Live,
    area: Rect,
    compact: bool,
    state: tuple[int, str],
    on_raise: Callable[[str], Any],
    on_play: Callable[[str], Any],
) -> Widget:
    """The cards of one page; ``state`` is (page, the raised move)."""
    page, raised = state
    root = Group("hand", rect=area)
    moves = live.session.desk.moves
    fit = cards_that_fit(area.w, compact)
    wide, high = CARD_COMPACT if compact else CARD
    shown = moves[page * fit : page * fit + fit]
    top = area.y + (area.h - high) // 2
    for i, move in enumerate(shown):
        root.add(_card(live, move, move.move == raised, on_raise, on_play).at(
            Rect(area.x + i * (wide + GAP), top, wide, high)))  # fmt: skip
    root.children.sort(key=lambda one: one.wid == f"move.{raised}")
    return root


def _card(
    live: Live, move: Move, raised: bool, on_raise: Callable[[str], Any], on_play: Callable[[str], Any]
) -> MoveCard:
    card = live.board.moves[move.move]
    scene = f"move-{card.art}" if card.art in ARTS else f"move-{('letter', 'poach', 'open')[len(move.move) % 3]}"
    play = tr("hand.back_off") if move.is_chosen else tr("hand.play")
    note = tr("hand.chosen") if move.is_chosen else why_not(live, move) or move_text(live, move)
    made = MoveCard(
        f"move.{move.move}", live.say(card.name), note, move_cost(live, move), scene=scene, attention=move.attention,
        raised=raised or move.is_chosen, on_raise=partial(on_raise, move.move), on_play=partial(on_play, move.move),
        play_text=play, enabled=move.can_play or move.is_chosen, why_disabled=why_not(live, move),
        tooltip=partial(move_tip, live, move),
    )  # fmt: skip
    made.about = ("moves", move.move)
    return made


def build_attention(
    live: Live,
    area: Rect,
    page: tuple[int, int],
    on_undo: Callable[[], Any],
    on_page: Callable[[int], Any],
    on_delegate: Callable[[bool], Any],
    advice: Widget,
) -> Widget:
    """How many moves are left, who plays them, the page of the hand - (number, of how many) - and taking back.

    ``advice`` is the key to what the board would play.
    """
    root = Group("attention", rect=area)
    top = live.session.desk.top
    left, whole = round(top.attention_left), round(top.attention)

    def paint(canvas: Canvas, r: Rect) -> None:
        canvas.text(tr("hand.title").upper(), r.x + 16, r.y + 12, t.LABEL, t.LOW, width=r.w - (20 if r.w < 160 else 52))
        x = r.x + 25.0
        for i in range(whole):
            full = i < left
            canvas.disc(x, r.y + 44, 8, t.PAPER if full else None, None if full else t.LOW, 1.5)
            x += 23
        canvas.text(tr("hand.left", left=left, whole=whole), x - 4, r.y + 35, t.NOTE, t.MIDDLE, width=r.right - x)
        if page[1] > 1:
            text = tr("hand.page", page=page[0] + 1, pages=page[1])
            canvas.text(text, r.right - 41, r.bottom - 36, t.NOTE, t.MIDDLE, "centre")

    root.add(Painter(paint, label=tr("hand.left", left=left, whole=whole)).at(area))
    head = Toggle("delegate.board", "board" in live.session.delegated, on_delegate, text=tr("hand.head"),
                  tooltip=tr("hand.head.tip"))  # fmt: skip
    root.add(head.at(Rect(area.x + 16, area.y + (62 if area.h >= 140 else 57), area.w - 18, 24)))
    corner = Rect(area.right - 34, area.y + 4, 28, 28)
    root.add(advice.at(Rect(area.x + 44, area.bottom - 40, 24, 28) if area.w < 160 else corner))
    place = Rect(area.x + 12, area.bottom - 42, 92, 30)
    options: dict[str, Any] = {"enabled": live.session.can_undo, "why_disabled": tr("undo.none")}
    if area.w < 160:
        small = IconButton("undo", "undo-2", on_undo, label=tr("hand.undo.tip"), **options)
        root.add(small.at(Rect(place.x, place.y, 32, 30)))
    else:
        undo = Button("undo", tr("hand.undo"), on_undo, icon="undo-2", tooltip=tr("hand.undo.tip"), **options)
        root.add(undo.at(place))
    if page[1] > 1:
        back = IconButton("hand.back", "chevron-left", partial(on_page, -1), label=tr("hand.back"), key="PageUp",
                          enabled=page[0] > 0, why_disabled=tr("hand.first"))  # fmt: skip
        on = IconButton("hand.on", "chevron-right", partial(on_page, 1), label=tr("hand.on"), key="PageDown",
                        enabled=page[0] < page[1] - 1, why_disabled=tr("hand.last"))  # fmt: skip
        root.add(back.at(Rect(area.right - 80, area.bottom - 40, 26, 28)))
        root.add(on.at(Rect(area.right - 28, area.bottom - 40, 26, 28)))
    return root


def end_tip(live: Live) -> Tip | None:
    """What comes of the orders as they stand, if that is worked out beside them."""
    return aside_tip(live, SHEETS["home"]) if HABITS.foresees else None


def build_end(live: Live, area: Rect, on_end: Callable[[], Any]) -> Widget:
    """What stands open, by name, and the key that ends the quarter."""
    root = Group("end", rect=area)
    found = open_points(live)
    blocking = [blocker for blocker, _ in found if blocker.is_blocking]
    rows = 2 if area.h >= 140 else 1
    shown = found[:rows]

    def paint(canvas: Canvas, r: Rect) -> None:
        canvas.vline(r.x, r.y, r.h)
        head = tr("end.before") if found else tr("end.clear")
        more, room = len(found) - len(shown), r.w - 32.0
        if more > 0:
            room -= canvas.text(tr("end.more", count=more), r.right - 16, r.y + 12, t.LABEL, t.LOW, "right") + 8
        canvas.text(head.upper(), r.x + 16, r.y + 12, t.LABEL, t.PAPER if live.warned else t.LOW, width=room)
        for i, (blocker, title) in enumerate(shown):
            ink = t.PAPER if blocker.is_blocking else t.MIDDLE
            y = r.y + 34 + 23 * i
            canvas.icon(BLOCKER_ICONS.get(blocker.kind, "info"), r.x + 16, y + 2, 16, ink)
            style = t.TABLE_STRONG if blocker.is_blocking else t.TABLE
            canvas.text(title, r.x + 42, y, style, t.HIGH if blocker.is_blocking else t.MIDDLE, width=r.w - 58)
        if not found:
            canvas.text(tr("end.ready"), r.x + 16, r.y + 34, t.BODY, t.MIDDLE, width=r.w - 32)

    label = "\n".join(title for _, title in found)
    root.add(Painter(paint, wid="end.list", label=label).at(area))
    note = tr("end.open_points", count=len(blocking)) if blocking and not live.warned else ""
    text = tr("end.again") if live.warned else tr("end.quarter")
    key = Button("end_quarter", text, on_end, kind="primary", big=True, key="Enter", note=note,
                 tooltip=partial(end_tip, live))  # fmt: skip
    root.add(key.at(Rect(area.x + 16, area.bottom - 60, area.w - 32, 48)))
    return root
