"""The rules chapter with a scenario's figures in it: for a terminal, as Markdown, and the part of it in the README."""

import ast
import inspect
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from game.engine import constants, constants_politics
from game.engine.constant_ranges import constant_ranges
from game.engine.ruleset import Ruleset
from game.scenario.chapter import Formula, PhaseText, chapter, filled_in
from game.scenario.models.constants import ConstantsFile

WIDTH = 100
MAIN_FORMULAS = 5
"""So many of a phase's formulas, which name the main ones first, stand in the README."""
BEGIN = "<!-- rules: written by `python main.py rules --write-readme` from the docstrings of the phases -->"
END = "<!-- end of rules -->"

CONSTANTS = (constants, constants_politics)
"""The modules that declare them, each with its meaning in the line under it."""


@dataclass(frozen=True)
class ConstantFigure:
    """One constant as a scenario has it."""

    name: str
    value: float
    unit: str
    meaning: str
    sources: tuple[str, ...]
    confidence: str | None
    is_guess: bool


def constant_figures(ruleset: Ruleset, given: Mapping[str, Any]) -> dict[str, ConstantFigure]:
    """Every constant by name: its value from the ruleset, where it is from out of a scenario's resolved JSON."""
    told: Any = ConstantsFile.model_validate(given["constants"])
    found = {}
    for name, one in constant_ranges().items():
        entry = getattr(told, name)
        value = float(getattr(ruleset.constants, name))
        is_guess = bool(entry.guess) or not entry.source or value != entry.value
        found[name] = ConstantFigure(
            name, value, one.unit, _meanings().get(name, ""), entry.source, entry.confidence, is_guess
        )
    return found


@cache
def _meanings() -> dict[str, str]:
    """What each constant means, as the line under it says; nothing where the program came without its source."""
    try:
        body = [one for module in CONSTANTS for one in ast.parse(inspect.getsource(module)).body]
    except OSError:
        return {}
    fields = [one for group in body if isinstance(group, ast.ClassDef) for one in group.body]
    return {
        line.target.id: str(doc.value.value)
        for line, doc in pairwise(fields)
        if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name)
        if isinstance(doc, ast.Expr) and isinstance(doc.value, ast.Constant)
    }


class Rulebook:
    """The chapter of one scenario."""

    def __init__(self, ruleset: Ruleset, given: Mapping[str, Any]) -> None:
        self.figures = constant_figures(ruleset, given)
        self.phases = chapter()

    def said(self, text: str) -> str:
        """A text of the chapter with this scenario's figures in place of the constants' names."""
        return filled_in(text, lambda name: figure_text(self.figures[name].value))

    def as_text(self) -> str:
        """The whole chapter for a terminal."""
        return "\n".join(line for n, phase in enumerate(self.phases, 1) for line in self._phase_text(n, phase))

    def as_markdown(self) -> str:
        """The whole chapter as Markdown."""
        return "\n".join(line for n, phase in enumerate(self.phases, 1) for line in self._phase_markdown(n, phase))

    def readme_block(self) -> str:
        """What stands in the README between its two marks: each phase's first sentence and main formulas."""
        parts = [BEGIN]
        for phase in self.phases:
            more = len(phase.formulas) - MAIN_FORMULAS
            link = f"[{phase.phase}.py]({phase.file})"
            tail = f" {more} more in {link}." if more > 0 else f" {link}"
            parts += ["", f"**{phase.title}**: {phase.summary}{tail}"]
            if phase.formulas:
                parts += ["", *self._lines(phase.formulas[:MAIN_FORMULAS], "    ")]
        return "\n".join([*parts, "", END])

    def _lines(self, formulas: tuple[Formula, ...], indent: str) -> Iterator[str]:
        wide = max((len(one.name) for one in formulas), default=0)
        for one in formulas:
            body = self.said(one.body + (f"   ({one.note})" if one.note else ""))
            hanging = f"{indent}{' ' * (wide + 3)}"
            yield from textwrap.wrap(
                body, WIDTH + len(indent), initial_indent=f"{indent}{one.name:<{wide}} = ", subsequent_indent=hanging
            )

    def _phase_text(self, n: int, phase: PhaseText) -> Iterator[str]:
        yield from textwrap.wrap(f"{n}. {phase.title}: {phase.summary}", WIDTH)
        yield ""
        if phase.formulas:
            yield from self._lines(phase.formulas, "    ")
            yield ""
        for paragraph in phase.prose:
            yield from textwrap.wrap(self.said(paragraph), WIDTH)
            yield ""
        for name in phase.constants:
            one = self.figures[name]
            yield f"    {name} = {figure_text(one.value)} {one.unit} ({origin(one)})"
            if one.meaning:
                yield from textwrap.wrap(one.meaning, WIDTH, initial_indent=" " * 8, subsequent_indent=" " * 8)
        if phase.constants:
            yield ""

    def _phase_markdown(self, n: int, phase: PhaseText) -> Iterator[str]:
        yield from (f"## {n}. {phase.title}", "", f"{phase.summary[:1].upper()}{phase.summary[1:]}", "")
        if phase.formulas:
            yield from (*self._lines(phase.formulas, "    "), "")
        for paragraph in phase.prose:
            yield from (self.said(paragraph), "")
        if phase.constants:
            yield from ("| Constant | Value | Unit | From | Means |", "|---|---:|---|---|---|")
            for name in phase.constants:
                one = self.figures[name]
                yield f"| `{name}` | {figure_text(one.value)} | {one.unit} | {origin(one)} | {one.meaning} |"
            yield ""


def figure_text(value: float) -> str:
    """A figure as people write it: 3,000 and 0.00006."""
    whole, dot, part = f"{value:,.10f}".partition(".")
    part = part.rstrip("0")
    return whole + dot + part if part else whole


def origin(one: ConstantFigure) -> str:
    """Where a constant is from, in a line."""
    parts = [*(["guess"] if one.is_guess else []), *one.sources]
    return "; ".join(parts)


def with_block(readme: str, block: str) -> str:
    """A README with the block between its marks made new. Raises ValueError where the marks are missing."""
    before, begin, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError("the README lacks the two marks that the rules stand between")
    return f"{before}{block}{after}"
