"""Both languages say everything: the catalogue, the program's own words, the default scenario and the tutorial."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from game.paths import assets_dir, scenario_folders, scenarios_dir
from game.scenario import Loaded, load_scenario
from game.scenario.chapter import chapter
from game.scenario.translations import texts_of as texts_of_board
from game.scenario.translations import untranslated
from game.session import shelf
from game.session.codex import Codex
from game.session.game import Session
from game.ui import fonts, theme
from game.ui.screens.codex.words import OWN_WORDS
from game.ui.screens.frame.live import Live
from game.ui.screens.settings import SettingsScreen
from game.ui.scripts import runs
from game.ui.settings import read_settings
from game.ui.wording import CATALOGUE, FIRST_LANGUAGE, languages, texts_of, tr
from tests.ui.hands import window

OTHERS = [language for language in languages() if language != FIRST_LANGUAGE]
WHOLE = ("stockpile", "tutorial")
"""Scenarios that must be whole in every language; in others, what is not translated falls back to English."""


@pytest.fixture(scope="module", params=WHOLE)
def whole(request: pytest.FixtureRequest) -> Loaded:
    return load_scenario(scenarios_dir() / request.param, scenario_folders())


@pytest.fixture(scope="module")
def shipped() -> list[Loaded]:
    """Every scenario of the game."""
    return [load_scenario(card.path, scenario_folders()) for card in shelf.listed()]


@pytest.fixture
def spoken() -> Iterator[None]:
    yield
    CATALOGUE.use(FIRST_LANGUAGE)


def own_words(loaded: Loaded) -> set[str]:
    """What the codex says out of the program's docstrings and lists."""
    codex = Codex(loaded)
    found: set[str] = set()
    for phase in chapter():
        found |= {phase.title, f"{phase.summary[:1].upper()}{phase.summary[1:]}", *phase.prose}
        found |= {part for one in phase.formulas for part in (one.name, one.body, one.note) if part}
    for kind in ("terms", "constants", "quantities"):
        for page in codex.of(kind):
            found |= {page.text.say(), *(fact.unit for fact in page.facts)}
            found |= {str(fact.value) for fact in page.facts if fact.field in OWN_WORDS}
    return {text for text in found if any(sign.isalpha() for sign in text)}


def of_rules(language: str) -> dict[str, str]:
    path = assets_dir() / "text" / f"rules.{language}.json"
    found: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return found


def parameters(text: str) -> list[tuple[str, str]]:
    """The parameters of a text with their formats."""
    return sorted((name, how or "") for _, name, how, _ in Formatter().parse(text) if name is not None)


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_of_the_interface_is_there_and_no_other(language: str) -> None:
    ours, theirs = texts_of(FIRST_LANGUAGE), texts_of(language)
    rules = of_rules(language)
    assert sorted(ours.keys() - theirs.keys()) == [], "not translated"
    assert sorted(theirs.keys() - ours.keys() - rules.keys()) == [], "texts that are asked for no more"
    empty = {key for key, text in theirs.items() if not text and ours.get(key) not in ("", " ")}
    assert not empty


@pytest.mark.parametrize("language", OTHERS)
def test_translations_take_the_same_parameters(language: str) -> None:
    ours, theirs = texts_of(FIRST_LANGUAGE), texts_of(language)
    other = {key: (text, theirs[key]) for key, text in ours.items() if parameters(text) != parameters(theirs[key])}
    assert not other


@pytest.mark.parametrize("language", OTHERS)
def test_the_rules_are_told_in_every_language(language: str, whole: Loaded) -> None:
    words, rules = own_words(whole), of_rules(language)
    assert sorted(words - rules.keys()) == [], "not translated, or changed since"
    assert sorted(rules.keys() - words) == [], "translations of what is said no more"


@pytest.mark.parametrize("language", OTHERS)
def test_a_translated_rule_names_the_same_constants(language: str, whole: Loaded) -> None:
    names = set(Codex(whole).book.figures)
    for english, other in of_rules(language).items():
        said = [{name for name in names if f" {name} " in f" {text} ".replace("^", " ")} for text in (english, other)]
        plain = [{name for name in names if name in text} for text in (english, other)]
        assert plain[0] == plain[1], english
        assert said[1] == {name for name in plain[1] if "_" in name} or not said[0], f"{other}: a name stands free"


@pytest.mark.parametrize("language", OTHERS)
def test_the_scenarios_of_the_first_hour_are_whole(language: str, whole: Loaded) -> None:
    assert untranslated(whole.board, language) == []


@pytest.mark.parametrize("language", OTHERS)
def test_no_translation_is_of_a_text_that_is_gone(language: str, shipped: list[Loaded]) -> None:
    said = {text.say(FIRST_LANGUAGE) for one in shipped for _, text in texts_of_board(one.board)}
    kept: dict[str, str] = {}
    for file in scenarios_dir().glob(f"*/texts.{language}.json"):
        kept |= json.loads(file.read_text(encoding="utf-8"))
    assert sorted(kept.keys() - said) == []


@pytest.mark.parametrize("language", OTHERS)
def test_every_character_has_a_glyph_in_every_face(language: str, shipped: list[Loaded]) -> None:
    of_scenarios = {text.say(language) for one in shipped for _, text in texts_of_board(one.board)}
    texts = [*texts_of(language).values(), *of_scenarios]
    signs = sorted({sign for text in texts for sign in text.translate(fonts.UNDRAWABLE)} - {"\n"})
    missing: dict[str, set[str]] = {}
    for face in theme.FACES:
        for sign in signs:
            [(used, _)] = runs(face, sign)
            if fonts.GLYPHS.face(used).get_metrics(sign)[0] is None:
                missing.setdefault(sign, set()).add(used)
    assert not missing


def test_the_language_is_chosen_in_the_settings_and_kept(spoken: None, player_folders: Path) -> None:
    with window(SettingsScreen()) as hands:
        for language in (*OTHERS, FIRST_LANGUAGE):
            hands.click_at(*middle_of(hands.app.find("settings.language"), language))
            assert read_settings()[0].language == CATALOGUE.language == language
            assert hands.app.find("settings.back").label == texts_of(language)["settings.done"]


def middle_of(row: object, language: str) -> tuple[float, float]:
    """Where to click for a language: the choices stand side by side."""
    rect = row.rect_px  # type: ignore[attr-defined]
    return rect.x + rect.w * (0.2 if languages().index(language) == 0 else 0.8), rect.centery


def test_a_language_that_is_not_there_gives_way(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"language": "xx", "scale": 1}', encoding="utf-8")
    assert read_settings(path)[0].language == FIRST_LANGUAGE
    assert read_settings(path)[0].scale == 1.0


def test_names_follow_when_the_language_changes_in_a_game(spoken: None, whole: Loaded) -> None:
    live = Live(Session(whole, whole.board.scenario.playable[0], 1))
    before = dict(live.names)
    CATALOGUE.use("zh")
    assert live.names != before
    CATALOGUE.use(FIRST_LANGUAGE)
    assert live.names == before


def test_a_count_of_one_and_figures_in_chinese(spoken: None) -> None:
    CATALOGUE.use("zh")
    assert tr("supply.chips", count=1) == "1 颗芯片"
    assert tr("supply.chips", count=40) == "40 颗芯片"
    assert tr("story.release", firm="OpenAI", capability=140.2) == "OpenAI 发布模型：指数 140"
    assert tr("story.release", firm="百度", capability=140.2) == "百度发布模型：指数 140"
