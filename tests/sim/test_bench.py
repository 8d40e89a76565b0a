"""The bench prints every figure that is followed; its speeds are never asserted."""

import pytest

from game import paths
from game.players.seats import seated
from game.rollout.taped import Recorded
from game.sim.bench import count_operations, measure

FOLLOWED = {
    "games_per_s",
    "games_per_s_two_processes",
    "roofline_share",
    "operations",
    "element_operations",
    "us_per_turn_block_2",
    "us_per_turn_block_1024",
    "live_turn_ms",
    "forecast_ms",
    "first_frame_ms",
    "peak_mb",
}


def test_operations_are_counted_by_the_axes_of_their_result(pocket):
    counts = count_operations(Recorded(pocket.ruleset, seated(pocket.ruleset, {})).graph)
    assert counts["firms x worlds"][0] > 100
    sizes = pocket.ruleset.sizes
    for axes, (count, numbers) in counts.items():
        lengths = [sizes[axis] for axis in sizes if axis.name.lower() in axes.split(" x ")]
        assert numbers % count == 0 or len(lengths) == 0


@pytest.mark.slow
def test_every_figure_is_there(pocket, monkeypatch):
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    figures = measure(pocket.ruleset, pocket.resolved_json, 4, paths.this_program())
    assert set(figures) >= FOLLOWED
    assert all(figures[name] > 0 for name in FOLLOWED)
