"""The front page says whole sentences, whatever the room."""

from __future__ import annotations

import pytest

from game.engine.orders import DEPARTMENTS
from game.scenario import Loaded
from game.session.game import Session
from game.ui.draw import Canvas
from game.ui.screens.frame import Live
from game.ui.screens.newspaper import _told
from game.ui.screens.report import ReportScreen
from tests.ui.hands import window


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)], ids=str)
def test_no_story_breaks_off(stockpile: Loaded, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session(stockpile, stockpile.board.scenario.playable[0], 1, delegated=tuple(DEPARTMENTS))
    said: list[str] = []
    draw = Canvas.text

    def spy(canvas: Canvas, text: str, *args, **options):
        said.append(text)
        return draw(canvas, text, *args, **options)

    monkeypatch.setattr(Canvas, "text", spy)
    for _ in range(6):
        session.end_quarter()
        with window(ReportScreen(Live(session)), size):
            assert len(said) > 20
        assert not [text for text in said if "…" in text]
        said.clear()


def test_a_story_with_a_text_is_not_set_as_a_bare_headline() -> None:
    words, why = "Two words.", "Because of three words."
    assert _told(words, why, 400, 2) == ([words], [why])
    assert _told(words, why, 400, 1) == ([words], [])
    assert _told(words, "", 400, 0) is None
    assert _told("", "", 400, 0) == ([], []), "one that has none is a headline alone"
