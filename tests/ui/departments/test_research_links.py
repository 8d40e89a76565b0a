"""Lines between projects can be told apart."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from pygame import Rect

from game.engine.registers import BRANCHES
from game.ui.screens.frame import Live
from game.ui.screens.registry import open_screen
from game.ui.screens.research.links import Join, routes
from tests.ui.hands import window

Stretch = tuple[bool, int, int, int]
"""Upright or not, where it lies, from where to where."""


def stretches(points: list[tuple[float, float]]) -> list[Stretch]:
    found: list[Stretch] = []
    for (x, y), (to_x, to_y) in pairwise(points):
        if round(x) == round(to_x):
            found.append((True, round(x), round(min(y, to_y)), round(max(y, to_y))))
        else:
            found.append((False, round(y), round(min(x, to_x)), round(max(x, to_x))))
    return found


def share(one: Stretch, other: Stretch) -> bool:
    return one[:2] == other[:2] and min(one[3], other[3]) - max(one[2], other[2]) > 1


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)], ids=str)
def test_lines_of_different_projects_share_no_stretch(size: tuple[int, int], live: Live) -> None:
    with window(open_screen("research", live), size) as hands:
        for branch in BRANCHES:
            own = [one for one in live.session.desk.projects if one.branch == branch]
            rects = {one.project: hands.app.find(f"project.{one.project}").rect for one in own}
            joins = [Join(need, one.project, False, False) for one in own for need in one.needs if need in rects]
            xs = sorted({rect.x for rect in rects.values()})
            ys = sorted({rect.y for rect in rects.values()})
            card = next(iter(rects.values()))
            found = routes(joins, rects, (xs[1] - xs[0] - card.w, ys[1] - ys[0] - card.h))
            assert len(found) == len(joins) > 5
            for one, other in combinations(joins, 2):
                if one.need != other.need and one.project != other.project:
                    pairs = ((a, b) for a in stretches(found[one]) for b in stretches(found[other]))
                    assert not any(share(a, b) for a, b in pairs), (one, other)


def test_a_line_begins_at_what_is_needed_and_ends_at_what_needs_it() -> None:
    rects = {name: Rect(100 * n, 0, 80, 40) for n, name in enumerate("abc")}
    long, near = Join("a", "c", True, False), Join("b", "c", True, False)
    found = routes([long, near], rects, (20, 10))
    assert found[long][0] == (80, 20) and found[long][-1][0] == 200 and 0 < found[long][-1][1] < 40
    assert found[near] == [(180, 20), (found[near][1][0], 20), (found[near][1][0], 20), (200, 20)]
    assert all(y > 40 for _, y in found[long][2:4]), "past the card between, not through it"
