"""A change is told so that it adds up with the two figures it lies between."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.ui.screens.frame.figures import amount, change_between, moved
from game.ui.wording import MINUS


@pytest.mark.parametrize(
    ("before", "after", "unit", "change"),
    [
        (7.519, 7.068, "$bn", f"{MINUS}0.45"),
        (3.54, 2.36, "generations", f"{MINUS}1.1"),
        (5.9, 16.4, "months", "+10.5"),
        (0.104, 0.091, "share", f"{MINUS}1"),
        (7.5191, 7.5209, "$bn", ""),
        (0.9, 1.2, "$bn", "+0.30"),
        (3.55e26, 4.27e26, "flop", "+20\N{NO-BREAK SPACE}%"),
        (0.0, 4.27e26, "flop", ""),
    ],
)
def test_the_change_lies_between_the_figures_that_are_read(before: float, after: float, unit: str, change: str) -> None:
    assert change_between(before, after, unit) == change


@given(st.floats(0.1, 900), st.floats(0.1, 900), st.sampled_from(["$bn", "months", "share", "people", "million"]))
def test_read_figures_add_up(before: float, after: float, unit: str) -> None:
    first, last = amount(before, unit), amount(after, unit)
    change = change_between(before, after, unit)
    if first.unit == last.unit:

        def read(words: str) -> float:
            return float(words.replace(MINUS, "-").replace(",", "").replace("$", "") or 0)

        assert read(first.value) + read(change) == pytest.approx(read(last.value), abs=1e-6)


def test_a_figure_without_a_past_has_not_moved() -> None:
    assert moved(7.068, -0.451, "$bn") == f"{MINUS}0.45"
    assert moved(7.068, None, "$bn") == ""
