"""A maker shut out designs the next chip: one that just clears the rules, and no more."""

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine.axes import CHIPS, CONTROLS, COUNTRIES, OFFERS, VARIANTS
from game.engine.legality import DENIAL, in_force
from game.engine.market_facts import chip_serving, chip_strength
from game.engine.phases import controls
from game.engine.phases.chip_market import supply_today
from game.engine.phases.licences import licence_odds
from game.engine.phases.vendors import design_variants
from game.engine.record import Recorder
from game.engine.ruleset import Ruleset
from game.engine.state import NEVER, State
from game.scenario import Loaded, load_resolved
from tests.engine.boards import begun, edited, in_force_from, laid_down, number, only_controls, put
from tests.strategies import stand_still

OCT_2022, OCT_2023, BAND, LETTER = "oct7_2022", "oct17_2023", "oct17_2023_nac", "h20_apr2025"
VARIANT = "nv_cn_1"


def board_for(loaded: Loaded, base: str) -> Ruleset:
    """The small board with its variant cut from another chip, open to design at once, and its maker shut out."""
    data = loaded.resolved_json
    chip = data["chips"][VARIANT]
    chip = chip | {"variant": chip["variant"] | {"base": base, "earliest": data["start"]}}
    rules = load_resolved(data | {"chips": data["chips"] | {VARIANT: chip}}).ruleset
    rivals = rules.variant_rivals.array[rules.place(VARIANTS, VARIANT)]
    return only_controls(put(rules, "offers.supply_units", 0.0, slice(None), rivals))


class Boards:
    """The board for each base, made once."""

    def __init__(self, loaded: Loaded) -> None:
        self.made = {base: board_for(loaded, base) for base in ("h100", "b300", "rubin")}

    def __getitem__(self, base: str) -> Ruleset:
        return self.made[base]


@pytest.fixture(scope="module")
def boards(pocket: Loaded) -> Boards:
    return Boards(pocket)


@dataclass(frozen=True)
class Specs:
    tpp: float
    density: float
    link: float
    bandwidth: float


def designed(rules: Ruleset, *names: str, state: State | None = None) -> State:
    """The state after a design under these controls, on the day that the chip is on sale."""
    state = in_force_from(begun(rules) if state is None else state, rules, *names)
    state = laid_down(rules, state)
    state = design_variants(rules, state, stand_still(rules, state), Recorder())
    on_sale = number(rules, state.market.ready_on, variants=VARIANT)
    assert on_sale < NEVER, "its design has begun"
    return laid_down(rules, put(state, "turn", on_sale))


def specs(rules: Ruleset, state: State) -> Specs:
    place, market = rules.place(VARIANTS, VARIANT), state.market
    cut = market.tpp_cut.array[place, 0]
    return Specs(
        tpp=float(rules.variants.tpp.array[place] * cut),
        density=float(rules.variants.density.array[place] * cut),
        link=float(rules.variants.interconnect_gb_per_s.array[place] * market.interconnect_cut.array[place, 0]),
        bandwidth=float(rules.variants.bandwidth_gb_per_s.array[place] * market.bandwidth_cut.array[place, 0]),
    )


def caught_by(rules: Ruleset, state: State) -> set[str]:
    """Controls in force whose criterion the variant meets, and that bind its buyers over its route."""
    hit = controls.variants_caught(rules, state) & in_force(state) & rules.watches_variant
    binds = rules.controls.binds.array[:, rules.place(COUNTRIES, "cn")]
    marks = hit.array[:, rules.place(VARIANTS, VARIANT), 0] & binds
    return {name for name, is_hit in zip(rules.ids[CONTROLS], marks, strict=True) if is_hit}


# --- history -------------------------------------------------------------------------------------------------------


def test_the_rules_of_2023_make_an_h20_out_of_an_h100(boards):
    made = specs(boards["h100"], designed(boards["h100"], OCT_2023, BAND))
    assert made.tpp == pytest.approx(2368, rel=0.01)
    assert made.density == pytest.approx(2.91, rel=0.01)
    assert [made.link, made.bandwidth] == pytest.approx([900, 3350]), "what no rule counts is kept"


def test_the_rule_of_2022_only_slows_the_link(boards):
    made = specs(boards["h100"], designed(boards["h100"], OCT_2022))
    assert made.tpp == pytest.approx(15832)
    assert 560 < made.link < 600, "the A800 and H800 that were made have 400"


def test_the_letter_of_2025_takes_memory_and_link(boards):
    made = specs(boards["b300"], designed(boards["b300"], OCT_2023, BAND, LETTER))
    assert 2300 < made.tpp < 2700, "2,400 is allowed at a density under 1.6"
    assert made.bandwidth == pytest.approx(1398, rel=0.02), "the RTX PRO 6000D that was made has 1,398 GB/s"
    assert 100 < made.link < 700
    assert made.bandwidth + made.link < 1700


# --- just under every rule -----------------------------------------------------------------------------------------

AMERICAN = (OCT_2022, OCT_2023, BAND, LETTER, "letters_aug2022", "tpp_1600", "bandwidth_800")


@settings(max_examples=25)
@given(
    base=st.sampled_from(["h100", "b300", "rubin"]), names=st.sets(st.sampled_from(AMERICAN), min_size=1, max_size=5)
)
def test_it_just_clears_every_rule(boards, base: str, names: set[str]):
    rules = boards[base]
    state = designed(rules, *names)
    assert caught_by(rules, state) == set()
    place = rules.place(VARIANTS, VARIANT)
    for cut in ("tpp_cut", "bandwidth_cut", "interconnect_cut"):
        left = getattr(state.market, cut).array[place, 0]
        assert 0 < left <= 1
        if left < 1:
            better = edited(state, f"market.{cut}", lambda a: a * 1.03)
            assert caught_by(rules, better), f"3 % more of {cut} would be caught: nothing is given away"


def test_a_rule_on_leases_does_not_bind_what_is_sold(boards):
    rules = boards["h100"]
    state = designed(rules, OCT_2022, "bis_hq_2026", "remote_access")
    assert specs(rules, state).tpp == pytest.approx(15832)
    assert number(rules, state.market.severity, countries="cn", offers=VARIANT) == 0


def test_a_caught_variant_needs_a_licence_that_is_as_rare_as_any(boards):
    rules = boards["h100"]
    state = designed(rules, OCT_2022)
    state = laid_down(rules, in_force_from(state, rules, OCT_2023))
    assert number(rules, state.market.severity, countries="cn", offers=VARIANT) == DENIAL
    assert number(rules, state.market.grant_odds, countries="cn", offers=VARIANT) == pytest.approx(0.03)
    assert number(rules, licence_odds(rules, state), firms="tencent", offers=VARIANT) < 0.06


# --- when ----------------------------------------------------------------------------------------------------------


def test_no_design_while_another_chip_sells(boards):
    rules = put(boards["h100"], "offers.supply_units", 5000.0, slice(None), boards["h100"].place(OFFERS, "h20"))
    state = laid_down(rules, in_force_from(begun(rules), rules, OCT_2023))
    after = design_variants(rules, state, stand_still(rules, state), Recorder())
    assert number(rules, after.market.ready_on, variants=VARIANT) == NEVER
    with_letter = laid_down(rules, in_force_from(begun(rules), rules, OCT_2023, LETTER))
    after = design_variants(rules, with_letter, stand_still(rules, with_letter), Recorder())
    lag = rules.variants.lag_quarters.array[rules.place(VARIANTS, VARIANT)]
    assert number(rules, after.market.ready_on, variants=VARIANT) == lag


def test_a_weak_chip_does_not_keep_a_maker_in_the_market(boards):
    rules = put(boards["h100"], "offers.supply_units", 5000.0, slice(None), boards["h100"].place(OFFERS, "l20"))
    designed(rules, OCT_2023)


def test_no_design_before_its_time(boards):
    rules = put(boards["h100"], "variants.earliest_turn", 4.0)
    state = laid_down(rules, in_force_from(begun(rules), rules, OCT_2023))
    after = design_variants(rules, state, stand_still(rules, state), Recorder())
    assert number(rules, after.market.ready_on, variants=VARIANT) == NEVER


def test_it_is_on_sale_only_when_ready(boards):
    rules = put(boards["h100"], "offers.supply_units", 700.0, slice(None), boards["h100"].place(OFFERS, VARIANT))
    state = designed(rules, OCT_2023)
    assert number(rules, supply_today(rules, state), offers=VARIANT) > 0
    early = edited(state, "turn", lambda a: a - 1)
    assert number(rules, supply_today(rules, early), offers=VARIANT) == 0


def test_a_variant_that_a_later_rule_catches_is_redesigned(boards):
    rules = boards["h100"]
    first = designed(rules, OCT_2022)
    second = designed(rules, OCT_2022, OCT_2023, state=first)
    assert specs(rules, second).tpp < specs(rules, first).tpp
    assert caught_by(rules, second) == set()


def test_no_redesign_that_would_not_help(boards):
    """Beijing's own ban cannot be cleared by a weaker chip; the design stands for the day it is lifted."""
    rules = boards["h100"]
    first = designed(rules, OCT_2023)
    banned = laid_down(rules, in_force_from(first, rules, OCT_2023, "cn_import_ban"))
    assert number(rules, banned.market.severity, countries="cn", offers=VARIANT) > DENIAL
    after = design_variants(rules, banned, stand_still(rules, banned), Recorder())
    assert number(rules, after.market.ready_on, variants=VARIANT) == number(
        rules, first.market.ready_on, variants=VARIANT
    )


def test_a_cut_chip_trains_and_serves_as_it_was_cut(boards):
    rules = boards["h100"]
    state = designed(rules, OCT_2023, BAND, LETTER)
    cut, chip = state.market.tpp_cut.array[0, 0], rules.place(CHIPS, VARIANT)
    assert chip_strength(rules, state).array[chip, 0] == pytest.approx(rules.chips.train_h100e.array[chip] * cut)
    slower = cut**0.35 * state.market.bandwidth_cut.array[0, 0] ** 0.65
    assert chip_serving(rules, state).array[chip, 0] == pytest.approx(
        rules.chips.serve_h100e.array[chip] * slower, rel=1e-4
    )
    untouched = rules.place(CHIPS, "h20")
    assert chip_strength(rules, state).array[untouched, 0] == rules.chips.train_h100e.array[untouched]
