"""Cross-checks of controls: dates in order, and whether a control does anything at all."""

from collections.abc import Iterator
from itertools import pairwise

from game.scenario.compile_controls import DATES, catches
from game.scenario.compile_tables import chip_country
from game.scenario.findings import Finding, error, warning
from game.scenario.frame import Frame, quarter_name
from game.scenario.models.politics import Control
from game.scenario.models.scenario import Scenario


def control_findings(scenario: Scenario) -> Iterator[Finding]:
    """All of them."""
    frame = Frame(scenario)
    pushed = _pushed(scenario)
    for name, control in scenario.controls.items():
        yield from _dates(name, control, name in pushed)
        yield from _bite(frame, name, control)


def _pushed(scenario: Scenario) -> set[str]:
    """Controls that some outcome starts."""
    levers = [effect.lever for _, _, outcome in Frame(scenario).outcomes for effect in outcome.effects]
    return {lever.partition(".")[2] for lever in levers if lever.startswith("control.")}


def _dates(name: str, control: Control, is_pushed: bool) -> Iterator[Finding]:
    at = ("controls", name)
    given = [(date, getattr(control, date)) for date in DATES if getattr(control, date) is not None]
    for (before, early), (after, late) in pairwise(given):
        if early > late:
            wrong = f"is {quarter_name(late)}, before its {before} in {quarter_name(early)}"
            yield error((*at, after), wrong, "dates run rumour, announce, force, end")
    if control.announce is None and control.force is None and control.emergent is None and not is_pushed:
        yield warning(at, "can never come", 'give it dates, or "emergent"', own_only=True)
    if control.rumour is not None and control.announce is None and control.force is None:
        yield warning((*at, "rumour"), "is rumoured, but never announced", 'add "announce"')


def _bite(frame: Frame, name: str, control: Control) -> Iterator[Finding]:
    scenario, at = frame.scenario, ("controls", name)
    homes = {firm.country for firm in scenario.firms.values()}
    if not control.binds and not control.foundries and not control.lists:
        yield warning((*at, "binds"), "binds nobody", "name the countries whose buyers it binds")
    if not control.criterion and not control.foundries and not control.lists:
        yield warning(at, "does nothing", 'give it a "criterion", "foundries" or "lists"; [{}] catches every chip')
    if control.criterion and control.binds and not homes.intersection(control.binds):
        yield warning((*at, "binds"), "no firm of this scenario is at home where it binds", own_only=True)
    if control.criterion and not _may_catch(frame, control):
        yield warning((*at, "criterion"), "catches no chip on offer in this scenario", own_only=True)
    if control.criterion and control.policy == "case_by_case" and control.grant_odds == 0:
        yield warning(at, "licences are weighed, but never granted", 'give "grant_odds", or say "denial"')


def _may_catch(frame: Frame, control: Control) -> bool:
    """Whether it catches an offer, or might catch a variant yet to be designed."""
    for chip_id, offer in frame.offers.values():
        chip = frame.scenario.chips[chip_id]
        if chip.variant is not None and chip_country(frame, chip) in control.open_to_variants:
            return True
        if catches(frame, control, chip_id, offer):
            return True
    return False
