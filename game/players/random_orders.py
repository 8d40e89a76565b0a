"""The other floor: random orders over the whole space of orders, all of them legal.

Every number comes from the world's own dice, so that a random game is the same in any batch. What the quarter may
cost is divided at random over its uses and kept within the cash in hand.
"""

from functools import cached_property

from game.engine.axes import (
    BONUSES,
    CHIPS,
    COUNTRIES,
    EVENTS,
    FIRMS,
    FOUNDRIES,
    LISTINGS,
    MOVES,
    PENDING,
    PROJECTS,
    RUNS,
    SEGMENTS,
    USES,
    Axis,
)
from game.engine.draws import Purpose, draw
from game.engine.legality import NOTIFY, answer_cost_musd, answered, licences_in_flight, move_cost_musd
from game.engine.listings import best_per_firm, first_per_firm, of_firm, of_offer, per_firm
from game.engine.market_facts import home
from game.engine.numeric import (
    any_of,
    at,
    at_least,
    at_most,
    choose,
    floor,
    largest,
    only_where,
    parted,
    pick,
    share,
    so_many,
    total,
)
from game.engine.orders import Orders
from game.engine.phases.money import investor_offer_musd
from game.engine.phases.research import hire_price_musd
from game.engine.phases.second_hand import may_sell, may_take, new_price_musd, owned_units
from game.engine.registers import BONUS_IDS, RELEASES
from game.engine.ruleset import Ruleset
from game.engine.value import Value
from game.engine.view import View
from game.players import considerations as consider

WITHIN = 0.98
"""How near to a limit a random order goes, so that rounding never crosses it."""

SAFETY = 1.35
"""What the engine sets aside for a purchase, over its price: fees and premiums (``clamp``)."""

SCALARS = (
    "hire",
    "run",
    "length",
    "width",
    "release",
    "held",
    "open",
    "borrow",
    "raise",
    "bid",
    "chips",
    "contracts",
    "used",
    "power",
    "people",
    "fabs",
    "talk",
    "comply",
    "file",
    "repay",
)


class RandomOrders:
    """Plays every seat at random within the rules."""

    def decide(self, rules: Ruleset, view: View) -> Orders:
        """Random legal orders of all firms."""
        return _Hand(rules, view).orders()


class _Hand:
    """One quarter's dice for all seats."""

    def __init__(self, rules: Ruleset, view: View) -> None:
        self.rules, self.view = rules, view
        assert len(SCALARS) <= len(BONUS_IDS)
        self.scalars = self.dice(BONUSES)

    def dice(self, axis: Axis) -> Value:
        """Numbers in [0, 1) for each firm and place of an axis."""
        return draw(self.rules, self.view, Purpose.RANDOM_POLICY, FIRMS, axis)

    @cached_property
    def by_listing(self) -> Value:
        """Numbers in [0, 1) for each listing, (listings, worlds)."""
        return draw(self.rules, self.view, Purpose.RANDOM_POLICY, LISTINGS)

    def luck(self, name: str) -> Value:
        """The firm's number for one decision, (firms, worlds)."""
        return at(self.scalars, BONUSES, SCALARS.index(name))

    def orders(self) -> Orders:
        """All orders of the quarter."""
        view = self.view
        debt = view.books.debt_musd
        cash = at_least(view.books.cash_musd - consider.contract_due_musd(self.rules, view), 0.0)
        repay = only_where(self.luck("repay") < 0.3, at_most(debt, cash * 0.3) * self.luck("borrow") * WITHIN)
        moves, answers, paid = self.board(at_least(cash - repay, 0.0) * 0.5)
        parts = self.purse(at_least(cash - repay - paid, 0.0) * WITHIN)
        room = consider.credit_musd(self.rules, view) * WITHIN
        is_borrowing = (repay <= 0.0) & (self.luck("repay") > 0.8)
        taken = view.training.quarters_left > 0.0
        cut = self.dice(RUNS) < 0.05
        staff = view.labs.researchers
        hire = at_most(parts["people"] / at_least(self.hire_price(), 0.01), self.most_hired())
        return Orders(
            buy_units=self.purchases(parts["chips"]),
            bid_share=self.bid(),
            reserve_units=self.contracts(parts["contracts"]),
            sell_units=self.sales(),
            used_units=self.second_hand(parts["used"]),
            cancel_units=floor(self.by_listing * view.fleet.held_units),
            file_units=self.applications(),
            rack_units=floor(self.dice(CHIPS) * view.fleet.stock_units),
            build_mw=at_most(parts["power"] / self.power_price(), self.rules.constants.build_most_mw),
            split=self.dice(USES) + 0.01,
            focus=self.focus(),
            hire_people=choose(self.luck("hire") < 0.2, floor(staff * 0.3 * self.luck("people")) * -1.0, floor(hire)),
            run_start=any_of(~taken, over=RUNS) & (self.luck("run") < 0.5),
            run_quarters=so_many(floor(self.luck("length") * 4.0) + 1.0, "quarters"),
            run_share=self.luck("width") * 0.95 + 0.05,
            run_release=so_many(floor(self.luck("release") * float(len(RELEASES))), "index"),
            run_cut=cut & taken,
            run_widen=taken & ~cut & (self.dice(RUNS) > 0.9),
            release_held=(view.training.held_index > 0.0) & (self.luck("held") < 0.4),
            open_weights=(view.training.released_index > 0.0) & (self.luck("open") < 0.1),
            fab_musd=self.spread(parts["fabs"], only_where(self.rules.may_back, self.dice(FOUNDRIES)), FOUNDRIES),
            price=self.dice(SEGMENTS) * 1.6 + 0.4,
            borrow_musd=only_where(is_borrowing, room * self.luck("borrow")) - repay,
            raise_musd=self.luck("raise") * investor_offer_musd(self.rules, view) * WITHIN,
            lobby_musd=self.talk(parts["talk"]),
            comply_musd=at_most(parts["comply"], self.rules.constants.lobby_budget_musd),
            moves=moves,
            answers=answers,
        )

    def purse(self, purse_musd: Value) -> dict[str, Value]:
        """The money divided at random over its uses, part of it kept."""
        names = ("chips", "contracts", "used", "power", "people", "fabs", "talk", "comply")
        whole = self.luck("repay") + 0.05
        for name in names:
            whole = whole + self.luck(name)
        return {name: purse_musd * self.luck(name) / whole for name in names}

    def bid(self) -> Value:
        """A premium up to a half, (firms, worlds)."""
        return self.luck("bid") * 0.5

    def power_price(self) -> Value:
        """What a megawatt is set aside for, (firms, worlds)."""
        return self.luck("power") * 0.0 + self.rules.constants.build_musd_per_mw * 1.55

    def hire_price(self) -> Value:
        """What a hire costs, (firms, worlds)."""
        return hire_price_musd(self.rules, self.view.public.world)

    def most_hired(self) -> Value:
        """How many people may be hired, (firms, worlds)."""
        k = self.rules.constants
        return floor(self.view.labs.researchers * k.hire_most_share) + floor(self.luck("hire") * k.hire_most_people)

    def spread(self, money: Value, weights: Value, over: Axis) -> Value:
        """Money divided along an axis by weights; nothing where all are 0."""
        return money * parted(weights, over=over)

    def purchases(self, money: Value) -> Value:
        """Random lots of what may be bought, (listings, worlds)."""
        rules, view = self.rules, self.view
        wish = only_where(view.may_buy & (self.by_listing > 0.5), self.by_listing - 0.5)
        price = of_offer(rules, view.public.market.price_musd) * of_firm(rules, (self.bid() + 1.0) * SAFETY)
        spend = wish * of_firm(rules, share(money, of=per_firm(rules, wish)))
        units = floor(share(spend, of=price))
        is_free = (view.severity <= NOTIFY) | ~rules.listings.is_controlled
        return choose(is_free, units, floor(at_most(units, consider.licensed_units(view))))

    def contracts(self, money: Value) -> Value:
        """Now and then a contract for a random part of the room, (listings, worlds)."""
        rules, market = self.rules, self.view.public.market
        wish = only_where(consider.may_sign(rules, self.view) & (self.by_listing > 0.9), self.by_listing - 0.9)
        spend = wish * of_firm(rules, share(money, of=per_firm(rules, wish)))
        fee = of_offer(rules, market.price_musd) * (rules.constants.contract_fee + 0.01)
        return at_most(floor(share(spend, of=fee)), of_offer(rules, floor(market.room_units * 0.5)))

    def sales(self) -> Value:
        """A third of a kind, now and then, (firms, chips, worlds)."""
        is_sold = may_sell(self.rules, self.new_price()) & (self.dice(CHIPS) < 0.1)
        return only_where(is_sold, floor(owned_units(self.view.fleet) * 0.3))

    def new_price(self) -> Value:
        """What each chip costs new, M$ (chips, worlds)."""
        return new_price_musd(self.rules, self.view.public.market.price_musd, self.view.turn)

    def second_hand(self, money: Value) -> Value:
        """Random lots from the shelves at home, (firms, chips, worlds)."""
        rules = self.rules
        shelf = home(self.view.public.market.used_units, rules)
        may_have = may_take(rules, self.view.influence)
        wish = only_where(may_have & (shelf > 0.0) & (self.dice(CHIPS) > 0.5), self.dice(CHIPS))
        price = self.new_price() * rules.constants.used_ask_share * SAFETY
        return at_most(floor(share(self.spread(money, wish, CHIPS), of=price)), floor(shelf))

    def applications(self) -> Value:
        """A licence for one random offer, now and then, (listings, worlds)."""
        rules, view = self.rules, self.view
        is_new = view.may_licence & ~licences_in_flight(rules, view.licences)
        wish = only_where(is_new, self.by_listing + 0.01)
        is_best = (wish > 0.0) & (wish == of_firm(rules, best_per_firm(rules, wish)))
        units = only_where(self.luck("file") < 0.3, so_many(floor(self.luck("file") * 20_000.0) + 1.0, "chips"))
        return only_where(first_per_firm(rules, is_best), of_firm(rules, units))

    def focus(self) -> Value:
        """A random division over what can be researched, (firms, projects, worlds)."""
        wish = self.dice(PROJECTS)
        return only_where(self.view.may_research, wish * wish)

    def talk(self, money: Value) -> Value:
        """Lobbying in random capitals, (firms, countries, worlds)."""
        where = only_where(self.rules.countries.has_mood, self.dice(COUNTRIES))
        return at_most(self.spread(money, where, COUNTRIES), self.rules.constants.lobby_budget_musd)

    def board(self, purse_musd: Value) -> tuple[Value, Value, Value]:
        """At most one random move and random answers, with what they cost together."""
        rules, view = self.rules, self.view
        cost = move_cost_musd(rules, view)
        can = view.may_play & (cost <= purse_musd * 0.5) & (rules.moves.attention <= view.desk.attention)
        wish = only_where(can, self.dice(MOVES) + 0.01)
        moves = can & (wish >= largest(wish, over=MOVES)) & (self.luck("run") > 0.2)
        moves_cost = total(only_where(moves, cost), over=MOVES)

        most = pick(rules.choices_of_event, view.desk.pending, over=EVENTS)
        answers = only_where(view.desk.pending >= 0.0, floor(self.dice(PENDING) * most))
        bill = answer_cost_musd(rules, view, answered(rules, view.desk.pending, answers))
        is_payable = bill <= purse_musd * 0.5
        return moves, only_where(is_payable, answers), moves_cost + only_where(is_payable, bill)
