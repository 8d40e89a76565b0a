"""Export controls on real numbers, their life from rumour to force, and what they may never do."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from game.engine.axes import CONTROLS, FOUNDRIES, OFFERS
from game.engine.legality import NOTIFY, control_stage, in_force, listing_severity
from game.engine.listings import of_offer, per_firm
from game.engine.numeric import only_where
from game.engine.phases.chip_market import supply_today
from game.engine.phases.vendors import design_variants
from game.engine.record import Recorder
from game.engine.registers import POLICIES
from game.engine.ruleset import Ruleset
from game.engine.state import NEVER, State
from game.scenario import Loaded, load_resolved
from tests.engine.boards import (
    asking,
    begun,
    edited,
    fate,
    in_force_from,
    laid_down,
    listened,
    number,
    only_controls,
    plenty,
    put,
    quarter,
    rich,
)
from tests.engine.conftest import Walk
from tests.strategies import fresh, stand_still

OCT_2022, OCT_2023, BAND, LETTER, REVIEW = "oct7_2022", "oct17_2023", "oct17_2023_nac", "h20_apr2025", "jan15_2026"

FACTS = {
    # chip: caught in Oct 2022, in Oct 2023 (a: denied, b: notify first, -: free), by the letter of Apr 2025,
    # and whether the review of Jan 2026 looks case by case at what would be denied
    "a100": (True, "a", True, True),
    "a800": (False, "a", True, True),
    "h100": (True, "a", True, True),
    "h800": (False, "a", True, True),
    "h200": (True, "a", True, True),
    "b200": (True, "a", True, False),
    "gb200": (True, "a", True, False),
    "b300": (True, "a", True, False),
    "rubin": (True, "a", True, False),
    "h20": (False, "-", True, None),
    "l20": (False, "-", False, None),
    "mi300x": (True, "a", True, True),
    "mi325x": (True, "a", True, True),
    "mi355x": (True, "a", True, False),
    "mi308": (False, "-", True, None),
    "tpu_v5p": (True, "a", True, True),
    "tpu_v6e": (False, "a", True, True),
    "tpu_v7": (True, "a", True, False),
    "trainium2": (True, "a", True, True),
    "trainium3": (True, "a", True, True),
    "maia100": (True, "a", True, True),
    "maia200": (True, "a", True, False),
    "l40s_like": (False, "a", False, True),
    "band_like": (False, "b", False, None),
}
"""From the published specifications, by the text of each rule."""

MADE_UP = {
    "l40s_like": {"tpp": 5864, "density": 9.63, "interconnect_gb_per_s": 64, "bandwidth_gb_per_s": 864},
    "band_like": {"tpp": 2496, "density": 4.0, "interconnect_gb_per_s": 64, "bandwidth_gb_per_s": 300},
}


@pytest.fixture(scope="module")
def all_on_sale(stockpile: Loaded) -> Ruleset:
    """A board on which every chip is offered openly to buyers in China."""
    data = dict(stockpile.resolved_json)
    like = next(chip for name, chip in data["chips"].items() if name == "l20")
    data["chips"] = data["chips"] | {
        name: {**like, "name": name, **specs} for name, specs in MADE_UP.items() if name not in data["chips"]
    }
    plain = [name for name, chip in data["chips"].items() if "variant" not in chip]
    offer = {"route": "open", "price_usd": 20000, "lead_quarters": 1, "supply": {"2025Q1": 1000}, "sold_in": ["cn"]}
    extra = {f"{name}_shelf": {**offer, "name": name, "chip": name} for name in plain}
    return load_resolved(data | {"offers": data["offers"] | extra}).ruleset


def is_caught(rules: Ruleset, control: str, chip: str) -> bool:
    return bool(rules.controls.catches.array[rules.place(CONTROLS, control), rules.place(OFFERS, f"{chip}_shelf")])


@pytest.mark.parametrize("chip", FACTS)
def test_real_thresholds_on_published_specifications(all_on_sale: Ruleset, chip: str):
    oct_2022, tier, letter, review = FACTS[chip]
    assert is_caught(all_on_sale, OCT_2022, chip) == oct_2022
    assert is_caught(all_on_sale, OCT_2023, chip) == (tier == "a")
    if tier != "a":  # what is denied anyway may lie in the band as well
        assert is_caught(all_on_sale, BAND, chip) == (tier == "b")
    assert is_caught(all_on_sale, LETTER, chip) == letter
    if tier == "a":  # the review is about what would be denied
        assert is_caught(all_on_sale, REVIEW, chip) == review


@pytest.mark.parametrize("chip", ["ascend910b", "ascend910c", "ascend960", "mlu590"])
def test_american_rules_do_not_reach_chinese_makers_at_home(all_on_sale: Ruleset, chip: str):
    for control in (OCT_2022, OCT_2023, BAND, LETTER):
        assert not is_caught(all_on_sale, control, chip)


def test_a_lower_line_catches_all_that_a_higher_one_does(all_on_sale: Ruleset):
    catches = all_on_sale.controls.catches.array
    rows = {name: catches[all_on_sale.place(CONTROLS, name)] for name in ("oct17_2023", "tpp_1600", "bandwidth_800")}
    assert (rows["oct17_2023"] <= rows["tpp_1600"]).all()
    assert (catches[all_on_sale.place(CONTROLS, OCT_2022)] <= rows["oct17_2023"]).all()


# --- the life of a control ---------------------------------------------------------------------------------------


def stages(rules: Ruleset, state: State, name: str) -> list[int]:
    """The stage of a control after each quarter, in world 0."""
    found = []
    for _ in range(rules.turns):
        state = quarter(rules, state)
        stage = control_stage(edited(state, "turn", lambda a: a - 1))
        found.append(int(stage.array[rules.place(CONTROLS, name), 0]))
    return found


def test_rumour_then_announcement_then_force_then_end(rules: Ruleset):
    plan = only_controls(rules, OCT_2023, rumour_turn=1, announce_turn=3, force_turn=5, end_turn=8)
    plan = edited(plan, "controls.end_odds", lambda a: a * 0 + 1)
    plan = fate(plan, 0.5)
    assert stages(plan, in_force_from(begun(plan), plan), OCT_2023)[:10] == [0, 1, 1, 2, 2, 3, 3, 3, 4, 4]


def test_a_rumour_may_be_false(rules: Ruleset):
    plan = fate(only_controls(rules, LETTER, rumour_turn=1, announce_turn=3, force_turn=3), 0.9)
    plan = edited(plan, "controls.odds", lambda a: a * 0 + 0.6)
    state = in_force_from(begun(plan), plan)
    assert stages(plan, state, LETTER)[:6] == [0, 1, 1, 0, 0, 0]
    for _ in range(4):
        state = quarter(plan, state)
    assert state.controls.false_alarm.array[plan.place(CONTROLS, LETTER)].all()


def test_an_unscripted_control_comes_by_mood_lead_and_grace(rules: Ruleset):
    place = rules.place(CONTROLS, "remote_access")
    plan = only_controls(rules)
    plan = put(plan, "controls.hazard", 1.0, place)
    plan = put(plan, "controls.odds", 1.0, place)
    plan = fate(plan, 0.2)
    state = in_force_from(begun(plan), plan)
    lead = int(plan.controls.lead_quarters.array[place])
    grace = int(plan.controls.grace_quarters.array[place])
    assert (lead, grace) == (2, 1)
    assert stages(plan, state, "remote_access")[:6] == [0, 1, 1, 2, 3, 3]


def improvised(rules: Ruleset, name: str) -> Ruleset:
    """The rules with one unscripted control that comes surely and is surely withdrawn once it is in force."""
    place = rules.place(CONTROLS, name)
    plan = put(only_controls(rules), "controls.hazard", 1.0, place)
    plan = put(put(plan, "controls.odds", 1.0, place), "controls.repeal_odds", 1.0, place)
    return fate(plan, 0.2)


def test_an_unscripted_control_is_withdrawn_and_may_come_again(rules: Ruleset):
    plan = improvised(rules, "remote_access")
    found = stages(plan, in_force_from(begun(plan), plan), "remote_access")
    assert found[:8] == [0, 1, 1, 2, 3, 4, 1, 1], "rumoured anew the quarter after it was withdrawn"


def test_a_soft_government_in_calm_times_withdraws_more(rules: Ruleset):
    plan = edited(only_controls(rules), "controls.repeal_odds", lambda a: a * 0 + 0.2)
    names = plan.ids[CONTROLS]
    state = edited(in_force_from(fresh(plan, 400), plan, *names), "turn", lambda a: a + 1)

    def withdrawn(stance: float, tension: float) -> tuple[int, int]:
        mood = edited(state, "world.stance", lambda a: a * 0 + stance)
        mood = edited(mood, "world.tension", lambda a: a * 0 + tension)
        ended = laid_down(plan, mood).controls.ended_on.array < NEVER
        window = plan.controls.is_window.array
        return int(ended[~window].sum()), int(ended[window].sum())

    hard, soft = withdrawn(0.9, 90), withdrawn(0.2, 20)
    assert soft[0] > 3 * hard[0] > 0
    assert hard[1] > soft[1], "reliefs go in hard and tense times"


def test_a_soft_government_in_calm_times_starts_fewer_rumours(rules: Ruleset):
    plan = edited(only_controls(rules), "controls.hazard", lambda a: a * 0 + 0.2)
    state = in_force_from(fresh(plan, 400), plan)
    state = edited(state, "turn", lambda a: a + 1)

    def rumours(stance: float, tension: float) -> tuple[int, int]:
        mood = edited(
            edited(state, "world.stance", lambda a: a * 0 + stance), "world.tension", lambda a: a * 0 + tension
        )
        heard = laid_down(plan, mood).controls.rumoured_on.array < NEVER
        window = plan.controls.is_window.array
        return int(heard[~window].sum()), int(heard[window].sum())

    hard, soft = rumours(0.9, 90), rumours(0.2, 20)
    assert hard[0] > 3 * soft[0] > 0
    assert soft[1] > hard[1], "reliefs come in soft and calm times"


def test_stages_never_go_back_but_for_false_alarms(careless: Walk):
    before = control_stage(careless[0].before).array
    for quarter_played in careless:
        state = quarter_played.after
        stage, life = control_stage(state).array, state.controls
        fell = stage < before
        assert (life.false_alarm.array[fell] & (before[fell] == 1)).all()
        known = life.announced_on.array < NEVER
        assert (life.rumoured_on.array <= life.announced_on.array)[known].all()
        assert (life.announced_on.array <= life.in_force_on.array)[known].all()
        before = stage


# --- what it does to offers --------------------------------------------------------------------------------------


def severity(rules: Ruleset, state: State, firm: str, offer: str) -> str:
    value = listing_severity(rules, state)
    return POLICIES[int(number(rules, value, firms=firm, offers=offer))]


def severity_in(rules: Ruleset, state: State, country: str, offer: str) -> str:
    """The same for buyers of a country, whether or not any of them is offered it."""
    return POLICIES[int(number(rules, state.market.severity, countries=country, offers=offer))]


def test_it_binds_the_buyers_it_names(rules: Ruleset):
    quiet = only_controls(rules)
    state = laid_down(quiet, in_force_from(begun(quiet), quiet, OCT_2023))
    assert severity_in(quiet, state, "cn", "h100") == "denial"
    assert severity(quiet, state, "openai", "h100") == "open"
    assert severity(quiet, state, "tencent", "h20") == "open"
    assert severity(quiet, state, "tencent", "ascend910c") == "open"
    assert severity(quiet, state, "tencent", "h100_johor") == "open", "a rule on sales does not reach a lease"


def test_only_the_letter_catches_the_h20(rules: Ruleset):
    quiet = only_controls(rules)
    names = ("letters_aug2022", OCT_2022, OCT_2023, BAND)
    before = laid_down(quiet, in_force_from(begun(quiet), quiet, *names))
    after = laid_down(quiet, in_force_from(begun(quiet), quiet, *names, LETTER))
    assert severity(quiet, before, "tencent", "h20") == "open"
    assert severity(quiet, after, "tencent", "h20") == "denial"
    assert severity(quiet, after, "tencent", "l20") == "open", "864 GB/s is under every line"


def test_a_listed_firm_is_denied_what_others_may_buy(rules: Ruleset):
    quiet = only_controls(rules)
    state = in_force_from(begun(quiet), quiet, "huawei_el_2019")
    state = laid_down(quiet, state)
    assert severity(quiet, state, "huawei", "h20") == "denial"
    assert severity(quiet, state, "huawei", "ascend910c") == "open"
    assert severity(quiet, state, "tencent", "h20") == "open"
    listed = number(quiet, state.influence.listed_by, firms="huawei", countries="us")
    assert listed, "the list is remembered after its control"


def test_a_window_eases_a_denial_but_never_a_ban(rules: Ruleset):
    quiet = only_controls(rules)

    def severity_with(*names: str) -> tuple[str, float]:
        state = laid_down(quiet, in_force_from(begun(quiet), quiet, *names))
        odds = number(quiet, state.market.grant_odds, countries="cn", offers="h20")
        return severity(quiet, state, "tencent", "h20"), odds

    denied, eased = severity_with(LETTER), severity_with(LETTER, "h20_resume_2025")
    assert (denied[0], eased[0]) == ("denial", "case_by_case")
    assert eased[1] > 3 * denied[1], "with its own odds of a licence"
    assert severity_with(LETTER, "h20_resume_2025", "cn_import_ban")[0] == "ban"
    assert severity_with("h20_resume_2025")[0] == "open", "a relief adds no rule of its own"


def test_a_window_may_open_the_door_altogether(rules: Ruleset):
    quiet = put(only_controls(rules), "controls.severity", 0.0, rules.place(CONTROLS, "h20_resume_2025"))
    state = laid_down(quiet, in_force_from(begun(quiet), quiet, LETTER, "h20_resume_2025"))
    assert severity(quiet, state, "tencent", "h20") == "open"


def test_the_hardest_of_several_rules_holds(rules: Ruleset):
    quiet = only_controls(rules)
    state = laid_down(quiet, in_force_from(begun(quiet), quiet, BAND, OCT_2023, "cn_import_ban"))
    assert severity_in(quiet, state, "cn", "h100") == "ban"


def legal_supply(rules: Ruleset, state: State) -> Any:
    """Units that each firm may buy without a licence this quarter, (firms, worlds)."""
    state = design_variants(rules, laid_down(rules, state), stand_still(rules, state), Recorder())
    free = only_where(listing_severity(rules, state) <= NOTIFY, of_offer(rules, supply_today(rules, state)))
    return per_firm(rules, free).array


def test_tightening_never_leaves_its_target_with_more(rules: Ruleset):
    """Any control more in force, on top of any others, and no bound firm has more on legal sale that quarter."""
    quiet = only_controls(rules)
    names = list(quiet.ids[CONTROLS])
    rng, start = np.random.default_rng(2), begun(quiet)
    for place, name in enumerate(names):
        if quiet.controls.is_window.array[place]:
            continue
        others = [one for one in names if rng.random() < 0.15 and one != name]
        loose, tight = (in_force_from(start, quiet, *others, *more) for more in ((), (name,)))
        assert (legal_supply(quiet, tight) <= legal_supply(quiet, loose)).all(), (name, others)


def test_a_harder_policy_never_leaves_more(rules: Ruleset):
    quiet = only_controls(rules)
    for name in (OCT_2023, BAND, LETTER, "h20_resume_2025"):
        supplies = []
        for policy in range(len(POLICIES)):
            harder = put(quiet, "controls.severity", policy, quiet.place(CONTROLS, name))
            state = in_force_from(begun(harder), harder, OCT_2023, LETTER, name)
            supplies.append(legal_supply(harder, state))
        for loose, tight in pairwise(supplies):
            assert (tight <= loose).all(), name


def test_a_control_adds_its_tension_once(rules: Ruleset):
    plan = fate(only_controls(rules, OCT_2023, announce_turn=1, force_turn=1), 0.5)
    state = quarter(plan, in_force_from(begun(plan), plan))
    at_force, next_quarter = laid_down(plan, state), laid_down(plan, edited(state, "turn", lambda a: a + 1))
    added = float(plan.controls.tension.array[plan.place(CONTROLS, OCT_2023)])
    assert added > 0
    assert at_force.world.tension.array - state.world.tension.array == pytest.approx(added, abs=1e-3)
    assert next_quarter.world.tension.array == pytest.approx(state.world.tension.array, abs=1e-3)


def test_a_rule_on_tools_cuts_the_foundry_it_names(rules: Ruleset):
    plan = fate(only_controls(rules, "service_ban", announce_turn=1, force_turn=1), 0.5)
    free = fate(only_controls(rules), 0.5)
    hit, calm = (in_force_from(begun(r), r) for r in (plan, free))
    for _ in range(3):
        hit, calm = quarter(plan, hit), quarter(free, calm)
    ratio = hit.foundries.output_ratio.array / calm.foundries.output_ratio.array
    assert ratio[rules.place(FOUNDRIES, "smic")] == pytest.approx(0.84, abs=0.03)
    assert ratio[rules.place(FOUNDRIES, "tsmc")] == pytest.approx(1, abs=1e-3)


def test_the_record_tells_odds_and_draw(rules: Ruleset):
    plan = fate(only_controls(rules, LETTER, announce_turn=0, force_turn=0), 0.5)
    _, record = listened(plan, in_force_from(begun(plan), plan))
    odds, drawn = record.rolls["controls.announced"]
    assert odds.array[plan.place(CONTROLS, LETTER)] == 1
    assert (drawn.array == 0.5).all()


def test_in_force_is_between_its_two_dates(rules: Ruleset):
    state = in_force_from(begun(rules), rules, OCT_2023, turn=2)
    place = rules.place(CONTROLS, OCT_2023)
    state = put(state, "controls.ended_on", 5.0, place)
    found = [bool(in_force(put(state, "turn", turn)).array[place, 0]) for turn in range(7)]
    assert found == [False, False, True, True, True, False, False]


def test_a_rule_that_names_a_route_bites_there_though_it_is_not_usually_watched(rules: Ruleset):
    """Chips that report where they are end the grey market in them: none is sold, and none on its way comes in."""
    quiet = fate(plenty(only_controls(rules), "b300_grey", 5000), 0.9999)
    buy = asking(quiet, "buy_units", 100, "tencent", quiet.place(OFFERS, "b300_grey"))
    free = laid_down(quiet, rich(quiet, in_force_from(begun(quiet), quiet)))
    barred = laid_down(quiet, rich(quiet, in_force_from(begun(quiet), quiet, "bill_chipsec")))
    for state, bought in ((free, 100), (barred, 0)):
        _, record = listened(quiet, state, buy)
        assert number(quiet, record.notes["market.bought_units"], firms="tencent", offers="b300_grey") == bought
