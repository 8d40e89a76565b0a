"""Fabs: wafer starts, yields that learn by volume, packaging, and HBM as the second bottleneck.

    logic  = wafer starts x die yield x package yield, each over the plan's
    memory = planned memory x (1 + moves' help + shared bonus) x what new controls leave
    output = min(logic, memory) / min(1, planned memory), at most 3
    shared = best bonus among compatriots + knowledge_spread x all the others'
    yield  = before + plan's step x volume + learning rate x shared bonus x (best yield - before)
    claim  = before x claim_keep + money / wafer cost / planned wafers, at most 1

Output is what the supply tables are multiplied by; planned memory is HBM stacks in hand over the stacks that the plan's
logic needs; volume is wafer starts over the plan's, at most 2. Money put in a foundry adds wafer starts in the quarter
that is number fab_lead_quarters from then on, its own counted, and gives its giver the claim. When the Strait closes,
what stands there makes nothing. Wafer and yield figures of the plan carry their sources in the scenario.
"""

from dataclasses import replace

from game.engine.axes import AHEAD, CONTROLS, COUNTRIES, FIRMS, FOUNDRIES, TURNS
from game.engine.legality import in_force
from game.engine.market_facts import bonus, this_turn
from game.engine.numeric import (
    at,
    at_least,
    at_most,
    blend,
    clamp,
    exp,
    exp2,
    largest,
    only_where,
    pick,
    share,
    shifted,
    total,
)
from game.engine.orders import Orders
from game.engine.record import Recorder
from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.engine.value import Value


def run_fabs(rules: Ruleset, state: State, orders: Orders, record: Recorder) -> State:
    """Build what was paid for, learn, and work out next quarter's output."""
    state = _invest(rules, state, orders, record)
    fabs, plan = state.foundries, rules.foundries
    wafers = this_turn(state, plan.planned_wafers)
    started = (wafers + fabs.wafers) * control_factor(state, rules.controls.wafer_factor)
    volume = share(started, of=wafers)

    yield_share = _learned(rules, state, plan.planned_yield, fabs.yield_share, volume, "yield")
    packaging = _learned(rules, state, plan.planned_packaging, fabs.packaging_share, volume, "packaging")
    better_yield = share(yield_share, of=this_turn(state, plan.planned_yield))
    better_packages = share(packaging, of=this_turn(state, plan.planned_packaging))
    logic = record.multiply("fabs.logic", wafers=volume, die_yield=better_yield, packages=better_packages)

    planned_memory = at_least(this_turn(state, plan.planned_memory), 0.05)
    memory = record.multiply(
        "fabs.memory",
        plan=planned_memory,
        extra=1.0 + fabs.memory_extra + country_bonus(rules, state, "memory"),
        controls=control_factor(state, rules.controls.memory_factor),
    )
    output = at_most(logic, memory) / at_most(planned_memory, 1.0)
    is_shut = plan.at_the_strait & (state.world.strait_quarters > 0.0)
    output = clamp(output * exp(state.world.foundry_shock), 0.0, 3.0)
    foundries = replace(
        fabs,
        yield_share=yield_share,
        packaging_share=packaging,
        output_ratio=only_where(~is_shut, output),
    )
    return replace(state, foundries=foundries)


def _invest(rules: Ruleset, state: State, orders: Orders, record: Recorder) -> State:
    """Firms' and governments' money becomes wafer starts, after the lead of a new line."""
    k, fabs, books = rules.constants, state.foundries, state.books
    paid = orders.fab_musd
    cost = total(paid, over=FOUNDRIES)
    record.note("fabs.invested_musd", cost)
    by_firm = paid / rules.foundries.wafer_cost_musd
    subsidy = pick(rules.countries.subsidy_musd, rules.foundries.country_index, over=COUNTRIES)
    shared = subsidy / rules.foundries_in_country / rules.foundries.wafer_cost_musd
    stance = pick(state.world.stance, rules.foundries.country_index, over=COUNTRIES)
    new = total(by_firm, over=FIRMS) + shared * (0.5 + stance)
    last = rules.position(AHEAD) == k.fab_lead_quarters - 1.0
    coming = fabs.wafers_coming + only_where(last, new)
    claim = by_firm / at_least(this_turn(state, rules.foundries.planned_wafers), 1.0)
    return replace(
        state,
        foundries=replace(
            fabs,
            wafers=fabs.wafers + at(coming, AHEAD, 0),
            wafers_coming=shifted(coming, AHEAD),
            claim=at_most(fabs.claim * k.claim_keep + claim, 1.0),
        ),
        books=replace(books, cash_musd=books.cash_musd - cost, spent_musd=books.spent_musd + cost),
    )


def control_factor(state: State, factors: Value) -> Value:
    """What controls that came after the start do to foundries together, (foundries, worlds).

    Controls in force from the start are part of the plan already.
    """
    is_new = in_force(state) & (state.controls.in_force_on > 0.0)
    return exp2(blend(only_where(is_new, 1.0), factors, over=CONTROLS))


def country_bonus(rules: Ruleset, state: State, name: str) -> Value:
    """The best of a bonus among a foundry's compatriots, and a quarter of the others', (foundries, worlds)."""
    by_firm = at_least(bonus(state, name), 0.0)
    in_country = only_where(rules.firm_countries, by_firm)
    best, all_together = largest(in_country, over=FIRMS), total(in_country, over=FIRMS)
    by_country = best + (all_together - best) * rules.constants.knowledge_spread
    return pick(by_country, rules.foundries.country_index, over=COUNTRIES)


def _learned(rules: Ruleset, state: State, plan: Value, now: Value, volume: Value, name: str) -> Value:
    """Next quarter's yield: the plan's step x volume x what research adds, up to the best there can be."""
    step = at_least(pick(plan, state.turn + 1.0, over=TURNS) - this_turn(state, plan), 0.0)
    taught = rules.foundries.learning_rate * country_bonus(rules, state, name) * (rules.foundries.best_yield - now)
    grown = now + step * at_most(volume, 2.0) + at_least(taught, 0.0)
    return at_least(at_most(grown, rules.foundries.best_yield), now)
