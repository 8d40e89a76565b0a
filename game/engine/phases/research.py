"""Research: people on projects, know-how, spill-over, and software that matures.

    progress    = before + people on it x pace x (1 + spill-over)
    pace        = project_pace x talent x (1 + bonus) x experiments
    know-how    = before + own work + reading + algorithm_bonus_rate x bonus
    own work    = know_how_rate x talent^0.6 x effort^0.38 x experiments / (1 + know_how_lead_drag x lead)
    maturity    = before + maturity_rate x (1 - before) x (1 + 2 x bonus) x (ecosystem's part of the fleet)^0.5
    spill-over  = spill_over_rate x open firms that have finished it, at most spill_over_most
    wages       = before x e^(wage_speed x (people hired / people there - usual_hiring)), 0.6 to 4
    true length = stated work x (1 + spread x (2 x luck - 1)), the same for all firms of a world
    experiments = 0.4 + 4 x research's share of compute, at most 1.6
    effort      = researchers x part of them on models and systems (at least 0.3) / usual_researchers
    reading     = absorption_rate x distance to what the public knows x (1 + bonus)
    published   = know-how - 0.55 x (1 - openness) - 0.15
    public      = before + publication_rate x (best published - before)

Progress is people-quarters, know-how log10 of efficiency, maturity 0 to 1. A project is done when its progress passes
the true length. A firm more than far_behind behind what the public knows gets far_behind_share of its own work. Hiring
costs hire_musd M$ a person times the wages of its country, which all firms there bid up together. Pre-training compute
for one result halves every 5 to 14 months (Epoch AI, on algorithmic progress).
"""

from dataclasses import replace

from game.engine.axes import BRANCHES, CHIPS, ECOSYSTEMS, FIRMS, PROJECTS, SITES, USES
from game.engine.draws import Purpose, fixed_draw
from game.engine.legality import researchable_projects
from game.engine.market_facts import bonus, chip_strength, home
from game.engine.numeric import (
    at,
    at_least,
    at_most,
    blend,
    choose,
    clamp,
    exp,
    largest,
    only_where,
    parted,
    power,
    share,
    total,
)
from game.engine.orders import Orders
from game.engine.phases.compute import RESEARCH
from game.engine.record import Recorder
from game.engine.ruleset import Ruleset
from game.engine.state import State, World
from game.engine.value import Value


def do_research(rules: Ruleset, state: State, orders: Orders, record: Recorder) -> State:
    """Hire, work on projects, finish some, learn, and mature."""
    state = _hire(rules, state, orders, record)
    state = _work(rules, state, orders, record)
    state = _learn(rules, state, record)
    return _mature(rules, state)


def _hire(rules: Ruleset, state: State, orders: Orders, record: Recorder) -> State:
    labs, ledger = state.labs, state.ledger
    hired = at_least(orders.hire_people, 0.0)
    gone = at_least(-orders.hire_people, 0.0)
    cost = hired * hire_price_musd(rules, state.world)
    record.note("research.hire_musd", cost)
    return replace(
        state,
        world=replace(state.world, wages=_wages(rules, state, hired)),
        labs=replace(labs, researchers=labs.researchers + hired - gone),
        books=replace(state.books, cash_musd=state.books.cash_musd - cost, spent_musd=state.books.spent_musd + cost),
        ledger=replace(
            ledger,
            people_hired=ledger.people_hired + total(hired, over=FIRMS),
            people_left=ledger.people_left + total(gone, over=FIRMS),
        ),
    )


def hire_price_musd(rules: Ruleset, world: World) -> Value:
    """What a hire costs today, M$ (firms, worlds)."""
    return home(world.wages, rules) * rules.constants.hire_musd


def salary_musd(rules: Ruleset, world: World) -> Value:
    """What a researcher is paid a quarter, M$ (firms, worlds)."""
    return home(world.wages, rules) * rules.constants.salary_musd


def _wages(rules: Ruleset, state: State, hired: Value) -> Value:
    """Wages after this quarter's hiring, (countries, worlds): all firms of a country bid for the same people."""
    k = rules.constants
    staff = blend(state.labs.researchers, rules.firm_countries, over=FIRMS)
    part = share(blend(hired, rules.firm_countries, over=FIRMS), of=staff)
    return clamp(state.world.wages * exp((part - k.usual_hiring) * k.wage_speed), 0.6, 4.0)


def true_length(rules: Ruleset, state: State) -> Value:
    """What each project really takes in this world, hidden from all, (projects, worlds) people-quarters."""
    luck = fixed_draw(rules, state, Purpose.PROJECT_LENGTH, PROJECTS)
    return rules.projects.work_people_quarters * (1.0 + rules.projects.spread * (luck * 2.0 - 1.0))


def research_pace(rules: Ruleset, state: State) -> Value:
    """Progress one researcher makes a quarter, (firms, worlds)."""
    speed = (1.0 + at_least(bonus(state, "research_speed"), -0.5)) * rules.constants.project_pace
    return rules.firms.research_talent * speed * _experiments(state)


def _experiments(state: State) -> Value:
    """Compute for experiments as a factor, 0.4 to 1.6: a fifth of the fleet is about usual."""
    return clamp(0.4 + at(state.compute.split, USES, RESEARCH) * 4.0, 0.4, 1.6)


def spill_over(rules: Ruleset, state: State) -> Value:
    """How much faster a project goes for those who publish-reading firms could learn it from, (projects, worlds)."""
    published = total(only_where(state.labs.done, rules.firms.openness), over=FIRMS)
    return at_most(published * rules.constants.spill_over_rate, rules.constants.spill_over_most)


def _work(rules: Ruleset, state: State, orders: Orders, record: Recorder) -> State:
    labs = state.labs
    ready = researchable_projects(rules, state)
    focus = only_where(ready, at_least(orders.focus, 0.0))
    people = labs.researchers * parted(focus, over=PROJECTS)
    pace = research_pace(rules, state)
    progress = labs.progress + people * pace * (1.0 + spill_over(rules, state))
    finished = ready & (progress >= true_length(rules, state)) & (people > 0.0)
    record.note("research.finished", finished)

    new = only_where(finished, 1.0)
    return replace(
        state,
        labs=replace(
            labs,
            progress=progress,
            done=labs.done | finished,
            focus=orders.focus,
            bonus=labs.bonus + blend(new, rules.projects.gives, over=PROJECTS),
            know_how=labs.know_how + blend(new, rules.projects.know_how, over=PROJECTS),
        ),
        fleet=replace(
            state.fleet,
            maturity=at_most(state.fleet.maturity + blend(new, rules.projects.matures, over=PROJECTS), 1.0),
        ),
    )


def _learn(rules: Ruleset, state: State, record: Recorder) -> State:
    """Know-how from own work and from what everybody can read."""
    k, labs, world = rules.constants, state.labs, state.world
    by_branch = blend(labs.focus, rules.projects.branches, over=PROJECTS)
    algorithmic = at(by_branch, BRANCHES, 0) + at(by_branch, BRANCHES, 1)
    effort_share = share(algorithmic, of=at_least(total(labs.focus, over=PROJECTS), 0.01))
    effort = labs.researchers * at_least(effort_share, 0.3) / k.usual_researchers

    lead = at_least(labs.know_how - world.public_know_how, 0.0)
    behind = at_least(world.public_know_how - labs.know_how, 0.0)
    own = power(at_least(effort, 0.001), 0.38) * power(rules.firms.research_talent, 0.6) * _experiments(state)
    own = own * k.know_how_rate / (1.0 + lead * k.know_how_lead_drag)
    own = choose(behind > k.far_behind, own * k.far_behind_share, own)
    read = behind * k.absorption_rate * (1.0 + at_least(bonus(state, "absorbing"), -0.5))
    extra = at_least(bonus(state, "algorithms"), -0.5) * k.algorithm_bonus_rate
    know_how = record.add_up("labs.know_how", before=labs.know_how, own_work=own, reading=read, bonus=extra)

    published = know_how - (1.0 - rules.firms.openness) * 0.55 - 0.15
    best = largest(published, over=FIRMS)
    public = world.public_know_how + at_least(best - world.public_know_how, 0.0) * k.publication_rate
    return replace(state, labs=replace(labs, know_how=know_how), world=replace(world, public_know_how=public))


def _mature(rules: Ruleset, state: State) -> State:
    """Software for an ecosystem matures in the hands of who runs its chips."""
    k, fleet = rules.constants, state.fleet
    running = total(fleet.racked_units, over=SITES) * chip_strength(rules, state)
    by_ecosystem = blend(running, rules.chips.ecosystems, over=CHIPS)
    weight = share(by_ecosystem, of=at_least(total(by_ecosystem, over=ECOSYSTEMS), 1.0))
    speed = k.maturity_rate * (1.0 + at_least(bonus(state, "porting"), -0.5) * 2.0)
    gained = (1.0 - fleet.maturity) * speed * power(weight, 0.5)
    gained = only_where(by_ecosystem > 0.0, gained)
    return replace(state, fleet=replace(fleet, maturity=clamp(fleet.maturity + gained, 0.0, 1.0)))
