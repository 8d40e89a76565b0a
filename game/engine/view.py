"""The View: what each seat may know when it decides, for all seats and worlds at once.

``observe`` lays the state out by how it may be known. A seat's *own* groups hold one row a firm, and the policy that
fills a seat reads its own row only: nothing in ``players`` reduces over firms, and a test changes what rivals hide
and finds every order unchanged. *Public* quantities are what everybody can read. What a person at the screen may know
of a rival is a ``Reading``: known, estimated with a width, or hidden.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from math import inf
from typing import Annotated

import numpy as np
from numpy.typing import NDArray

from game.engine.axes import (
    CHIPS,
    CONTROLS,
    FIRMS,
    LISTINGS,
    MOVES,
    OFFERS,
    PROJECTS,
    WORLDS,
)
from game.engine.draws import Purpose, draw
from game.engine.legality import (
    control_stage,
    licensable_listings,
    listing_severity,
    open_listings,
    playable_moves,
    researchable_projects,
)
from game.engine.listings import choose_by_firm
from game.engine.market_facts import chip_strength, serving_need_h100e
from game.engine.numeric import largest, pick
from game.engine.orders import DEPARTMENTS, Orders
from game.engine.quantities import Quantity
from game.engine.ruleset import Ruleset
from game.engine.state import (
    Books,
    Chance,
    Compute,
    Desk,
    Fleet,
    Foundries,
    Influence,
    Labs,
    Licences,
    Market,
    Products,
    State,
    Training,
    World,
)
from game.engine.value import Value


@dataclass(frozen=True, eq=False)
class Public:
    """What everybody can read."""

    world: World
    market: Market
    foundries: Foundries
    stage: Annotated[Value, (CONTROLS, WORLDS), "stage"]
    """Place in STAGES of every control, as far as it has been heard of."""
    released_index: Annotated[Value, (FIRMS, WORLDS), "index points"]
    frontier_index: Annotated[Value, (WORLDS,), "index points"]
    score: Annotated[Value, (FIRMS, WORLDS), "points"]
    """The league table: scores are published with each quarter's report."""


@dataclass(frozen=True, eq=False)
class View:
    """One quarter as the seats see it."""

    turn: Annotated[Value, (WORLDS,), "turn"]
    chance: Chance
    """For a policy that plays at random: the same dice for the same world in any batch."""
    public: Public
    fleet: Fleet
    licences: Licences
    compute: Compute
    labs: Labs
    training: Training
    products: Products
    books: Books
    influence: Influence
    desk: Desk
    severity: Annotated[Value, (LISTINGS, WORLDS), "severity"]
    """How hard the rules in force bite on each listing."""
    may_buy: Annotated[Value, (LISTINGS, WORLDS), "bool"]
    """Listings open to the buyer today, licences in hand counted."""
    may_licence: Annotated[Value, (LISTINGS, WORLDS), "bool"]
    """Listings that a licence could be applied for."""
    may_play: Annotated[Value, (FIRMS, MOVES, WORLDS), "bool"]
    """Executive moves whose conditions hold."""
    may_research: Annotated[Value, (FIRMS, PROJECTS, WORLDS), "bool"]
    """Projects not done whose needs are met."""
    strength_h100e: Annotated[Value, (OFFERS, WORLDS), "h100e/chip"]
    """Training strength of each offer's chip, as designed so far."""
    serving_need_h100e: Annotated[Value, (FIRMS, WORLDS), "h100e"]
    """What its users asked for last quarter."""


def observe(rules: Ruleset, state: State) -> View:
    """The view of every seat."""
    public = Public(
        world=state.world,
        market=state.market,
        foundries=state.foundries,
        stage=control_stage(state),
        released_index=state.training.released_index,
        frontier_index=largest(state.training.released_index, over=FIRMS),
        score=state.standings.score,
    )
    return View(
        turn=state.turn,
        chance=state.chance,
        public=public,
        fleet=state.fleet,
        licences=state.licences,
        compute=state.compute,
        labs=state.labs,
        training=state.training,
        products=state.products,
        books=state.books,
        influence=state.influence,
        desk=state.desk,
        severity=listing_severity(rules, state),
        may_buy=open_listings(rules, state),
        may_licence=licensable_listings(rules, state),
        may_play=playable_moves(rules, state),
        may_research=researchable_projects(rules, state),
        strength_h100e=pick(chip_strength(rules, state), rules.offers.chip_index, over=CHIPS),
        serving_need_h100e=serving_need_h100e(rules, state),
    )


def standing(rules: Ruleset, view: View) -> Orders:
    """Orders that change nothing: last quarter's divisions and prices, no purchase, no run, no move."""
    firm = view.books.cash_musd * 0.0
    nothing = view.fleet.held_units * 0.0
    runs = view.training.share * 0.0
    no_run = runs > 0.0
    return Orders(
        buy_units=nothing,
        bid_share=firm,
        reserve_units=nothing,
        sell_units=view.fleet.stock_units * 0.0,
        used_units=view.fleet.stock_units * 0.0,
        cancel_units=nothing,
        file_units=nothing,
        rack_units=view.fleet.stock_units * 0.0,
        build_mw=firm,
        split=view.compute.split,
        focus=view.labs.focus,
        hire_people=firm,
        run_start=firm > 0.0,
        run_quarters=firm + 2.0,
        run_share=firm + 1.0,
        run_release=firm,
        run_cut=no_run,
        run_widen=no_run,
        release_held=firm > 0.0,
        open_weights=firm > 0.0,
        fab_musd=view.public.foundries.claim * 0.0,
        price=view.products.price,
        borrow_musd=firm,
        raise_musd=firm,
        lobby_musd=view.influence.standing * 0.0,
        comply_musd=firm,
        moves=view.desk.move_on < view.desk.move_on,
        answers=view.desk.pending * 0.0,
    )


def merge(
    rules: Ruleset, base: Orders, other: Orders, departments: tuple[str, ...], where: Value | None = None
) -> Orders:
    """``base`` with the orders of some departments taken from ``other``, at the seats of a mask (or all)."""
    names = [name for department in departments for name in DEPARTMENTS[department]]
    taken = {name: getattr(other, name) for name in names}
    if where is not None:
        taken = {name: choose_by_firm(rules, where, theirs, getattr(base, name)) for name, theirs in taken.items()}
    return replace(base, **taken)


class Knowledge(StrEnum):
    """How well a seat knows a number."""

    KNOWN = "known"
    ESTIMATED = "estimated"
    HIDDEN = "hidden"


@dataclass(frozen=True)
class Reading:
    """What a seat may say of one firm's quantity: the value in a band, in world 0."""

    knowledge: Knowledge
    low: float = 0.0
    value: float = 0.0
    high: float = 0.0


def reading(rules: Ruleset, state: State, quantity: Quantity, seat: int, firm: int) -> Reading:
    """What ``seat`` knows of ``firm``'s quantity.

    Its own numbers and public ones are known; an estimate is off by a draw that is the seat's own and changes each
    quarter, within a width that the quantity states; the rest is hidden. The band is all that the estimate leaves
    possible, and never beyond what the quantity can be.
    """
    guess = float(readings(rules, state, quantity, seat)[firm])
    if seat == firm or quantity.width == 0.0 or FIRMS not in quantity.read(rules, state).axes:
        return Reading(Knowledge.KNOWN, guess, guess, guess)
    if quantity.width is None:
        return Reading(Knowledge.HIDDEN)
    ends = sorted((guess / (1 + quantity.width / 2), guess / (1 - quantity.width / 2)))
    return Reading(
        Knowledge.ESTIMATED, ends[0], guess, ends[1] if quantity.most is None else min(ends[1], quantity.most)
    )


def readings(rules: Ruleset, state: State, quantity: Quantity, seat: int) -> NDArray[np.float64]:
    """What ``seat`` reads of every firm's quantity in world 0, (firms,): the number where it is known, else a guess.

    Of what is hidden it says 0.
    """
    value = quantity.read(rules, state)
    if FIRMS not in value.axes:
        return np.full(rules.sizes[FIRMS], float(value.array[0]))
    number = np.array(value.array[:, 0], dtype=float)
    if quantity.width == 0.0:
        return number
    if quantity.width is None:
        return np.asarray(np.where(np.arange(len(number)) == seat, number, 0.0))
    luck = np.asarray(draw(rules, state, Purpose.INTELLIGENCE, FIRMS).array[:, 0], dtype=float)
    guess = number * (1 + quantity.width * ((luck + luck[seat]) % 1.0 - 0.5))
    guess = np.asarray(np.minimum(guess, inf if quantity.most is None else quantity.most))
    guess[seat] = number[seat]
    return guess


__all__ = [
    "Knowledge",
    "Public",
    "Reading",
    "View",
    "merge",
    "observe",
    "reading",
    "readings",
    "standing",
]
