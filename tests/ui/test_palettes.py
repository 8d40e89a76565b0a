"""Colours for every eye: meanings stay apart under simulated colour blindness, and words readable in high contrast."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np
import pytest

from game.ui import theme as t
from game.ui.palette import PALETTE, PALETTES
from game.ui.screens.home import HomeScreen
from game.ui.theme import Colour
from tests.ui.hands import window

BLIND = {
    "red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""Machado, Oliveira and Fernandes 2009, severity 1: what linear RGB becomes for protan, deutan and tritan eyes."""
MEANINGS: dict[str, Colour] = {
    "one side": t.SIDE_BLUE, "other side": t.SIDE_VERMILION, "money": t.MONEY, "compute": t.COMPUTE, "danger": t.DANGER,
}  # fmt: skip
APART = 28.0
"""Least distance in CIE Lab; about 2 is just noticeable."""


@pytest.fixture(autouse=True)
def as_designed() -> Iterator[None]:
    yield
    PALETTE.use(PALETTES[0])


def linear(colour: Colour) -> np.ndarray:
    c = np.array(colour) / 255
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def lab(rgb: np.ndarray) -> np.ndarray:
    xyz = np.array(((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))) @ rgb
    f = np.cbrt(xyz / np.array((0.9505, 1.0, 1.089)))
    return np.array((116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])))


def nearest(eye: str) -> tuple[float, str, str]:
    """The two meanings that are hardest to tell apart for an eye, in the palette in use."""
    matrix = np.array(BLIND[eye])
    seen = {name: lab(np.clip(matrix @ linear(PALETTE.shown(colour)), 0, 1)) for name, colour in MEANINGS.items()}
    return min((float(np.linalg.norm(seen[a] - seen[b])), a, b) for a, b in combinations(seen, 2))


@pytest.mark.parametrize(("palette", "eye"), [("red_green", "red"), ("red_green", "green"), ("blue_yellow", "blue")])
def test_meanings_stay_apart_for_the_eyes_a_palette_is_for(palette: str, eye: str) -> None:
    designed = nearest(eye)[0]
    PALETTE.use(palette)
    found = nearest(eye)
    assert found[0] > APART, found
    assert found[0] > designed


@pytest.mark.parametrize("palette", PALETTES)
def test_sides_are_apart_for_every_eye_in_every_palette(palette: str) -> None:
    PALETTE.use(palette)
    for matrix in BLIND.values():
        sides = (linear(PALETTE.shown(side)) for side in (t.SIDE_BLUE, t.SIDE_VERMILION))
        one, other = (lab(np.clip(np.array(matrix) @ side, 0, 1)) for side in sides)
        assert np.linalg.norm(one - other) > 30


def brightness(colour: Colour) -> float:
    return float(np.array((0.2126, 0.7152, 0.0722)) @ linear(PALETTE.shown(colour)))


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize(("high", "least"), [(False, 4.5), (True, 7.0)])
def test_words_are_readable_on_every_ground(palette: str, high: bool, least: float) -> None:
    PALETTE.use(palette, high)
    for ground in (t.PANEL, t.RAISED, t.SEA, t.BAR):
        for ink in (t.HIGH, t.MIDDLE, t.LOW, t.DANGER_TEXT):
            dark, light = sorted((brightness(ground), brightness(ink)))
            assert (light + 0.05) / (dark + 0.05) >= least, (ground, ink)


def test_another_palette_shows_at_once_and_the_designed_one_comes_back(pocket) -> None:
    from game.session.game import Session
    from game.ui.screens.frame.live import Live

    live = Live(Session(pocket, pocket.board.scenario.playable[0], 1))
    with window(HomeScreen(live)) as hands:
        seen = []
        for name, high in (("standard", False), ("red_green", False), ("standard", True), ("standard", False)):
            hands.app.set_palette(name, high)
            hands.wait()
            seen.append(hands.app.surface.copy().get_buffer().raw)
        assert seen[0] == seen[3]
        assert len(set(seen)) == 3
