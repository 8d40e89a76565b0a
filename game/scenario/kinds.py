"""The kinds of entries a scenario is made of, and how their files are called."""

import re

ID_PATTERN = r"^[a-z0-9][a-z0-9_-]{0,63}$"
ID_RULE = "an id is made of small letters, digits, _ and -"

KINDS = (
    "constants",
    "countries",
    "firms",
    "ecosystems",
    "routes",
    "vendors",
    "foundries",
    "chips",
    "offers",
    "controls",
    "research",
    "moves",
    "events",
    "doctrines",
    "victories",
    "sites",
    "flows",
    "lessons",
)
"""Each is an object keyed by id: a key of the scenario, or a file of that name beside ``scenario.json``."""

HINDCAST = "hindcast"
"""The file beside a scenario that says what it is held against; it is no part of what is played."""

LANGUAGE_PATTERN = r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?"
TEXTS_OF = re.compile(rf"texts\.({LANGUAGE_PATTERN})")
"""A file of translations: ``texts.zh.json`` says each text of the scenario in Chinese, by what it is in English."""

MAX_ENTRIES = {
    "constants": 400,
    "countries": 16,
    "firms": 40,
    "ecosystems": 24,
    "routes": 12,
    "vendors": 60,
    "foundries": 24,
    "chips": 240,
    "offers": 240,
    "controls": 200,
    "research": 200,
    "moves": 120,
    "events": 400,
    "doctrines": 40,
    "victories": 24,
    "sites": 200,
    "flows": 200,
    "lessons": 60,
}
"""So many of each kind at most: arrays grow with their product, and a mod must not stall the game."""

NEEDED = (
    "countries",
    "firms",
    "ecosystems",
    "routes",
    "vendors",
    "foundries",
    "chips",
    "controls",
    "research",
    "moves",
    "events",
    "doctrines",
    "victories",
)
"""Kinds with at least one entry, whatever a mod removes."""

HEAD_KEYS = (
    "$schema",
    "format",
    "id",
    "name",
    "summary",
    "extends",
    "start",
    "turns",
    "difficulty",
    "art",
    "playable",
    "opening",
    "mode",
    "score_weights",
    "world",
    "attention",
    "texts",
    "translations",
)
"""Keys of a scenario besides its kinds."""
