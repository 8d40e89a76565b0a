"""What pushes of levers are worth, as plain data and as lines to read."""

from typing import Any

from game.engine.axes import LEVERS
from game.engine.ruleset import Ruleset
from game.sim.intervals import six
from game.sim.lever_worth import Weighed

SURE = 2.0
"""Standard errors beyond which a change is told from luck."""


def worth_as_json(rules: Ruleset, seed: int, each: int, weighed: Weighed) -> dict[str, Any]:
    """By lever: the push, and what it came to by quarter, in points of the lead."""
    return {
        "scenario": rules.scenario_id,
        "digest": rules.digest,
        "seed": seed,
        "worlds_a_firm": each,
        "whole": weighed.is_whole,
        "quarters": [quarter + 1 for quarter in weighed.quarters],
        "levers": {
            rules.ids[LEVERS][worth.push.lever]: {
                "push": six(worth.push.amount),
                "points": [six(points) for points in worth.points],
                "errors": [six(error) for error in worth.errors],
            }
            for worth in weighed.found
        },
    }


def worth_text(rules: Ruleset, each: int, weighed: Weighed) -> str:
    """A table, what moves most first; a change that luck may have made is in brackets."""
    lines = [
        f"{rules.scenario_id}: points of the lead by a usual push of one firm, {each} worlds a firm;"
        " in brackets what luck may have made",
        f"{'lever':28} {'push':>9} " + " ".join(f"{f'turn {quarter + 1}':>9}" for quarter in weighed.quarters),
    ]
    for worth in sorted(weighed.found, key=lambda worth: -max(map(abs, worth.points))):
        told = " ".join(map(_told, worth.points, worth.errors))
        lines.append(f"{rules.ids[LEVERS][worth.push.lever]:28} {worth.push.amount:9.4g} {told}")
    return "\n".join(lines)


def _told(points: float, error: float) -> str:
    said = f"{points:+.3f}"
    return f"{said:>9}" if abs(points) > SURE * error else f"{f'({said})':>9}"
