"""The bench prints every figure that is followed; its speeds are never asserted."""

import pytest

from game import paths
from game.players.seats import seated
from game.rollout.taped import Recorded
from game.sim.bench import Lap, count_operations, measure, time_pool, timing_of
from game.sim.bench_meanings import MEANINGS

FOLLOWED = {
    "games_per_s",
    "games_per_s_c",
    "games_per_s_two_processes",
    "two_processes_ratio",
    "pool_start_ms",
    "games_per_block",
    "games_per_s_eager",
    "firm_turns_per_s",
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


def test_a_start_is_no_part_of_the_rate():
    """Two workers that start at different times and play a block of ten in one second and in two."""
    quick = [Lap(1, 102.0, 105.0 + n, 80.0 + n) for n in range(4)]
    slow = [Lap(2, 104.5, 107.0 + 2 * n, 90.0) for n in range(3)]
    found = timing_of([*quick, *slow], 100.0, 10)
    assert found.games_per_s == pytest.approx(10.0 + 5.0)
    assert found.start_ms == pytest.approx(4500.0), "until the later could begin"
    assert found.peak_mb == 90.0


@pytest.mark.slow
def test_worker_processes_are_timed_over_seconds(pocket):
    found = time_pool(pocket.resolved_json, 4, 2, 2)
    assert found.games_per_s > 0 and found.start_ms > 0
    assert found.peak_mb > 20 or found.peak_mb == 0


def test_what_is_explained_is_there():
    of_the_window = {
        name for name in MEANINGS if name.startswith(("frame_", "forecast_cold", "forecast_first", "quarter_"))
    }
    rest = FOLLOWED | {"record_ms", "start_up_ms"} | of_the_window
    assert {name for name in MEANINGS if not name.endswith("_N")} <= rest


@pytest.mark.slow
def test_every_figure_is_there(pocket, monkeypatch):
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    figures = measure(pocket.ruleset, pocket.resolved_json, 4, paths.this_program())
    assert set(figures) >= FOLLOWED
    assert all(figures[name] > 0 for name in FOLLOWED)
