"""Export controls: from rumour to announcement to force to end, and how hard they bite on every offer.

    odds of a rumour     = hazard x 2 x stance x tension / 50        (a relief: 1 - stance, 100 - tension)
    odds of a withdrawal = repeal x 2 x (1 - stance) x (100 - tension) / 50        (a relief: stance, tension)

A scripted control is rumoured and announced on its dates, with its odds; an unscripted one is rumoured by these odds a
quarter, and announced its lead later with its odds, else the rumour was false. It is in force its grace after that, and
is withdrawn by its odds, after which it may be rumoured anew. What it does to an offer is the hardest of all controls
that catch the chip for a buyer's country; a relief in force eases that, but never a ban. In 36 of 50 dated rules of
2018-2026 the grace was nothing at all, so a rumour is the only warning.
"""

from dataclasses import replace

from game.engine.axes import CLAUSES, CONTROLS, COUNTRIES, VARIANTS
from game.engine.draws import Purpose, draw
from game.engine.legality import BAN, NOTIFY, in_force
from game.engine.numeric import (
    at_least,
    at_most,
    blend,
    choose,
    counted,
    largest,
    only_where,
    peak,
    pick,
    stacked,
    total,
)
from game.engine.orders import Orders
from game.engine.record import Recorder
from game.engine.ruleset import Ruleset
from game.engine.state import NEVER, Controls, State
from game.engine.value import Value


def apply_controls(rules: Ruleset, state: State, orders: Orders, record: Recorder) -> State:
    """Let controls come, bite and end; list the firms they name; lay down what they do to every offer."""
    del orders
    controls = _ended(rules, state, _announced(rules, state, _rumoured(rules, state), record), record)
    state = replace(state, controls=controls)

    active = in_force(state)
    begins = active & (state.controls.in_force_on == state.turn)
    tension = state.world.tension + total(only_where(begins, rules.controls.tension), over=CONTROLS)
    world = replace(state.world, tension=at_most(tension, 100.0))

    lapsed = _listed(rules, state, state.controls.ended_on == state.turn)
    listed_by = (state.influence.listed_by & ~lapsed) | _listed(rules, state, active)
    influence = replace(state.influence, listed_by=listed_by)

    severity, grant_odds, fee_share = bites_today(rules, state, active)
    shut = (severity > NOTIFY) & (state.market.severity <= NOTIFY)
    market = replace(state.market, severity=severity, newly_shut=shut, grant_odds=grant_odds, fee_share=fee_share)
    return replace(state, world=world, influence=influence, market=market)


def _rumoured(rules: Ruleset, state: State) -> Controls:
    """Rumours that start this quarter: by date, or by the mood of the issuer and the times."""
    k, life, now = rules.controls, state.controls, state.turn
    is_scripted = _is_scripted(rules)
    by_date = is_scripted & (k.rumour_turn == now)
    heard = draw(rules, state, Purpose.RUMOUR, CONTROLS) < k.hazard * _mood(rules, state, k.is_window)
    by_mood = ~is_scripted & heard & (now > 0.0)

    is_over = ~is_scripted & (life.ended_on < now)
    starts = (by_date | by_mood) & ((life.rumoured_on == NEVER) | is_over)
    return replace(
        life,
        rumoured_on=choose(starts, now, life.rumoured_on),
        announced_on=choose(starts & is_over, NEVER, life.announced_on),
        in_force_on=choose(starts & is_over, NEVER, life.in_force_on),
        ended_on=choose(starts & is_over, NEVER, life.ended_on),
        false_alarm=life.false_alarm & ~starts,
    )


def _is_scripted(rules: Ruleset) -> Value:
    """Controls that keep to dates, (controls,): where governments improvise, what may come again does not."""
    return (rules.controls.announce_turn < NEVER) & (rules.controls.hazard == 0.0)


def _mood(rules: Ruleset, state: State, is_mild: Value) -> Value:
    """How ready each control's issuer is, by its stance and tension, or by their opposites; 1 in usual times."""
    stance = pick(state.world.stance, rules.controls.issuer_index, over=COUNTRIES)
    tension = counted(state.world.tension, "points")
    heat = choose(is_mild, 100.0 - tension, tension) * 0.02
    return choose(is_mild, 1.0 - stance, stance) * 2.0 * heat


def _announced(rules: Ruleset, state: State, life: Controls, record: Recorder) -> Controls:
    """Rumours that come true this quarter, and those that turn out to be nothing."""
    k, now = rules.controls, state.turn
    is_scripted = _is_scripted(rules)
    due = choose(is_scripted, k.announce_turn, life.rumoured_on + k.lead_quarters)
    is_due = (due == now) & (life.announced_on == NEVER)

    hit = record.roll("controls.announced", k.odds, draw(rules, state, Purpose.CONTROL_COMES, CONTROLS))
    comes, fails = is_due & hit, is_due & ~hit
    starts = choose(is_scripted, at_least(k.force_turn, now), now + k.grace_quarters)
    return replace(
        life,
        announced_on=choose(comes, now, life.announced_on),
        in_force_on=choose(comes, starts, life.in_force_on),
        rumoured_on=choose(fails, NEVER, at_most(life.rumoured_on, choose(comes, now, NEVER))),
        false_alarm=life.false_alarm | fails,
    )


def _ended(rules: Ruleset, state: State, life: Controls, record: Recorder) -> Controls:
    """Controls that end on their date this quarter, or are withdrawn because times have changed."""
    k, now = rules.controls, state.turn
    is_dated = k.end_turn == now
    odds = choose(is_dated, k.end_odds, k.repeal_odds * _mood(rules, state, ~k.is_window))
    hit = record.roll("controls.ended", odds, draw(rules, state, Purpose.CONTROL_ENDS, CONTROLS))
    may_end = choose(is_dated, life.announced_on <= now, life.in_force_on < now)
    ends = may_end & (life.ended_on == NEVER) & hit
    return replace(life, ended_on=choose(ends, now, life.ended_on))


def _listed(rules: Ruleset, state: State, active: Value) -> Value:
    """Firms that some controls put on a list, by issuer, (firms, countries, worlds)."""
    nobody = state.influence.compliance < 0.0
    by_country = dict(rules.lists_by_issuer)
    named = (
        blend(active, by_country[place], over=CONTROLS) > 0.0 if place in by_country else nobody
        for place in range(rules.sizes[COUNTRIES])
    )
    return stacked(tuple(named), onto=COUNTRIES)


def bites_today(rules: Ruleset, state: State, active: Value) -> tuple[Value, Value, Value]:
    """Severity, odds of a licence and fee by buyer's country and offer, each (countries, offers, worlds)."""
    variants = variants_caught(rules, state) & active
    nothing = state.market.supply_units * 0.0
    severity, odds, fee = [], [], []
    for place in range(rules.sizes[COUNTRIES]):
        bite = rules.bites.get(place)
        if bite is None:
            severity.append(nothing)
            odds.append(nothing)
            fee.append(nothing)
            continue

        def worst(on_offers: Value, on_variants: Value) -> Value:
            return at_least(peak(active, on_offers, over=CONTROLS), _on_offers(rules, variants, on_variants))

        hard = worst(bite.severity, bite.variant_severity)
        relief = worst(bite.relief, bite.variant_relief)
        is_eased = (relief > 0.0) & (hard < BAN)
        eased_odds = worst(bite.relief_odds, bite.variant_relief_odds)
        usual_odds = 1.0 - worst(bite.refusal, bite.variant_refusal)
        severity.append(choose(is_eased, at_most(hard, relief - 1.0), hard))
        odds.append(choose(is_eased & (eased_odds > 0.0), eased_odds, usual_odds))
        fee.append(worst(bite.fee, bite.variant_fee))
    return stacked(tuple(severity), COUNTRIES), stacked(tuple(odds), COUNTRIES), stacked(tuple(fee), COUNTRIES)


def variants_caught(rules: Ruleset, state: State) -> Value:
    """Variants that meet a control's criterion with the specifications given them, (controls, variants, worlds)."""
    v, c, market = rules.variants, rules.clauses, state.market
    tpp, density = v.tpp * market.tpp_cut, v.density * market.tpp_cut
    link = v.interconnect_gb_per_s * market.interconnect_cut
    bandwidth = v.bandwidth_gb_per_s * market.bandwidth_cut
    meets = (tpp >= c.low_tpp) & (tpp < c.high_tpp) & (density >= c.low_density) & (density < c.high_density)
    meets = meets & (link >= c.low_interconnect_gb_per_s) & (link < c.high_interconnect_gb_per_s)
    meets = meets & (bandwidth >= c.low_bandwidth_gb_per_s) & (bandwidth < c.high_bandwidth_gb_per_s)
    meets = meets & (link + bandwidth >= c.low_sum_gb_per_s) & rules.clause_reaches_variant
    return blend(meets, rules.controls.clauses, over=CLAUSES) > 0.0


def _on_offers(rules: Ruleset, caught: Value, strength: Value) -> Value:
    """The hardest that hits each variant, laid on the offers of that variant, (offers, worlds)."""
    return peak(largest(only_where(caught, strength), over=CONTROLS), rules.offers.variants, over=VARIANTS)
