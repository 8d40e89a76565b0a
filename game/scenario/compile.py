"""A checked scenario in, a Ruleset out."""

from dataclasses import fields, replace

from game.engine.axes import PARTS
from game.engine.constants import Constants
from game.engine.opening import opened
from game.engine.registers import PARTS as PART_NAMES
from game.engine.ruleset import Ruleset
from game.engine.value import table
from game.scenario import compile_controls, compile_deeds, compile_tables
from game.scenario.compile_state import Tables, first_state
from game.scenario.conditions import compile_condition
from game.scenario.frame import Frame
from game.scenario.models.scenario import Scenario


def compile_scenario(scenario: Scenario, fingerprint: str) -> Ruleset:
    """The tables, conditions and first state of a scenario that has passed the checks.

    Raises UnknownQuantity if a condition names a quantity that is not there (the checks find these first).
    """
    frame = Frame(scenario)
    constants = _constants(scenario)
    countries, firms = compile_tables.country_tables(frame), compile_tables.firm_tables(frame)
    offers, foundries = compile_tables.offer_tables(frame), compile_tables.foundry_tables(frame)
    projects, controls = compile_tables.project_tables(frame), compile_controls.control_tables(frame)
    start = first_state(frame, Tables(countries, firms, offers, foundries, projects, controls), constants)
    rules = Ruleset(
        scenario_id=scenario.id,
        digest=fingerprint,
        ids=frame.ids,
        turns=scenario.turns,
        first_quarter=(scenario.start // 4, scenario.start % 4 + 1),
        constants=constants,
        appetites=compile_tables.appetite_tables(frame),
        countries=countries,
        firms=firms,
        chips=compile_tables.chip_tables(frame),
        variants=compile_tables.variant_tables(frame),
        offers=offers,
        routes=compile_tables.route_tables(frame),
        vendors=compile_tables.vendor_tables(frame),
        foundries=foundries,
        controls=controls,
        clauses=compile_controls.clause_tables(frame),
        projects=projects,
        deeds=compile_deeds.deed_tables(frame),
        effects=compile_deeds.effect_tables(frame),
        events=compile_deeds.event_tables(frame),
        moves=compile_deeds.move_tables(frame),
        victories=compile_deeds.victory_tables(frame),
        score_weights=table(_weights(scenario), PARTS),
        start=start,
    )
    rules = _with_conditions(rules, scenario)
    return replace(rules, start=lambda worlds: opened(rules, start(worlds)))


def _constants(scenario: Scenario) -> Constants:
    """The engine's constants; a scenario's own ``attention`` stands before the constant."""
    figures = {field.name: float(getattr(scenario.constants, field.name).value) for field in fields(Constants)}
    if scenario.attention is not None:
        figures["attention_per_quarter"] = float(scenario.attention)
    return Constants(**figures)


def _weights(scenario: Scenario) -> list[float]:
    weights = [float(getattr(scenario.score_weights, part)) for part in PART_NAMES]
    total = sum(weights)
    return [weight / total for weight in weights]


def _with_conditions(rules: Ruleset, scenario: Scenario) -> Ruleset:
    events = tuple(compile_condition(event.when, rules) for event in scenario.events.values())
    moves = tuple(compile_condition(move.when, rules) for move in scenario.moves.values())
    victories = tuple(compile_condition(victory.when, rules) for victory in scenario.victories.values())
    return replace(
        rules,
        events=replace(rules.events, conditions=events),
        moves=replace(rules.moves, conditions=moves),
        victories=replace(rules.victories, conditions=victories),
    )
