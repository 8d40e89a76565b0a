"""Units and axes are held while a quarter is recorded, and an error names the rule's line."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.engine import kernels, kernels_chance, kernels_compound, tape, units
from game.engine.axes import CHIPS, DOCTRINES, FIRMS, LEVERS, SEGMENTS, SITES
from game.engine.constant_ranges import constant_ranges
from game.engine.kernels import Kernel
from game.engine.known import Figure, Readings, known_rules
from game.engine.numeric import at, at_most, choose, counted, log2, only_where, pick, so_many, total
from game.engine.provenance import RuleError, as_declared
from game.engine.quantities import QUANTITIES
from game.engine.registers import BONUSES, FIRM_LEVERS, WORLD_LEVERS
from game.engine.tape import needed, record
from game.engine.turn import step
from game.engine.units import BARE, MASK, PURE, UNKNOWN, common, divided, made, multiplied, unit_in, unit_of
from game.engine.view import observe, standing
from game.players.seats import policy_names, seated
from game.rollout.taped import Recorded

BASES = ("usd", "mw", "chip", "quarter")


def some_units() -> st.SearchStrategy[units.Unit]:
    powers = st.dictionaries(st.sampled_from(BASES), st.integers(-2, 2), max_size=3)
    return st.builds(made, powers, st.sampled_from([-6, 0, 6]))


def kinds() -> st.SearchStrategy[units.Unit]:
    return st.one_of(some_units(), st.sampled_from([PURE, BARE, MASK, UNKNOWN]))


# --- The algebra ---------------------------------------------------------------------------------------------------


@given(some_units(), some_units(), some_units())
def test_products_and_quotients_are_those_of_a_group(a, b, c):
    assert multiplied(a, b) is multiplied(b, a)
    assert multiplied(multiplied(a, b), c) is multiplied(a, multiplied(b, c))
    assert multiplied(a, PURE) is a
    assert divided(multiplied(a, b), b) is a
    assert divided(a, a) is PURE


@given(kinds(), kinds())
def test_what_two_units_have_in_common_is_either_of_them_or_a_number(a, b):
    assert common(a, b) is common(b, a)
    assert common(a, a) is a
    assert common(a, b) in (a, b, PURE, None)


@given(some_units(), some_units())
def test_different_units_clash_in_every_word_that_needs_one(a, b):
    words = ("add", "subtract", "subtract from", "at most", "at least", "less", "equal", "stack 2")
    for word in words:
        if a is b:
            assert units.result(word, a, b) in (a, MASK)
        else:
            with pytest.raises(units.UnitClashError, match=re.escape(repr(a))):
                units.result(word, a, b)


@given(kinds())
def test_a_bare_number_goes_with_anything_and_the_unknown_swallows_all(a):
    assert common(a, BARE) in (a, PURE)
    assert multiplied(a, BARE) in (a, PURE)
    assert divided(a, BARE) in (a, PURE)
    assert {common(a, UNKNOWN), multiplied(UNKNOWN, a), divided(a, UNKNOWN)} == {UNKNOWN}


def test_logarithms_and_powers_take_pure_numbers_only():
    for word in ("log2", "exp2"):
        assert units.result(word, PURE) is PURE
        with pytest.raises(units.UnitClashError):
            units.result(word, unit_of("musd"))


def test_texts_are_read_as_products_of_powers():
    assert unit_of("M$/MW") is divided(unit_of("musd"), unit_of("mw"))
    assert unit_of("people-quarters") is multiplied(unit_of("people"), unit_of("quarter"))
    assert unit_of("musd per wafers/month") is divided(unit_of("musd"), unit_of("wafers/month"))
    assert multiplied(unit_of("million users"), unit_of("usd/user")) is unit_of("musd")
    assert unit_of("musd") is not unit_of("usd")
    assert unit_of("log10 of 1e21 FLOP") is PURE
    assert repr(unit_of("musd/mw")) == "musd/mw"
    with pytest.raises(ValueError, match="'bananas' is no unit"):
        unit_of("bananas/mw")


def test_every_text_that_declares_a_unit_is_understood():
    texts = [one.unit for one in constant_ranges().values()]
    texts += [one.unit for one in (*FIRM_LEVERS, *WORLD_LEVERS)]
    texts += [one.unit for one in BONUSES] + [one.unit for one in QUANTITIES.values()]
    for text in texts:
        assert unit_of(text) is not UNKNOWN


def test_every_kernel_has_a_rule():
    parts = [getattr(module, name) for module in (kernels, kernels_chance, kernels_compound) for name in dir(module)]
    named = {part.name for part in parts if isinstance(part, Kernel)}
    made_up = {"total", "largest", "smallest", "any of", "all of", "place", "places", "stack", "blend", "blend where"}
    made_up |= {"peak", "shift", "rank", "running", "tally", "mark"}
    assert named | made_up <= units.RULES.keys()
    with pytest.raises(KeyError, match="'knot 3' has no rule for units"):
        units.result("knot 3", PURE)


# --- Whole quarters ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("board", ["pocket", "stockpile"])
@pytest.mark.parametrize("policy", ["doctrine", "random", "idle"])
def test_the_shipped_rules_and_players_mix_nothing(board, policy, request):
    rules = request.getfixturevalue(board).ruleset
    graph = Recorded(rules, seated(rules, {}, default=policy)).graph
    assert all(unit_in(value) is not UNKNOWN for name, value in graph.outputs.items() if not name.startswith("chance"))


def test_no_policy_mixes_anything(rules):
    """All doctrines are one policy with other numbers, which is recorded once."""
    for name in (name for name in policy_names(rules) if name not in rules.ids[DOCTRINES]):
        assert Recorded(rules, seated(rules, {}, default=name)).graph.outputs


def calls(rules, quarter) -> int:
    graph = record(lambda state: quarter(rules, state), rules.start(2))
    return len(needed(graph))


def test_units_add_nothing_to_the_tape(rules, monkeypatch):
    def quarter(front, state):
        return step(front, state, as_declared(standing(front, observe(front, state))))

    known = calls(known_rules(rules), quarter)
    monkeypatch.setattr(tape, "unit_after", lambda *_: UNKNOWN)
    assert calls(rules, quarter) == known


def test_quantities_are_in_the_unit_they_say(rules):
    front, found = known_rules(rules), {}

    def look(state):
        for quantity in QUANTITIES.values():
            found[quantity.id] = unit_in(quantity.read(front, state))
        return state

    record(look, rules.start(2))
    for name, unit in found.items():
        assert unit is BARE or unit.powers == unit_of(QUANTITIES[name].unit).powers, name


# --- Planted errors ------------------------------------------------------------------------------------------------


def with_cash(state, cash):
    return replace(state, books=replace(state.books, cash_musd=cash))


def line_of(function, text: str) -> int:
    """The line of this file on which a function says something."""
    lines = Path(__file__).read_text(encoding="utf-8").splitlines()
    first = function.__code__.co_firstlineno
    return next(n for n, line in enumerate(lines[first:], first + 1) if text in line)


def refused(turn, rules) -> str:
    with pytest.raises(RuleError) as refusal:
        record(turn, rules.start(2))
    return str(refusal.value)


def test_money_plus_megawatts_names_file_and_line(rules):
    def turn(state):
        power = total(state.fleet.power_mw, over=SITES)
        return with_cash(state, state.books.cash_musd + power)

    line = line_of(turn, "cash_musd + power")
    assert refused(turn, rules) == f"tests/engine/test_units.py:{line}: adds musd to mw"


def test_an_axis_that_is_not_there_names_file_and_line(rules):
    def turn(state):
        return with_cash(state, total(state.books.cash_musd, over=CHIPS))

    line = line_of(turn, "over=CHIPS")
    told = "there is no axis chips on a value that stands on firms, worlds"
    assert refused(turn, rules) == f"tests/engine/test_units.py:{line}: {told}"


def test_an_error_of_the_rule_itself_is_left_alone(rules):
    def turn(state):
        raise ValueError("my own")

    with pytest.raises(ValueError, match=r"^my own$"):
        record(turn, rules.start(2))


def test_a_field_on_other_axes_or_in_another_unit_than_it_declares(rules):
    def too_few(state):
        return with_cash(state, total(state.books.cash_musd, over=FIRMS))

    def people(state):
        return with_cash(state, state.labs.researchers * 2.0)

    assert re.search(
        r"test_units.py:\d+: makes books.cash_musd on worlds, which is declared on firms, worlds$",
        refused(too_few, rules),
    )
    line = line_of(people, "* 2.0")
    assert refused(people, rules).endswith(
        f"test_units.py:{line}: makes books.cash_musd in people, which is declared in musd"
    )


def test_a_number_is_no_mask_for_a_field_of_masks(rules):
    def turn(state):
        return replace(state, books=replace(state.books, is_broke=only_where(state.books.is_broke, state.world.demand)))

    assert refused(turn, rules).endswith("makes books.is_broke in a pure number, which is declared in a mask")


def test_outside_a_recording_saying_a_unit_does_nothing(rules):
    cash = rules.start(2).books.cash_musd
    assert counted(cash, "people") is cash
    assert so_many(cash, "people") is cash


@pytest.mark.parametrize(
    ("told", "mix"),
    [
        ("subtracts mw from musd", lambda r, s: s.books.cash_musd - at(s.fleet.power_mw, SITES, 0)),
        ("subtracts musd from people", lambda r, s: s.labs.researchers - s.books.cash_musd),
        (
            "compares musd with chip",
            lambda r, s: only_where(s.books.cash_musd > total(s.fleet.stock_units, CHIPS), 1.0),
        ),
        ("limits musd by people", lambda r, s: at_most(s.books.cash_musd, r.constants.hire_most_people)),
        ("adds musd to people", lambda r, s: s.books.cash_musd + r.constants.hire_most_people),
        ("adds musd to musd/person", lambda r, s: s.books.cash_musd + r.constants.hire_musd * r.constants.ai_margin),
        ("adds musd/people to people", lambda r, s: (r.constants.hire_musd + r.constants.hire_most_people) * s.turn),
        ("adds mw/chip to h100e/chip", lambda r, s: total(r.chips.power_mw + r.chips.train_h100e, CHIPS) * s.turn),
        ("chooses between musd and", lambda r, s: choose(s.books.is_broke, s.books.cash_musd, s.labs.know_how)),
        ("takes musd for a mask", lambda r, s: only_where(s.books.cash_musd, 1.0)),
        ("takes the logarithm of musd", lambda r, s: log2(s.books.cash_musd)),
        ("takes musd for a place", lambda r, s: pick(s.products.share, s.books.cash_musd, over=SEGMENTS)),
        ("counts musd in people", lambda r, s: counted(s.labs.researchers, "musd")),
        ("counts a pure number in musd", lambda r, s: so_many(s.books.cash_musd, "mw")),
    ],
)
def test_what_else_is_caught(rules, told, mix):
    front = known_rules(rules)

    def turn(state):
        return with_cash(state, mix(front, state))

    told = told.replace("musd/person", "musd/people")
    assert re.match(rf"tests/engine/test_units.py:\d+: {re.escape(told)}", refused(turn, rules))


def test_a_literal_has_no_unit_and_is_not_caught(rules):
    def turn(state):
        return with_cash(state, at_most(state.books.cash_musd * 0.5 + 3.0, 100.0))

    assert unit_in(record(turn, rules.start(2)).outputs["books.cash_musd"]) is unit_of("musd")


def test_each_lever_has_its_own_unit(rules):
    front = known_rules(rules)
    pushes = front.effects.self_.firm
    assert unit_in(at(pushes, LEVERS, rules.place(LEVERS, "cash"))) is unit_of("musd")
    assert unit_in(at(pushes, LEVERS, rules.place(LEVERS, "researchers"))) is unit_of("people")


# --- Figures -------------------------------------------------------------------------------------------------------


@given(st.floats(0.1, 1e6), st.floats(0.1, 1e6))
def test_a_figure_reckons_as_the_number_it_is(a, b):
    one, two = Figure.of(a, unit_of("musd"), frozenset("a")), Figure.of(b, unit_of("mw"), frozenset("b"))
    for made_, plain in (
        (one * two, a * b),
        (one / two, a / b),
        (2.0 - one, 2.0 - a),
        (1.0 / two, 1.0 / b),
        (-one, -a),
    ):
        assert float(made_) == plain
    assert (one / two).unit is unit_of("musd/mw")
    assert (one * two).sources == {"a", "b"}


def test_a_constant_says_that_it_was_read(rules):
    readings = Readings()
    front = known_rules(rules, readings)
    assert float(front.constants.hire_musd) == rules.constants.hire_musd
    assert readings.paths == {"constants.hire_musd"}
