"""The session's messages with their ids turned into the scenario's names: stories, blockers, rolls, causes."""

from __future__ import annotations

import re
from collections.abc import Mapping

from game.session.blockers import Blocker
from game.session.naming import GOVERNMENTS
from game.session.rolls import Roll
from game.session.stories import Story
from game.ui.habits import HABITS
from game.ui.screens.frame.live import Live
from game.ui.wording import CATALOGUE, MINUS, NBSP, tr

KINDS = {
    "firm": "firms", "country": "countries", "issuer": "countries", "chip": "chips", "offer": "offers",
    "control": "controls", "project": "research", "move": "moves", "event": "events", "foundry": "foundries",
}  # fmt: skip
STORY_LEADS = {
    "own": ("home", ""), "rival": ("market", "firm"), "rules": ("policy", "control"), "world": ("policy", ""),
}  # fmt: skip
_SUPPLY, _RESEARCH, _MODELS = ("supply", "offer"), ("research", "project"), ("models", "firm")
LEADS_BY_HEAD = {
    "held": _SUPPLY, "seized": _SUPPLY, "short": _SUPPLY, "bought": _SUPPLY, "licence": _SUPPLY, "variant": _SUPPLY,
    "project": _RESEARCH, "rival": _RESEARCH, "release": _MODELS, "opened": _MODELS,
    "foundry": ("silicon", "foundry"),
}  # fmt: skip
STORY_ICONS = {
    "control": "gavel", "held": "lock", "seized": "truck", "short": "boxes", "bought": "boxes", "licence": "stamp",
    "move": "landmark", "answer": "scroll-text", "event": "mail", "release": "brain-circuit", "opened": "lock-open",
    "project": "flask-conical", "rival": "flask-conical", "variant": "cpu", "bankrupt": "trending-down",
    "listed": "file-text", "leader": "trophy", "strait": "triangle-alert", "tension": "triangle-alert",
    "administration": "landmark", "foundry": "factory",
}  # fmt: skip


def said(live: Live, params: Mapping[str, str | float]) -> dict[str, object]:
    """Parameters with ids turned into names; a deed's choice and what came of it get the scenario's words."""
    words: dict[str, object] = {
        key: _word(live, key, value) if isinstance(value, str) else value for key, value in params.items()
    }
    words.update(_deed_words(live, params))
    return words


def _word(live: Live, key: str, value: str) -> str:
    if key in GOVERNMENTS:
        return live.say(live.board.countries[value].capital) or live.name(KINDS[key], value)
    if key in KINDS:
        return live.name(KINDS[key], value)
    message = f"word.{key}.{value}"
    return tr(message) if CATALOGUE.has(message) else value.replace("_", " ")


def _deed_words(live: Live, params: Mapping[str, str | float]) -> dict[str, object]:
    """The names of a move, or of an event's choice, and what came of it."""
    move, event, outcome = params.get("move"), params.get("event"), params.get("outcome")
    names: tuple[str, ...] = ()
    found: dict[str, object] = {}
    if isinstance(move, str) and move in live.board.moves:
        names = tuple(live.board.moves[move].outcomes)
    elif isinstance(event, str) and event in live.board.events:
        choices, at = live.board.events[event].choices, int(float(params.get("choice", -1)))
        if 0 <= at < len(choices):
            names = tuple(choices[at].outcomes)
            found["choice"] = live.say(choices[at].name)
    if outcome is not None and 0 <= int(float(outcome)) < len(names):
        card = live.board.outcomes.get(names[int(float(outcome))])
        found["result"] = live.say(card.text) if card is not None else ""
    return found


def told(message: str, words: Mapping[str, object]) -> str:
    """A message with its figures as they are set elsewhere: a true minus, a gap before the per cent sign."""
    text = tr(message, **words)
    return re.sub(r"(?<=\d)%", f"{NBSP}%", re.sub(r"(?<![\w.])-(?=\d)", MINUS, text))


def headline(live: Live, story: Story) -> str:
    """A story as a headline."""
    return told(story.message, said(live, dict(story.params)))


def body(live: Live, story: Story) -> str:
    """A story as a paragraph; where the scenario says more about its rule or event, that comes first."""
    params = dict(story.params)
    lead = ""
    for key, kind in (("control", "controls"), ("event", "events"), ("project", "research")):
        entry = params.get(key)
        if isinstance(entry, str) and "outcome" not in params:
            lead = live.text(kind, entry)
    words = said(live, params)
    message = f"{story.message}.body"
    text = told(message, words) if CATALOGUE.has(message) else ""
    return tr("ui.sentences").join(part for part in (lead, text) if part)


def cause(live: Live, story: Story) -> str:
    """Why it happened, or nothing."""
    return told(story.cause, said(live, dict(story.params))) if story.cause else ""


def story_icon(story: Story) -> str:
    """An icon for a story."""
    head = story.message.removeprefix("story.").partition("_")[0]
    return STORY_ICONS.get(head, "newspaper")


def story_lead(story: Story) -> tuple[str, str]:
    """Where a click on a story goes: (screen, focus)."""
    params = dict(story.params)
    head = story.message.removeprefix("story.").partition("_")[0]
    screen, key = LEADS_BY_HEAD.get(head) or STORY_LEADS.get(story.about, ("home", ""))
    return screen, str(params.get(key, "")) if key else ""


def blocker_title(live: Live, blocker: Blocker) -> str:
    """What stands open."""
    return told(blocker.message, said(live, dict(blocker.params)))


def blocker_text(live: Live, blocker: Blocker) -> str:
    """Why it matters, where there is more to say."""
    message = f"{blocker.message}.why"
    return told(message, said(live, dict(blocker.params))) if CATALOGUE.has(message) else ""


GROUPED = {"held_order": "offer", "stuck_order": "offer"}
"""Kinds of alerts that are told as one where there are several, with the parameter that tells them apart."""


def open_points(live: Live) -> list[tuple[Blocker, str]]:
    """What stands open with its title, but for kinds that the player has muted.

    Offers that the same rumour would close are one point, and so are several orders that wait at the gate alike.
    """
    found: list[tuple[Blocker, str]] = []
    alike: dict[str, list[Blocker]] = {}
    for blocker in live.session.blockers():
        if blocker.kind in HABITS.muted:
            continue
        if blocker.kind == "closing":
            alike.setdefault(f"closing.{dict(blocker.params)['control']}", []).append(blocker)
        elif blocker.kind in GROUPED:
            alike.setdefault(blocker.kind, []).append(blocker)
        else:
            found.append((blocker, blocker_title(live, blocker)))
    for group in alike.values():
        found.append((group[0], _of_group(live, group)))
    return sorted(found, key=lambda one: (one[0].kind == "closing", not one[0].is_blocking))


def _of_group(live: Live, group: list[Blocker]) -> str:
    """What several alerts of a kind are called together."""
    if len(group) == 1:
        return blocker_title(live, group[0])
    params = dict(group[0].params)
    if group[0].kind == "closing":
        return tr("blocker.closing.many", count=len(group), control=live.name("controls", str(params["control"])))
    names = tr("ui.list").join(str(said(live, dict(one.params))["offer"]) for one in group)
    return tr(f"blocker.{group[0].kind}.many", count=len(group), offers=names)


def roll_title(live: Live, roll: Roll) -> str:
    """What was rolled for."""
    return told(roll.message, said(live, dict(roll.params)))
