"""Chips that are cut down from others take what they do not say themselves from their base."""

from collections.abc import Sequence
from typing import Any

from game.scenario.extend import Resolved, merged
from game.scenario.problems import Problem, hint

OWN = frozenset(("name", "text", "variant", "source", "confidence", "guess"))
"""What a variant never takes from its base."""


def with_base_numbers(data: dict[str, Any]) -> dict[str, Any]:
    """The scenario's JSON with each variant laid over its base; what is not sound is left for the checks."""
    chips = data.get("chips")
    if not isinstance(chips, dict):
        return data
    return {**data, "chips": {name: _filled(chip, chips) for name, chip in chips.items()}}


def without_base(data: dict[str, Any], resolved: Resolved) -> tuple[dict[str, Any], list[Problem]]:
    """The scenario without the variants whose base is no plain chip, and a problem for each of those."""
    chips = data.get("chips")
    if not isinstance(chips, dict):
        return data, []
    problems: list[Problem] = []
    sound = dict(chips)
    for name, chip in chips.items():
        variant = chip.get("variant") if isinstance(chip, dict) else None
        if not isinstance(variant, dict) or not isinstance(variant.get("base"), str):
            continue
        base, path = variant["base"], ("chips", name, "variant", "base")
        plain = [other for other, entry in chips.items() if isinstance(entry, dict) and "variant" not in entry]
        if base in plain:
            continue
        wrong = f'"{base}" is a variant itself' if base in chips else f'there is no chip "{base}"'
        problems.append(resolved.problem(path, wrong, hint(base, plain, "plain chips")))
        del sound[name]
    return {**data, "chips": sound}, problems


def is_inherited(place: Sequence[str | int], data: Any) -> bool:
    """Whether what stands at a place of a variant is its base's, where it is found wrong once already."""
    if len(place) < 3 or place[0] != "chips" or place[2] in OWN:
        return False
    chip = data["chips"][place[1]]
    is_variant = isinstance(chip, dict) and "variant" in chip
    for step in place:
        if isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
            continue
        if not isinstance(data, dict) or step not in data:
            return is_variant
        data = data[step]
    return False


def _filled(chip: Any, chips: dict[str, Any]) -> Any:
    variant = chip.get("variant") if isinstance(chip, dict) else None
    base_id = variant.get("base") if isinstance(variant, dict) else None
    base = chips.get(base_id) if isinstance(base_id, str) else None
    if variant is None or not isinstance(base, dict):
        return chip
    inherited = {key: value for key, value in base.items() if key not in OWN}
    if isinstance(inherited.get("offer"), dict):
        offer = {key: value for key, value in inherited["offer"].items() if key not in ("only", "sold_in")}
        inherited["offer"] = {**offer, "sold_in": [variant.get("sold_in")]}
    return merged(inherited, chip)
