"""What the recorded rules answer."""

from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Annotated

import pytest

from game.engine.axes import OFFERS
from game.engine.constants import Constants
from game.engine.graph_answers import GraphAnswers, unread
from game.engine.known import Readings
from game.engine.numeric import total
from game.engine.quantities import UnknownQuantity
from game.players.seats import seated
from game.rollout.taped import Recorded

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def answers(pocket) -> GraphAnswers:
    return GraphAnswers(pocket.ruleset)


@dataclass(frozen=True)
class ConstantsWithMore(Constants):
    """One constant too many."""

    idle_musd: Annotated[float, "M$", 0, 1] = 0.5


def test_cash_depends_on_prices_and_not_on_what_follows_it(answers):
    cash = answers.of("books.cash_musd")
    assert cash.unit == "musd"
    assert {"market.price_musd", "books.cash_musd", "labs.researchers"} <= set(cash.state)
    assert {"buy_units", "bid_share", "borrow_musd"} <= set(cash.orders)
    assert {"chips.power_mw", "countries.power_price_musd_per_mw"} <= set(cash.tables)
    assert {"salary_musd", "interest_rate"} <= set(cash.constants)
    assert not {"standings.score", "ledger.musd_in", "books.income_musd"} & set(cash.state)
    assert not {"tension_drift", "strait_quarters", "price_speed"} & set(cash.constants)


def test_the_lines_that_make_it_are_lines_of_rules_that_speak_of_it(answers):
    lines = answers.of("books.cash_musd").lines
    assert {line.split(":")[0] for line in lines} >= {
        "game/engine/phases/money.py",
        "game/engine/phases/chip_market.py",
        "game/engine/phases/deployment.py",
    }
    for line in answers.of("fleet.power_mw").lines:
        name, _, number = line.partition(":")
        text = (ROOT / name).read_text(encoding="utf-8").splitlines()[int(number) - 1]
        assert "power" in text, line


def test_what_no_rule_touches_comes_from_itself_alone(answers):
    key = answers.of("chance.key_a")
    assert (key.lines, key.state, key.constants) == ((), ("chance.key_a",), ())


def test_named_quantities_can_be_asked_for(answers):
    assert set(answers.of("cash_bn").state) == set(answers.of("books.cash_musd").state)
    assert answers.of("gap_months").unit == "index point"


def test_an_unknown_name_is_told_the_nearest(answers):
    with pytest.raises(UnknownQuantity) as unknown:
        answers.of("books.cash_mus")
    assert unknown.value.nearest == "books.cash_musd"


def test_a_planted_dependence_is_seen(pocket):
    def play(rules, state, orders):
        wanted = total(state.market.wanted_units, over=OFFERS) * rules.constants.storage_musd
        return replace(state, books=replace(state.books, cash_musd=state.books.cash_musd + wanted))

    cash = GraphAnswers(pocket.ruleset, play).of("books.cash_musd")
    assert cash.state == ("books.cash_musd", "market.wanted_units")
    assert cash.constants == ("storage_musd",)
    assert cash.orders == cash.tables == ()


def recorded(rules):
    made = Recorded(rules, seated(rules, {}))
    assert made.graph.outputs
    return unread(rules, made.readings)


def test_a_planted_constant_that_nobody_reads_is_found(rules):
    plain = {field.name: getattr(rules.constants, field.name) for field in fields(rules.constants)}
    found = recorded(replace(rules, constants=ConstantsWithMore(**plain)))
    assert [path for path in found if path.startswith("constants.")] == ["constants.idle_musd"]


@pytest.mark.parametrize("board", ["pocket", "stockpile"])
def test_every_constant_is_read(board, request):
    assert [path for path in recorded(request.getfixturevalue(board).ruleset) if path.startswith("constants.")] == []


def test_tables_that_no_rule_reads_are_those_of_starts_and_screens(rules):
    """A list to keep short: what stands here is read when a game begins, or shown."""
    assert set(recorded(rules)) == {
        "firms.identity",
        "firms.doctrine_index",
        "chips.tpp",
        "chips.density",
        "chips.interconnect_gb_per_s",
        "chips.bandwidth_gb_per_s",
        "chips.memory_gb",
        "deeds.choice",
        "deeds.odds_from",
        "deeds.outcomes",
    }


def test_nothing_read_is_everything_unread(rules):
    everything = unread(rules, Readings())
    assert {"constants.chip_margin", "chips.power_mw", "effects.self_.firm", "moves.conditions"} <= set(everything)
