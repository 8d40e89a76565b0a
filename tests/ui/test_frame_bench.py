"""What the bench tells of frames: every figure that is explained, and a map that moves; idle screens draw nothing."""

from __future__ import annotations

import pytest

from game.scenario import Loaded
from game.sim.bench_meanings import MEANINGS
from game.ui import frame_bench

FORESEES = True


@pytest.fixture(scope="module")
def figures(stockpile: Loaded) -> dict[str, float]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (("WARM_S", 0.1), ("MOVING_S", 0.5), ("IDLE_FRAMES", 5), ("QUARTERS", 1)):
            patch.setattr(frame_bench, name, value)
        return frame_bench.measure_frames(stockpile)


def test_every_figure_is_explained(figures: dict[str, float]) -> None:
    told = {name for name in MEANINGS if name.startswith(("frame_", "forecast_cold", "forecast_first", "quarter_"))}
    assert set(figures) == told
    assert all(value > 0 for name, value in figures.items() if name != "frame_idle_redraws")


def test_screens_on_which_nothing_moves_draw_nothing(figures: dict[str, float]) -> None:
    assert figures["frame_idle_redraws"] == 0
