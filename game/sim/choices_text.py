"""What became of the choices, as plain data and as lines to read."""

from statistics import median
from typing import Any

from game.scenario import Loaded
from game.sim.choices import Records, Weighed


def median_stake(weighed: Weighed) -> float:
    """Points between the best and the worst choice, in the middle of all moments; 0 where there were none."""
    return float(median([stake for found in weighed.stakes.values() for stake in found] or [0.0]))


def never_best(records: Records) -> list[str]:
    """Choices that were tried and were the best in no moment, as ``event:choice``."""
    return [f"{name}:{n}" for name, row in records.items() for n, one in enumerate(row) if one.tried and not one.best]


def never_tried(records: Records) -> list[str]:
    """Choices that no moment was found for."""
    return [f"{name}:{n}" for name, row in records.items() for n, one in enumerate(row) if not one.tried]


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
        "stakes": {name: [round(one, 4) for one in found] for name, found in weighed.stakes.items()},
        "events": {name: [one.as_json() for one in row] for name, row in records.items()},
        "never_best": never_best(records),
        "never_tried": never_tried(records),
    }


def choices_text(loaded: Loaded, worlds: int, weighed: Weighed) -> str:
    """The records as lines to read: the choices that never had their day, and the sum."""
    rules, records, lines = loaded.ruleset, weighed.records, []
    every = [one for row in records.values() for one in row]
    lines.append(f"{rules.scenario_id}: {len(every)} choices of {len(records)} events, {worlds} continuations each")
    for key in never_best(records):
        name, _, choice = key.rpartition(":")
        one = records[name][int(choice)]
        lines.append(f"  {key}: best in none of {one.tried} moments, {min(one.behind):.2f} points behind at the least")
    if missing := never_tried(records):
        lines.append(f"  no moment found for {', '.join(missing)}")
    lines.append(f"Best and worst choice lie {median_stake(weighed):.2f} points of the lead apart (median of moments).")
    best, clear = sum(one.best > 0 for one in every), sum(one.clear > 0 for one in every)
    lines.append(f"{best} of {len(every)} are best in some moment, {clear} of them beyond doubt.")
    return "\n".join(lines)
