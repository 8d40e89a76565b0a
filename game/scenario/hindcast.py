"""A scenario's ``hindcast.json``: read and checked against its scenario, every problem with file and line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath

from pydantic import ValidationError

from game.engine.axes import COUNTRIES, DOCTRINES, FIRMS, TURNS
from game.engine.quantities import QUANTITY_NAMES, UnknownQuantity, resolve
from game.engine.ruleset import Ruleset
from game.scenario.explain import problem_of
from game.scenario.extend import Layer, Resolved, without_notes
from game.scenario.frame import quarter_name
from game.scenario.kinds import HINDCAST
from game.scenario.load import Loaded, load_scenario, located
from game.scenario.models.hindcast import YEARLY, HindcastFile, PublicFigure
from game.scenario.problems import Path, Problem, ScenarioError, hint
from game.scenario.read import HEAD, Package, Source, read_package

PLAIN_POLICIES = ("idle", "random", "doctrine")
"""Policies besides the scenario's doctrines that may stand for a firm."""


@dataclass(frozen=True)
class Hindcast:
    """A scenario with what it is held against."""

    loaded: Loaded
    file: HindcastFile


def load_hindcast(path_or_id: str | FilePath, folders: Sequence[FilePath] = ()) -> Hindcast:
    """A scenario and its ``hindcast.json``, checked. Raises ScenarioError with every problem at once."""
    path = located(path_or_id, folders)
    source = read_package(path).parts.get(HINDCAST)
    if source is None:
        wrong = "the scenario has nothing to be held against"
        raise ScenarioError([Problem(str(path), 1, 1, (), wrong, f"put a {HINDCAST}.json beside its scenario.json")])
    loaded = load_scenario(path, folders)
    return Hindcast(loaded, _checked(source, loaded.ruleset))


def validate_hindcast(path_or_id: str | FilePath, folders: Sequence[FilePath] = ()) -> list[Problem]:
    """What is wrong with a sound scenario's ``hindcast.json``; nothing if it is in order, or not there."""
    source = read_package(located(path_or_id, folders)).parts.get(HINDCAST)
    if source is None:
        return []
    try:
        _checked(source, load_scenario(path_or_id, folders).ruleset)
    except ScenarioError as error:
        return list(error.problems)
    return []


def _checked(source: Source, rules: Ruleset) -> HindcastFile:
    data = source.data
    if not isinstance(data, dict):
        raise ScenarioError([source.problem((), "the file holds no object", "it begins with { and ends with }")])
    here = Resolved(data, (Layer(Package("", {HEAD: source}), data),))
    try:
        file = HindcastFile.model_validate(without_notes(data))
    except ValidationError as error:
        findings = error.errors(include_url=False)
        raise ScenarioError([problem_of(dict(found), here, HindcastFile) for found in findings]) from None
    problems = [here.problem(*found) for found in _findings(file, rules)]
    if problems:
        raise ScenarioError(problems)
    return file


def _findings(file: HindcastFile, rules: Ruleset) -> Iterator[tuple[Path, str, str]]:
    firms, policies = rules.ids[FIRMS], (*PLAIN_POLICIES, *rules.ids[DOCTRINES])
    for firm, policy in file.seats.items():
        if firm not in firms:
            yield ("seats", firm), f'there is no firm "{firm}"', hint(firm, firms, "firms")
        elif policy not in policies:
            yield ("seats", firm), f'there is no policy "{policy}"', hint(policy, policies, "policies")
    for name, figure in file.figures.items():
        yield from _figure(("figures", name), figure, rules)


def _figure(at: Path, figure: PublicFigure, rules: Ruleset) -> Iterator[tuple[Path, str, str]]:
    firms, countries = rules.ids[FIRMS], rules.ids[COUNTRIES]
    if figure.who is not None and figure.who not in (*firms, *countries):
        yield (*at, "who"), f'there is no firm or country "{figure.who}"', hint(figure.who, (*firms, *countries))
    if figure.what not in YEARLY:
        try:
            of_firms = FIRMS in resolve(figure.what, rules).read(rules, rules.start(2)).axes
        except UnknownQuantity as error:
            near = f'did you mean "{error.nearest}"?' if error.nearest else ""
            right = near or hint(figure.what, (*QUANTITY_NAMES, *YEARLY), "quantities", most=60)
            yield (*at, "what"), f'there is no quantity "{figure.what}"', right
            return
        if of_firms != (figure.who is not None):
            wrong = "belongs to firms" if of_firms else "belongs to nobody"
            yield (*at, "what"), wrong, 'name a firm or country under "who"' if of_firms else 'leave out "who"'
    elif figure.who is None:
        yield (*at, "what"), "belongs to firms", 'name a firm or country under "who"'
    quarters = rules.ids[TURNS]
    if quarter_name(figure.mark) not in quarters:
        wrong = f"is {quarter_name(figure.mark)}, but the game runs from {quarters[0]} to {quarters[-1]}"
        yield (*at, "mark"), wrong, ""
