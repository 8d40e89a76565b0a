"""Small facts that several phases and views read: a chip's strength today, power in use, what users ask for."""

from typing import Protocol

from game.engine.axes import BONUSES, CHIPS, COUNTRIES, FIRMS, SEGMENTS, SITES, TURNS, VARIANTS
from game.engine.numeric import at, at_least, blend, choose, clamp, exp2, largest, pick, power, share
from game.engine.registers import BONUS_IDS
from game.engine.registers import SEGMENTS as SEGMENT_IDS
from game.engine.ruleset import Ruleset
from game.engine.state import Books, Fleet, Labs, Market, State
from game.engine.value import Value

CONSUMER, ENTERPRISE = range(len(SEGMENT_IDS))


class Shown(Protocol):
    """What a firm knows of itself, in a state as in a view: rules and players reckon with it by one formula."""

    @property
    def turn(self) -> Value:
        """The turn, (worlds,)."""

    @property
    def books(self) -> Books:
        """Money."""

    @property
    def labs(self) -> Labs:
        """People, projects and bonuses."""

    @property
    def fleet(self) -> Fleet:
        """Chips and power."""


def bonus(state: Shown, name: str) -> Value:
    """A firm's lasting and passing bonus of one kind together, (firms, worlds)."""
    place = BONUS_IDS.index(name)
    return at(state.labs.bonus, BONUSES, place) + at(state.labs.boost, BONUSES, place)


def _variant_factor(rules: Ruleset, cut: Value) -> Value:
    """A cut of the designed variants as a factor on every chip, (chips, worlds)."""
    is_variant = rules.chips.variant_index >= 0.0
    return choose(is_variant, pick(cut, rules.chips.variant_index, over=VARIANTS), 1.0)


def chip_strength(rules: Ruleset, state: State) -> Value:
    """Training strength of one chip in H100 equivalents, (chips, worlds)."""
    return strength_in(rules, state.market)


def strength_in(rules: Ruleset, market: Market) -> Value:
    """The same from the market alone, which everybody can read."""
    return rules.chips.train_h100e * _variant_factor(rules, market.tpp_cut)


def chip_serving(rules: Ruleset, state: State) -> Value:
    """Serving strength of one chip in H100 equivalents, (chips, worlds).

    Cuts act as the strength is built: compute^0.35 x bandwidth^0.65, exponents fitted to public inference tests.
    """
    market = state.market
    cut = power(market.tpp_cut, 0.35) * power(market.bandwidth_cut, 0.65)
    return rules.chips.serve_h100e * _variant_factor(rules, cut)


def power_used_mw(rules: Ruleset, state: Shown) -> Value:
    """Megawatts drawn at home, (firms, worlds)."""
    return blend(at(state.fleet.racked_units, SITES, 0), rules.chips.power_mw, over=CHIPS)


def gap_months(_rules: Ruleset, state: State) -> Value:
    """Months behind the best released model: one index point is a month, (firms, worlds)."""
    return largest(state.training.released_index, over=FIRMS) - state.training.released_index


def home(table_by_country: Value, rules: Ruleset) -> Value:
    """A country's number for each firm of that country."""
    return pick(table_by_country, rules.firms.country_index, over=COUNTRIES)


def this_turn(state: State, by_turn: Value) -> Value:
    """A table by turn, read at today's turn; past its end the last row holds."""
    return pick(by_turn, state.turn, over=TURNS)


def usage(rules: Ruleset, price: Value) -> Value:
    """How much each customer uses at a price, (firms, segments, worlds): what is cheap is used more, 1 at price 1."""
    return power(price, -rules.constants.use_elasticity)


def serving_need_h100e(rules: Ruleset, state: State) -> Value:
    """Serving compute that the firm's users ask for at full service, in H100 equivalents, (firms, worlds)."""
    products, used = state.products, usage(rules, state.products.price)
    consumers = products.users_m * home(rules.countries.serving_h100e_per_m_users, rules)
    enterprises = products.enterprise_musd * rules.constants.serving_h100e_per_enterprise_musd
    asked = consumers * at(used, SEGMENTS, CONSUMER) + enterprises * at(used, SEGMENTS, ENTERPRISE)
    fall = exp2(state.turn * -rules.constants.serving_fall_log2_per_quarter)
    return asked * fall / (1.0 + at_least(bonus(state, "serving"), -0.5))


def deal_size(rules: Ruleset, shown: Shown) -> Value:
    """How large the firm's deals are, (firms, worlds): 1 at the usual income, a quarter at least, ten at most.

    Money that deeds cost, give or take is in proportion to it. Megawatts are not: what a grid can give at once does not
    grow with who asks, and free power in proportion let whoever hoards chips win.
    """
    income = allowance_musd(shown.books) + shown.books.revenue_musd
    return clamp(share(income, of=rules.constants.usual_income_musd), 0.25, 10.0)


def team_size(rules: Ruleset, shown: Shown) -> Value:
    """How large the firm's research is, (firms, worlds): 1 at the usual staff, a quarter at least, ten at most.

    People and progress that deeds give or take are in proportion to it.
    """
    return clamp(share(shown.labs.researchers, of=rules.constants.usual_researchers), 0.25, 10.0)


def allowance_musd(books: Books) -> Value:
    """What the core business gives the AI race a quarter, M$ (firms, worlds)."""
    return books.core_musd * books.ai_budget_share
