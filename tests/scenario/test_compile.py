"""The compiled tables and the first state of the tiny board, number by number."""

import json
import math
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from game.engine.arrays import named_arrays
from game.engine.axes import (
    CHIPS,
    CONTROLS,
    COUNTRIES,
    DEEDS,
    FIRMS,
    LEVERS,
    LISTINGS,
    OFFERS,
    OUTCOMES,
    PROJECTS,
    TURNS,
    VARIANTS,
    WORLDS,
    check_axes,
)
from game.engine.state import NEVER, NOTHING
from game.engine.value import Value
from game.scenario import Loaded, load_resolved, load_scenario


def test_every_array_keeps_to_its_axes(loaded: Loaded):
    rules = loaded.ruleset
    assert check_axes(rules, rules.sizes) == []
    for worlds in (1, 2, 5):
        assert check_axes(rules.start(worlds), rules.sizes | {WORLDS: worlds}) == []


def test_every_array_is_float32_and_contiguous(loaded: Loaded):
    arrays = named_arrays(loaded.ruleset) | named_arrays(loaded.ruleset.start(3))
    for name, value in arrays.items():
        assert value.array.flags["C_CONTIGUOUS"], name
        assert value.array.dtype in (np.float32, np.bool_, np.uint32), name
        if value.array.dtype == np.float32:
            assert np.isfinite(value.array).all(), name


def test_ids_are_unique_on_each_axis(loaded: Loaded):
    for axis, names in loaded.ruleset.ids.items():
        assert len(set(names)) == len(names) > 0, axis


def test_worlds_of_a_start_share_nothing(loaded: Loaded):
    one, other = loaded.ruleset.start(2), loaded.ruleset.start(2)
    one.books.cash_musd.array[:] = 0
    assert other.books.cash_musd.array.min() > 0


def test_ids(loaded: Loaded):
    ids = loaded.ruleset.ids
    assert ids[OFFERS] == ("big", "cut", "own", "next", "big_lease")
    assert ids[LISTINGS] == ("alpha/big", "beta/big", "beta/cut", "beta/own", "beta/next", "beta/big_lease")
    assert ids[DEEDS] == ("storm:0", "storm:1", "rush")
    assert ids[OUTCOMES] == ("storm:0#0", "storm:1#0", "rush#0", "rush#1")
    assert ids[VARIANTS] == ("next",)
    assert ids[TURNS][:2] == ("2025Q1", "2025Q2")
    assert {"cash", "tension", "standing.north", "stock.cut", "control.new_rule"} <= set(ids[LEVERS])


def test_tables_over_time(loaded: Loaded):
    rules = loaded.ruleset
    north = rules.place(COUNTRIES, "north")
    users = rules.countries.market_users_m.array[:, north]
    assert users[:5].tolist() == [100, 125, 150, 175, 200]
    assert users[7] == 200
    spending = rules.countries.market_enterprise_musd.array[:, north]
    assert spending[2] == pytest.approx(1210)
    supply = rules.offers.supply_units.array[:, rules.place(OFFERS, "cut")]
    assert supply[:3].tolist() == [0, 5000, 5000], "supply begins with its first listed quarter"
    assert rules.foundries.planned_wafers.array[:3, 0].tolist() == [1000, 1500, 2000]
    assert not rules.countries.market_users_m.array[:, rules.place(COUNTRIES, "isle")].any()


def test_governments(loaded: Loaded):
    countries = loaded.ruleset.countries
    assert countries.stance_shift.array[:, 0].tolist() == pytest.approx([0, 0, -0.1, 0, 0, 0, 0, 0])
    assert np.flatnonzero(countries.has_election.array[:, 0]).tolist() == [7]
    assert countries.power_price_musd_per_mw.array[0] == pytest.approx(100 * 24 * 91.25 / 1e6)


def test_offers(loaded: Loaded):
    rules = loaded.ruleset
    may_buy = rules.offers.may_buy.array
    assert may_buy[rules.place(FIRMS, "alpha")].tolist() == [True, False, False, False, False]
    assert may_buy[rules.place(FIRMS, "beta")].tolist() == [True, True, True, True, True]
    assert rules.offers.price_musd.array[0] == pytest.approx(0.04)
    assert rules.offers.project_index.array.tolist() == [-1, -1, rules.place(PROJECTS, "kernels"), -1, -1]
    assert rules.offers.is_leased.array.tolist() == [False] * 4 + [True]
    assert rules.offers.variants.array.tolist() == [[False, False, False, True, False]]


def test_listings_are_the_offers_made_to_each_firm(loaded: Loaded):
    rules = loaded.ruleset
    listings, alpha, beta = rules.listings, rules.place(FIRMS, "alpha"), rules.place(FIRMS, "beta")
    assert check_axes(listings, rules.sizes) == []
    assert listings.firm_index.array.tolist() == [alpha, *[beta] * 5]
    assert listings.offer_index.array.tolist() == [0, 0, 1, 2, 3, 4]
    assert rules.listing(alpha, 0) == 0 and rules.listing(beta, 4) == 5
    assert rules.listing(alpha, 1) is None, "not offered"
    assert listings.is_leased.array.tolist() == [False] * 5 + [True]
    assert not listings.home_stocks.array[5].any() and listings.leased_stocks.array[5].sum() == 1


def test_a_variant_stands_on_its_base(loaded: Loaded):
    rules = loaded.ruleset
    next_, big = rules.place(CHIPS, "next"), rules.place(CHIPS, "big")
    assert rules.chips.tpp.array[next_] == rules.chips.tpp.array[big]
    assert rules.variants.bandwidth_gb_per_s.array.tolist() == [rules.chips.bandwidth_gb_per_s.array[big]]
    assert rules.variants.earliest_turn.array.tolist() == [2]
    assert rules.chips.variant_index.array.tolist() == [-1, -1, -1, 0]


def test_serving_strength(loaded: Loaded):
    chips = loaded.ruleset.chips
    assert chips.serve_h100e.array[0] == pytest.approx(1.0)
    assert chips.serve_h100e.array[1] == pytest.approx(0.15**0.35 * (4000 / 3350) ** 0.65)
    assert chips.serve_h100e.array[2] == 0.5
    assert chips.power_mw.array[0] == pytest.approx(0.0014)


def test_what_controls_catch(loaded: Loaded):
    rules = loaded.ruleset
    caught = dict(zip(rules.ids[CONTROLS], rules.controls.catches.array.tolist(), strict=True))
    assert caught["old_rule"] == [True, False, False, False, True]
    assert caught["new_rule"] == [False, True, False, False, False]
    assert caught["loose_rule"] == [True, True, False, False, True], "any chip of the north, but no variant"
    assert rules.controls.severity.array.tolist() == [4, 2, 1]
    assert rules.controls.wafer_factor.array[:, 0].tolist() == [0, -1, 0]


@pytest.mark.parametrize(
    ("reach", "caught"),
    [
        ({"designed_by": ["maker"]}, [True, True, False, False, True]),
        ({"designed_by": ["inhouse"]}, [False, False, False, False, False]),
        ({"made_at": ["fab"]}, [True, True, False, False, True]),
        ({"made_at": ["other"]}, [False, False, False, False, False]),
        ({"designed_by": ["maker"], "made_at": ["other"]}, [False, False, False, False, False]),
    ],
)
def test_a_narrow_reach_meets_what_its_vendors_and_foundries_make(
    folder: Path, tiny_json: dict[str, Any], reach: dict[str, Any], caught: list[bool]
):
    tiny_json["foundries"]["other"] = tiny_json["foundries"]["fab"]
    tiny_json["controls"]["loose_rule"]["reaches"] |= reach
    (folder / "tiny.json").write_text(json.dumps(tiny_json), encoding="utf-8")
    rules = load_scenario("tiny", [folder]).ruleset
    loose = rules.place(CONTROLS, "loose_rule")
    assert rules.controls.catches.array[loose].tolist() == caught
    assert not rules.controls.clauses.array[loose].any(), "it reaches no chip yet to be designed"


def test_dates_of_controls(loaded: Loaded):
    controls = loaded.ruleset.controls
    assert controls.announce_turn.array.tolist() == [-5, 1, NEVER]
    assert controls.force_turn.array.tolist() == [-5, 2, NEVER]
    assert controls.rumour_turn.array.tolist() == [NEVER, 0, NEVER]
    assert controls.hazard.array.tolist() == pytest.approx([0, 0, 0.05])
    begun = loaded.ruleset.start(1).controls
    assert begun.in_force_on.array[:, 0].tolist() == [-5, NEVER, NEVER]
    assert begun.rumoured_on.array[:, 0].tolist() == [-5, 0, NEVER]


def test_a_control_in_force_lists_its_firms(loaded: Loaded):
    rules = loaded.ruleset
    listed = rules.start(1).influence.listed_by.array[..., 0]
    assert listed.tolist() == [[False, False, False], [True, False, False]]


def test_clauses(loaded: Loaded):
    rules = loaded.ruleset
    assert rules.controls.clauses.array.sum(axis=1).tolist() == [2, 1, 1]
    assert rules.clauses.low_tpp.array.tolist() == [4800, 1600, 0, 0]
    assert rules.clauses.low_sum_gb_per_s.array.tolist() == [0, 0, 4800, 0]
    assert rules.clauses.high_tpp.array.min() > 1e20


def test_expected_effects(loaded: Loaded):
    rules = loaded.ruleset

    def worth(lever: str, deed: str) -> float:
        return float(rules.deeds.expected.array[rules.place(LEVERS, lever), rules.place(DEEDS, deed)])

    assert worth("price", "rush") == pytest.approx(-20 - 0.25 * 8), "chips change hands, at their price"
    assert worth("cash", "rush") == 0
    assert worth("standing.north", "rush") == pytest.approx(-3)
    assert worth("stock.cut", "rush") == 0, "what rivals get is no gain"
    assert worth("tension", "storm:0") == 2
    assert worth("users", "storm:1") == pytest.approx(0.1)
    assert worth("foundry.fab", "storm:1") == pytest.approx(0.1)


def test_effects_and_odds(loaded: Loaded):
    rules = loaded.ruleset
    bad = rules.place(OUTCOMES, "rush#1")
    assert rules.effects.rivals.stock.array[bad].tolist() == [0, 10, 0, 0]
    assert rules.effects.self_.firm.array[bad, rules.place(LEVERS, "price")] == -8
    assert not rules.effects.self_.stock.array.any()
    assert rules.effects.world.array[0, rules.place(LEVERS, "tension")] == 2
    assert rules.deeds.odds_from.array.tolist() == [0, 0, 0, 0.75]
    assert rules.deeds.odds_to.array.tolist() == [1, 1, 0.75, 1]


def test_what_firms_start_with(loaded: Loaded):
    rules = loaded.ruleset
    state = rules.start(1)
    assert state.books.cash_musd.array[:, 0].tolist() == [10000, 5000]
    assert state.labs.know_how.array[0, 0] == pytest.approx(1.0, abs=1e-6)
    assert state.labs.know_how.array[1, 0] == pytest.approx(math.log10(8), abs=1e-6)
    assert state.labs.done.array[:, 0, 0].tolist() == [False, True]
    assert state.labs.progress.array[1, 0, 0] == 40
    assert state.training.last_flop.array[:, 0].tolist() == [3000, 1000]
    assert state.products.share.array[0, :, 0].tolist() == pytest.approx([0.4, 0.5])
    assert state.products.share.array[1, 0, 0] == pytest.approx(0.9)
    assert state.ledger.chips_made.array[:, 0].tolist() == [2200, 1050, 500, 0]
    assert state.influence.standing.array[..., 0].tolist() == [[60, 50, 50], [50, 50, 50]]
    assert state.desk.pending.array.max() == NOTHING
    assert state.desk.move_on.array.max() == -NEVER
    assert state.market.tpp_cut.array.tolist() == [[1]]
    assert state.market.ready_on.array.tolist() == [[NEVER]]


def test_a_resolved_scenario_loads_the_same(loaded: Loaded):
    again = load_resolved(loaded.resolved_json)
    assert again.ruleset.digest == loaded.ruleset.digest
    mine, theirs = named_arrays(loaded.ruleset), named_arrays(again.ruleset)
    for name, value in mine.items():
        assert np.array_equal(value.array, theirs[name].array), name


def test_conditions_run_on_the_first_state(loaded: Loaded):
    rules = loaded.ruleset
    state = rules.start(2)
    for test in (*rules.events.conditions, *rules.moves.conditions, *rules.victories.conditions):
        truth = test(rules, state)
        assert truth.array.dtype == np.bool_
        assert truth.axes in ((WORLDS,), (FIRMS, WORLDS))
    assert rules.moves.conditions[0](rules, state).array.all()


def test_no_table_is_left_blank_by_mistake(loaded: Loaded):
    """A table that the engine gains must be filled here: an all-zero one stands in this list or is a slip."""
    blank = {name for name, value in _tables(loaded.ruleset) if not value.array.any()}
    meant = ("effects.", "controls.fee_share", "controls.is_window", "controls.memory_factor", "offers.is_grey")
    others = ("routes.seizure_odds", "countries.", "firms.", "moves.cost_cash_share", "chips.")
    assert not {name for name in blank if not name.startswith((*meant, *others))} - {
        "clauses.low_interconnect_gb_per_s",
        "clauses.low_bandwidth_gb_per_s",
        "clauses.country_index",
        "variants.chip_index",
        "variants.base_index",
        "projects.earliest_turn",
        "victories.hold_quarters",
        "controls.lead_quarters",
        "controls.repeal_odds",
        "victories.is_collapse",
        "appetites.worth",
        "foundries.country_index",
    }


def _tables(thing: Any, prefix: str = "") -> list[tuple[str, Value]]:
    found: list[tuple[str, Value]] = []
    for field in fields(thing):
        inner = getattr(thing, field.name)
        if isinstance(inner, Value):
            found.append((prefix + field.name, inner))
        elif is_dataclass(inner) and field.name != "constants":
            found += _tables(inner, f"{prefix}{field.name}.")
    return found
