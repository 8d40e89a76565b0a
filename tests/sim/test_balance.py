"""A balance run: a fair deal of doctrines, the same for any number of processes, and targets that count rightly."""

import json
import re
from collections import Counter
from dataclasses import replace
from html import escape
from xml.etree import ElementTree

import numpy as np
import pytest

from game.engine.axes import DOCTRINES, FIRMS
from game.sim.balance import Balance, plan, played, rotation
from game.sim.balance_text import balance_table, verdict
from game.sim.report_html import report
from game.sim.svg import Scale, round_ticks
from game.sim.targets import measured
from game.sim.watch import course

pytestmark = pytest.mark.slow  # whole games in processes of their own


@pytest.fixture(scope="module")
def small(pocket) -> Balance:
    return measured(played(pocket, plan(pocket.ruleset, 12, 3), 3, 1))


def test_over_a_rotation_each_firm_plays_each_doctrine_once():
    firms, doctrines = tuple("abcdefg"), ("p", "q", "r")
    tables = rotation(firms, doctrines, "1:0")
    assert len(tables) == 3
    seats = Counter((firm, name) for table in tables for firm, name in table.items())
    assert set(seats.values()) == {1} and len(seats) == 21
    assert rotation(firms, doctrines, "1:0") == tables != rotation(firms, doctrines, "1:1")


def test_a_plan_has_worlds_of_their_own_for_every_rotated_table(pocket):
    what = plan(pocket.ruleset, 800, 1)
    doctrines = len(pocket.ruleset.ids[DOCTRINES])
    assert len(what.rotated) == 2 * doctrines
    taken = [world for table in (*what.own, *what.rotated) for world in range(table.first, table.first + table.games)]
    assert len(taken) == len(set(taken))
    assert len({table.games for table in what.rotated}) == 1
    for tables in what.floors.values():
        assert len(tables) == len(pocket.ruleset.ids[FIRMS])
        assert all(table.first + table.games <= 800 for table in tables)


@pytest.mark.parametrize("games", [2, 3, 13, 100])
def test_floors_stay_within_the_own_worlds(pocket, games):
    for tables in plan(pocket.ruleset, games, 1).floors.values():
        assert all(table.first >= 0 and table.games >= 1 and table.first + table.games <= games for table in tables)


def test_lead_and_decision_are_read_from_the_scores():
    """Three firms, four turns, and two worlds, of which the second ends on turn 2."""
    first = [[60, 50, 0], [50, 60, 0], [50, 60, 0], [50, 61, 0]]
    second = [[60, 50, 0], [60, 50, 0], [60, 59, 0], [0, 99, 0]]
    scores = np.array([first, second], dtype=float).transpose(1, 2, 0)
    found = course(scores, np.array([3, 2]), 4)
    assert found["half_leader"].tolist() == [1, 0]
    assert found["decided_on"].tolist() == [1, 3], "the second ended with a lead of less than a tenth"


def test_a_lone_firm_leads_from_the_start():
    found = course(np.full((3, 1, 2), 50.0), np.array([2, 2]), 3)
    assert found["decided_on"].tolist() == [0, 0]


def test_every_target_of_the_design_is_there(small, pocket):
    names = Counter(target.name.partition(".")[0] for target in small.targets)
    assert names["doctrine_wins"] == len(pocket.ruleset.ids[DOCTRINES])
    assert names["best_doctrine_wins"] == len(pocket.board.scenario.playable)
    for name in ("half_time_leader_loses", "lead_changes", "decided_early", "idle_last", "doctrine_beats_random"):
        assert names[name] == 1
    assert names["dead"] == 6 and names["side_wins"] >= 2


def test_wins_add_up(small):
    assert sum(one.wins for one in small.doctrine_wins.values()) == 12
    by_cell = sum(one.wins for row in small.firm_doctrines.values() for one in row.values())
    assert by_cell == 12
    assert sum(one.wins for one in small.own_wins.values()) == 12
    sides = [target.value for target in small.targets if target.name.startswith("side_wins")]
    assert sum(sides) == pytest.approx(1.0)
    for row in small.firm_doctrines.values():
        assert {one.games for one in row.values()} == {2}


def test_content_counts_games(small):
    for kind, found in small.content.items():
        assert found and all(0.0 <= share <= 1.0 for share in found.values())
        assert set(small.dead[kind]) == {name for name, share in found.items() if share == 0}
    assert max(small.content["chips"].values()) == 1.0
    assert max(small.content["projects"].values()) == 1.0


def test_doing_nothing_is_no_way_to_play(small):
    value = {target.name: target.value for target in small.targets}
    assert value["idle_last"] > 0.9 and value["doctrine_beats_random"] > 0.9


def test_what_is_measured_is_what_sim_plays(small, pocket):
    """The own set is the plain run: the same winners as the rows of ``sim``."""
    from game.sim.jobs import Run, play_all

    run = Run(games=12, seed=3)
    rows = [row for part in play_all(pocket.ruleset, pocket.resolved_json, run, 1, 12) for row in part]
    firms = pocket.ruleset.ids[FIRMS]
    assert [row["firm"] for row in rows if row["won"]] == [firms[n] for n in small.played.own.winner]
    scores = np.array([float(row["score"]) for row in rows]).reshape(12, len(firms)).T
    assert np.array_equal(scores, small.played.own.score)


@pytest.mark.slow
def test_processes_give_the_same_report(small, pocket):
    other = measured(played(pocket, plan(pocket.ruleset, 12, 3), 3, 2))
    assert other.as_json() == small.as_json()
    assert report(other) == report(small)


def test_the_report_needs_nothing_else_and_is_well_formed(small):
    page = report(small)
    assert report(small) == page
    assert not re.search(r"https?:|src=|href=|url\(|@import|<script", page)
    plots = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    assert len(plots) == 4
    for plot in plots:
        ElementTree.fromstring(plot)
    assert verdict(small) in page
    for target in small.targets:
        assert escape(target.english[1:]) in page
    assert not re.search(r"\bnan\b", page)


def test_the_report_escapes_what_a_mod_calls_things(small):
    board = small.played.loaded.board
    firm, card = next(iter(board.firms.items()))
    nasty = replace(card, name=type(card.name)({"en": "<b>&Co"}))
    loaded = replace(small.played.loaded, board=replace(board, firms={**board.firms, firm: nasty}))
    page = report(replace(small, played=replace(small.played, loaded=loaded)))
    assert "<b>&Co" not in page and "&lt;b&gt;&amp;Co" in page


def test_the_table_says_the_verdict_and_every_target(small):
    table = balance_table(small)
    assert all(target.name in table for target in small.targets)
    assert table.endswith(verdict(small))
    whole = replace(small, targets=tuple(target for target in small.targets if target.holds))
    assert verdict(whole) == f"All {len(whole.targets)} targets hold."


def test_json_is_plain(small):
    found = json.loads(json.dumps(small.as_json()))
    assert found["games"]["own"] == 12 and found["games"]["rotated"] == 12
    assert found["holding"] == sum(target["holds"] for target in found["targets"])


def test_ticks_are_round_and_hold_the_range():
    assert round_ticks(41.3, 58.9) == [40.0, 45.0, 50.0, 55.0, 60.0]
    assert len(round_ticks(0.0, 0.0)) >= 1
    scale = Scale(0.0, 10.0, 0.0, 100.0)
    assert [scale.at(value) for value in (-5.0, 5.0, 50.0)] == [0.0, 50.0, 100.0]
