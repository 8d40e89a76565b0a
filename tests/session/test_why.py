"""Explanations: the terms that the engine recorded come to the number on the screen."""

import re
from pathlib import Path

import pytest

from game.engine.axes import ECOSYSTEMS
from game.session.facts.top import mood_countries
from game.session.messages import texts
from game.session.seat import Seat
from game.session.why import SPECIAL, SUM_OF_QUANTITY, Term, explain, explain_quantity, recorded

GAME = Path(__file__).parents[2] / "game"


def tree(seat: Seat, quantity: str) -> Term:
    term = explain_quantity(seat, quantity)
    assert term is not None
    return term


def comes_to(term: Term) -> float:
    if term.is_factor:
        product = 1.0
        for child in term.children:
            product *= child.value
        return product
    return sum(child.value for child in term.children)


def test_the_first_quarter_has_no_terms_but_what_stands(session):
    assert recorded(session.last) == ()
    assert explain_quantity(session.desk.seat, "flop") is None
    assert explain_quantity(session.desk.seat, "cash_bn") is None
    assert explain_quantity(session.desk.seat, "gap_months") is not None


def test_every_sum_of_the_engine_comes_to_its_terms(midgame):
    seat = midgame.desk.seat
    assert len(recorded(midgame.last)) > 8
    for name in recorded(midgame.last):
        term = explain(seat, name)
        assert term is not None and term.children
        if not term.is_factor:
            assert comes_to(term) == pytest.approx(term.value, rel=1e-3, abs=1e-3), name


def test_cash_is_added_up_to_the_million(midgame):
    term = tree(midgame.desk.seat, "cash_bn")
    assert comes_to(term) == pytest.approx(midgame.desk.top.cash.value, abs=2e-3)
    assert term.children[0].message == "cash.before"
    assert "cash.other" not in {child.message for child in term.children}


@pytest.mark.parametrize("quantity", ["flop", "utilisation", "revenue_bn", "know_how", "score", "gap_months"])
def test_quantities_come_to_their_terms(midgame, quantity):
    seat = midgame.desk.seat
    term = tree(seat, quantity)
    scale = 1e21 if quantity == "flop" else 1.0
    assert term.value == pytest.approx(seat.quantity(quantity) * scale, rel=1e-3)
    if quantity != "flop":
        assert comes_to(term) == pytest.approx(term.value, rel=1e-3, abs=1e-3)


def test_compute_opens_down_to_its_utilisation(midgame):
    term = tree(midgame.desk.seat, "flop")
    assert term.is_factor and comes_to(term) * 1e21 == pytest.approx(term.value, rel=1e-3)
    inner = next(child for child in term.children if child.message.endswith("utilisation"))
    assert inner.is_factor and comes_to(inner) == pytest.approx(inner.value, rel=1e-3)


def test_standing_is_explained_by_government(midgame):
    seat = midgame.desk.seat
    for country in mood_countries(seat):
        term = tree(seat, f"standing.{country}")
        assert comes_to(term) == pytest.approx(term.value, abs=1e-3)


def test_what_is_not_recorded_is_not_explained(midgame):
    seat = midgame.desk.seat
    assert explain_quantity(seat, f"maturity.{midgame.rules.ids[ECOSYSTEMS][0]}") is None
    assert explain_quantity(seat, "nonsense") is None


def message_ids() -> set[str]:
    """Every message id that the session or the engine writes out in its source."""
    found = set()
    for path in [*(GAME / "session").rglob("*.py"), *(GAME / "engine").rglob("*.py")]:
        source = path.read_text(encoding="utf-8")
        found |= set(re.findall(r'"((?:refusal|save|replay|answer|move)\.[a-z_.]+)"', source))
        for helper, prefix in (("_story", "story"), ("_make", "blocker")):
            found |= {f"{prefix}.{name}" for name in re.findall(rf'{helper}\(\s*"([a-z_]+)"', source)}
    return found


def test_every_message_written_in_the_source_has_a_text():
    ids = message_ids() | {"why.cash", "why.score", "why.runway", "why.gap"}
    assert len(ids) > 60
    assert not {message for message in ids if message not in texts()}


def test_every_recorded_term_has_a_text(midgame):
    missing: set[str] = set()
    for name, one in midgame.last.sums.items():
        missing |= {f"why.{name}"} | {f"why.{name}.{term}" for term in one.terms}
    assert not missing - set(texts())
    assert {name for name, *_ in SUM_OF_QUANTITY.values()} <= set(midgame.last.sums)
    assert set(SPECIAL) == {"cash_bn", "score", "runway", "gap_months"}


def test_the_score_is_what_its_explanation_adds_up_to(midgame):
    """50, the weighted parts, less what is expected by now: in the words that the rule has."""
    term = tree(midgame.desk.seat, "score")
    by_name = {child.message: child.value for child in term.children}
    assert sum(by_name.values()) == pytest.approx(term.value, abs=1e-3)
    assert by_name["why.score.usual"] == 50.0
    own = next(row for row in midgame.desk.league if row.is_you)
    assert by_name["why.score.expected"] == pytest.approx(-own.expected)
    assert {f"part.{part}" for part, _ in own.parts} <= set(by_name)


def test_the_ai_margin_opens_to_revenue_less_what_serving_costs(midgame):
    cash = tree(midgame.desk.seat, "cash_bn")
    margin = next(child for child in cash.children if child.message.endswith("ai_margin"))
    names = [child.message.rpartition(".")[2] for child in margin.children]
    assert "serving" in names and len(names) > 1
    assert sum(child.value for child in margin.children) == pytest.approx(margin.value, abs=1e-6)
    assert next(child.value for child in margin.children if child.message.endswith("serving")) < 0
