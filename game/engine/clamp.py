"""Orders: what of each is legal, every limit under its name, with the reason kept when somebody listens.

    hiring     = from -0.3 x staff to hire_most_share x staff + hire_most_people
    megawatts  = at most build_most_mw
    lobbying   = at most lobby_budget_musd on each government, and on compliance
    price      = from 0.4 to 2 times the usual one
    affordable = purse / (1.3 x chips + contract fees + used chips + 1.5 x power + hiring + fabs + lobbying), at most 1

Staff is people, power MW, the rest M$. Anything may be asked; nothing illegal is done. Cuts are the least that make an
order legal, and money is the last: what all purchases of a quarter cost together must fit the cash and the credit a
firm has once its supply contracts are paid, and is cut evenly to what is affordable.
"""

from dataclasses import replace

from game.engine.axes import AHEAD, CHIPS, COUNTRIES, EVENTS, FOUNDRIES, MOVES, PROJECTS, RUNS, USES
from game.engine.legality import (
    NOTIFY,
    answer_cost_musd,
    answered,
    buyable,
    licences_in_flight,
    licensable_listings,
    listing_severity,
    move_cost_musd,
    playable_moves,
    researchable_projects,
)
from game.engine.listings import of_firm, of_offer, per_firm
from game.engine.market_facts import home
from game.engine.numeric import (
    any_of,
    at_least,
    at_most,
    choose,
    clamp,
    floor,
    only_where,
    parted,
    pick,
    running_total,
    total,
)
from game.engine.orders import Orders
from game.engine.phases.contracts import due_musd, may_sign
from game.engine.phases.money import credit_limit_musd, investor_offer_musd
from game.engine.phases.research import hire_price_musd
from game.engine.phases.second_hand import may_sell, may_take, new_price_musd, owned_units
from game.engine.record import Recorder
from game.engine.registers import RELEASES
from game.engine.ruleset import Ruleset
from game.engine.state import State


def clamp_orders(rules: Ruleset, state: State, orders: Orders, record: Recorder) -> Orders:
    """The legal part of all orders. ``record.refuse`` is told of every cut, with a message id."""
    alive = ~state.books.is_broke
    orders = _supply(rules, state, orders, record)
    orders = _compute_and_labs(rules, state, orders, record)
    orders = _runs(state, orders, record)
    orders = _money(rules, state, orders, record)
    orders = _board(rules, state, orders, record)
    orders = _affordable(rules, state, orders, record)
    return replace(
        orders,
        run_start=orders.run_start & alive,
        moves=orders.moves & alive,
    )


def _supply(rules: Ruleset, state: State, orders: Orders, record: Recorder) -> Orders:
    """Chips: only what is offered, licensed and in whole units."""
    fleet = state.fleet
    asked = floor(at_least(orders.buy_units, 0.0))
    offered = record.refuse("buy_units", asked, only_where(buyable(rules, state), asked), "refusal.not_offered")
    coming = total(fleet.on_order_units, over=AHEAD) + fleet.held_units
    licensed = at_least(fleet.allowance_units - coming, 0.0)
    free = listing_severity(rules, state) <= NOTIFY
    reserve = floor(at_least(orders.reserve_units, 0.0))
    signed = at_most(only_where(may_sign(rules, state), reserve), of_offer(rules, state.market.room_units))
    sold = at_most(floor(at_least(orders.sell_units, 0.0)), owned_units(fleet))
    takes = may_sell(rules, new_price_musd(rules, state.market.price_musd, state.turn)) & ~state.books.is_broke
    used = at_most(floor(at_least(orders.used_units, 0.0)), home(state.market.used_units, rules))
    may_have = may_take(rules, state.influence) & ~state.books.is_broke
    bought = record.refuse("buy_units", offered, choose(free, offered, at_most(offered, licensed)), "refusal.licence")
    filed = floor(at_least(orders.file_units, 0.0))
    may_file = licensable_listings(rules, state) & ~licences_in_flight(rules, state.licences)
    return replace(
        orders,
        buy_units=bought,
        bid_share=clamp(orders.bid_share, 0.0, 0.5),
        reserve_units=record.refuse("reserve_units", reserve, signed, "refusal.no_contract"),
        sell_units=record.refuse("sell_units", sold, only_where(takes, sold), "refusal.no_broker"),
        used_units=record.refuse("used_units", used, only_where(may_have, used), "refusal.listed"),
        cancel_units=at_most(floor(at_least(orders.cancel_units, 0.0)), fleet.held_units),
        file_units=record.refuse("file_units", filed, only_where(may_file, filed), "refusal.no_licence_possible"),
        rack_units=at_most(floor(at_least(orders.rack_units, 0.0)), fleet.stock_units),
    )


def _compute_and_labs(rules: Ruleset, state: State, orders: Orders, record: Recorder) -> Orders:
    """Splits that add up, staff that exists, megawatts and prices within bounds."""
    k = rules.constants
    split = at_least(orders.split, 0.0)
    empty = total(split, over=USES) <= 0.0
    split = choose(empty, state.compute.split, split)
    staff = state.labs.researchers
    people = clamp(orders.hire_people, -floor(staff * 0.3), floor(staff * k.hire_most_share) + k.hire_most_people)
    focus = only_where(researchable_projects(rules, state), at_least(orders.focus, 0.0))
    mw = clamp(orders.build_mw, 0.0, k.build_most_mw)
    record.refuse("build_mw", orders.build_mw, mw, "refusal.too_many_mw")
    return replace(
        orders,
        split=split / at_least(total(split, over=USES), 1e-6),
        focus=parted(focus, over=PROJECTS),
        hire_people=record.refuse("hire_people", orders.hire_people, floor(people), "refusal.hiring_pace"),
        build_mw=mw,
        price=clamp(orders.price, 0.4, 2.0),
        lobby_musd=only_where(rules.countries.has_mood, clamp(orders.lobby_musd, 0.0, k.lobby_budget_musd)),
        comply_musd=clamp(orders.comply_musd, 0.0, k.lobby_budget_musd),
        fab_musd=only_where(rules.may_back, at_least(orders.fab_musd, 0.0)),
    )


def _runs(state: State, orders: Orders, record: Recorder) -> Orders:
    """Training runs: a free slot to start, a run to steer, a held model to release."""
    runs = state.training
    has_slot = any_of(runs.quarters_left <= 0.0, over=RUNS)
    taken = runs.quarters_left > 0.0
    start = record.refuse("run_start", orders.run_start, orders.run_start & has_slot, "refusal.no_free_run_slot")
    return replace(
        orders,
        run_start=start,
        run_quarters=clamp(floor(orders.run_quarters), 1.0, 4.0),
        run_share=clamp(orders.run_share, 0.05, 1.0),
        run_release=clamp(floor(orders.run_release), 0.0, len(RELEASES) - 1.0),
        run_cut=orders.run_cut & taken,
        run_widen=orders.run_widen & taken & ~orders.run_cut,
        release_held=orders.release_held & (runs.held_index > 0.0),
        open_weights=orders.open_weights & (runs.released_index > 0.0),
    )


def _money(rules: Ruleset, state: State, orders: Orders, record: Recorder) -> Orders:
    """Borrowing within the lenders' limit, repaying what is owed, raising what is offered."""
    books = state.books
    room = at_least(credit_limit_musd(rules, state) - books.debt_musd, 0.0)
    repay = at_most(books.debt_musd, at_least(books.cash_musd, 0.0))
    borrow = clamp(orders.borrow_musd, -repay, room)
    raised = clamp(orders.raise_musd, 0.0, investor_offer_musd(rules, state))
    return replace(
        orders,
        borrow_musd=record.refuse("borrow_musd", orders.borrow_musd, borrow, "refusal.credit_limit"),
        raise_musd=record.refuse("raise_musd", orders.raise_musd, raised, "refusal.investors_limit"),
    )


def _board(rules: Ruleset, state: State, orders: Orders, record: Recorder) -> Orders:
    """Moves: playable ones, as many as attention allows; answers: choices that exist and can be paid."""
    playable = record.refuse("moves", orders.moves, orders.moves & playable_moves(rules, state), "refusal.move_not_now")
    needed = running_total(only_where(playable, rules.moves.attention), over=MOVES)
    within = playable & (needed <= state.desk.attention)
    moves = record.refuse("moves", playable, within, "refusal.no_attention")
    asked = floor(at_least(orders.answers, 0.0))
    most = pick(rules.choices_of_event, state.desk.pending, over=EVENTS) - 1.0
    return replace(orders, moves=moves, answers=at_most(asked, at_least(most, 0.0)))


def _affordable(rules: Ruleset, state: State, orders: Orders, record: Recorder) -> Orders:
    """Cut purchases evenly until all that is bought fits the cash in hand and the new money."""
    k, books = rules.constants, state.books
    purse = at_least(books.cash_musd - due_musd(rules, state) + at_most(orders.borrow_musd, 0.0), 0.0)
    purse = purse + at_least(orders.borrow_musd, 0.0) + orders.raise_musd
    moves_cost = total(only_where(orders.moves, move_cost_musd(rules, state)), over=MOVES)
    can_move = moves_cost <= purse
    moves = record.refuse("moves", orders.moves, orders.moves & can_move, "refusal.cash")
    left = purse - only_where(can_move, moves_cost)

    answers = orders.answers
    answer_cost = answer_cost_musd(rules, state, answered(rules, state.desk.pending, answers))
    can_answer = answer_cost <= left
    answers = record.refuse("answers", answers, only_where(can_answer, answers), "refusal.cash")
    left = at_least(left - only_where(can_answer, answer_cost), 0.0)

    price = state.market.price_musd
    chips = (
        per_firm(rules, orders.buy_units * of_offer(rules, price)) * (1.0 + orders.bid_share) * 1.3
        + per_firm(rules, orders.reserve_units * of_offer(rules, price)) * k.contract_fee
        + total(orders.used_units * new_price_musd(rules, price, state.turn) * k.used_ask_share, over=CHIPS)
    )
    power = orders.build_mw * k.build_musd_per_mw * 1.5
    people = at_least(orders.hire_people, 0.0) * hire_price_musd(rules, state.world)
    fabs = total(orders.fab_musd, over=FOUNDRIES)
    talk = total(orders.lobby_musd, over=COUNTRIES) + orders.comply_musd
    part = at_most(left / at_least(chips + power + people + fabs + talk, 1e-3), 1.0)
    bought = floor(orders.buy_units * of_firm(rules, part))
    return replace(
        orders,
        moves=moves,
        answers=answers,
        buy_units=record.refuse("buy_units", orders.buy_units, bought, "refusal.cash"),
        reserve_units=floor(orders.reserve_units * of_firm(rules, part)),
        used_units=floor(orders.used_units * part),
        build_mw=record.refuse("build_mw", orders.build_mw, orders.build_mw * part, "refusal.cash"),
        hire_people=choose(orders.hire_people > 0.0, floor(orders.hire_people * part), orders.hire_people),
        fab_musd=record.refuse("fab_musd", orders.fab_musd, orders.fab_musd * part, "refusal.cash"),
        lobby_musd=orders.lobby_musd * part,
        comply_musd=orders.comply_musd * part,
    )
