"""What a seat may do today: which offers, moves and projects are open to it, and how hard the rules bite."""

from game.engine.axes import COUNTRIES, DEEDS, EVENTS, LICENCES, MOVES, OFFERS, PENDING, PROJECTS, VARIANTS
from game.engine.numeric import any_of, at_least, choose, only_where, pick, stacked, total
from game.engine.registers import POLICIES
from game.engine.ruleset import Ruleset
from game.engine.state import NOTHING, State
from game.engine.value import Value

NOTIFY = float(POLICIES.index("notify"))
DENIAL = float(POLICIES.index("denial"))
BAN = float(POLICIES.index("ban"))


def in_force(state: State) -> Value:
    """Controls in force today, (controls, worlds)."""
    return (state.controls.in_force_on <= state.turn) & (state.controls.ended_on > state.turn)


def control_stage(state: State) -> Value:
    """Place in STAGES of each control, (controls, worlds)."""
    life, now = state.controls, state.turn
    stage = only_where(life.rumoured_on <= now, 1.0)
    stage = choose(life.announced_on <= now, 2.0, stage)
    stage = choose(life.in_force_on <= now, 3.0, stage)
    return choose(life.ended_on <= now, 4.0, stage)


def offer_severity(rules: Ruleset, state: State) -> Value:
    """How hard the rules bite on each offer for each firm, as a place in POLICIES, (firms, offers, worlds).

    The controls that bind its country, or, for a firm on a list, denial of everything the lister's makers sell
    over a controlled route.
    """
    by_country = pick(state.market.severity, rules.firms.country_index, over=COUNTRIES)
    listed = pick(state.influence.listed_by, rules.offers.country_index, over=COUNTRIES)
    return at_least(by_country, only_where(listed & rules.offers.is_controlled, DENIAL))


def is_designed(rules: Ruleset, state: State) -> Value:
    """Offers whose chip exists: all but the variants that no vendor has finished yet, (offers, worlds)."""
    ready = pick(state.market.ready_on, rules.offers.variant_index, over=VARIANTS) <= state.turn
    return (rules.offers.variant_index < 0.0) | ready


def has_project(rules: Ruleset, state: State) -> Value:
    """Whether a firm has finished the project that an offer asks for, (firms, offers, worlds)."""
    done = pick(state.labs.done, rules.offers.project_index, over=PROJECTS)
    return (rules.offers.project_index < 0.0) | done


def buyable(rules: Ruleset, state: State) -> Value:
    """Offers that are made to a firm at all, before the rules, (firms, offers, worlds)."""
    alive = ~state.books.is_broke
    return rules.offers.may_buy & alive & is_designed(rules, state) & has_project(rules, state)


def open_offers(rules: Ruleset, state: State) -> Value:
    """Offers a firm may order today: free of licence, or with a licence in hand, (firms, offers, worlds)."""
    licensed = state.fleet.allowance_units >= 1.0
    return buyable(rules, state) & ((offer_severity(rules, state) <= NOTIFY) | licensed)


def licensable_offers(rules: Ruleset, state: State) -> Value:
    """Offers that need a licence which could be granted, with a slot free to apply in, (firms, offers, worlds)."""
    severity = offer_severity(rules, state)
    needs = (severity > NOTIFY) & (severity < BAN)
    has_slot = any_of(state.licences.offer_index < 0.0, over=LICENCES)
    return rules.offers.may_buy & needs & has_slot & is_designed(rules, state) & ~state.books.is_broke


def licences_in_flight(rules: Ruleset, state: State) -> Value:
    """Offers for which an application waits, (firms, offers, worlds)."""
    return any_of(state.licences.offer_index == rules.position(OFFERS), over=LICENCES)


def researchable_projects(rules: Ruleset, state: State) -> Value:
    """Projects not done whose needs are met and whose time has come, (firms, projects, worlds)."""
    done = state.labs.done
    ready = ~done & (rules.projects.earliest_turn <= state.turn)
    for needed in rules.needed_projects:
        ready = ready & ((needed < 0.0) | pick(done, needed, over=PROJECTS))
    return ready


def playable_moves(rules: Ruleset, state: State) -> Value:
    """Executive moves whose condition holds and whose pause is over, (firms, moves, worlds)."""
    rested = state.turn - state.desk.move_on >= rules.moves.pause_quarters
    return rested & rules.moves.may_play & ~state.books.is_broke & _hold(rules, state)


def _hold(rules: Ruleset, state: State) -> Value:
    everybody = state.books.cash_musd == state.books.cash_musd
    tests = tuple(everybody & test(rules, state) for test in rules.moves.conditions)
    return stacked(tests, onto=MOVES)


def move_cost_musd(rules: Ruleset, state: State) -> Value:
    """What each move costs each firm: a fixed part and a share of its cash, (firms, moves, worlds)."""
    cash = at_least(state.books.cash_musd, 0.0)
    return rules.moves.cost_musd + cash * rules.moves.cost_cash_share


def answered(rules: Ruleset, pending: Value, answers: Value) -> Value:
    """The deed that each answer is, by its place, (firms, pending, worlds); NOTHING where no event waits."""
    return choose(pending >= 0.0, pick(rules.first_deed, pending, over=EVENTS) + answers, NOTHING)


def answer_cost_musd(rules: Ruleset, deeds: Value) -> Value:
    """What the deeds on a desk cost together, (firms, worlds)."""
    return total(only_where(deeds >= 0.0, pick(rules.deeds.cost_musd, deeds, over=DEEDS)), over=PENDING)


__all__ = [
    "BAN",
    "DENIAL",
    "NOTIFY",
    "answer_cost_musd",
    "answered",
    "buyable",
    "in_force",
    "is_designed",
    "licences_in_flight",
    "licensable_offers",
    "move_cost_musd",
    "offer_severity",
    "open_offers",
    "playable_moves",
    "researchable_projects",
]
