"""What a seat may do today: which listings, moves and projects are open to it, and how hard the rules bite."""

from game.engine.axes import DEEDS, EVENTS, LICENCES, LISTINGS, MOVES, PENDING, PROJECTS, VARIANTS
from game.engine.listings import of_firm, of_market, of_offer
from game.engine.market_facts import Shown, deal_size
from game.engine.numeric import any_of, at_least, choose, laid_out, only_where, pick, stacked, total
from game.engine.registers import POLICIES
from game.engine.ruleset import Ruleset
from game.engine.state import NOTHING, Licences, State
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


def listing_severity(rules: Ruleset, state: State) -> Value:
    """How hard the rules bite on each listing, as a place in POLICIES, (listings, worlds).

    The controls that bind its buyer's country, or, for a firm on a list, denial of everything the lister's makers
    sell over a controlled route.
    """
    denied = of_firm(rules, only_where(state.influence.listed_by, DENIAL), at=rules.listings.country_index)
    denied = only_where(rules.listings.is_controlled, denied)
    return at_least(of_market(rules, state.market.severity), denied)


def is_designed(rules: Ruleset, state: State) -> Value:
    """Offers whose chip exists: all but the variants that no vendor has finished yet, (offers, worlds)."""
    ready = pick(state.market.ready_on, rules.offers.variant_index, over=VARIANTS) <= state.turn
    return (rules.offers.variant_index < 0.0) | ready


def is_for_sale(rules: Ruleset, state: State) -> Value:
    """Listings of chips that exist, to firms that are alive, (listings, worlds)."""
    return of_offer(rules, is_designed(rules, state)) & of_firm(rules, ~state.books.is_broke)


def buyable(rules: Ruleset, state: State) -> Value:
    """Listings for sale whose buyer has the project done that they need, before the rules, (listings, worlds)."""
    done = of_firm(rules, state.labs.done, at=rules.listings.project_index)
    return is_for_sale(rules, state) & ((rules.listings.project_index < 0.0) | done)


def open_listings(rules: Ruleset, state: State) -> Value:
    """Listings on which may be ordered today: free of licence, or with a licence in hand, (listings, worlds)."""
    licensed = state.fleet.allowance_units >= 1.0
    return buyable(rules, state) & ((listing_severity(rules, state) <= NOTIFY) | licensed)


def licensable_listings(rules: Ruleset, state: State) -> Value:
    """Listings that need a licence which could be granted, with a slot free to apply in, (listings, worlds)."""
    severity = listing_severity(rules, state)
    has_slot = any_of(state.licences.listing_index < 0.0, over=LICENCES)
    return is_for_sale(rules, state) & (severity > NOTIFY) & (severity < BAN) & of_firm(rules, has_slot)


def licences_in_flight(rules: Ruleset, licences: Licences) -> Value:
    """Listings for which an application waits, (listings, worlds)."""
    asked = licences.listing_index
    return laid_out(only_where(asked >= 0.0, 1.0), asked, rules.position(LISTINGS)) > 0.0


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
    return rested & rules.moves.may_play & _hold(rules, state)


def _hold(rules: Ruleset, state: State) -> Value:
    everybody = ~state.books.is_broke
    tests = tuple(everybody & test(rules, state) for test in rules.moves.conditions)
    return stacked(tests, onto=MOVES)


def move_cost_musd(rules: Ruleset, state: Shown) -> Value:
    """What each move costs, (firms, moves, worlds): a part by the size of the firm's deals, and a share of its cash."""
    cash = at_least(state.books.cash_musd, 0.0)
    return deed_cost_musd(rules, state, rules.deed_of_move) + cash * rules.moves.cost_cash_share


def deed_cost_musd(rules: Ruleset, state: Shown, deeds: Value) -> Value:
    """What deeds by their places cost each firm: the price of their chips, and the rest by the size of its deals."""
    by_size = pick(rules.deeds.cost_musd, deeds, over=DEEDS) * deal_size(rules, state)
    return by_size + pick(rules.deeds.lot_musd, deeds, over=DEEDS)


def answered(rules: Ruleset, pending: Value, answers: Value) -> Value:
    """The deed that each answer is, by its place, (firms, pending, worlds); NOTHING where no event waits."""
    return choose(pending >= 0.0, pick(rules.first_deed, pending, over=EVENTS) + answers, NOTHING)


def answer_cost_musd(rules: Ruleset, state: Shown, deeds: Value) -> Value:
    """What the deeds on a desk cost together, (firms, worlds)."""
    return total(only_where(deeds >= 0.0, deed_cost_musd(rules, state, deeds)), over=PENDING)


__all__ = [
    "BAN",
    "DENIAL",
    "NOTIFY",
    "answer_cost_musd",
    "answered",
    "buyable",
    "deed_cost_musd",
    "in_force",
    "is_designed",
    "licences_in_flight",
    "licensable_listings",
    "listing_severity",
    "move_cost_musd",
    "open_listings",
    "playable_moves",
    "researchable_projects",
]
