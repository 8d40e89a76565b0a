"""Products: people and enterprises move to the models that are better, cheaper, nearer and answer at once.

    consumers   = share^0.55 x e^(-consumer_merit x behind) x price^-consumer_price_elasticity x dear x service^0.7
                  x e^reach
    enterprises = share^0.45 x e^(-enterprise_merit x behind) x price^-enterprise_price_elasticity x dear x service^0.5
                  x e^trust
    dear        = price^-dear_elasticity above the usual price, 1 up to it
    share       = before + consumer_speed x (pull / all pull in the home market - before)
    need        = (million users x H100e a million x use
                   + enterprise M$ x serving_h100e_per_enterprise_musd x use) x fall / (1 + bonus)
    use         = price^-use_elasticity, each segment's own
    trust       = bonus + state_trust x (standing with the own government - 50) / 100
    others      = outside_merit x their share^0.55, for enterprises ^0.45
    fall        = 2^(-serving_fall_log2_per_quarter x quarters), what better serving software gives everybody
    service     = serving compute / need, at most 1

Consumers, enterprises and others are pulls, behind is index points to the frontier (at most 60), need is H100e.
Who is overcharged leaves sooner than who is undercut comes. What is cheap is used more: a low price wins customers and
asks for compute. Enterprises move by enterprise_speed. Public buyers, and those who follow them, go where their
government's trust is: state_trust is the pull of a hundred points of standing. Others are the firms not on the board,
which hold the rest of a country's market. Open weights add open_weights_pull to the trust of enterprises and lose some
of their money. What cannot be served drives users away. All of these numbers are guesses for play.
"""

from dataclasses import dataclass, replace

from game.engine.axes import COUNTRIES, FIRMS, SEGMENTS, USES
from game.engine.market_facts import CONSUMER, ENTERPRISE, bonus, home, serving_need_h100e, this_turn
from game.engine.numeric import (
    at,
    at_least,
    at_most,
    blend,
    clamp,
    counted,
    exp,
    largest,
    only_where,
    pick,
    power,
    share,
    stacked,
    total,
)
from game.engine.orders import Orders
from game.engine.phases.compute import SERVING
from game.engine.record import Recorder
from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.engine.value import Value


@dataclass(frozen=True)
class Taste:
    """How one segment chooses."""

    inertia: float
    merit: float
    price: float
    service: float
    speed: float


def sell_products(rules: Ruleset, state: State, orders: Orders, record: Recorder) -> State:
    """Serve, let the shares move, and count users and enterprise revenue."""
    need = serving_need_h100e(rules, state)
    have = state.compute.serving_h100e * at(state.compute.split, USES, SERVING)
    service = at_most(share(have, of=at_least(need, 1.0)), 1.0)
    record.note("products.need_h100e", need)
    record.note("products.have_h100e", have)

    k = rules.constants
    tastes = (
        Taste(0.55, k.consumer_merit, k.consumer_price_elasticity, 0.7, k.consumer_speed),
        Taste(0.45, k.enterprise_merit, k.enterprise_price_elasticity, 0.5, k.enterprise_speed),
    )
    charm = (bonus(state, "reach"), _trust(rules, state))
    shares = tuple(_moved(rules, state, orders, record, n, taste, service, charm[n]) for n, taste in enumerate(tastes))
    share_now = stacked(shares, onto=SEGMENTS)

    demand = exp(state.world.demand)
    users = shares[CONSUMER] * home(this_turn(state, rules.countries.market_users_m), rules) * demand
    market = home(this_turn(state, rules.countries.market_enterprise_musd), rules) * demand
    enterprise = shares[ENTERPRISE] * market
    return replace(
        state,
        products=replace(
            state.products,
            share=share_now,
            price=orders.price,
            service=service,
            users_m=only_where(~state.books.is_broke, users),
            enterprise_musd=only_where(~state.books.is_broke, enterprise),
        ),
    )


def _trust(rules: Ruleset, state: State) -> Value:
    """What draws enterprises beyond the model's own merit, log of pull (firms, worlds)."""
    k = rules.constants
    at_home = total(state.influence.standing * rules.firm_countries, over=COUNTRIES)
    official = (counted(at_home, "points") - 50.0) * 0.01 * k.state_trust
    return bonus(state, "trust") + official + only_where(state.training.is_open, k.open_weights_pull)


def _moved(
    rules: Ruleset,
    state: State,
    orders: Orders,
    record: Recorder,
    segment: int,
    taste: Taste,
    service: Value,
    charm: Value,
) -> Value:
    """Shares of one segment after this quarter, (firms, worlds)."""
    now = at(state.products.share, SEGMENTS, segment)
    frontier = largest(state.training.released_index, over=FIRMS)
    behind = at_most(frontier - state.training.released_index, 60.0)
    price = at(orders.price, SEGMENTS, segment)
    reach = at(rules.firms.reach, SEGMENTS, segment)
    name = ("products.consumer_pull", "products.enterprise_pull")[segment]
    pull = record.multiply(
        name,
        custom=power(at_least(now, 0.0005), taste.inertia),
        model=exp(behind * -taste.merit),
        price=power(price, -taste.price) * power(at_least(price, 1.0), -rules.constants.dear_elasticity),
        service=power(at_least(service, 0.05), taste.service),
        reach=exp(charm + reach),
    )
    pull = only_where(~state.books.is_broke, pull)
    by_country = blend(pull, rules.firm_countries, over=FIRMS)
    others = at_least(1.0 - blend(now, rules.firm_countries, over=FIRMS), 0.01)
    outside = power(others, taste.inertia) * rules.constants.outside_merit
    goal = pull / pick(by_country + outside, rules.firms.country_index, over=COUNTRIES)
    return clamp(now + (goal - now) * taste.speed, 0.0, 1.0)
