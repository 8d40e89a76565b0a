"""Every screen in Chinese, and in a language half again as long as English: nothing leaves its place or is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from game.paths import scenario_folders, scenarios_dir
from game.scenario import Loaded, load_scenario
from game.ui import shots
from game.ui.app import App
from game.ui.screens.settings import TEXT_HIGH
from game.ui.wording import CATALOGUE, FIRST_LANGUAGE, texts_of
from tests.ui.fitting import Sheet, watching
from tests.ui.hands import headless
from tests.ui.pseudo import drawn_out, speak_pseudo

FORESEES = True
SHORT_ON_PURPOSE = "move."
"""A card in the hand shows how its text begins; its tooltip has the whole."""


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load_scenario(scenarios_dir() / "stockpile", scenario_folders())


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    CATALOGUE.use(FIRST_LANGUAGE)


def pictures(app: App, loaded: Loaded, patch: pytest.MonkeyPatch) -> Iterator[tuple[str, Sheet]]:
    """Each screen, drawn once while its texts are watched."""
    for name, makes in shots.gallery(loaded, 1).items():
        shots.show(app, makes)
        app.dirty_all()
        with watching(app, patch) as sheet:
            app.frame(shots.SETTLE_S)
        assert sheet.drawn, name
        yield name, sheet


@pytest.mark.slow
def test_every_screen_fits_in_chinese(loaded: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    CATALOGUE.use("zh")
    CATALOGUE.missing.clear()
    faults = []
    with headless((1600, 900)) as app:
        for name, sheet in pictures(app, loaded, monkeypatch):
            cut = [one for one in sheet.cut if not one[0].startswith(SHORT_ON_PURPOSE)]
            faults += [(name, *one) for one in (*cut, *sheet.lost, *sheet.outside(), *sheet.overlaps())]
    assert not faults
    assert not CATALOGUE.missing


@pytest.mark.slow
def test_every_screen_fits_in_a_longer_language(loaded: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    longer = speak_pseudo(loaded, monkeypatch)
    faults = []
    with headless((1280, 720)) as app:
        for name, sheet in pictures(app, longer, monkeypatch):
            faults += [(name, *one) for one in (*sheet.lost, *sheet.outside(), *sheet.overlaps())]
    assert not faults


@pytest.mark.slow
@pytest.mark.parametrize(("size", "language"), [((1280, 720), FIRST_LANGUAGE), ((1600, 900), "zh")])
def test_every_screen_fits_with_the_largest_text(
    loaded: Loaded, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], language: str
) -> None:
    CATALOGUE.use(language)
    faults = []
    with headless(size) as app:
        app.set_text_size(TEXT_HIGH / 100)
        for name, sheet in pictures(app, loaded, monkeypatch):
            faults += [(name, *one) for one in (*sheet.lost, *sheet.outside(), *sheet.overlaps())]
        app.set_text_size(1.0)
    assert not faults


def test_the_longer_language_is_half_again_as_long() -> None:
    def shown(text: str) -> int:
        return len(re.sub(r"\{[^}]*\}", "", text))  # a parameter's name is not seen

    english = texts_of(FIRST_LANGUAGE).values()
    assert sum(shown(drawn_out(text)) for text in english) > 1.5 * sum(map(shown, english))
    assert drawn_out("Of {count} {units:,.0f} MW") == "Of {count} {units:,.0f} MW", "parameters and units stay"


def test_watching_finds_what_it_looks_for(loaded: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    from pygame import Rect

    from game.ui.screen import Reset, Screen
    from game.ui.viewport import Viewport
    from game.ui.widgets import Group, Label, Painter, Widget

    class Faulty(Screen):
        def build(self, view: Viewport) -> Widget:
            root = Group(rect=view.rect)
            root.add(Painter(lambda canvas, r: canvas.text("far too long for it", r.x, r.y), wid="out").at(
                Rect(100, 100, 40, 20)))  # fmt: skip
            root.add(Label("over it", wid="over").at(Rect(110, 100, 80, 20)))
            root.add(Label("words that are cut", wid="cut").at(Rect(100, 200, 60, 20)))
            return root

    with headless((1280, 720)) as app:
        app.apply(Reset(Faulty()))
        app.frame()
        app.dirty_all()
        with watching(app, monkeypatch) as sheet:
            app.frame()
    assert sheet.outside() == [("out", "far too long for it")]
    assert sheet.overlaps() == [("far too long for it", "over it")]
    assert sheet.cut == [("cut", "words that are cut")]
    assert sheet.lost == [], "a widget tells whole in a tooltip what it had to cut"
