"""Politics: standing with governments, tension between the sides, elections, lists, and the Strait.

    tension  = before + tension_drift x (tension_rest - before) + race + tension_noise x (luck + luck - 1)
    closing  = odds of strait_odds_per_point x (tension - strait_tension) a quarter
    standing = before + standing_drift x (rest - before) + lobbying - what its purchases cost it at home
    lobbying = lobby_points x log2(1 + M$ / 10) x (1 + bonus), at most lobby_most
    record   = before + compliance_drift x (compliance_rest - before) + comply_points x log2(1 + M$ / 10) x (1 + bonus)
    race     = tension_per_month x (close_race_months - months that the best side leads), at least 0
    rest     = standing_abroad or standing_home, + record_standing x (record - compliance_rest)
    abroad   = rest - 40 x (stance - 0.5), 30 less on a list
    at home  = rest + standing_self_reliance x (home-made share of the fleet - 0.5)
    stance   = before + stance_drift x (base - before) + a new office's shift + swing x luck + fear
    swing    = election_swing in an election's quarter, and a new office's own
    fear     = a government's reaction x (1 - months of its lead / feared_gap_months), at least 0

Tension, standing and the record are points from 0 to 100, stance is 0 to 1; luck in a stance is -1 to 1. Buying what
the own government advises against costs standing at home. Above strait_tension the Strait may close, likelier with
every point: then what stands there makes nothing for strait_quarters quarters, and tension falls by strait_relief. A
record under listing_compliance with listing_strikes seizures or more invites, with odds of listing_odds a quarter, a
place on the list of the government whose rules were broken.

At the end of a quarter passing shocks and bonuses lose shock_fade of what is left of them, and every board has
attention_per_quarter moves again, unless the scenario gives another number.
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
    record = (state.influence.compliance - k.compliance_rest) * k.record_standing
    abroad = k.standing_abroad + record - hardness - only_where(state.influence.listed_by, 30.0)
    at_home = k.standing_home + record + (state.compute.domestic_share - 0.5) * k.standing_self_reliance
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
