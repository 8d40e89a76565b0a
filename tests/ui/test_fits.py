"""Every screen in every size, language and palette: no text is cut, overlaps, leaves its place or is hard to read.

Those marked ``slow`` run with everything that does; all of them: ``pytest tests/ui/test_fits.py -m ""``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pytest
from pygame import Rect

from game.paths import scenario_folders, scenarios_dir
from game.scenario import Loaded, load_scenario
from game.ui import shots
from game.ui import theme as t
from game.ui.app import App
from game.ui.draw import Canvas
from game.ui.palette import PALETTE, PALETTES
from game.ui.screen import Reset, Screen
from game.ui.screens.settings import TEXT_HIGH
from game.ui.viewport import Viewport
from game.ui.widgets import Group, Painter, Panel, Widget
from game.ui.widgets.baked import Baked
from game.ui.wording import CATALOGUE, FIRST_LANGUAGE, texts_of
from tests.ui.fitting import Sheet, watching
from tests.ui.hands import headless
from tests.ui.pseudo import PSEUDO, drawn_out, speak_pseudo

FORESEES = True
CHINESE = "zh"
SHORT_ON_PURPOSE = "move."
"""A card in the hand shows how its text begins; its tooltip has the whole."""
FEW = ("title", "home", "supply", "research", "policy", "money", "graphs", "report", "end", "help", "codex-rules")
"""Screens with all colours that have a meaning, on all grounds."""
SMALL, MIDDLE, FULL_HD, UHD = (1280, 720), (1600, 900), (1920, 1080), (3840, 2160)


@dataclass(frozen=True)
class Look:
    """One way the game may be seen."""

    size: tuple[int, int]
    language: str = FIRST_LANGUAGE
    scale: float | None = None
    """None follows the window."""
    text: float = 1.0
    palette: str = PALETTES[0]
    high: bool = False
    names: tuple[str, ...] = ()
    """The pictures to look at; all if none are named."""

    def __str__(self) -> str:
        width, height = self.size
        more = [f"{self.scale:.0%}"] if self.scale else []
        more += [f"text {self.text:.0%}"] if self.text != 1 else []
        more += [self.palette, *["high contrast"] * self.high] if self.names else []
        return " ".join([f"{width}x{height}", self.language, *more])


LARGEST = TEXT_HIGH / 100
NIGHTLY = (
    Look(SMALL), Look(MIDDLE, CHINESE), Look(UHD, CHINESE), Look(FULL_HD, scale=1.5), Look(SMALL, PSEUDO),
    Look(SMALL, text=LARGEST), Look(MIDDLE, CHINESE, text=LARGEST),
    *(Look(SMALL, palette=name, high=high, names=FEW) for name in PALETTES for high in (False, True)),
)  # fmt: skip
"""Those that differ most."""
LANGUAGES = (FIRST_LANGUAGE, CHINESE, PSEUDO)
EVERY = (
    *(Look(size, language) for size in (SMALL, MIDDLE, FULL_HD, UHD) for language in LANGUAGES),
    *(Look(size, language, 1.5) for size in (FULL_HD, UHD) for language in LANGUAGES),
)
LOOKS = [
    *(pytest.param(look, marks=pytest.mark.slow, id=str(look)) for look in NIGHTLY),
    *(pytest.param(look, marks=pytest.mark.every, id=str(look)) for look in EVERY if look not in NIGHTLY),
]


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load_scenario(scenarios_dir() / "stockpile", scenario_folders())


@pytest.fixture(scope="module")
def gallery(loaded: Loaded) -> dict[str, tuple[shots.Make, ...]]:
    """One game for all looks but the longer language's."""
    return shots.gallery(loaded, 1)


@pytest.fixture(autouse=True)
def as_designed() -> Iterator[None]:
    yield
    CATALOGUE.use(FIRST_LANGUAGE)
    PALETTE.use(PALETTES[0])


@pytest.mark.parametrize("look", LOOKS)
def test_every_screen_can_be_read(
    look: Look, loaded: Loaded, gallery: dict[str, tuple[shots.Make, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    CATALOGUE.missing.clear()
    if look.language == PSEUDO:
        gallery = shots.gallery(speak_pseudo(loaded, monkeypatch), 1)
    else:
        CATALOGUE.use(look.language)
    faults = []
    with headless(look.size) as app:
        app.set_scale(look.scale)
        app.set_text_size(look.text)
        app.set_palette(look.palette, look.high)
        for name, makes in gallery.items():
            if name in (look.names or gallery):
                faults += [(name, *fault) for fault in faults_of(app, makes, look, monkeypatch)]
        app.set_text_size(1.0)
    assert not faults
    assert look.language == PSEUDO or not CATALOGUE.missing


def faults_of(
    app: App, makes: Sequence[shots.Make], look: Look, patch: pytest.MonkeyPatch
) -> Iterator[tuple[object, ...]]:
    """What is wrong with one picture; as designed nothing is cut at all, else what is cut is told in a tooltip."""
    shots.show(app, makes)
    app.dirty_all()
    with watching(app, patch) as sheet:
        app.frame(shots.SETTLE_S)
    assert sheet.drawn
    yield from sheet.faults()
    if look.language != PSEUDO and look.text == 1:
        yield from (("cut", *one) for one in sheet.cut if not one[0].startswith(SHORT_ON_PURPOSE))


def test_the_longer_language_is_half_again_as_long() -> None:
    def shown(text: str) -> int:
        return len(re.sub(r"\{[^}]*\}", "", text))  # a parameter's name is not seen

    english = texts_of(FIRST_LANGUAGE).values()
    assert sum(shown(drawn_out(text)) for text in english) > 1.5 * sum(map(shown, english))
    assert drawn_out("Of {count} {units:,.0f} MW") == "Of {count} {units:,.0f} MW", "parameters and units stay"


Paint = Callable[[Canvas, Rect], object]


class Planted(Screen):
    """A panel with one fault of each kind, painted straight or as a chart keeps it."""

    def __init__(self, paints: Sequence[Paint], is_kept: bool) -> None:
        super().__init__()
        self.paints, self.is_kept = paints, is_kept

    def build(self, view: Viewport) -> Widget:
        root = Group(rect=view.rect)
        panel = root.add(Panel("panel").at(Rect(100, 100, 400, 300)))
        for n, paint in enumerate(self.paints):
            widget = Kept(paint, wid=f"w{n}") if self.is_kept else Painter(paint, wid=f"w{n}")
            panel.add(widget.at(Rect(120, 120, 300, 200)))
        return root


class Kept(Baked):
    """Drawn once."""

    def __init__(self, paint: Paint, wid: str) -> None:
        super().__init__(wid)
        self.paint = paint

    def bake(self, canvas: Canvas) -> None:
        self.paint(canvas, self.rect)


def planted(patch: pytest.MonkeyPatch, *paints: Paint, kept: bool = False) -> Sheet:
    with headless(SMALL) as app:
        app.apply(Reset(Planted(paints, kept)))
        app.frame()
        app.dirty_all()
        with watching(app, patch) as sheet:
            app.frame()
    return sheet


def words(text: str, x: int, y: int, colour: t.Colour = t.HIGH, width: float = 0.0) -> Paint:
    return lambda canvas, rect: canvas.text(text, rect.x + x, rect.y + y, t.BODY, colour, width=width)


KEPT = pytest.mark.parametrize("kept", [False, True])


@KEPT
def test_a_text_without_fault_is_left_alone(monkeypatch: pytest.MonkeyPatch, kept: bool) -> None:
    sheet = planted(monkeypatch, words("quite readable", 0, 40), words("under it", 0, 60), kept=kept)
    assert [one.text for one in sheet.drawn] == ["quite readable", "under it"]
    assert not sheet.faults()


@KEPT
def test_a_text_that_is_cut_is_caught(monkeypatch: pytest.MonkeyPatch, kept: bool) -> None:
    sheet = planted(monkeypatch, words("words that are cut", 0, 40, width=60), kept=kept)
    assert sheet.cut == [("w0", "words that are cut")]
    assert sheet.lost == [], "a widget tells whole in a tooltip what it had to cut"


@KEPT
@pytest.mark.parametrize("y", [40, 46])
def test_a_text_over_another_is_caught(monkeypatch: pytest.MonkeyPatch, kept: bool, y: int) -> None:
    sheet = planted(monkeypatch, words("lies under", 0, 40), words("lies over", 30, y), kept=kept)
    assert sheet.overlaps() == [("lies under", "lies over")]


def test_the_same_text_twice_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    assert planted(monkeypatch, words("twice", 0, 40), words("twice", 9, 40)).overlaps() == [("twice", "twice")]


@pytest.mark.parametrize(("x", "y"), [(250, 40), (-60, 40), (0, 275), (0, -40)])
def test_a_text_outside_its_place_is_caught(monkeypatch: pytest.MonkeyPatch, x: int, y: int) -> None:
    assert planted(monkeypatch, words("far too long for it", x, y)).outside() == [("w0", "far too long for it")]


@pytest.mark.parametrize(("x", "y"), [(250, 40), (-60, 40), (0, 192)])
def test_a_text_that_ends_at_the_edge_of_a_chart_is_caught(monkeypatch: pytest.MonkeyPatch, x: int, y: int) -> None:
    sheet = planted(monkeypatch, words("far too long for it", x, y), kept=True)
    assert sheet.clipped() == [("w0", "far too long for it")]


@KEPT
def test_a_text_on_a_ground_too_like_it_is_caught(monkeypatch: pytest.MonkeyPatch, kept: bool) -> None:
    def on_blue(canvas: Canvas, rect: Rect) -> None:
        canvas.fill(rect, t.SIDE_BLUE)
        canvas.text("white on blue", rect.x, rect.y, t.BODY, t.WHITE)

    assert planted(monkeypatch, on_blue, kept=kept).faint() == [("w0", "white on blue", 2.53)]
    assert planted(monkeypatch, words("grey", 0, 40, t.mix(t.PANEL, t.LOW, 0.75)), kept=kept).faint()


def test_a_text_on_a_chart_half_of_a_light_ground_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    def half(canvas: Canvas, rect: Rect) -> None:
        canvas.fill(Rect(rect.x, rect.y, 40, 20), t.PAPER)
        canvas.text("half on paper", rect.x, rect.y, t.BODY, t.HIGH)

    assert [text for _, text, _ in planted(monkeypatch, half).faint()] == ["half on paper"]


@KEPT
def test_a_text_that_is_painted_over_is_caught(monkeypatch: pytest.MonkeyPatch, kept: bool) -> None:
    def cover(canvas: Canvas, rect: Rect) -> None:
        canvas.fill(Rect(rect.x + 40, rect.y + 40, 60, 20), t.RAISED)

    assert planted(monkeypatch, words("half of it is hidden", 0, 40), cover, kept=kept).hidden == [
        ("w0", "half of it is hidden")]  # fmt: skip
