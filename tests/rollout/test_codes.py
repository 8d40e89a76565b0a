"""Game codes: what goes in comes out, a slip is found, and another ruleset is refused by name."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.engine.axes import FIRMS
from game.engine.digests import digests
from game.engine.state import digest
from game.players.seats import seated
from game.rollout.codes import LARGEST, CodeError, GameCode, code_of, decode, encode, fit
from game.rollout.loop import opening, play

IDS = st.from_regex(r"[a-z0-9][a-z0-9_-]{0,20}", fullmatch=True)
NUMBERS = st.integers(0, LARGEST)
CODES = st.builds(
    GameCode,
    scenario=IDS,
    ruleset=st.from_regex(r"[0-9a-f]{6}", fullmatch=True),
    seed=NUMBERS,
    world=NUMBERS,
    seats=st.lists(st.tuples(IDS, IDS), max_size=3).map(tuple),
)


@given(code=CODES)
def test_what_goes_in_comes_out(code):
    text = encode(code)
    assert decode(text) == code
    assert decode(f"  {text.upper()}\n") == code
    assert set(text) <= set("abcdefghijklmnopqrstuvwxyz0123456789.~-_")


def test_every_wrong_sign_and_every_swap_is_found(rules):
    text = encode(code_of(rules, 1, 17, {rules.ids[FIRMS][0]: "idle"}))
    slips = {text[:n] + sign + text[n + 1 :] for n in range(len(text)) for sign in "0159abeswz.~-_"}
    slips |= {text[:n] + text[n + 1] + text[n] + text[n + 2 :] for n in range(len(text) - 1)}
    slips |= {text[:n] for n in range(len(text))}
    for slip in slips - {text}:
        with pytest.raises(CodeError):
            decode(slip)


@pytest.mark.parametrize("text", ["", ".", "....", "stockpile", "a.b.c.d.e", "~.~.~.~.~", "stockpile.4f3a9c.s1.w1"])
def test_what_is_no_code_gets_a_sentence(text):
    with pytest.raises(CodeError, match="game code"):
        decode(text)


def test_numbers_have_bounds(rules):
    code = code_of(rules, 1, 1, {})
    for wrong in (replace(code, seed=LARGEST + 1), replace(code, world=10**30)):
        with pytest.raises(CodeError, match="between 0 and"):
            decode(encode(wrong))


def test_own_doctrines_are_not_named(rules):
    first, second = rules.ids[FIRMS][:2]
    assert code_of(rules, 1, 2, {second: "random", first: "doctrine"}).seats == ((second, "random"),)
    assert code_of(rules, 1, 2, {second: "idle", first: "random"}).seats == tuple(
        sorted({second: "idle", first: "random"}.items())
    )


def test_another_ruleset_is_refused_with_both_named(rules):
    code = code_of(rules, 1, 2, {})
    fit(code, rules)
    with pytest.raises(CodeError, match=rf"123456.*{code.ruleset}"):
        fit(replace(code, ruleset="123456"), rules)
    with pytest.raises(CodeError, match=rf"other-board.*{rules.scenario_id}"):
        fit(replace(code, scenario="other-board"), rules)
    with pytest.raises(CodeError, match="nobody"):
        fit(replace(code, seats=(("nobody", "idle"),)), rules)


def test_digests_of_a_block_are_those_of_each_world(rules):
    state = play(rules, opening(rules, 5, seed=3), seated(rules, {}), turns=2)
    assert digests(state, range(5)) == [digest(state, world) for world in range(5)]
    assert digests(state, [3, 1]) == [digest(state, 3), digest(state, 1)]
    assert digests(state, []) == []
