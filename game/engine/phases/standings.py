"""Standings: the score by part, who leads, and how a game ends.

    frontier      = 100 x (1 - months behind / 24)
    self-reliance = 100 x own / (own + foreign / 2 + usual / 4) x (1.5 - months behind / 24), the last at most 1
    platform      = 60 x root of the share of users at home + 40 x root of the share of enterprise revenue at home
    treasury      = 50 x (cash - debt) / (4 x allowance + 2 x AI revenue + usual_cash_musd), from -50 to 100
    score         = 50 + parts by the scenario's weights - what is expected of the firm by now

Own is the part of the fleet, in H100e, that no foreign government can switch off, foreign the rest of it, and usual the
mean fleet of the firms of the country: a firm that runs next to nothing is not self-reliant, whatever its share, and
chips from abroad tell against it by half only. Each part is the average over the quarters played, so that every quarter
counts alike. A giant and a small lab do not start level, so a board is judged as boards are: by what could be expected
of it, which the scenario states for the end (measured so that, whichever doctrine sits where, every firm comes first
equally often) and, if it likes, on the way (what the firm reaches by then in the mean). Straight lines run between
those marks, and from where the firm began: all begin at 50. Lead changes when a new first place has lasted two
quarters.

A game ends at its date, or when a victory's condition has held for its quarters; it may be played on. A collapse is
such a condition by which nobody wins: it stands before any victory of its quarter, and all score nothing.
"""

from dataclasses import replace

from game.engine.axes import COUNTRIES, FIRMS, PARTS, SEGMENTS, VICTORIES
from game.engine.market_facts import CONSUMER, ENTERPRISE, allowance_musd, gap_months, this_turn
from game.engine.numeric import (
    at,
    at_least,
    blend,
    choose,
    clamp,
    counted,
    first_true,
    largest,
    only_where,
    root,
    share,
    so_many,
    stacked,
    total,
)
from game.engine.orders import Orders
from game.engine.record import Recorder
from game.engine.registers import ENDINGS
from game.engine.ruleset import Ruleset
from game.engine.state import NOTHING, Standings, State
from game.engine.value import Value

RUNNING, DATE, VICTORY, COLLAPSE = (float(ENDINGS.index(name)) for name in ("running", "date", "victory", "collapse"))


def keep_score(rules: Ruleset, state: State, orders: Orders, record: Recorder) -> State:
    """Score the quarter, follow the lead, and see whether the game ends."""
    del orders
    parts = _parts(rules, state)
    before = state.standings
    weight = 1.0 / (counted(state.turn, "quarters") + 1.0)
    averaged = before.parts + (parts - before.parts) * weight
    reached = blend(averaged, rules.score_weights, over=PARTS)
    first = choose(state.turn <= 0.0, reached, before.first_points)
    firms = rules.firms
    expected = this_turn(state, firms.expected_points) + this_turn(state, firms.expected_of_first) * first
    score = only_where(~state.books.is_broke, at_least(reached - expected + 50.0, 0.0))
    record.note("standings.parts", parts)
    now = replace(before, parts=averaged, first_points=first, expected=expected, score=score)
    state = replace(state, standings=_follow_lead(rules, state, now))
    return replace(state, standings=_end(rules, state))


def _parts(rules: Ruleset, state: State) -> Value:
    """Points of this quarter by part, (firms, parts, worlds)."""
    gap = counted(gap_months(rules, state), "months")
    frontier = clamp(1.0 - gap / 24.0, 0.0, 1.0) * 100.0
    within_reach = clamp(1.5 - gap / 24.0, 0.0, 1.0)
    self_reliance = _self_reliance(rules, state) * within_reach * 100.0

    held = root(state.products.share)
    platform = at(held, SEGMENTS, CONSUMER) * 60.0 + at(held, SEGMENTS, ENTERPRISE) * 40.0

    books = state.books
    usual = allowance_musd(books) * 4.0 + books.revenue_musd * 2.0 + rules.constants.usual_cash_musd
    treasury = clamp(share(books.cash_musd - books.debt_musd, of=usual), -1.0, 2.0) * 50.0
    return so_many(stacked((frontier, self_reliance, platform, treasury), onto=PARTS), "points")


def _self_reliance(rules: Ruleset, state: State) -> Value:
    """How far a usual house's compute stands beyond foreign reach, (firms, worlds), 0 to 1."""
    fleet_h100e, at_home = state.compute.fleet_h100e, rules.firm_countries
    own = state.compute.domestic_share * fleet_h100e
    usual = share(blend(fleet_h100e, at_home, over=FIRMS), of=total(at_home, over=FIRMS))
    usual = total(at_home * usual, over=COUNTRIES)
    return share(own, of=own + (fleet_h100e - own) * 0.5 + usual * 0.25)


def _follow_lead(rules: Ruleset, state: State, now: Standings) -> Standings:
    """A new leader counts once it has led for two quarters."""
    is_first = first_true(now.score == largest(now.score, over=FIRMS), over=FIRMS)
    first = _place(rules, is_first)
    is_same = first == now.challenger_index
    since = choose(is_same, now.challenger_since, state.turn)
    lasted = state.turn - since >= 1.0
    is_new = lasted & (first != now.leader_index)
    had_leader = now.leader_index >= 0.0
    return replace(
        now,
        challenger_index=first,
        challenger_since=since,
        leader_index=choose(is_new, first, now.leader_index),
        lead_since=choose(is_new, since, now.lead_since),
        lead_changes=now.lead_changes + only_where(is_new & had_leader, 1.0),
    )


def _place(rules: Ruleset, mark: Value) -> Value:
    """The place of the only mark along firms, (worlds,)."""
    return total(mark * rules.position(FIRMS), over=FIRMS)


def _end(rules: Ruleset, state: State) -> Standings:
    """By collapse or victory if one has been held long enough, else by the calendar."""
    now, everybody = state.standings, ~state.books.is_broke
    tests = tuple(everybody & test(rules, state) for test in rules.victories.conditions)
    holds = stacked(tests, onto=VICTORIES)
    held = only_where(holds, now.held + 1.0)
    won = held >= rules.victories.hold_quarters
    is_collapse = rules.victories.is_collapse
    fallen = largest(only_where(won & is_collapse, rules.position(VICTORIES) + 1.0), over=VICTORIES)
    fallen = largest(fallen, over=FIRMS)
    falls = fallen > 0.0
    won = won & ~is_collapse
    best = largest(only_where(won, now.score + 1.0), over=VICTORIES)
    someone = largest(best, over=FIRMS) > 0.0
    by_victory = first_true((best > 0.0) & (best == largest(best, over=FIRMS)), over=FIRMS)
    by_score = first_true(now.score == largest(now.score, over=FIRMS), over=FIRMS)

    at_date = state.turn >= rules.turns - 1.0
    ends = (now.ending == RUNNING) & (falls | someone | at_date)
    winner = choose(someone, _place(rules, by_victory), _place(rules, by_score))
    winner = choose(falls, NOTHING, winner)
    which = largest(only_where(won & by_victory, rules.position(VICTORIES) + 1.0), over=VICTORIES)
    which = choose(falls, fallen, largest(which, over=FIRMS))
    how = choose(falls, COLLAPSE, choose(someone, VICTORY, DATE))
    return replace(
        now,
        held=held,
        ending=choose(ends, how, now.ending),
        ended_on=choose(ends, state.turn, now.ended_on),
        winner_index=choose(ends, winner, now.winner_index),
        victory_index=choose(ends, which - 1.0, now.victory_index),
        final_score=choose(ends, only_where(~falls, now.score), now.final_score),
    )
