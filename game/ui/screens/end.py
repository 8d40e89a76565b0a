"""The last page: how the game ended and why, the score by part, the ranking, and the course of it."""

from __future__ import annotations

from functools import partial

from pygame import Rect

from game.session.ending import Ending
from game.session.watching import Replayed
from game.ui import fonts
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.fonts import Span
from game.ui.screen import Handled, Outcome, Pop, Push, Reset, Screen
from game.ui.screens.end_course import ODDS, CoursePanel
from game.ui.screens.end_parts import (
    PART_COLOURS,
    GameWafer,
    decision_marks,
    draw_answer,
    draw_course,
    draw_part,
    draw_rank,
)
from game.ui.screens.frame.figures import quarter_text
from game.ui.screens.frame.live import Live
from game.ui.screens.keeping import keep_replay
from game.ui.theme import Colour
from game.ui.viewport import Viewport
from game.ui.widgets import (
    Button,
    Group,
    Label,
    Line,
    Painter,
    Panel,
    Widget,
    legend,
)
from game.ui.wording import plain, signed, tr

SHOWN_COURSES: tuple[tuple[str, Colour], ...] = (
    ("flop", t.COMPUTE), ("gap_months", t.HIGH), ("domestic_share", t.SIDE_SAND), ("users_m", t.PAPER),
    ("cash_bn", t.MONEY),
)  # fmt: skip


REDRAW_S = 0.25
"""Seconds between two drawings while the game is looked back on."""


class EndScreen(Screen):
    """How it ended. Enter plays on."""

    def __init__(self, live: Live, view: str = ODDS) -> None:
        super().__init__()
        session = live.session
        self.played = live
        """The game as far as it was played on."""
        played_on = session.turns_counted < session.turn
        self.live = Live(session.as_of(session.turns_counted)) if played_on else live
        self.ending: Ending = self.live.session.last_page()
        self.view = view
        self.course = CoursePanel(self.live, self.ending, session.hindsight, self.open_turn, self.show)
        self._shown, self._since = -1, 0.0

    # --- looking back
    def on_enter(self) -> None:
        """Work out what decided the game, or go on with it."""
        self.played.session.hindsight.ask()

    def on_leave(self) -> None:
        """Let that rest."""
        self.played.session.hindsight.rest()

    @property
    def alive(self) -> bool:
        """Frames must come while there is something new to draw."""
        hindsight = self.played.session.hindsight
        return not hindsight.is_idle or self._shown != hindsight.changes

    def update(self, dt: float) -> Outcome:
        """Draw anew now and then while more is found."""
        self._since += dt
        changes = self.played.session.hindsight.changes
        if self._shown != changes and self._since >= REDRAW_S:
            self._shown, self._since = changes, 0.0
            self.rebuild()
        return None

    def show(self, view: str) -> None:
        """The other view of the course."""
        self.view = view
        self.rebuild()

    def open_turn(self, turn: int) -> Outcome:
        """Look at the game at a turn, from one's own seat."""
        from game.ui.screens.watch import WatchScreen  # noqa: PLC0415

        session = self.played.session
        return Push(WatchScreen(Replayed(session, turn), session.firm))

    # --- layout
    def build(self, view: Viewport) -> Widget:
        """Lay out verdict, wafer, timeline, ranking and courses."""
        root = Group(rect=view.rect)
        root.add(Painter(lambda c, r: c.fill(r, t.SEA)).at(view.rect))
        small = view.compact
        side, foot = (20, 56) if small else (48, 56)
        left_w, right_w, gap = (288, 292, 12) if small else (360, 376, 16)
        body = Rect(side, 16 if small else 40, view.width - 2 * side, view.height - foot - (28 if small else 56))
        left = Rect(body.x, body.y, left_w, body.h)
        air = 20 if small else 32
        middle = Rect(left.right + air, body.y, body.right - left.right - air, body.h)
        self.add_left(root, left, small)
        top = self.add_verdict(root, middle, small)
        lower = Rect(middle.x, top, middle.w - right_w - gap, middle.bottom - top)
        ranking = Rect(middle.right - right_w, top, right_w, middle.bottom - top)
        minis = 118 if small else 190
        self.course.add(root, Rect(lower.x, lower.y, lower.w, lower.h - minis - gap), small, self.view)
        self.add_minis(root, Rect(lower.x, lower.bottom - minis, lower.w, minis), small)
        self.add_ranking(root, ranking)
        self.add_foot(root, Rect(0, view.height - foot, view.width, foot), side)
        return root

    def add_left(self, root: Widget, area: Rect, small: bool) -> None:
        """The firm, the wafer, the score by part and the four answers."""
        live, ending = self.live, self.ending
        root.add(Painter(self._portrait).at(Rect(area.x, area.y, area.w, 72)))
        row, answer = (33, 33) if small else (40, 58)
        parts_h, answers_h = 66 + row * len(ending.parts), 42 + answer * len(ending.answers)
        answers = Rect(area.x, area.bottom - answers_h, area.w, answers_h)
        parts = Rect(area.x, answers.y - parts_h - 12, area.w, parts_h)
        disc = Rect(area.x, area.y + 76, area.w, parts.y - area.y - 76 - 38)
        marks = decision_marks(live)
        if disc.h > 100:
            root.add(GameWafer("wafer", marks, label=tr("end.wafer")).at(disc))
        key = "end.dies" if ending.decisions else "end.dies.heads"
        words = tr(key, decisions=ending.decisions, good=marks.count(1), costly=marks.count(-1))
        root.add(Label(words, t.NOTE, t.MIDDLE, align="centre").at(Rect(area.x, parts.y - 34, area.w, 20)))
        panel = Panel("parts", tr("end.parts"), right=plain(ending.score, 1))
        root.add(panel.at(parts))
        for n, part in enumerate(ending.parts):
            place = Rect(area.x + 16, parts.y + 38 + row * n, area.w - 32, row)
            panel.add(Painter(partial(draw_part, live, part), wid=f"part.{part.part}", label=tr(f"part.{part.part}"))
                      .at(place))  # fmt: skip
        given = [Span(signed(50 - ending.expected, 1), t.TABLE_STRONG, t.MIDDLE)]
        words = tr("end.expected", points=plain(ending.expected, 1))
        line = Line([Span(words, t.NOTE, t.MIDDLE)], given, wid="expected", tooltip=tr("end.expected.tip"))
        panel.add(line.at(Rect(area.x + 16, parts.bottom - 28, area.w - 32, 20)))
        panel = Panel("answers", tr("end.answers"), tooltip=tr("end.answers.tip"))
        root.add(panel.at(answers))
        for n, mark in enumerate(ending.answers):
            place = Rect(area.x + 16, answers.y + 38 + answer * n, area.w - 32, answer)
            panel.add(Painter(partial(draw_answer, live, mark), wid=f"answer.{mark.answer}",
                              label=tr(f"answer.{mark.answer}")).at(place))  # fmt: skip

    def _portrait(self, canvas: Canvas, r: Rect) -> None:
        live, firm = self.live, self.live.session.firm
        side = live.firm_side(firm)
        canvas.emblem(live.emblem(firm), r.x + 36, r.y + 36, 68, side.shape, side.colour)
        canvas.text(live.name("firms", firm), r.x + 88, r.y + 12, t.BIG_TITLE, t.HIGH, width=r.w - 90)
        canvas.text(live.say(live.own.identity_title), r.x + 88, r.y + 44, t.TABLE_STRONG, side.colour, width=r.w - 90)

    def add_verdict(self, root: Widget, area: Rect, small: bool) -> int:
        """Headline and two sentences; returns where they end."""
        live, ending = self.live, self.ending
        kind = tr("end.kind.won" if ending.is_won else f"end.kind.{ending.ending}")
        where = tr("end.where", scenario=live.say(live.board.scenario.name), firm=live.name("firms", ending.firm),
                   quarter=quarter_text(ending.ended_on), seed=live.session.setup.seed)  # fmt: skip
        head = Rect(area.x, area.y, area.w, 20)

        def kicker(canvas: Canvas, r: Rect) -> None:
            canvas.icon("trophy" if ending.is_won else "flag", r.x, r.y + 1, 18, t.PAPER)
            x = r.x + 30 + canvas.text(kind.upper(), r.x + 30, r.y + 2, t.LABEL, t.PAPER)
            canvas.text(where, x + 14, r.y + 1, t.NOTE, t.MIDDLE, width=r.right - x - 14)

        root.add(Painter(kicker, label=f"{kind} {where}").at(head))
        style = t.HEADLINE.sized(32, 40) if small else t.VERDICT
        title = Label(self.headline(), style, t.HIGH, wid="end.title")
        root.add(title.at(Rect(area.x, area.y + 22, area.w, style.line)))
        text = self.sentence()
        body = t.BODY if small else t.LEAD
        high = fonts.book().wrapped_height(text, body, area.w, 2)
        words = Label(text, body, t.MIDDLE, wrap=True, max_lines=2, wid="end.text")
        root.add(words.at(Rect(area.x, area.y + 26 + style.line, area.w, high)))
        return area.y + 26 + style.line + high + (10 if small else 20)

    def headline(self) -> str:
        """The verdict in a line."""
        ending, live = self.ending, self.live
        if ending.ending == "collapse" and ending.victory is not None:
            return live.name("victories", ending.victory)
        if ending.is_won:
            strongest = ending.answers[0].answer if ending.answers and ending.answers[0].mark > 0 else ""
            return tr(f"end.won.{strongest}") if strongest else tr("end.won")
        if ending.winner is not None:
            return tr("end.lost", firm=live.name("firms", ending.winner))
        return tr("end.open", place=ending.place)

    def sentence(self) -> str:
        """Why, in two sentences."""
        ending, live = self.ending, self.live
        parts = sorted(ending.parts, key=lambda part: -part.weighted)
        best, worst = parts[0], parts[-1]
        how = tr("end.by.date")
        if ending.ending == "collapse" and ending.victory is not None:
            return live.say(live.board.victories[ending.victory].text)
        if ending.victory is not None:
            winner = live.name("firms", ending.winner or ending.firm)
            by = "end.by.victory.you" if ending.is_won else "end.by.victory"
            how = tr(by, firm=winner, victory=live.name("victories", ending.victory))
        why = tr("end.why", place=ending.place, firms=len(ending.table), score=plain(ending.score),
                 best=tr(f"part.{best.part}"), points=plain(best.weighted), worst=tr(f"part.{worst.part}"))  # fmt: skip
        return tr("ui.sentences").join((how, why))

    def add_minis(self, root: Widget, area: Rect, small: bool) -> None:
        """Five quantities over the game."""
        found = {course.quantity: course for course in self.ending.charts}
        shown = [(found[name], colour) for name, colour in SHOWN_COURSES if name in found]
        gap = 8 if small else 10
        wide = (area.w - gap * (len(shown) - 1)) // max(1, len(shown))
        for n, (course, colour) in enumerate(shown):
            place = Rect(area.x + n * (wide + gap), area.y, wide, area.h)
            root.add(Painter(partial(draw_course, self.live, course, colour), wid=f"course.{course.quantity}",
                             label=self.live.quantity_name(course.quantity)).at(place))  # fmt: skip

    def add_ranking(self, root: Widget, area: Rect) -> None:
        """All firms by score."""
        panel = root.add(Panel("ranking", tr("end.ranking")).at(area))
        parts = [(tr(f"part.{part.part}"), PART_COLOURS[n % 4]) for n, part in enumerate(self.ending.parts)]
        panel.tooltip = tr("end.ranking.tip")
        lines = [parts[:2], parts[2:]]

        def keys(canvas: Canvas, r: Rect) -> None:
            for n, line in enumerate(lines):
                x = legend(canvas, line, r.x, r.y + 18 * n, 10)
            canvas.fill(Rect(round(x) + 3, r.y + 18 * len(lines) - 16, 2, 14), t.PAPER)
            canvas.text(tr("end.rank.expected"), x + 13, r.y + 18 * len(lines) - 18, t.NOTE, t.MIDDLE,
                        width=r.right - x - 13)  # fmt: skip

        panel.add(Painter(keys).at(Rect(area.x + 16, area.y + 34, area.w - 32, 20 * len(lines))))
        rows, top = len(self.ending.table), 42 + 18 * len(lines)
        step = min(56, (area.h - top - 4) // max(1, rows))
        for n, row in enumerate(self.ending.table):
            place = Rect(area.x + 14, area.y + top + step * n, area.w - 28, step)
            panel.add(Painter(partial(draw_rank, self.live, self.ending, n), wid=f"rank.{row.firm}",
                              label=f"{row.place} {self.live.name('firms', row.firm)}").at(place))  # fmt: skip

    def add_foot(self, root: Widget, area: Rect, side: int) -> None:
        """What may be done now."""

        def ground(canvas: Canvas, r: Rect) -> None:
            canvas.fill(r, t.BAR)
            canvas.hline(r.x, r.y, r.w)

        root.add(Painter(ground).at(area))
        x, y = area.x + side, area.y + 10
        for button in (
            Button("end.replay", tr("end.replay"), self.save_replay, icon="save"),
            Button("end.history", tr("end.history"), self.history, icon="chart-line", key="G"),
            Button("end.title_screen", tr("menu.title_screen"), self.to_title, kind="quiet", icon="house"),
        ):
            w = button.natural()[0]
            root.add(button.at(Rect(x, y, w, 36)))
            x += w + 8
        right = area.right - side
        for button in (
            Button("end.play_on", tr("end.play_on"), self.on_back, kind="primary", key="Enter"),
            Button("end.again", tr("end.same_seed"), self.again, icon="rotate-ccw"),
        ):
            w = button.natural()[0]
            root.add(button.at(Rect(right - w, y, w, 36)))
            right -= w + 8

    # --- what may be done
    def save_replay(self) -> None:
        """Write the replay."""
        keep_replay(self.app, self.played)

    def history(self) -> Outcome:
        """Every quantity over the whole game."""
        from game.ui.screens.graphs import GraphScreen  # noqa: PLC0415

        return Push(GraphScreen(self.live))

    def to_title(self) -> Outcome:
        """Go to the title."""
        from game.ui.screens.title import TitleScreen  # noqa: PLC0415

        return Reset(TitleScreen())

    def again(self) -> Outcome:
        """The same scenario and seed, another firm."""
        from game.ui.screens.new_game import NewGameScreen  # noqa: PLC0415

        setup = self.live.session.setup
        return Push(NewGameScreen(self.live.session.rules.scenario_id, setup.firm, str(setup.seed)))

    def on_key(self, chord: str) -> Handled:
        """The keys are explained here too."""
        if chord == "?":
            from game.ui.screens.overlays import HelpScreen  # noqa: PLC0415

            return Push(HelpScreen())
        return False

    def on_back(self) -> Outcome:
        """Play on: nothing stops but the counting."""
        return Pop()
