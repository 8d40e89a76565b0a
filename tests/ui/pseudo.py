"""A language half again as long as English: every word of the catalogue and of a scenario, drawn out."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from game.scenario import Loaded
from game.scenario.translations import texts_of as texts_of_board
from game.scenario.translations import translated
from game.ui.wording import CATALOGUE, FIRST_LANGUAGE, texts_of

PSEUDO = "qps"
_WORD = re.compile(r"\{[^}]*\}|[^\W\d_]{3,}")


def drawn_out(text: str) -> str:
    """A text half as long again: words of three letters and more grow, so that the whole does."""
    return _WORD.sub(lambda word: word[0] if word[0].startswith("{") else word[0] + _tail(word[0]), text)


def _tail(word: str) -> str:
    return word[: round(0.72 * len(word))].lower()


def speak_pseudo(loaded: Loaded, patch: pytest.MonkeyPatch) -> Loaded:
    """Have the catalogue speak it, and give the scenario in it; undone with the patch."""
    patch.setattr(CATALOGUE, "_added", {key: drawn_out(text) for key, text in texts_of(FIRST_LANGUAGE).items()})
    patch.setattr(CATALOGUE, "language", PSEUDO)
    english = {text.say(FIRST_LANGUAGE) for _, text in texts_of_board(loaded.board)}
    board = translated(loaded.board, {PSEUDO: {text: drawn_out(text) for text in english}})
    return replace(loaded, board=board)
