"""What a move or a victory asks for, in the words of the catalogue and the names of the scenario."""

from __future__ import annotations

import re

from game.engine.quantities import FAMILIES, QUANTITIES
from game.scenario import Board
from game.ui.wording import CATALOGUE, tr

_COMPARED = re.compile(
    r"([a-z][a-z0-9_]*)(?:\.([a-z0-9_-]+))? (is below|is at most|is above|is at least) (-?\d[\d.e+-]*)"
)
_JOINT = re.compile(r" (and|or) ")
SIGNS = {"is below": "<", "is at most": "≤", "is above": ">", "is at least": "≥"}
KINDS = ("countries", "firms", "ecosystems", "research", "controls", "foundries", "chips", "offers")


def needs_text(board: Board, condition: str) -> str:
    """A condition as ``describe`` gives it, said to the player: ``Service ≥ 0.85 and Open weights: no``."""
    if condition == "always":
        return tr("needs.always")
    joined = _JOINT.sub(lambda found: f" {tr(f'needs.{found[1]}')} ", condition)
    joined = joined.replace("not (", f"{tr('needs.not')} (")
    return _COMPARED.sub(lambda found: _comparison(board, *found.groups()), joined)


def _comparison(board: Board, quantity: str, entry: str | None, word: str, value: str) -> str:
    if entry is None:
        what, unit = tr(f"quantity.{quantity}"), QUANTITIES[quantity].unit
    else:
        what = tr("needs.of", what=tr(f"codex.quantity.{quantity}"), entry=_name(board, entry))
        unit = FAMILIES[quantity].unit
    if unit == "bool" and float(value) == 1.0 and word in ("is at least", "is below"):
        return tr("needs.is", what=what, answer=tr("ui.yes" if word == "is at least" else "ui.no"))
    return f"{what} {SIGNS[word]} {float(value):,.10g}"


def _name(board: Board, entry: str) -> str:
    for kind in KINDS:
        card = getattr(board, kind).get(entry)
        if card is not None:
            return str(card.name.say(CATALOGUE.language))
    return entry
