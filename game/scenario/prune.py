"""What goes with an entry that a scenario removes: every mention of it in what is inherited.

Who takes a firm off the board should not have to find each event that names it. Inherited lists and tables lose the
name, effects on it fall away, conditions read it as 0, and offers of a removed chip go with the chip. A reference that
an entry cannot do without, and anything the scenario itself writes, stays: that is for the checks to tell.
"""

from typing import Any, get_args, get_origin

from pydantic import BaseModel

from game.engine.quantities import FAMILIES
from game.scenario.explain import bare_type
from game.scenario.extend import Resolved, without_notes
from game.scenario.frame import KINDS_OF_AXES
from game.scenario.models.base import Reference
from game.scenario.models.chips import Offer
from game.scenario.models.conditions import Condition
from game.scenario.models.deeds import Effect
from game.scenario.models.research import Flow
from game.scenario.models.scenario import Scenario
from game.scenario.problems import Path
from game.scenario.references import known_ids, mark_of

GOES_WITH_IT = (Effect, Offer, Flow)
"""What goes whole with an entry that it cannot do without; a line on the map goes with its offer, too."""

ALWAYS = {"quantity": "turn", "op": ">=", "value": 0}
NEVER = {"quantity": "turn", "op": "<", "value": 0}

_GONE = object()


def pruned(resolved: Resolved) -> dict[str, Any]:
    """The scenario's JSON without notes and without inherited mentions of what was removed."""
    data: dict[str, Any] = without_notes(resolved.data)
    for _ in range(3):  # an offer that goes may be mentioned in its turn
        known = known_ids(data)
        removed: dict[str, set[str]] = {kind: set() for kind in known}
        for layer in resolved.layers:
            for kind, names in known_ids(without_notes(layer.data)).items():
                removed[kind] |= names - known[kind]
        if not any(removed.values()):
            return data
        data = _Pruner(resolved, removed).model(data, Scenario, ())
    return data


class _Pruner:
    """Walks raw JSON along the models' types; whatever does not fit a type is left as it is."""

    def __init__(self, resolved: Resolved, removed: dict[str, set[str]]) -> None:
        self.resolved, self.removed = resolved, removed

    def is_gone(self, mark: Reference | None, name: Any, path: Path) -> bool:
        return (
            mark is not None
            and isinstance(name, str)
            and name in self.removed.get(mark.kind, ())
            and not self.resolved.writes(path)
        )

    def model(self, data: dict[str, Any], model: type[BaseModel], path: Path) -> Any:
        """An object of a model; _GONE if it is an effect, or an entry that goes with what it names."""
        if model is Condition:
            return self.condition(data, path)
        kept = dict(data)
        for name, field in model.model_fields.items():
            key = field.alias or name
            if key not in data:
                continue
            inner = (*path, key)
            mark = mark_of(field.annotation, field.metadata)
            if self.is_gone(mark, data[key], inner):
                if model in GOES_WITH_IT and (field.is_required() or model is Flow):
                    return _GONE
                if not field.is_required():
                    del kept[key]
                continue
            kept[key] = self.value(data[key], field.annotation, inner)
        return kept

    def value(self, data: Any, annotation: Any, path: Path) -> Any:
        bare = bare_type(annotation)
        if isinstance(data, dict) and isinstance(bare, type) and issubclass(bare, BaseModel):
            return self.model(data, bare, path)
        arguments = get_args(bare)
        if isinstance(data, dict) and get_origin(bare) is dict:
            key_mark = mark_of(arguments[0])
            kept = {
                key: self.value(item, arguments[1], (*path, key))
                for key, item in data.items()
                if not self.is_gone(key_mark, key, (*path, key))
            }
            return {key: item for key, item in kept.items() if item is not _GONE}
        if isinstance(data, list) and get_origin(bare) is list:
            item_mark = mark_of(arguments[0])
            items = [
                self.value(item, arguments[0], (*path, n))
                for n, item in enumerate(data)
                if not self.is_gone(item_mark, item, (*path, n))
            ]
            return [item for item in items if item is not _GONE]
        return data

    def condition(self, data: dict[str, Any], path: Path) -> dict[str, Any]:
        """A condition in which comparisons with what is gone are settled, as if it read 0."""
        name, op, value = data.get("quantity"), data.get("op"), data.get("value")
        if isinstance(name, str) and isinstance(value, int | float) and self._reads_gone(name, (*path, "quantity")):
            truth = {"<": value > 0, "<=": value >= 0, ">": value < 0, ">=": value <= 0}.get(str(op), False)
            return ALWAYS if truth else NEVER
        kept = dict(data)
        for key in ("all", "any"):
            parts = data.get(key)
            if isinstance(parts, list):
                kept[key] = [
                    self.condition(part, (*path, key, n)) if isinstance(part, dict) else part
                    for n, part in enumerate(parts)
                ]
        if isinstance(data.get("not"), dict):
            kept["not"] = self.condition(data["not"], (*path, "not"))
        return kept

    def _reads_gone(self, name: str, path: Path) -> bool:
        head, dot, entry = name.partition(".")
        family = FAMILIES.get(head)
        if not dot or family is None:
            return False
        kind = KINDS_OF_AXES.get(family.axis, "offers")
        return self.is_gone(Reference(kind), entry, path)
