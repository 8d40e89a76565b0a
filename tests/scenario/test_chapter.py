"""The rules chapter says of each phase what the recorded phase really reads."""

import ast
import re
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from game.engine.clamp import clamp_orders
from game.engine.constant_ranges import constant_ranges
from game.engine.graph_answers import GraphAnswers
from game.engine.record import Recorder
from game.engine.turn import PHASES
from game.scenario import chapter as chapter_module
from game.scenario.chapter import PhaseText, chapter, constants_in, filled_in

ROOT = Path(__file__).parents[2]
TEXTS = {one.phase: one for one in chapter()}
STEPS = {step.__module__.rpartition(".")[2]: step for step in PHASES}

WORDS = {
    "clamp": {"staff": "state.labs.researchers", "hiring": "orders.hire_people", "chips": "state.market.price_musd"},
    "controls": {
        "hazard": "controls.hazard",
        "stance": "state.world.stance",
        "tension": "state.world.tension",
        "repeal": "controls.repeal_odds",
    },
    "moves": {
        "stated cost": "deeds.cost_musd",
        "price of chips": "deeds.lot_musd",
        "allowance": "state.books.core_musd",
        "AI revenue": "state.books.revenue_musd",
        "share of cash": "moves.cost_cash_share",
    },
    "licences": {"stance": "state.world.stance", "standing": "state.influence.standing"},
    "vendors": {"limit": "clauses.low_tpp", "base specification": "variants.tpp"},
    "contracts": {
        "supply": "offers.supply_units",
        "price today": "state.market.price_musd",
        "price at the signing": "state.fleet.contract_price_musd",
        "units": "state.fleet.contract_units",
    },
    "second_hand": {
        "price of the same chip new": "state.market.price_musd",
        "on the shelf": "state.market.used_units",
        "asked": "orders.used_units",
    },
    "chip_market": {
        "units asked": "orders.buy_units",
        "bid": "orders.bid_share",
        "relation": "state.influence.relation",
        "claim on the foundry": "state.foundries.claim",
        "foundry's output": "state.foundries.output_ratio",
        "planned units": "offers.supply_units",
        "opening price": "offers.price_musd",
        "rush": "state.desk.supply_rush",
    },
    "fabs": {
        "money": "orders.fab_musd",
        "wafer cost": "foundries.wafer_cost_musd",
        "learning rate": "foundries.learning_rate",
        "planned memory": "foundries.planned_memory",
        "best yield": "foundries.best_yield",
    },
    "deployment": {
        "racked": "state.fleet.racked_units",
        "stock": "state.fleet.stock_units",
        "ordered": "orders.rack_units",
        "power those chips would draw": "chips.power_mw",
        "megawatts ordered": "orders.build_mw",
    },
    "compute": {
        "maturity": "state.fleet.maturity",
        "warehouse": "state.fleet.stock_units",
        "FLOP of the last run": "state.training.last_flop",
        "serving that users need": "state.products.users_m",
    },
    "research": {
        "talent": "firms.research_talent",
        "openness": "firms.openness",
        "research's share of compute": "state.compute.split",
        "stated work": "projects.work_people_quarters",
        "spread": "projects.spread",
        "what the public knows": "state.world.public_know_how",
        "researchers": "state.labs.researchers",
        "people on it": "orders.focus",
    },
    "training": {
        "fleet FLOP": "state.compute.flop",
        "training's share": "state.compute.split",
        "know-how": "state.labs.know_how",
        "best seen a quarter ago": "state.world.seen_index",
        "maturity": "state.fleet.maturity",
    },
    "products": {
        "share": "state.products.share",
        "behind": "state.training.released_index",
        "price": "orders.price",
        "reach": "firms.reach",
        "serving compute": "state.compute.serving_h100e",
        "H100e a million": "countries.serving_h100e_per_m_users",
    },
    "money": {
        "core business's cash flow": "state.books.core_musd",
        "part given to AI": "state.books.ai_budget_share",
        "revenue a user": "countries.revenue_per_user_usd",
        "enterprise revenue": "state.products.enterprise_musd",
        "service": "state.products.service",
        "power price": "countries.power_price_musd_per_mw",
        "debt": "state.books.debt_musd",
        "patience": "state.books.patience",
        "demand": "state.world.demand",
        "chip sales": "state.books.sales_musd",
    },
    "politics": {
        "M$": "orders.lobby_musd",
        "record": "state.influence.compliance",
        "stance": "state.world.stance",
        "home-made share of the fleet": "state.compute.domestic_share",
        "base": "countries.start_stance",
        "a new office's shift": "countries.stance_shift",
        "a government's reaction": "countries.reacts_to_gap",
    },
    "standings": {
        "months behind": "state.training.released_index",
        "own": "state.compute.domestic_share",
        "usual": "state.compute.fleet_h100e",
        "share of users at home": "state.products.share",
        "cash": "state.books.cash_musd",
        "what is expected of the firm": "firms.expected_points",
        "weights": "score_weights",
    },
}
"""For each phase, words of its formulas and what they stand for: a field of the state, an order, or a table."""

NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.^])")
HELPERS = ("game.engine.market_facts",)
"""Rules that several phases share, whose figures any of them may state."""


@dataclass(frozen=True)
class Reads:
    """What one recorded phase reads."""

    constants: frozenset[str]
    paths: frozenset[str]


def reads_of(rules, phase: str) -> Reads:
    def play(known, state, orders):
        if phase == "clamp":
            clamp_orders(known, state, orders, Recorder())
            return state
        return STEPS[phase](known, state, orders, Recorder())

    graph = GraphAnswers(rules, play).graph
    sources = set().union(*graph.margin.sources.values())
    used = {read[1] for operation in graph.operations if operation for read in operation.reads if read[0] == "node"}
    inputs = {name for name, place in graph.inputs.items() if place in used}
    constants = {path.removeprefix("constants.") for path in sources if path.startswith("constants.")}
    return Reads(frozenset(constants), frozenset(inputs | sources))


@pytest.fixture(scope="module")
def reads(stockpile) -> dict[str, Reads]:
    return {phase: reads_of(stockpile.ruleset, phase) for phase in TEXTS}


def test_the_chapter_goes_through_the_quarter_in_order():
    assert list(TEXTS) == ["clamp", *STEPS]
    for one in TEXTS.values():
        assert one.title and one.summary.endswith("."), one.phase
        assert (ROOT / one.file).is_file()


@pytest.mark.parametrize("phase", TEXTS)
def test_a_phase_reads_every_constant_that_it_names(phase, reads):
    assert set(TEXTS[phase].constants) <= reads[phase].constants


@pytest.mark.parametrize("phase", TEXTS)
def test_a_constant_that_only_one_phase_reads_is_named_there(phase, reads):
    elsewhere = set().union(*(found.constants for other, found in reads.items() if other != phase))
    assert reads[phase].constants - elsewhere <= set(TEXTS[phase].constants)


def test_every_constant_stands_in_the_chapter_once_and_no_paragraph_twice():
    named = [name for one in TEXTS.values() for name in one.constants]
    assert sorted(named) == sorted(constant_ranges())
    said = [part for one in TEXTS.values() for part in (*one.prose, *(formula.body for formula in one.formulas))]
    assert len(said) == len(set(said))


@pytest.mark.parametrize("phase", TEXTS)
def test_numbers_of_a_formula_stand_in_its_rules(phase):
    modules = (sys.modules[f"game.engine.phases.{phase}"] if phase != "clamp" else sys.modules["game.engine.clamp"],)
    written = set()
    for module in (*modules, *(sys.modules[name] for name in HELPERS)):
        tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
        figures = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
        written |= {round(float(f), 9) for f in figures if isinstance(f, int | float)}
    for formula in TEXTS[phase].formulas:
        for number in map(float, NUMBER.findall(formula.body)):
            known = {round(number, 9), round(1 / number, 9) if number else 0.0}
            assert known & written, f"{formula.name}: {number}"


@pytest.mark.parametrize("phase", WORDS)
def test_words_of_the_formulas_stand_for_what_the_phase_reads(phase, reads):
    formulas = " ".join(f"{one.name} {one.body} {one.note}" for one in TEXTS[phase].formulas)
    for word, path in WORDS[phase].items():
        assert word in formulas, f"{word} is in no formula"
        assert path in reads[phase].paths, f"{word}: {path}"


def test_every_phase_with_formulas_is_held_to_its_words():
    assert set(WORDS) == {one.phase for one in TEXTS.values() if one.formulas}


def test_what_looks_like_a_constant_and_is_none_is_an_error():
    with pytest.raises(ValueError, match="follow_shear is no constant"):
        tuple(constants_in("raw + follow_shear x distance"))


def test_a_stale_figure_is_caught(monkeypatch):
    """A planted formula with a figure that its rule does not have."""
    one = TEXTS["training"]
    formula = chapter_module.Formula("index", "raw + 0.85 x (best seen - raw)")
    monkeypatch.setitem(TEXTS, "training", PhaseText(one.phase, one.file, one.title, one.summary, (formula,), ()))
    with pytest.raises(AssertionError, match=r"0\.85"):
        test_numbers_of_a_formula_stand_in_its_rules("training")


def test_figures_take_the_place_of_names():
    assert filled_in("100 + points_per_decade x log10(FLOP)", lambda name: "12") == "100 + 12 x log10(FLOP)"
