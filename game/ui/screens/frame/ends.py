"""Where the terms of a number end: the rule that made it, the constants it reads with their sources, and deeds."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from game.engine.rule_reads import Rule
from game.scenario.chapter import PhaseText
from game.scenario.rulebook import ConstantFigure, figure_text
from game.ui.widgets import Tip, TipLine
from game.ui.wording import CATALOGUE, tr

if TYPE_CHECKING:
    from game.session.codex import Codex
    from game.session.rolls import Params
    from game.ui.screens.frame.live import Live

MOST_CONSTANTS = 12
FORMULAS = 3
WIDE = 380


class Ends:
    """Makes the last tooltips of a chain, in the player's language."""

    def __init__(self, live: Live) -> None:
        self.live = live

    @property
    def codex(self) -> Codex:
        """The book that all of it stands in."""
        from game.ui.screens.codex import codex_of  # noqa: PLC0415  (read when somebody first asks)

        return codex_of(self.live.session.loaded)

    def phase(self, rule: Rule) -> PhaseText | None:
        """The chapter a rule stands in."""
        return next((one for one in self.codex.book.phases if one.phase == rule.phase), None)

    def rule_line(self, rule: Rule) -> TipLine | None:
        """The line that leads from a number to its rule."""
        phase = self.phase(rule)
        if phase is None:
            return None
        words = tr("why.rule", rule=CATALOGUE.turned(phase.title))
        return TipLine(words, rule_above=True, tip=partial(self.rule_tip, rule))

    def rule_tip(self, rule: Rule) -> Tip:
        """What a rule says: its sentence, the formulas that name what was read, and the constants."""
        phase, figures = self.phase(rule), self.codex.book.figures
        if phase is None:
            return Tip(rule.phase)
        names = (rule.constants or phase.constants)[:MOST_CONSTANTS]
        summary = CATALOGUE.turned(f"{phase.summary[:1].upper()}{phase.summary[1:]}")  # as the codex has it
        text = "\n".join([summary, *self._formulas(phase, names)])
        lines = [self._constant(figures[one], n == 0) for n, one in enumerate(names)]
        page = TipLine(tr("why.page"), rule_above=True, about=("rules", phase.phase))
        title = tr("why.rule", rule=CATALOGUE.turned(phase.title))
        return Tip(title, text, (*lines, page), note=tr("why.stands_in", file=phase.file), width=WIDE)

    def _formulas(self, phase: PhaseText, names: tuple[str, ...]) -> Iterator[str]:
        """The formulas that name the constants read, else the main ones."""
        from game.ui.screens.codex.words import times  # noqa: PLC0415

        named = [one for one in phase.formulas if any(name in one.body for name in names)] or list(phase.formulas)
        for one in named[:FORMULAS]:
            body = self.codex.book.said(CATALOGUE.turned(one.body))
            yield f"{CATALOGUE.turned(one.name)} = {times(body)}"

    def _constant(self, one: ConstantFigure, first: bool) -> TipLine:
        name, unit = _spoken(one.name), CATALOGUE.turned(one.unit)
        return TipLine(name, figure_text(one.value), unit, rule_above=first, tip=partial(self.constant_tip, one))

    def constant_tip(self, one: ConstantFigure) -> Tip:
        """A constant: what it means, its figure, and where that is from."""
        source = "; ".join(one.sources) or tr("why.no_source")
        guess = tr("why.guess") if one.is_guess else ""
        note = tr("ui.sentences").join(part for part in (tr("why.source", source=source), guess) if part)
        lines = (
            TipLine(tr("why.constant"), figure_text(one.value), CATALOGUE.turned(one.unit), strong=True),
            TipLine(tr("why.page"), rule_above=True, about=("constants", one.name)),
        )
        return Tip(_spoken(one.name), CATALOGUE.turned(one.meaning), lines, note=note, width=WIDE)

    def deed_lines(self, deeds: tuple[Params, ...]) -> Iterator[TipLine]:
        """The moves and answers a number came of, each with its own page."""
        for deed in deeds:
            given = dict(deed)
            kind = "move" if "move" in given else "event"
            entry = str(given[kind])
            yield TipLine(self._deed_name(kind, entry), level=1, tag=tr(f"why.deed.{kind}"), about=(f"{kind}s", entry))

    def _deed_name(self, kind: str, entry: str) -> str:
        card = getattr(self.live.board, f"{kind}s").get(entry)
        return self.live.say(card.name) if card is not None else entry


def _spoken(name: str) -> str:
    """A constant's name as words."""
    words = name.replace("_", " ")
    return f"{words[:1].upper()}{words[1:]}"
