"""From the engine's terms to a tooltip that unfolds."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from game.session.why import Term
from game.ui.screens.frame.figures import amount
from game.ui.theme import LOW
from game.ui.widgets import Tip, TipLine
from game.ui.wording import CATALOGUE, Amount, figures, plain, tr

if TYPE_CHECKING:
    from game.ui.screens.frame.ends import Ends

SMALL_SHARE = 0.0005


def words_of(message: str, names: dict[str, str] | None = None) -> str:
    """The text of a term: the catalogue's, else the scenario's name of the entry it is about."""
    if CATALOGUE.has(message):
        return tr(message)
    entry = message.rpartition(".")[2]
    if names is not None and entry in names:
        return names[entry]
    return entry.replace("_", " ")


def value_of(term: Term, of_factor: bool) -> Amount:
    """The number of a term: factors as they are, the rest in their unit."""
    if term.unit:
        return amount(term.value, term.unit)
    if of_factor:
        return Amount(figures(term.value, 3))
    return Amount(plain(term.value, 0 if abs(term.value) >= 100 else 2))


def tip_of_term(
    term: Term, title: str = "", text: str = "", names: dict[str, str] | None = None, ends: Ends | None = None
) -> Tip:
    """A tooltip of a term and what it came of.

    When it is pinned every line opens: terms theirs, then the rule, its constants with their sources, and the deeds.
    """
    whole = value_of(term, False)
    lines = [_line(child, term, names, ends) for child in term.children if _counts(child, term)]
    deeds = list(ends.deed_lines(term.deeds)) if ends is not None else []
    total = TipLine(tr("why.comes_to"), whole.value, whole.unit, strong=True, rule_above=bool(lines))
    rule = ends.rule_line(term.rule) if ends is not None else None
    found = [*lines, total, *deeds, *([rule] if rule is not None else [])]
    return Tip(title or words_of(term.message, names), text, tuple(found))


def _counts(child: Term, whole: Term) -> bool:
    if whole.is_factor:
        return True
    return abs(child.value) > SMALL_SHARE * max(1e-9, abs(whole.value))


def _line(child: Term, whole: Term, names: dict[str, str] | None, ends: Ends | None) -> TipLine:
    shown = value_of(child, whole.is_factor)
    sign = "× " if whole.is_factor else ""
    inner = partial(tip_of_term, child, names=names, ends=ends) if child.children or ends is not None else None
    colour = None if child.children or not whole.is_factor else LOW
    return TipLine(f"{sign}{words_of(child.message, names)}", shown.value, shown.unit, 1, colour=colour, tip=inner)
