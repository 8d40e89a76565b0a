"""Effects: what outcomes of moves and events do to firms and to the world.

An outcome pushes levers (``registers``). Its effects stand in sparse tables by scope (the doer, its compatriots, its
rivals, everyone) and family, so that all outcomes of a quarter are applied together, whoever chose them.
"""

from collections.abc import Iterator
from dataclasses import replace

from game.engine.axes import (
    BRANCHES,
    COUNTRIES,
    FIRMS,
    LEVERS,
    OUTCOMES,
    PROJECTS,
    SEGMENTS,
    SITES,
)
from game.engine.numeric import (
    at,
    at_least,
    at_most,
    blend,
    choose,
    clamp,
    exp2,
    floor,
    only_where,
    pick,
    share,
    stacked,
    total,
)
from game.engine.record import Recorder
from game.engine.registers import FIRM_LEVERS, WORLD_LEVERS
from game.engine.ruleset import Ruleset
from game.engine.state import NEVER, Controls, State
from game.engine.tables import ScopeTables
from game.engine.value import Value

FIRM_PLACES = {lever.id: n for n, lever in enumerate(FIRM_LEVERS)}
WORLD_PLACES = {lever.id: len(FIRM_LEVERS) + n for n, lever in enumerate(WORLD_LEVERS)}


def apply_outcomes(rules: Ruleset, state: State, happened: Value, record: Recorder) -> State:
    """Push every lever that the outcomes of this quarter push.

    ``happened`` marks outcomes by the firm that did the deed, (firms, outcomes, worlds).
    """
    reach = _reach(rules, happened)
    state = _push_people(rules, state, reach, record)
    state = _push_standing(rules, state, reach)
    state = _push_chips_and_projects(rules, state, reach)
    return _push_world(rules, state, total(happened, over=FIRMS))


def _reach(rules: Ruleset, happened: Value) -> tuple[tuple[ScopeTables, Value], ...]:
    """For each scope its tables and how often each outcome reaches each firm, (firms, outcomes, worlds)."""
    mine = only_where(happened, 1.0)
    everywhere = total(mine, over=FIRMS)
    by_country = blend(mine, rules.firm_countries, over=FIRMS)
    country = pick(by_country, rules.firms.country_index, over=COUNTRIES)
    return (
        (rules.effects.self_, mine),
        (rules.effects.compatriots, country - mine),
        (rules.effects.rivals, everywhere - mine),
        (rules.effects.everyone, everywhere + mine * 0.0),
    )


def _pushed(reach: tuple[tuple[ScopeTables, Value], ...], family: str) -> Value:
    """All pushes of one family, (firms, the family's axis, worlds)."""

    def parts() -> Iterator[Value]:
        for tables, how_often in reach:
            weights: Value = getattr(tables, family)
            yield blend(how_often, weights, over=OUTCOMES)

    first, *rest = parts()
    for part in rest:
        first = first + part
    return first


def _push_people(rules: Ruleset, state: State, reach: tuple[tuple[ScopeTables, Value], ...], record: Recorder) -> State:
    """Cash, staff, patience, know-how, users and what waits on the desk."""
    pushed = _pushed(reach, "firm")

    def lever(name: str) -> Value:
        return at(pushed, LEVERS, FIRM_PLACES[name])

    books, labs, products = state.books, state.labs, state.products
    cash = lever("cash")
    gained, lost = at_least(cash, 0.0), at_least(-cash, 0.0)
    lost = at_most(lost, at_least(books.cash_musd, 0.0))
    record.note("effects.cash_musd", gained - lost)
    wanted = at_most(floor(at_least(lever("poach"), 0.0)), total(labs.researchers, over=FIRMS) * 0.02)
    staff, arrived, left = _poached(state, floor(wanted))
    hired = at_least(floor(lever("researchers")), -floor(staff * 0.3))
    shares = [at(products.share, SEGMENTS, 0), at(products.share, SEGMENTS, 1)]
    push = [exp2(lever("users") * 1.442695), exp2(lever("enterprise") * 1.442695)]
    opened = lever("release") > 0.0
    record.note("effects.poached_away", left)
    return replace(
        state,
        books=replace(
            books,
            cash_musd=books.cash_musd + gained - lost,
            received_musd=books.received_musd + gained,
            spent_musd=books.spent_musd + lost,
            debt_musd=at_least(books.debt_musd + lever("debt"), 0.0),
            patience=clamp(books.patience + lever("patience"), 0.0, 100.0),
        ),
        labs=replace(
            labs,
            researchers=staff + hired,
            know_how=labs.know_how + lever("know_how"),
        ),
        products=replace(products, share=stacked((shares[0] * push[0], shares[1] * push[1]), onto=SEGMENTS)),
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


def _push_standing(rules: Ruleset, state: State, reach: tuple[tuple[ScopeTables, Value], ...]) -> State:
    """Standing with governments, maturity of software, passing bonuses."""
    del rules
    influence, labs, fleet = state.influence, state.labs, state.fleet
    return replace(
        state,
        influence=replace(influence, standing=clamp(influence.standing + _pushed(reach, "standing"), 0.0, 100.0)),
        labs=replace(labs, boost=clamp(labs.boost + _pushed(reach, "boost"), -1.0, 1.0)),
        fleet=replace(fleet, maturity=clamp(fleet.maturity + _pushed(reach, "maturity"), 0.0, 1.0)),
    )


def _push_chips_and_projects(rules: Ruleset, state: State, reach: tuple[tuple[ScopeTables, Value], ...]) -> State:
    """Chips into or out of the warehouse, and progress on the projects a firm works on."""
    pushed = floor(_pushed(reach, "stock"))
    stock = at_least(state.fleet.stock_units + pushed, 0.0)
    change = stock - state.fleet.stock_units
    worked_on = share(state.labs.focus, of=total(state.labs.focus, over=PROJECTS))
    by_project = pick(_pushed(reach, "progress"), rules.projects.branch_index, over=BRANCHES)
    progress = at_least(state.labs.progress + by_project * worked_on, 0.0)
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


def _push_world(rules: Ruleset, state: State, how_often: Value) -> State:
    """Tension, governments, foundries and the life of controls."""
    pushed = blend(how_often, rules.effects.world, over=OUTCOMES)

    def lever(name: str) -> Value:
        return at(pushed, LEVERS, WORLD_PLACES[name])

    world = state.world
    strait = at_least(world.strait_quarters + lever("strait"), 0.0)
    return replace(
        state,
        world=replace(
            world,
            tension=clamp(world.tension + lever("tension"), 0.0, 100.0),
            strait_quarters=strait,
            demand=clamp(world.demand + lever("demand"), -1.0, 1.0),
            public_know_how=world.public_know_how + lever("public_know_how"),
            stance=clamp(world.stance + blend(how_often, rules.effects.stance, over=OUTCOMES), 0.0, 1.0),
            foundry_shock=clamp(
                world.foundry_shock + blend(how_often, rules.effects.foundry, over=OUTCOMES), -3.0, 1.0
            ),
        ),
        controls=_push_controls(rules, state, how_often),
    )


def _push_controls(rules: Ruleset, state: State, how_often: Value) -> Controls:
    """Rumours that outcomes start, controls that they announce or have withdrawn."""
    pushed = blend(how_often, rules.effects.control, over=OUTCOMES)
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
