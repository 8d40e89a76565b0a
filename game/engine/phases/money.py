"""Money: what comes in, what goes out, debt, and investors whose patience runs out.

    cash         = before + allowance + AI margin + rent + chip sales - running cost + borrowed + raised
    AI margin    = AI revenue - (1 - ai_margin) x what the same customers pay at the usual price x their use
    allowance    = core business's cash flow x part given to AI x (1 + bonus) x backing
    backing      = 1 + patience_backing x (patience - patience_rest) / 100
    AI revenue   = (users x revenue a user x price + enterprise revenue x price x kept) x service
    running cost = staff + MW x power price + debt x interest_rate + chips stored x storage_musd
    staff        = researchers x salary_musd x wages at home
    credit       = credit_quarters x (allowance + AI revenue), no bonus or backing counted
    kept         = open_weights_revenue where the weights are open, else 1
    rent         = H100e offered x rent_occupancy x rent of one
    rent of one  = rent_musd_per_h100e x 2^(-rent_fall_log2_per_quarter x quarters) x e^demand
    new money    = (base + 0.8 x AI revenue + share_issue_share x allowance) x patience / 70 x (1 + bonus)
    base         = venture_musd x 2^(venture_growth_log2 x quarters) where the firm has investors, else 0

All in M$, a quarter's where it flows. A firm short of cash borrows at once, up to rescue_factor times its credit;
beyond that it is broke and leaves the board. Of cash beyond chest_quarters quarters of running cost and allowance,
payout_rate a quarter goes to owners.

Patience, 0 to 100, gains patience_near points within 5 months of the frontier, loses patience_middle up to 14 months
and patience_far beyond, loses patience_thin with cash under two quarters' running cost, and moves with revenue by up to
1.5. Taking all the money on offer costs patience_dilution; under 15 there is none. It drifts to patience_rest.
"""

from dataclasses import replace

from game.engine.axes import CHIPS, SEGMENTS, SITES, USES
from game.engine.market_facts import (
    CONSUMER,
    ENTERPRISE,
    Shown,
    allowance_musd,
    bonus,
    gap_months,
    home,
    power_used_mw,
    this_turn,
    usage,
)
from game.engine.numeric import (
    at,
    at_least,
    at_most,
    blend,
    choose,
    clamp,
    counted,
    exp,
    exp2,
    only_where,
    share,
    so_many,
    total,
)
from game.engine.orders import Orders
from game.engine.phases.compute import RENTING
from game.engine.phases.research import salary_musd
from game.engine.record import Recorder
from game.engine.ruleset import Ruleset
from game.engine.state import State, World
from game.engine.value import Value


def settle_books(rules: Ruleset, state: State, orders: Orders, record: Recorder) -> State:
    """Add up the quarter, borrow or repay, pay owners, and see who is broke."""
    revenue, serving = _revenue(rules, state, record)
    margin = revenue - serving
    allowance = paid_allowance_musd(rules, state)
    rent = _rent(rules, state)
    cost = _running_cost(rules, state, record)
    borrowed, raised = orders.borrow_musd, orders.raise_musd

    books = state.books
    cash = record.add_up(
        "money.cash_musd",
        before=books.cash_musd,
        core_business=allowance,
        ai_margin=margin,
        rent=rent,
        chip_sales=books.sales_musd,
        running=-cost,
        borrowed=borrowed,
        raised=raised,
    )
    rescue = _rescue(rules, state, cash)
    owners = _payout(rules, cash + rescue, cost, allowance)
    is_broke = books.is_broke | (cash + rescue < 0.0)
    came = allowance + at_least(margin, 0.0) + rent + books.sales_musd
    came = came + at_least(borrowed, 0.0) + raised + rescue
    went = cost + owners + at_least(-borrowed, 0.0) + at_least(-margin, 0.0)
    received, spent = books.received_musd + came, books.spent_musd + went
    record.note("money.paid_to_owners_musd", owners)
    record.note("money.emergency_loan_musd", rescue)
    core = books.core_musd * (1.0 + rules.firms.core_growth_rate)
    return replace(
        state,
        books=replace(
            books,
            cash_musd=cash + rescue - owners,
            debt_musd=at_least(books.debt_musd + borrowed + rescue, 0.0),
            core_musd=core,
            revenue_musd=revenue,
            income_musd=received - spent,
            patience=_patience(rules, state, orders, revenue, cash - cost * 2.0),
            is_broke=is_broke,
            sales_musd=books.sales_musd * 0.0,
            spent_musd=books.spent_musd * 0.0,
            received_musd=books.received_musd * 0.0,
        ),
        ledger=replace(state.ledger, musd_in=state.ledger.musd_in + received, musd_out=state.ledger.musd_out + spent),
    )


def _revenue(rules: Ruleset, state: State, record: Recorder) -> tuple[Value, Value]:
    """AI revenue of the quarter and what serving it costs, M$ (firms, worlds). A low price lowers no cost, but adds."""
    products = state.products
    per_user = home(this_turn(state, rules.countries.revenue_per_user_usd), rules)
    kept = choose(state.training.is_open, rules.constants.open_weights_revenue, 1.0)
    served = at_least(products.service, 0.2)
    consumers = products.users_m * per_user * served
    enterprises = products.enterprise_musd * kept * served
    revenue = record.add_up(
        "money.revenue_musd",
        consumers=consumers * at(products.price, SEGMENTS, CONSUMER),
        enterprises=enterprises * at(products.price, SEGMENTS, ENTERPRISE),
    )
    used = usage(rules, products.price)
    usual = consumers * at(used, SEGMENTS, CONSUMER) + enterprises * at(used, SEGMENTS, ENTERPRISE)
    return revenue, usual * (1.0 - rules.constants.ai_margin)


def paid_allowance_musd(rules: Ruleset, state: Shown) -> Value:
    """What the core business really pays into the race this quarter, M$ (firms, worlds): its owners must be patient."""
    k, books = rules.constants, state.books
    backing = 1.0 + counted(books.patience - k.patience_rest, "points") * 0.01 * k.patience_backing
    return allowance_musd(books) * (1.0 + at_least(bonus(state, "core_business"), -0.9)) * backing


def rent_price_musd(rules: Ruleset, turn: Value, world: World) -> Value:
    """Rent of one H100e for a quarter, M$ (worlds,): falls with time, moves with demand."""
    k = rules.constants
    return exp(world.demand) * exp2(turn * -k.rent_fall_log2_per_quarter) * k.rent_musd_per_h100e


def _rent(rules: Ruleset, state: State) -> Value:
    """Compute rented out to others."""
    out = state.compute.fleet_h100e * at(state.compute.split, USES, RENTING)
    return out * rent_price_musd(rules, state.turn, state.world) * rules.constants.rent_occupancy


def _running_cost(rules: Ruleset, state: State, record: Recorder) -> Value:
    """Staff, power and interest."""
    k, books = rules.constants, state.books
    abroad_mw = blend(at(state.fleet.racked_units, SITES, 1), rules.chips.power_mw, over=CHIPS)
    drawn = power_used_mw(rules, state) + abroad_mw
    stored = total(state.fleet.stock_units, over=CHIPS)
    return record.add_up(
        "money.running_musd",
        staff=state.labs.researchers * salary_musd(rules, state.world),
        power=drawn * home(rules.countries.power_price_musd_per_mw, rules),
        interest=books.debt_musd * k.interest_rate,
        warehouse=stored * k.storage_musd,
    )


def credit_limit_musd(rules: Ruleset, state: Shown) -> Value:
    """Debt that lenders will bear: some quarters of what the AI race takes in, M$ (firms, worlds)."""
    books = state.books
    income = allowance_musd(books) + books.revenue_musd
    return at_least(income * rules.constants.credit_quarters, 0.0)


def investor_offer_musd(rules: Ruleset, state: Shown) -> Value:
    """New money that investors would give this quarter, M$ (firms, worlds)."""
    k, books = rules.constants, state.books
    base = only_where(rules.firms.has_investors, k.venture_musd * exp2(state.turn * k.venture_growth_log2))
    offer = base + books.revenue_musd * 0.8 + allowance_musd(books) * k.share_issue_share
    offer = offer * counted(books.patience, "points") * (1.0 / 70.0) * (1.0 + at_least(bonus(state, "capital"), -0.8))
    return only_where((books.patience >= 15.0) & ~books.is_broke, offer)


def _rescue(rules: Ruleset, state: State, cash: Value) -> Value:
    """What a firm short of cash borrows at once, within its limit."""
    room = at_least(credit_limit_musd(rules, state) * rules.constants.rescue_factor - state.books.debt_musd, 0.0)
    return at_most(at_least(-cash, 0.0), room)


def _payout(rules: Ruleset, cash: Value, cost: Value, allowance: Value) -> Value:
    """Part of the cash that a firm holds beyond what its race can use."""
    k = rules.constants
    chest = (cost + allowance) * k.chest_quarters
    return at_least(cash - chest, 0.0) * k.payout_rate


def _patience(rules: Ruleset, state: State, orders: Orders, revenue: Value, spare: Value) -> Value:
    """Investors' patience moves with the gap, growth, thin cash and how often they are asked for money."""
    k = rules.constants
    gap = gap_months(rules, state)
    mood = choose(gap <= 5.0, k.patience_near, choose(gap <= 14.0, -k.patience_middle, -k.patience_far))
    thin = only_where(spare < 0.0, k.patience_thin)
    before = at_least(state.books.revenue_musd, 1.0)
    grown = so_many(clamp((revenue / before - 1.0) * 10.0, -1.5, 1.5), "points")
    asked = share(orders.raise_musd, of=at_least(investor_offer_musd(rules, state), 1.0)) * k.patience_dilution
    moved = state.books.patience + mood - thin + grown - asked
    return clamp(moved + (k.patience_rest - moved) * 0.03, 0.0, 100.0)
