"""Considerations: small answers to "how much do I want this?", one function each.

Each reads a seat's own row of the view and what is public, and gives a plain number: 0 for no reason at all, 1 for a
good one, more for an urgent one (unless its docstring says otherwise). Departments weigh them by the appetites.
"""

from game.engine.axes import (
    AHEAD,
    CHIPS,
    CONTROLS,
    COUNTRIES,
    ECOSYSTEMS,
    FOUNDRIES,
    OFFERS,
    SITES,
    TURNS,
    USES,
    Axis,
)
from game.engine.legality import NOTIFY
from game.engine.listings import of_firm, of_market, of_offer, per_firm
from game.engine.market_facts import power_used_mw
from game.engine.numeric import (
    any_of,
    at,
    at_least,
    at_most,
    blend,
    choose,
    clamp,
    counted,
    exp2,
    only_where,
    peak,
    pick,
    share,
    stacked,
    total,
)
from game.engine.phases.licences import plain_licence_odds
from game.engine.phases.money import credit_limit_musd, rent_price_musd
from game.engine.registers import SITES as SITE_IDS
from game.engine.registers import USES as USE_IDS
from game.engine.ruleset import Ruleset
from game.engine.value import Value
from game.engine.view import View

HOME = SITE_IDS.index("home")
RUMOURED, ANNOUNCED = 1.0, 2.0
"""Stages of a control, as in ``view.public.stage``."""


def by_ids(names: tuple[str, ...], weights: dict[str, Value], otherwise: Value, onto: Axis) -> Value:
    """Numbers for the named places of a closed list, and one number for all the others, along its axis."""
    return stacked(tuple(weights.get(name, otherwise) for name in names), onto=onto)


def part_of(by_use: Value, use: str) -> Value:
    """One use's share of the fleet, from a division by use."""
    return at(by_use, USES, USE_IDS.index(use))


def rent_musd(rules: Ruleset, view: View) -> Value:
    """What an H100 equivalent rented out brings a quarter on average, M$ (worlds,)."""
    return rent_price_musd(rules, view.turn, view.public.world) * rules.constants.rent_occupancy


def credit_musd(rules: Ruleset, view: View) -> Value:
    """What lenders would still lend, (firms, worlds)."""
    return at_least(credit_limit_musd(rules, view) - view.books.debt_musd, 0.0)


# --- chips ---------------------------------------------------------------------------------------------------------


def door_closing(rules: Ruleset, view: View) -> Value:
    """How likely and hard a rule that is only talked of would shut a listing, 0 to 1, (listings, worlds).

    A rumour counts by the odds that rumours of its kind come true; a listing that is shut already counts for nothing.
    """
    stage = view.public.stage
    coming = choose(stage == ANNOUNCED, 1.0, only_where(stage == RUMOURED, rules.controls.odds))
    nothing = view.public.market.supply_units * 0.0
    by_country = stacked(
        tuple(
            peak(coming, rules.bites[place].severity, over=CONTROLS) if place in rules.bites else nothing
            for place in range(rules.sizes[COUNTRIES])
        ),
        onto=COUNTRIES,
    )
    ahead = of_market(rules, clamp(counted(by_country, "severity") * 0.34 - 0.3, 0.0, 1.0))
    return only_where(view.severity <= NOTIFY, ahead)


def has_home_chips(rules: Ruleset, ecosystem: int) -> Value:
    """Whether chips of an ecosystem, named by its place, are made in the firm's own country, (firms,)."""
    is_home = rules.firms.country_index == rules.chips.country_index
    return any_of(is_home & at(rules.chips.ecosystems, ECOSYSTEMS, ecosystem), over=CHIPS)


def supply_ahead(rules: Ruleset, view: View) -> Value:
    """Units that will be on sale this quarter, as far as the plan and last quarter's output tell, (offers, worlds)."""
    planned = pick(rules.offers.supply_units, view.turn, over=TURNS)
    return planned * pick(view.public.foundries.output_ratio, rules.offer_foundries, over=FOUNDRIES)


def home_queue(rules: Ruleset, view: View) -> Value:
    """How crowded the queue for chips made at home was, 0 (shelves full) to 1 (70 % too short), (firms, worlds)."""
    at_home, market = rules.home_made_offers, view.public.market
    queue = share(blend(market.wanted_units, at_home, over=OFFERS), of=blend(market.supply_units, at_home, over=OFFERS))
    return clamp(queue - 0.7, 0.0, 1.0)


def software_fit(view: View) -> Value:
    """Part of each ecosystem's chips that the firm's software can use today, 0.4 to 1, (firms, ecosystems, worlds)."""
    return 0.4 + 0.6 * view.fleet.maturity


def strength_per_musd(rules: Ruleset, view: View) -> Value:
    """Strength that a million dollars buys by each listing, H100 equivalents a M$, (listings, worlds).

    Training and serving together, as far as the firm's software can use it; a lease ends, so it counts for less.
    """
    serving = pick(rules.chips.serve_h100e, rules.offers.chip_index, over=CHIPS)
    life = choose(rules.offers.is_leased, 0.4, 1.0)
    wait = exp2(counted(rules.offers.lead_quarters, "quarters") * -0.15)
    by_offer = share((view.strength_h100e * 0.6 + serving * 0.4) * (life * wait), of=view.public.market.price_musd)
    fit = of_firm(rules, software_fit(view), at=rules.listings.ecosystem_index)
    return of_offer(rules, by_offer) * fit


def may_sign(rules: Ruleset, view: View) -> Value:
    """Listings on which a supply contract may be signed today, (listings, worlds)."""
    is_open = view.may_buy & (view.severity <= NOTIFY)
    return is_open & rules.listings.is_plain & (view.fleet.contract_quarters <= 0.0)


def contract_due_musd(rules: Ruleset, view: View) -> Value:
    """The most that supply contracts will ask for this quarter, M$ (firms, worlds)."""
    fleet = view.fleet
    return per_firm(rules, only_where(fleet.contract_quarters > 0.0, fleet.contract_units * fleet.contract_price_musd))


def licensed_units(view: View) -> Value:
    """What granted licences still allow beyond all that is on order and held, (listings, worlds)."""
    coming = total(view.fleet.on_order_units, over=AHEAD) + view.fleet.held_units
    return at_least(view.fleet.allowance_units - coming, 0.0)


def licence_odds(rules: Ruleset, view: View) -> Value:
    """Rough odds that an application is granted within a year, (listings, worlds).

    As ``phases.licences`` reckons a quarter's odds, but without what passing moves add.
    """
    public = view.public
    refused = 1.0 - clamp(plain_licence_odds(rules, public.market, view.influence, public.world.stance), 0.0, 0.95)
    twice = refused * refused
    return 1.0 - twice * twice


# --- compute and power ---------------------------------------------------------------------------------------------


def serving_load(view: View) -> Value:
    """Serving that users asked for over what the whole fleet could serve, (firms, worlds); 1 is all of it."""
    return clamp(share(view.serving_need_h100e, of=view.compute.serving_h100e), 0.0, 3.0)


def free_power_mw(rules: Ruleset, view: View) -> Value:
    """Megawatts at home that nothing draws, (firms, worlds)."""
    return at_least(at(view.fleet.power_mw, SITES, HOME) - power_used_mw(rules, view), 0.0)


def stock_power_mw(rules: Ruleset, view: View) -> Value:
    """Megawatts that the chips in the warehouse would draw, (firms, worlds)."""
    return blend(view.fleet.stock_units, rules.chips.power_mw, over=CHIPS)


def power_lack_mw(rules: Ruleset, view: View) -> Value:
    """Megawatts to contract so that all in the warehouse and on order can run, (firms, worlds).

    Below 0 is room to spare.
    """
    due = total(view.fleet.on_order_units, over=AHEAD)
    draw_mw = only_where(~rules.listings.is_leased, pick(rules.chips.power_mw, rules.listings.chip_index, over=CHIPS))
    needed = stock_power_mw(rules, view) + per_firm(rules, due * draw_mw)
    coming = total(view.fleet.power_coming_mw, over=AHEAD)
    return needed - free_power_mw(rules, view) - coming


# --- the race ------------------------------------------------------------------------------------------------------


def gap_points(view: View) -> Value:
    """Index points (months) behind the best released model, (firms, worlds)."""
    return at_least(view.public.frontier_index - view.training.released_index, 0.0)


def gap_worry(view: View) -> Value:
    """Unease about being behind: 0 at the frontier, 1 at a year behind, at most 2, (firms, worlds)."""
    return clamp(counted(gap_points(view), "months") * (1.0 / 12.0), 0.0, 2.0)


def runway_worry(view: View) -> Value:
    """Unease about the chips in hand: 0 with four generations of runway, 1 with none, (firms, worlds)."""
    return clamp(1.0 - view.compute.runway_generations * 0.25, 0.0, 1.0)


def quarters_to_go(rules: Ruleset, view: View) -> Value:
    """Quarters until the date at which the game is scored, this one counted; many when it is played on, (worlds,)."""
    left = float(rules.turns) - view.turn
    return choose(left > 0.0, left, 99.0)


def strait_worry(rules: Ruleset, view: View) -> Value:
    """Unease about the Strait, (worlds,): 1 from five points under its threshold down, 3 fifteen points above it.

    What one point of tension costs: nothing but itself in calm times, a share of the best fab in others.
    """
    near = view.public.world.tension - rules.constants.strait_tension
    return 1.0 + clamp(near * 0.1 + 0.5, 0.0, 2.0)


# --- governments ---------------------------------------------------------------------------------------------------


def standing_worry(view: View) -> Value:
    """Unease about each government: 0 from 70 points on, 1 at none, (firms, countries, worlds)."""
    return clamp(1.0 - counted(view.influence.standing, "points") * (1.0 / 70.0), 0.0, 1.0)


def record_worry(view: View) -> Value:
    """Unease about the compliance record: 0 from 80 points on, 1 at 40 where listings begin, (firms, worlds)."""
    return clamp((80.0 - counted(view.influence.compliance, "points")) * (1.0 / 40.0), 0.0, 1.5)


def shut_out(rules: Ruleset, view: View) -> Value:
    """Part of the strength offered this quarter that rules keep from the firm, 0 to 1, (firms, worlds)."""
    by_offer = view.strength_h100e * at_most(view.public.market.supply_units, 50_000.0)
    strength = only_where(rules.listings.is_controlled, of_offer(rules, by_offer))
    barred = only_where(view.severity > NOTIFY, strength)
    return share(per_firm(rules, barred), of=per_firm(rules, strength))
