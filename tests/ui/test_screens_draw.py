"""Every screen opens and draws at the smallest and the largest size, with nothing left unsaid and nothing cut off."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.scenario import Loaded
from game.ui import shots
from game.ui.screens.registry import NAMES
from game.ui.widgets import Button
from game.ui.wording import CATALOGUE
from tests.ui.hands import headless

SIZES = [(1280, 720), pytest.param((3840, 2160), marks=pytest.mark.slow)]


@pytest.fixture(scope="module")
def pictures(pocket: Loaded) -> dict[str, tuple[shots.Make, ...]]:
    return shots.gallery(pocket, 7)


@pytest.mark.parametrize("size", SIZES)
def test_every_screen_draws(pictures: dict[str, tuple[shots.Make, ...]], size: tuple[int, int], tmp_path: Path) -> None:
    CATALOGUE.missing.clear()
    with headless(size) as app:
        for name, makes in pictures.items():
            shots.show(app, makes)
            assert app.top is not None and app.top.root is not None, name
            seen = app.surface
            colours = {tuple(seen.get_at((x, y))) for x in range(0, size[0], 40) for y in range(0, size[1], 40)}
            assert len(colours) > 3, f"{name} is empty"
    assert not CATALOGUE.missing, sorted(CATALOGUE.missing)


def test_all_screens_of_the_rail_are_among_the_pictures(pictures: dict[str, tuple[shots.Make, ...]]) -> None:
    assert set(NAMES) <= set(pictures)


def test_buttons_have_room_for_their_words(pictures: dict[str, tuple[shots.Make, ...]]) -> None:
    tight = []
    with headless() as app:
        for name, makes in pictures.items():
            shots.show(app, makes)
            assert app.top is not None and app.top.root is not None
            for widget in app.top.root.walk():
                if isinstance(widget, Button):
                    tight += [(name, widget.wid, text) for text, need, room in widget.texts() if need > room + 1]
    assert not tight, tight


def test_what_can_be_clicked_lies_inside_the_window(pictures: dict[str, tuple[shots.Make, ...]]) -> None:
    outside = []
    with headless() as app:
        for name, makes in pictures.items():
            shots.show(app, makes)
            assert app.top is not None and app.top.root is not None
            for widget in app.top.root.walk():
                if widget.focusable and not _in_a_list(widget) and not app.view.rect.contains(widget.rect):
                    outside.append((name, widget.wid, tuple(widget.rect)))
    assert not outside, outside


def _in_a_list(widget: object) -> bool:
    above = getattr(widget, "parent", None)
    while above is not None:
        if above.clips:
            return True
        above = above.parent
    return False
