"""The quarter's money plan: what comes in, what must be paid, and how much each department may spend.

reserve = costs of a quarter to two and a half, less for the daring
spend   = (cash + what is left of the quarter's income - reserve) x ambition
power for chips that wait for it comes first, then foundries; the rest buys chips with the power they will draw
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from game.engine.axes import CHIPS, FIRMS, SEGMENTS, SITES, WORLDS
from game.engine.listings import of_offer, per_firm
from game.engine.market_facts import bonus, home, usage
from game.engine.numeric import at, at_least, at_most, blend, clamp, only_where, pick, share, total
from game.engine.phases.money import investor_offer_musd, paid_allowance_musd
from game.engine.phases.research import salary_musd
from game.engine.value import Value
from game.players import considerations as consider

if TYPE_CHECKING:
    from game.players.mind import Mind


@dataclass(frozen=True, eq=False)
class Budget:
    """Limits of one quarter by purpose, for every seat."""

    investors_musd: Annotated[Value, (FIRMS, WORLDS), "musd"]
    """New money that investors would give this quarter."""
    credit_musd: Annotated[Value, (FIRMS, WORLDS), "musd"]
    """Debt that lenders would still bear."""
    cost_musd: Annotated[Value, (FIRMS, WORLDS), "musd"]
    """What a quarter costs without buying anything: staff, power, interest."""
    quarters_in_hand: Annotated[Value, (FIRMS, WORLDS), "quarters' worth"]
    """Quarters of costs that the cash covers."""
    chips_musd: Annotated[Value, (FIRMS, WORLDS), "musd"]
    chips_mw: Annotated[Value, (FIRMS, WORLDS), "mw"]
    """What the chips bought for that would draw, about."""
    power_musd: Annotated[Value, (FIRMS, WORLDS), "musd"]
    home_fab_musd: Annotated[Value, (FIRMS, WORLDS), "musd"]
    """For foundries in the firm's own country."""
    neutral_fab_musd: Annotated[Value, (FIRMS, WORLDS), "musd"]
    """For foundries where no firm is at home."""
    hiring_people: Annotated[Value, (FIRMS, WORLDS), "people"]
    lobby_musd: Annotated[Value, (FIRMS, WORLDS), "musd"]
    comply_musd: Annotated[Value, (FIRMS, WORLDS), "musd"]
    board_musd: Annotated[Value, (FIRMS, WORLDS), "musd"]


def make_budget(mind: "Mind") -> Budget:
    """The plan of every seat for this quarter."""
    books, appetite = mind.view.books, mind.appetite
    income, cost = income_musd(mind), running_cost_musd(mind)
    investors = investor_offer_musd(mind.rules, mind.view)
    cash = at_least(books.cash_musd - consider.contract_due_musd(mind.rules, mind.view), 0.0)
    hoped = only_where(mind.rules.firms.has_investors, investors * 0.7)
    reserve = cost * (2.5 - appetite.risk * 1.5)
    free = at_least(cash + at_most(income + hoped - cost, cash * 0.3) - reserve, 0.0)
    spend = at_most(free * mind.ambition, cash * 0.6)

    price_mw = mind.rules.constants.build_musd_per_mw * (1.0 - clamp(bonus(mind.view, "building"), -0.5, 0.8))
    waiting_musd = at_most(at_least(mind.power_lack_mw, 0.0) * price_mw, spend * 0.45)
    home_fab, neutral_fab = spend * home_fab_part(mind), spend * neutral_fab_part(mind)
    left = at_least(spend - waiting_musd - home_fab - neutral_fab, 0.0) * patience_with_stock(mind)
    mw_per_musd = offered_mw_per_musd(mind)
    chips = left / (1.0 + mw_per_musd * price_mw * 0.9)
    chips_mw = chips * mw_per_musd
    talk = at_most(income * 0.012 + cash * 0.002, 60.0) * appetite.statecraft
    return Budget(
        investors_musd=investors,
        credit_musd=consider.credit_musd(mind.rules, mind.view),
        cost_musd=cost,
        quarters_in_hand=share(cash, of=at_least(cost, 1.0)),
        chips_musd=chips,
        chips_mw=chips_mw,
        power_musd=waiting_musd + chips_mw * price_mw,
        home_fab_musd=home_fab,
        neutral_fab_musd=neutral_fab,
        hiring_people=_hiring(mind, income + hoped, cash),
        lobby_musd=talk,
        comply_musd=at_most(talk, 40.0) * mind.record_worry,
        board_musd=at_least(cash - cost, 0.0) * 0.12,
    )


def income_musd(mind: "Mind") -> Value:
    """The core business's allowance, the margin on AI revenue and rent, (firms, worlds)."""
    rules, view = mind.rules, mind.view
    k, books = rules.constants, view.books
    allowance = paid_allowance_musd(rules, view)
    usual = at_least(total(view.products.price, over=SEGMENTS) * 0.5, 0.4)
    rent = view.compute.fleet_h100e * consider.part_of(view.compute.split, "renting") * consider.rent_musd(rules, view)
    return allowance + books.revenue_musd * (1.0 - (1.0 - k.ai_margin) * usage(rules, usual) / usual) + rent


def running_cost_musd(mind: "Mind") -> Value:
    """Staff, power and interest of a quarter, (firms, worlds)."""
    rules, view = mind.rules, mind.view
    k = rules.constants
    drawn = blend(total(view.fleet.racked_units, over=SITES), rules.chips.power_mw, over=CHIPS)
    power = drawn * home(rules.countries.power_price_musd_per_mw, rules)
    return (
        view.labs.researchers * salary_musd(rules, view.public.world) + power + view.books.debt_musd * k.interest_rate
    )


def home_fab_part(mind: "Mind") -> Value:
    """Part of the spending that goes to foundries at home, (firms, worlds).

    By the wish for homegrown chips, while the queue for them is long, more where the door abroad is shut.
    """
    wish = clamp(mind.appetite.homegrown - 0.5, 0.0, 2.0) * 0.1
    return clamp(wish * mind.home_queue * (0.4 + mind.shut_out), 0.0, 0.3)


def neutral_fab_part(mind: "Mind") -> Value:
    """Part that goes to foundries on neutral ground, (firms, worlds): little, at scale, for a claim on the queue.

    Nothing from those who have more to fear of a shut door than to gain.
    """
    return clamp(mind.appetite.scale - 1.2, 0.0, 2.0) * 0.02 * clamp(1.0 - mind.shut_out * 3.0, 0.0, 1.0)


def patience_with_stock(mind: "Mind") -> Value:
    """1 while the racks keep up with deliveries, less the more chips wait for power, (firms, worlds)."""
    power = at(mind.view.fleet.power_mw, SITES, consider.HOME)
    backlog = share(at_least(mind.power_lack_mw, 0.0), of=at_least(power, 1.0))
    bearable = 0.15 + mind.appetite.stockpile * (0.15 + mind.alarm * 0.3)
    return clamp(1.5 - share(backlog, of=bearable), 0.05, 1.0)


def offered_mw_per_musd(mind: "Mind") -> Value:
    """Megawatts that a million dollars' worth of the chips on offer would draw, (firms, worlds)."""
    rules, view = mind.rules, mind.view
    is_open = view.may_buy & ~rules.listings.is_leased
    draw_mw = pick(rules.chips.power_mw, rules.listings.chip_index, over=CHIPS)
    price = of_offer(rules, view.public.market.price_musd)
    return share(per_firm(rules, only_where(is_open, draw_mw)), of=per_firm(rules, only_where(is_open, price)))


def _hiring(mind: "Mind", income: Value, cash: Value) -> Value:
    """People to hire, (firms, worlds): as fast as wages stay within a part of the income, the taste for research."""
    k, staff = mind.rules.constants, mind.view.labs.researchers
    salary = salary_musd(mind.rules, mind.view.public.world)
    wages = (income + cash * 0.03) * (0.08 + mind.appetite.efficiency * 0.06)
    room = at_least(wages / salary - staff, 0.0)
    pace = staff * k.hire_most_share * clamp(0.72 + mind.appetite.efficiency * 0.11, 0.0, 0.95) + 5.0
    return at_most(room, pace)
