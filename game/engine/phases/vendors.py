"""Vendors: when the rules shut a maker out of a country, it designs the next chip that just clears them.

    cut = smallest over clauses of design_margin x limit / base specification

It does so when no chip of its own of worthwhile_chip_h100e H100e or more is on open sale there. For each clause of each
control in force or announced that reaches the maker and binds the country, the cheapest way under it is taken: a slower
interconnect first, then less memory bandwidth, then less compute (for which the larger ratio of TPP and density counts,
since escaping one bound is enough). A bound on link and memory together is met by a link that fits beside the memory; a
clause that a cut in compute escapes asks no more.

Cutting an H100 to the rules of October 2023 gives TPP 2,364 and density 2.90; the H20 that was made has 2,368 and
2.91 (Nvidia datasheet). A variant that a later rule catches is redesigned, if other specifications would clear it.
"""

from dataclasses import replace

from game.engine.axes import CLAUSES, CONTROLS, COUNTRIES, OFFERS
from game.engine.legality import DENIAL, NOTIFY, in_force
from game.engine.market_facts import this_turn
from game.engine.numeric import at_least, at_most, blend, choose, clamp, largest, only_where, pick, smallest
from game.engine.orders import Orders
from game.engine.record import Recorder
from game.engine.ruleset import Ruleset
from game.engine.state import NEVER, State
from game.engine.value import Value

BANDWIDTH_OF_SUM = 0.9
"""Most of a bound on memory and link together that the memory takes."""


def design_variants(rules: Ruleset, state: State, orders: Orders, record: Recorder) -> State:
    """Start the design of a variant where its maker has nothing left to sell."""
    del orders
    v, market, now = rules.variants, state.market, state.turn
    is_caught = _severity(rules, state) >= DENIAL
    shut_out = ~_still_sells(rules, state)
    is_new = (market.ready_on == NEVER) & (v.earliest_turn <= now)

    tpp_cut, bandwidth_cut, interconnect_cut = _cuts(rules, state)
    is_better = (tpp_cut != market.tpp_cut) | (bandwidth_cut != market.bandwidth_cut)
    is_better = is_better | (interconnect_cut != market.interconnect_cut)
    starts = shut_out & (is_new | ((market.ready_on <= now) & is_caught & is_better))

    record.note("vendors.design_starts", starts)
    market = replace(
        market,
        ready_on=choose(starts, now + v.lag_quarters, market.ready_on),
        tpp_cut=choose(starts, tpp_cut, market.tpp_cut),
        bandwidth_cut=choose(starts, bandwidth_cut, market.bandwidth_cut),
        interconnect_cut=choose(starts, interconnect_cut, market.interconnect_cut),
    )
    return replace(state, market=market)


def _severity(rules: Ruleset, state: State) -> Value:
    """How hard the rules bite on each variant in the country it was made for, (variants, worlds)."""
    by_offer = blend(state.market.severity, rules.variant_offers, over=OFFERS)
    return pick(by_offer, rules.variants.country_index, over=COUNTRIES)


def _still_sells(rules: Ruleset, state: State) -> Value:
    """Whether the maker of each variant has another chip on open sale in that country, (variants, worlds)."""
    severity = pick(state.market.severity, rules.variants.country_index, over=COUNTRIES)
    is_open = (severity < DENIAL) & rules.variant_rivals & (this_turn(state, rules.offers.supply_units) > 0.0)
    return largest(only_where(is_open, 1.0), over=OFFERS) > 0.0


def _cuts(rules: Ruleset, state: State) -> tuple[Value, Value, Value]:
    """What is left of compute, bandwidth and interconnect under all clauses that matter, each (variants, worlds)."""
    life, now = state.controls, state.turn
    matters = in_force(state) | ((life.announced_on <= now) & (life.ended_on > now))
    matters = matters & ~rules.controls.is_window & (rules.controls.severity >= NOTIFY)
    binds = blend(only_where(matters, 1.0), rules.controls.clauses, over=CONTROLS) > 0.0
    binds = binds & rules.clause_binds_variant

    v, c, way, margin = rules.variants, rules.clauses, rules.escapes, rules.constants.design_margin

    def cut(clauses: Value, ratio: Value) -> Value:
        return smallest(choose(clauses, clamp(ratio * margin, 0.0, 1.0), 1.0), over=CLAUSES)

    limit = at_least(c.low_tpp / at_least(v.tpp, 1.0), c.low_density / at_least(v.density, 0.01))
    compute = cut(binds & way.compute, limit)
    binds = binds & (v.tpp * compute >= c.low_tpp) & (v.density * compute >= c.low_density)

    base_link, base_bandwidth = at_least(v.interconnect_gb_per_s, 1.0), at_least(v.bandwidth_gb_per_s, 1.0)
    bandwidth = cut(binds & way.bandwidth, c.low_bandwidth_gb_per_s / base_bandwidth)
    bandwidth = at_most(bandwidth, cut(binds & way.both, c.low_sum_gb_per_s * BANDWIDTH_OF_SUM / base_bandwidth))
    beside = (c.low_sum_gb_per_s - bandwidth * base_bandwidth) / base_link
    link = cut(binds & way.link, c.low_interconnect_gb_per_s / base_link)
    return compute, bandwidth, at_most(link, cut(binds & way.both, beside))
