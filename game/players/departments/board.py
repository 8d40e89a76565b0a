"""The board: executive moves and answers to events, weighed by what they are expected to do.

score of a deed = sum over levers of expected effect x worth to the doctrine x need of the moment - cost
moves: the best score per attention first, while attention and money last; answers: the best that can be paid, as the
board's mood has it, since people do not weigh the same letter alike
"""

from game.engine.axes import BRANCHES, COUNTRIES, DEEDS, ECOSYSTEMS, EVENTS, FIRMS, LEVERS, MOVES, PENDING
from game.engine.draws import Purpose, draw
from game.engine.legality import answered, deed_cost_musd, move_cost_musd
from game.engine.listings import per_firm
from game.engine.market_facts import deal_size, team_size
from game.engine.numeric import (
    at,
    at_least,
    blend,
    choose,
    clamp,
    counted,
    first_true,
    largest,
    marked,
    only_where,
    pick,
    renamed,
    share,
    total,
)
from game.engine.value import Value
from game.players import considerations as consider
from game.players.mind import Mind
from game.players.worth import lever_worth

LEAST_WORTH = 0.05

MOOD = 9.0
"""Points by which a board's mood may prefer an answer: enough that each is given sometimes (balance counts them)."""

UNAVAILABLE = -1e6


def orders(mind: Mind) -> dict[str, Value]:
    """The department's orders for every seat."""
    return {"moves": _moves(mind), "answers": _answers(mind)}


def _sizes(mind: Mind) -> dict[str, Value]:
    """What some levers are worth more or less by the size of the firm, each (firms, worlds).

    Money is worth by its part of what the firm deals in: pushes of cash and debt grow with that by themselves.
    """
    deal, team = deal_size(mind.rules, mind.view), team_size(mind.rules, mind.view)
    progress = {f"progress.{branch}": team for branch in mind.rules.ids[BRANCHES]}
    return {"price": 1.0 / deal, "researchers": team, **progress}


def _needs(mind: Mind) -> dict[str, Value]:
    """How much more or less some levers matter today than they usually do, each (firms, worlds), 1 as usual."""
    rules, view = mind.rules, mind.view
    held = per_firm(rules, view.fleet.held_units)
    needs = {
        "cash": mind.poverty,
        "price": mind.poverty,
        "power": clamp(counted(mind.power_lack_mw, "mw") * 0.01, 0.2, 2.0),
        "compliance": mind.record_worry + 0.3,
        "supply_rush": mind.alarm * mind.appetite.stockpile + 0.25,
        "release": (mind.appetite.openness - 0.45) * 12.0 + mind.poverty * 0.0,
        "licences": clamp(counted(held, "chips") * 0.001 + mind.shut_out * 2.0, 0.0, 2.0),
        "patience": clamp(1.8 - counted(view.books.patience, "points") * 0.015, 0.3, 1.8),
        "tension": mind.poverty * 0.0 + consider.strait_worry(rules, view),
        "users": clamp(1.4 - mind.serving_load * 0.6, 0.2, 1.4),
    }
    worry = consider.standing_worry(view) + 0.5
    for place, country in enumerate(rules.ids[COUNTRIES]):
        needs[f"standing.{country}"] = at(worry, COUNTRIES, place)
    unported = clamp(1.5 - view.fleet.maturity * 1.5, 0.0, 1.5)
    for place, ecosystem in enumerate(rules.ids[ECOSYSTEMS]):
        needs[f"maturity.{ecosystem}"] = at(unported, ECOSYSTEMS, place)
    return needs


def _usual(mind: Mind) -> Value:
    """What each deed is usually worth to each firm, its cost among the rest, (firms, deeds)."""
    expected = renamed(mind.rules.deeds.expected, LEVERS, LEVERS)  # its axes in their usual order
    return blend(lever_worth(mind.rules, mind.appetite), expected, over=LEVERS)


def _today(mind: Mind) -> tuple[Value, Value]:
    """What each lever is worth more today than usually, (firms, levers, worlds); what deeds do to those that change."""
    rules = mind.rules
    names = rules.ids[LEVERS]
    worth = lever_worth(rules, mind.appetite)
    needs = {name: need for name, need in _needs(mind).items() if name in names}
    for name, size in _sizes(mind).items():
        needs[name] = needs[name] * size if name in needs else size
    more = {name: (need - 1.0) * at(worth, LEVERS, names.index(name)) for name, need in needs.items()}
    changes = rules.position(LEVERS) < 0.0
    for name in needs:
        changes = changes | (rules.position(LEVERS) == names.index(name))
    today = consider.by_ids(names, more, mind.poverty * 0.0, onto=LEVERS)
    return today, only_where(changes, renamed(rules.deeds.expected, LEVERS, LEVERS))


def _moves(mind: Mind) -> Value:
    """The moves to play, (firms, moves, worlds): the best worth an attention, one after the other."""
    rules, view = mind.rules, mind.view
    cash = at_least(view.books.cash_musd, 0.0)
    cost = move_cost_musd(rules, view)
    today, expected = _today(mind)
    of_move = rules.deed_of_move
    scores = blend(today, pick(expected, of_move, over=DEEDS), over=LEVERS) + pick(_usual(mind), of_move, over=DEEDS)
    gain = scores - cash * rules.moves.cost_cash_share * mind.worth_of_musd
    mood = 0.85 + 0.3 * draw(rules, view, Purpose.POLICY_MIND, FIRMS, MOVES)
    worth = share(gain * mood, of=at_least(rules.moves.attention, 0.5))
    left, purse = view.desk.attention, mind.budget.board_musd
    is_open = view.may_play & (worth > LEAST_WORTH)
    played = is_open & (worth < 0.0)
    for _ in range(int(rules.constants.attention_per_quarter)):
        is_open = is_open & (rules.moves.attention <= left) & (cost <= purse)
        best = only_where(is_open, worth)
        mark = first_true(is_open & (best == largest(best, over=MOVES)), over=MOVES)
        left = left - total(only_where(mark, rules.moves.attention), over=MOVES)
        purse = purse - total(only_where(mark, cost), over=MOVES)
        played = played | mark
        is_open = is_open & ~mark
    return played


def _answers(mind: Mind) -> Value:
    """The choice for each event on the desk, (firms, pending, worlds): the best that the purse can pay."""
    rules, view = mind.rules, mind.view
    pending, purse = view.desk.pending, mind.budget.board_musd * 2.0
    of_event = rules.deeds.event_index
    waiting = pick(marked(pending, rules.position(EVENTS), over=PENDING), of_event, over=EVENTS) & (of_event >= 0.0)
    today, expected = _today(mind)
    more, usual = blend(today, expected, over=LEVERS, where=waiting), _usual(mind)
    mood = draw(rules, view, Purpose.POLICY_MIND, FIRMS, DEEDS, where=waiting) * MOOD
    choices = only_where(pending >= 0.0, pick(rules.choices_of_event, pending, over=EVENTS))
    chosen, best = only_where(pending < 0.0, 0.0), choose(pending < 0.0, 0.0, UNAVAILABLE)
    for choice in range(rules.most_choices):
        deed = answered(rules, pending, choose(choices > float(choice), float(choice), 0.0))
        cost = deed_cost_musd(rules, view, deed)
        worth = pick(more, deed, over=DEEDS) + pick(usual, deed, over=DEEDS) + pick(mood, deed, over=DEEDS)
        better = (choices > float(choice)) & ((cost <= purse) | (cost <= 0.0)) & (worth > best)
        chosen, best = choose(better, float(choice), chosen), choose(better, worth, best)
    return chosen
