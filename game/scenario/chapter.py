"""The rules chapter: what the docstring of each phase says, in the order of a quarter.

A phase's docstring opens with its title and first sentence (``Training: runs that ...``). Indented lines are formulas,
``name = what it is``, deeper ones go on with the line above; the rest is prose. Wherever a constant's figure belongs
its name stands (``points_per_decade``), so that a figure is written once, in a scenario.
"""

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from game.engine.clamp import clamp_orders
from game.engine.constant_ranges import constant_ranges
from game.engine.turn import PHASES

_LONG_NAME = re.compile(r"\b[a-z]+(?:_[a-z0-9]+)+\b")
_FORMULA = re.compile(r"(.+?) += (.+)")


@dataclass(frozen=True)
class Formula:
    """One line of arithmetic: what is made, what of, and a remark in brackets."""

    name: str
    body: str
    note: str = ""


@dataclass(frozen=True)
class PhaseText:
    """What one phase's docstring says; constants stand in it by name."""

    phase: str
    """Its module's name, such as ``training``."""
    file: str
    title: str
    summary: str
    formulas: tuple[Formula, ...]
    prose: tuple[str, ...]

    @property
    def constants(self) -> tuple[str, ...]:
        """The constants it names, in the order of first mention."""
        words = [self.summary, *(f"{one.body} {one.note}" for one in self.formulas), *self.prose]
        return tuple(dict.fromkeys(constants_in(" ".join(words))))


def constants_in(text: str) -> Iterator[str]:
    """Names of constants in a text. Raises ValueError for what is written like one and is none."""
    known = constant_ranges()
    for name in _LONG_NAME.findall(text):
        if name not in known:
            raise ValueError(f"{name} is no constant")
        yield name


def filled_in(text: str, figure: Callable[[str], str]) -> str:
    """A text of the chapter with what ``figure`` gives for each constant in place of its name."""
    return _LONG_NAME.sub(lambda found: figure(found[0]), text)


def chapter() -> tuple[PhaseText, ...]:
    """Every phase in the order of a quarter, after what is done to orders before the first."""
    return tuple(_read(step.__module__) for step in (clamp_orders, *PHASES))


def _read(module: str) -> PhaseText:
    blocks = (sys.modules[module].__doc__ or "").strip("\n").split("\n\n")
    title, _, summary = " ".join(blocks[0].split()).partition(": ")
    formulas = [one for block in blocks[1:] if block.startswith("    ") for one in _formulas(block)]
    prose = tuple(" ".join(block.split()) for block in blocks[1:] if not block.startswith("    "))
    file = f"{module.replace('.', '/')}.py"
    return PhaseText(module.rpartition(".")[2], file, title, summary, tuple(formulas), prose)


def _formulas(block: str) -> Iterator[Formula]:
    lines: list[str] = []
    for line in block.splitlines():
        if line.startswith("     "):
            lines[-1] += f" {line.strip()}"
        else:
            lines.append(line.strip())
    for line in lines:
        found = _FORMULA.fullmatch(line)
        if found is None:
            raise ValueError(f"no formula, since it makes nothing: {line}")
        body, gap, note = found[2].partition("   ")
        yield Formula(found[1], body, note.strip().strip("()") if gap else "")
