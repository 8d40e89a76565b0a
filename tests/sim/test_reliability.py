"""Reliability: honest odds pass, odds with a planted bias are caught, and a run says the same however it is split."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from game import cli
from game.rollout.acts import NEXT
from game.scenario import Loaded
from game.sim.reliability import band_of, judged, kind_of
from game.sim.reliability_html import page
from game.sim.reliability_text import MEANS, reliability_text
from game.sim.told import ESTIMATES, Claims, Plan, Ranks, Told, tell

GAMES, EACH = 250, 4


def spoken(bias: Callable[[np.ndarray], np.ndarray]) -> Claims:
    """Statements on games whose odds are known, told with a bias; those on one game go together."""
    dice = np.random.default_rng(4)
    claims = Claims()
    for game in range(GAMES):
        odds = np.clip(dice.random() + 0.2 * dice.normal(size=EACH), 0.02, 0.98)
        claims.add(game, bias(odds), np.asarray(dice.random(EACH) < odds))
    return claims


def pushed(odds: np.ndarray) -> np.ndarray:
    """Towards the ends: twice the log odds."""
    return np.asarray(odds**2 / (odds**2 + (1.0 - odds) ** 2))


def shifted(odds: np.ndarray) -> np.ndarray:
    return np.clip(odds + 0.2, 0.0, 1.0)


def test_honest_odds_pass() -> None:
    kind = kind_of("release.1", spoken(lambda odds: odds))
    assert kind.is_true
    assert kind.brier < kind.base
    assert sum(one.count for one in kind.bins) == kind.count == GAMES * EACH


@pytest.mark.parametrize("bias", [pushed, shifted])
def test_a_planted_bias_is_caught(bias: Callable[[np.ndarray], np.ndarray]) -> None:
    assert not kind_of("release.1", spoken(bias)).is_true


def test_what_goes_together_is_not_counted_as_if_it_did_not() -> None:
    alone, together = Claims(), Claims()
    came = np.arange(400) % 2 == 0
    alone_games, together_games = np.arange(400), np.arange(400) % 2
    for claims, games in ((alone, alone_games), (together, together_games)):
        for game, one in zip(games, came, strict=True):
            claims.add(int(game), np.array([0.5]), np.array([one]))
    one, other = (kind_of("release.1", claims).bins[0].interval for claims in (alone, together))
    assert other[1] - other[0] > 3 * (one[1] - one[0])


def test_bands_that_are_too_narrow_do_not_hold() -> None:
    dice = np.random.default_rng(1)
    even = dice.random(400).tolist()
    assert band_of("score", 4, Ranks(even, even)).holds
    narrow = (0.5 + 0.62 * dice.normal(size=400)).clip(0.0, 1.0).tolist()
    found = band_of("score", 4, Ranks(narrow, narrow))
    assert not found.holds
    assert found.within[80] < 0.7
    level = band_of("place", 1, Ranks([0.0] * 400, [1.0] * 400))
    assert level.holds, "a band that says exactly what comes is neither too wide nor too narrow"


@pytest.fixture(scope="module")
def told(pocket: Loaded) -> Told:
    return tell(pocket, Plan(24, seed=3, futures=24), 1)


def test_a_run_holds_all_that_the_window_tells(pocket: Loaded, told: Told) -> None:
    assert told.games == 24
    assert told.is_whole
    for act in NEXT:
        assert len(told.odds[f"{act}.1"].told) == 24 * 3, "three rivals each"
    found = judged("pocket-race", pocket.ruleset.digest, Plan(24, 3, 24), told)
    assert {kind.name.partition(".")[0] for kind in found.kinds} == set(MEANS)
    assert (ESTIMATES, 0) in told.ranks
    assert "Brier" in reliability_text(found)
    text = page(found)
    assert text.count("<svg") == len(found.kinds) + 1
    assert "http" not in text.replace('lang="en"', "")
    assert json.loads(json.dumps(found.as_json()))["games"] == 24


@pytest.mark.slow
def test_neither_processes_nor_the_size_of_a_piece_show(pocket: Loaded) -> None:
    plan = Plan(20, seed=2, futures=8)
    whole = tell(pocket, plan, 1)
    split = replace(plan, piece=10)
    one, two = tell(pocket, split, 1), tell(pocket, split, 2)
    assert one == two
    assert one.odds.keys() == whole.odds.keys()
    for name, claims in whole.odds.items():
        other = one.odds[name]
        assert sorted(zip(claims.game, claims.told, claims.happened, strict=True)) == sorted(
            zip(other.game, other.told, other.happened, strict=True)
        ), name


@pytest.mark.slow
def test_odds_of_the_game_are_true_and_a_planted_bias_is_not(pocket: Loaded) -> None:
    told = tell(pocket, Plan(240, seed=9, futures=48), 1)
    found = judged("pocket-race", "", Plan(240, 9, 48), told)
    assert sum(kind.is_true for kind in found.kinds) >= len(found.kinds) - 1
    for bias in (pushed, shifted):
        for name in ("leads.4", "pioneers.1", "doctrine"):
            claims = told.odds[name]
            biased = Claims(bias(np.array(claims.told)).tolist(), claims.happened, claims.game)
            if name == "leads.4" or bias is shifted:
                assert not kind_of(name, biased).is_true, (name, bias)


def test_the_command_prints_and_writes(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    there = tmp_path / "page.html"
    given = ["reliability", "pocket-race", "--games", "4", "--futures", "8", "--jobs", "1"]
    assert cli.main([*given, "--json", "--report", str(there)]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["games"] == 4
    assert there.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert cli.main([*given, "--report", str(tmp_path / "none" / "page.html")]) == 1
