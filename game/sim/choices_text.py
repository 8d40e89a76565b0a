"""What became of the choices, as plain data and as lines to read."""

from statistics import median
from typing import Any, get_args

from game.scenario import Loaded
from game.sim.choices import ChoiceRecord, Records, Verdict, Weighed


def median_stake(weighed: Weighed) -> float:
    """Points between the best and the worst choice, in the middle of all moments; 0 where there were none."""
    return float(median([stake for stakes in weighed.stakes.values() for stake in stakes] or [0.0]))


def found(records: Records, verdict: Verdict) -> list[str]:
    """Choices of which this was found, as ``event:choice``."""
    return [f"{name}:{n}" for name, row in records.items() for n, one in enumerate(row) if one.verdict == verdict]


def choices_as_json(loaded: Loaded, seed: int, worlds: int, weighed: Weighed) -> dict[str, Any]:
    """The records as plain data."""
    rules, records = loaded.ruleset, weighed.records
    return {
        "scenario": rules.scenario_id,
        "digest": rules.digest,
        "seed": seed,
        "continuations": worlds,
        "whole": weighed.is_whole,
        "median_stake": round(median_stake(weighed), 4),
        "stakes": {name: [round(one, 4) for one in stakes] for name, stakes in weighed.stakes.items()},
        "events": {name: [one.as_json() for one in row] for name, row in records.items()},
        "never_best": found(records, "never"),
        "open": found(records, "open"),
        "never_tried": found(records, "untried"),
    }


def choices_text(loaded: Loaded, worlds: int, weighed: Weighed) -> str:
    """The records as lines to read: the choices that never had their day, those that luck hides, and the sum."""
    rules, records, lines = loaded.ruleset, weighed.records, []
    every = [one for row in records.values() for one in row]
    lines.append(f"{rules.scenario_id}: {len(every)} choices of {len(records)} events, {worlds} continuations each")
    for key in found(records, "never"):
        one = _record(records, key)
        lines.append(f"  {key}: beaten in each of {one.tried} moments, {_nearest(one)}")
    for key in found(records, "open"):
        one = _record(records, key)
        told = f"beaten in {one.beaten} of {one.tried} moments, best in {one.best} by less than luck"
        lines.append(f"  {key}: open; {told}, {_nearest(one)}")
    if missing := found(records, "untried"):
        lines.append(f"  no moment found for {', '.join(missing)}")
    lines.append(f"Best and worst choice lie {median_stake(weighed):.2f} points of the lead apart (median of moments).")
    counts = {verdict: len(found(records, verdict)) for verdict in get_args(Verdict)}
    lines.append(
        f"Of {len(every)} choices {counts['best']} are best in some moment and {counts['never']} never, beyond luck; "
        f"{counts['open']} are open, {counts['untried']} found no moment."
    )
    return "\n".join(lines)


def _record(records: Records, key: str) -> ChoiceRecord:
    name, _, choice = key.rpartition(":")
    return records[name][int(choice)]


def _nearest(one: ChoiceRecord) -> str:
    """How near it came to the best, with twice its standard error."""
    behind, error = one.nearest
    return f"{behind:.3f} ± {2 * error:.3f} points behind at the least"
