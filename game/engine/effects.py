"""Effects: what outcomes of moves and events do to firms and to the world.

An outcome pushes levers (``registers``), each of whom it reaches: the doer, its compatriots, its rivals, everyone. All
pushes of a quarter are added up lever by lever, whoever chose them, and then applied together. Money is in
proportion to the size of a firm's deals, unless it is the price of chips; people and progress to that of its research.
"""

from dataclasses import replace

from game.engine.axes import BRANCHES, FIRMS, LEVERS, SEGMENTS, SITES, Axis
from game.engine.levers import FAMILY_AXES, FAMILY_UNITS, FIRM_PLACES, WORLD_PLACES
from game.engine.market_facts import deal_size, home, team_size
from game.engine.numeric import (
    at,
    at_least,
    at_most,
    blend,
    choose,
    clamp,
    counted,
    exp,
    floor,
    only_where,
    pick,
    section,
    share,
    so_many,
    stacked,
    tally,
    total,
)
from game.engine.record import Recorder
from game.engine.ruleset import Ruleset
from game.engine.state import NEVER, Controls, State
from game.engine.value import Value

SEGMENT_LEVERS = ("users", "enterprise")
"""The lever that pushes a firm's share of each segment."""


def pushed_by(rules: Ruleset, outcome: Value, over: Axis) -> Value:
    """What outcomes push on firms and, in the row of who chose, on the world, (firms, levers, worlds).

    ``outcome`` is by place, (firms, ``over``, worlds), below 0 where nothing was done.
    """
    return tally(outcome, rules.pushes, over=over)


def apply_outcomes(rules: Ruleset, state: State, pushed: Value, record: Recorder) -> State:
    """Push every lever as far as the outcomes of this quarter push it, (firms, levers, worlds)."""
    team = team_size(rules, state)
    state = _push_people(rules, state, pushed, team, record)
    state = _push_standing(rules, state, pushed)
    state = _push_chips_and_projects(rules, state, pushed, team)
    return _push_world(rules, state, pushed)


def _family(rules: Ruleset, pushed: Value, family: str) -> Value:
    """The pushes of one family of levers, (firms, the family's axis, worlds)."""
    axis = FAMILY_AXES[family]
    levers = section(pushed, LEVERS, rules.family_starts[family], axis, rules.sizes[axis])
    return so_many(counted(levers, "lever"), FAMILY_UNITS[family])


def _family_of_world(rules: Ruleset, pushed: Value, family: str) -> Value:
    """The same for levers on the world, whoever pushes them, (the family's axis, worlds)."""
    return total(_family(rules, pushed, family), over=FIRMS)


def _push_people(rules: Ruleset, state: State, pushed: Value, team: Value, record: Recorder) -> State:
    """Cash, staff, patience, know-how, users and what waits on the desk."""

    def lever(name: str) -> Value:
        return at(pushed, LEVERS, FIRM_PLACES[name])

    books, labs, products = state.books, state.labs, state.products
    deal = deal_size(rules, state)
    cash = lever("cash") * deal + lever("price")
    gained, lost = at_least(cash, 0.0), at_least(-cash, 0.0)
    lost = at_most(lost, at_least(books.cash_musd, 0.0))
    record.note("effects.cash_musd", gained - lost)
    wanted = at_most(floor(at_least(lever("poach"), 0.0)), total(labs.researchers, over=FIRMS) * 0.02)
    staff, arrived, left = _poached(state, floor(wanted))
    hired = at_least(floor(lever("researchers") * team), -floor(staff * 0.3))
    pushed_shares = [_won(rules, at(products.share, SEGMENTS, n), lever(SEGMENT_LEVERS[n])) for n in (0, 1)]
    opened = lever("release") > 0.0
    record.note("effects.poached_away", left)
    return replace(
        state,
        books=replace(
            books,
            cash_musd=books.cash_musd + gained - lost,
            received_musd=books.received_musd + gained,
            spent_musd=books.spent_musd + lost,
            debt_musd=at_least(books.debt_musd + lever("debt") * deal, 0.0),
            patience=clamp(books.patience + lever("patience"), 0.0, 100.0),
        ),
        labs=replace(
            labs,
            researchers=staff + hired,
            know_how=labs.know_how + lever("know_how"),
        ),
        products=replace(products, share=stacked(tuple(pushed_shares), onto=SEGMENTS)),
        training=replace(state.training, is_open=state.training.is_open | opened),
        fleet=replace(
            state.fleet,
            power_mw=state.fleet.power_mw
            + only_where(rules.position(SITES) == 0.0, at_least(lever("power"), -at(state.fleet.power_mw, SITES, 0))),
        ),
        influence=replace(
            state.influence, compliance=clamp(state.influence.compliance + lever("compliance"), 0.0, 100.0)
        ),
        desk=replace(
            state.desk,
            attention=at_least(state.desk.attention + lever("attention"), 0.0),
            licence_luck=clamp(state.desk.licence_luck + lever("licences"), 0.0, 0.6),
            supply_rush=clamp(state.desk.supply_rush + lever("supply_rush"), 0.0, 2.0),
        ),
        ledger=replace(
            state.ledger,
            people_hired=state.ledger.people_hired + total(at_least(hired, 0.0), over=FIRMS),
            people_left=state.ledger.people_left
            + total(at_least(-hired, 0.0), over=FIRMS)
            + (total(left, over=FIRMS) - total(arrived, over=FIRMS)),
        ),
    )


def _won(rules: Ruleset, held: Value, push: Value) -> Value:
    """Shares of a segment after a push, log of share (firms, worlds): of a full market, it comes from the others."""
    wanted = held * exp(push)
    everybody = home(blend(wanted, rules.firm_countries, over=FIRMS), rules)
    return wanted / at_least(everybody, 1.0)


def _poached(state: State, wanted: Value) -> tuple[Value, Value, Value]:
    """Staff after poaching: everybody's losses are pro rata to their staff, the poachers' gains to what they wanted.

    Returns staff, arrivals and departures, each (firms, worlds) in whole people. Who finds no desk leaves the field.
    """
    people = state.labs.researchers
    asked = total(wanted, over=FIRMS)
    left = floor(people * share(asked, of=total(people, over=FIRMS)))
    left = only_where(wanted == 0.0, left)
    arrived = floor(wanted * share(total(left, over=FIRMS), of=asked))
    arrived = at_most(arrived, wanted)
    return people - left + arrived, arrived, left


def _push_standing(rules: Ruleset, state: State, pushed: Value) -> State:
    """Standing with governments, maturity of software, passing bonuses."""
    influence, labs, fleet = state.influence, state.labs, state.fleet
    return replace(
        state,
        influence=replace(
            influence, standing=clamp(influence.standing + _family(rules, pushed, "standing"), 0.0, 100.0)
        ),
        labs=replace(labs, boost=clamp(labs.boost + _family(rules, pushed, "boost"), -1.0, 1.0)),
        fleet=replace(fleet, maturity=clamp(fleet.maturity + _family(rules, pushed, "maturity"), 0.0, 1.0)),
    )


def _push_chips_and_projects(rules: Ruleset, state: State, pushed: Value, team: Value) -> State:
    """Chips into or out of the warehouse, and progress on the projects a firm works on."""
    units = floor(_family(rules, pushed, "stock"))
    stock = at_least(state.fleet.stock_units + units, 0.0)
    change = stock - state.fleet.stock_units
    by_project = pick(_family(rules, pushed, "progress"), rules.projects.branch_index, over=BRANCHES)
    by_project = only_where(state.labs.focus > 0.0, by_project)
    progress = at_least(state.labs.progress + by_project * team, 0.0)
    ledger = state.ledger
    return replace(
        state,
        fleet=replace(state.fleet, stock_units=stock),
        labs=replace(state.labs, progress=progress),
        ledger=replace(
            ledger,
            chips_made=ledger.chips_made + total(at_least(change, 0.0), over=FIRMS),
            chips_lost=ledger.chips_lost + total(at_least(-change, 0.0), over=FIRMS),
        ),
    )


def _push_world(rules: Ruleset, state: State, pushed: Value) -> State:
    """Tension, governments, foundries and the life of controls."""

    def lever(name: str) -> Value:
        return total(at(pushed, LEVERS, WORLD_PLACES[name]), over=FIRMS)

    world = state.world
    strait = at_least(world.strait_quarters + lever("strait"), 0.0)
    closes = (world.strait_quarters == 0.0) & (strait > 0.0)
    return replace(
        state,
        world=replace(
            world,
            tension=clamp(world.tension + lever("tension"), 0.0, 100.0),
            strait_quarters=strait,
            strait_closings=world.strait_closings + only_where(closes, 1.0),
            demand=clamp(world.demand + lever("demand"), -1.0, 1.0),
            public_know_how=world.public_know_how + lever("public_know_how"),
            stance=clamp(world.stance + _family_of_world(rules, pushed, "stance"), 0.0, 1.0),
            foundry_shock=clamp(world.foundry_shock + _family_of_world(rules, pushed, "foundry"), -3.0, 1.0),
        ),
        controls=_push_controls(rules, state, _family_of_world(rules, pushed, "control")),
    )


def _push_controls(rules: Ruleset, state: State, pushed: Value) -> Controls:
    """Rumours that outcomes start, controls that they announce or have withdrawn."""
    life, now = state.controls, state.turn
    is_new = life.announced_on == NEVER
    announced = (pushed >= 2.0) & is_new
    rumoured = (pushed >= 1.0) & (life.rumoured_on == NEVER) & is_new
    withdrawn = (pushed <= -1.0) & ~is_new & (life.ended_on == NEVER)
    return replace(
        life,
        rumoured_on=choose(rumoured | (announced & (life.rumoured_on == NEVER)), now, life.rumoured_on),
        announced_on=choose(announced, now, life.announced_on),
        in_force_on=choose(announced, now + 1.0 + rules.controls.grace_quarters, life.in_force_on),
        ended_on=choose(withdrawn, now, life.ended_on),
    )
