"""What a move or an answer may bring, in words: the costs, each outcome's odds, and every push of each."""

from __future__ import annotations

import math
from collections.abc import Sequence

from game.session.facts.board import Effect, Outcome
from game.ui import theme as t
from game.ui.screens.frame.live import Live
from game.ui.theme import Colour
from game.ui.widgets import TipLine
from game.ui.wording import NBSP, money, percent, signed, tr

STEADY, GOLD = t.SIDE_BLUE, t.MONEY
OUTCOME_INKS: tuple[Colour, ...] = (t.SERIES[1], t.SERIES[3], t.mix(t.PANEL, t.LOW, 0.9), t.mix(t.PANEL, t.LOW, 0.5))
"""Colours of the parts of an odds bar, from the first outcome on."""
LOG_UNITS = {"log of share", "log of demand", "log of pull", "log"}
BONUS_LOG10, BONUS_LOG = frozenset({"algorithms"}), frozenset({"reach", "trust"})
UNIT_WORDS = {"people": "people", "MW": "mw", "moves": "moves", "quarters": "quarters", "chips": "chips",
              "people-quarters": "work"}  # fmt: skip
CONTROL_STEPS = {1: "rumour", 2: "announce", -1: "withdraw"}


def _percent(ratio: float) -> str:
    return f"{signed(100 * ratio, 1 if abs(ratio) < 0.095 else 0)}{NBSP}%"


def effect_value(effect: Effect) -> str:
    """How far a push goes, with its sign and unit."""
    family, _, entry = effect.lever.partition(".")
    amount, unit = effect.amount, effect.unit
    if unit == "M$":
        return money(amount, sign=True).text
    if family == "control":
        return tr(f"effect.control.{CONTROL_STEPS.get(round(amount), 'announce')}")
    if unit in LOG_UNITS or (family == "boost" and entry in BONUS_LOG):
        return _percent(math.expm1(amount))
    if unit == "log10" or (family == "boost" and entry in BONUS_LOG10):
        return _percent(10**amount - 1)
    return _percent(amount) if unit in {"share", "bonus"} else _with_unit(amount, UNIT_WORDS.get(unit, ""))


def _with_unit(amount: float, word: str) -> str:
    text = signed(amount, 0 if abs(amount - round(amount)) < 0.05 else 1)
    return f"{text}{NBSP}{tr(f'effect.unit.{word}')}" if word else text


def effect_name(live: Live, effect: Effect) -> str:
    """What a push moves, with whom it reaches if that is not the one who chose."""
    family, dot, entry = effect.lever.partition(".")
    if not dot:
        name = tr(f"lever.{family}")
    elif family == "boost":
        name = tr(f"bonus.{entry}")
    elif family == "progress":
        name = tr(f"lever.progress.{entry}")
    elif family in {"standing", "stance"}:
        name = tr(f"lever.{family}", name=live.say(live.board.countries[entry].capital))
    else:
        name = tr(f"lever.{family}", name=live.names.get(entry, entry))
    return name if effect.scope in {"self", "world"} else tr(f"effect.scope.{effect.scope}", name=name)


def effect_colour(live: Live, effect: Effect) -> Colour:
    """Amber for money, the side's colour for its capital, paper for the rest."""
    family, _, entry = effect.lever.partition(".")
    if effect.unit == "M$":
        return t.MONEY
    return live.side(entry).colour if family == "standing" else t.HIGH


def outcome_text(live: Live, names: Sequence[str], outcome: Outcome) -> str:
    """The scenario's own words for an outcome; ``names`` are the card's outcomes in order."""
    if outcome.index >= len(names):
        return ""
    card = live.board.outcomes.get(names[outcome.index])
    return live.say(card.text) if card is not None else ""


def outcome_lines(live: Live, names: Sequence[str], outcomes: Sequence[Outcome]) -> tuple[TipLine, ...]:
    """Lines of a tooltip: each outcome with its odds, beneath it what it moves."""
    lines: list[TipLine] = []
    for outcome in outcomes:
        odds = percent(outcome.odds)
        words = outcome_text(live, names, outcome) or tr("effect.outcome", number=outcome.index + 1)
        lines.append(TipLine(words, odds.value, odds.unit, strong=True, rule_above=True))
        for effect in outcome.effects:
            lines.append(TipLine(effect_name(live, effect), effect_value(effect), level=1))
    return tuple(lines)
