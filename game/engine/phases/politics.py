"""Politics: standing with governments, tension between the sides, elections, lists, and the Strait.

    tension  = pulled to its rest by 8 % a quarter + 0.15 x months by which the gap is under 8 + mood swings
    standing = drifts to the government's base for the firm, + lobbying, + what it bought of the other side's guidance
    lobbying = 6 x log2(1 + M$ / 10) points, at most 8 a quarter

A record under 40 with two seizures invites a place on the list of the government whose rules were broken. Above its
threshold tension may close the Strait, likelier with every point: what stands there makes nothing for six quarters
(guesses for play).
"""

from dataclasses import replace

from game.engine.axes import AHEAD, CONTROLS, COUNTRIES, FIRMS, TURNS
from game.engine.draws import Purpose, draw
from game.engine.legality import in_force
from game.engine.listings import best_per_firm, of_offer
from game.engine.market_facts import bonus
from game.engine.numeric import (
    at_least,
    at_most,
    clamp,
    counted,
    largest,
    log2,
    only_where,
    peak,
    pick,
    so_many,
    total,
)
from game.engine.orders import Orders
from game.engine.record import Recorder
from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.engine.value import Value


def govern(rules: Ruleset, state: State, orders: Orders, record: Recorder) -> State:
    """Move standing, stance and tension; list offenders; see whether the Strait closes."""
    state = _lobby(rules, state, orders, record)
    state = _change_stance(rules, state)
    state = _heat(rules, state, record)
    return _list_offenders(rules, state, record)


def _lobby(rules: Ruleset, state: State, orders: Orders, record: Recorder) -> State:
    k, influence, books = rules.constants, state.influence, state.books
    paid = total(orders.lobby_musd, over=COUNTRIES) + orders.comply_musd
    skill = 1.0 + at_least(bonus(state, "diplomacy"), -0.8)
    won = at_most(log2(1.0 + counted(orders.lobby_musd, "musd") * 0.1) * k.lobby_points * skill, k.lobby_most)
    base = _base_standing(rules, state)
    drift = (base - influence.standing) * k.standing_drift
    leaning = _leaning(rules, state)
    standing = record.add_up(
        "politics.standing",
        before=influence.standing,
        drift=drift,
        lobbying=won,
        guidance=-leaning,
    )
    complied = log2(1.0 + counted(orders.comply_musd, "musd") * 0.1) * k.comply_points * skill
    mended = (k.compliance_rest - influence.compliance) * k.compliance_drift
    record.note("politics.paid_musd", paid)
    return replace(
        state,
        influence=replace(
            influence,
            standing=clamp(standing, 0.0, 100.0),
            compliance=clamp(influence.compliance + complied + mended, 0.0, 100.0),
        ),
        books=replace(books, cash_musd=books.cash_musd - paid, income_musd=books.income_musd - paid),
        ledger=replace(state.ledger, musd_out=state.ledger.musd_out + paid),
    )


def _base_standing(rules: Ruleset, state: State) -> Value:
    """Where standing rests, (firms, countries, worlds): high at home, low with a hard government, lower on a list."""
    k = rules.constants
    hardness = so_many(state.world.stance - 0.5, "points") * 40.0
    abroad = k.standing_abroad - hardness + (state.influence.compliance - 50.0) * 0.2
    abroad = abroad - only_where(state.influence.listed_by, 30.0)
    at_home = k.standing_home + (state.compute.domestic_share - 0.5) * k.standing_self_reliance
    return clamp(rules.firm_countries * at_home + (1.0 - rules.firm_countries) * abroad, 0.0, 100.0)


def _leaning(rules: Ruleset, state: State) -> Value:
    """Points lost at home by buying what the own government advises against, (firms, countries, worlds)."""
    active = only_where(in_force(state), 1.0)
    advised = peak(active, rules.guidance, over=CONTROLS)
    bought = total(state.fleet.on_order_units, over=AHEAD) > 0.0
    lost = best_per_firm(rules, only_where(bought, of_offer(rules, advised)))
    return rules.firm_countries * lost


def _change_stance(rules: Ruleset, state: State) -> State:
    """Administrations change on their dates; elections swing; a closing gap hardens the leader's side."""
    k, world, countries = rules.constants, state.world, rules.countries
    shift = pick(countries.stance_shift, state.turn, over=TURNS)
    reach = only_where(pick(countries.has_election, state.turn, over=TURNS), k.election_swing)
    reach = reach + pick(countries.stance_swing, state.turn, over=TURNS)
    swing = (draw(rules, state, Purpose.ELECTION, COUNTRIES) * 2.0 - 1.0) * reach
    fear = at_least(1.0 - _lead_months(rules, state) / k.feared_gap_months, 0.0) * countries.reacts_to_gap
    rest = (countries.start_stance - world.stance) * k.stance_drift
    return replace(state, world=replace(world, stance=clamp(world.stance + shift + swing + fear + rest, 0.0, 1.0)))


def _lead_months(rules: Ruleset, state: State) -> Value:
    """Months by which the best model of a country leads the best of all others, (countries, worlds)."""
    index = state.training.released_index
    own = largest(only_where(rules.firm_countries, index), over=FIRMS)
    others = largest(only_where(~(rules.firm_countries > 0.0), index), over=FIRMS)
    return at_least(own - others, 0.0)


def _heat(rules: Ruleset, state: State, record: Recorder) -> State:
    """Tension, and the Strait."""
    k, world = rules.constants, state.world
    lead = largest(_lead_months(rules, state), over=COUNTRIES)
    luck = draw(rules, state, Purpose.TENSION) + draw(rules, state, Purpose.MARKET_MOOD) - 1.0
    tension = record.add_up(
        "politics.tension",
        before=world.tension,
        rest=(k.tension_rest - world.tension) * k.tension_drift,
        close_race=at_least(k.close_race_months - lead, 0.0) * k.tension_per_month,
        mood=luck * k.tension_noise,
    )
    tension = clamp(tension, 0.0, 100.0)
    odds = at_least(tension - k.strait_tension, 0.0) * k.strait_odds_per_point
    odds = only_where(world.strait_quarters == 0.0, odds)
    closes = record.roll("politics.strait", odds, draw(rules, state, Purpose.STRAIT))
    left = at_least(world.strait_quarters - 1.0, 0.0) + only_where(closes, k.strait_quarters)
    relief = only_where(closes, k.strait_relief)
    fade = 1.0 - k.shock_fade
    return replace(
        state,
        world=replace(
            world,
            tension=at_least(tension - relief, 0.0),
            strait_quarters=left,
            strait_closings=world.strait_closings + only_where(closes, 1.0),
            demand=world.demand * fade,
            foundry_shock=world.foundry_shock * fade,
        ),
        labs=replace(state.labs, boost=state.labs.boost * fade),
        desk=replace(
            state.desk,
            licence_luck=state.desk.licence_luck * fade,
            supply_rush=state.desk.supply_rush * 0.5,
            attention=state.desk.attention * 0.0 + k.attention_per_quarter,
        ),
    )


def _list_offenders(rules: Ruleset, state: State, record: Recorder) -> State:
    """Firms with a bad record may be put on the list of each government with rules to defend."""
    k, influence = rules.constants, state.influence
    offends = (influence.compliance < k.listing_compliance) & (influence.strikes >= k.listing_strikes)
    lists = rules.issues_lists & ~(rules.firm_countries > 0.0)
    odds = only_where(offends & lists & ~influence.listed_by, k.listing_odds)
    listed = record.roll("politics.listed", odds, draw(rules, state, Purpose.ENTITY_LISTING, FIRMS, COUNTRIES))
    return replace(state, influence=replace(influence, listed_by=influence.listed_by | listed))
