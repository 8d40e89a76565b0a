"""The check of all that is on the shelf: beside the frames, in the order asked, remembered until a file changes."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

from game import paths
from game.scenario import Problem, validate
from game.session import inspection, shelf
from game.session.inspection import Inspection
from game.session.shelf import OnShelf
from tests import mods


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The player's mods, filled."""
    monkeypatch.setattr("game.paths.platformdirs.user_data_dir", lambda *_, **__: str(tmp_path))
    mods.fill(paths.user_mods_dir())
    return paths.user_mods_dir()


def own() -> dict[str, OnShelf]:
    return {card.id: card for card in shelf.installed() if shelf.origin(card) == shelf.PLAYER}


def asked(work: Inspection, *cards: OnShelf) -> None:
    work.ask(cards)
    work.wait()


def levels(work: Inspection, card: OnShelf) -> list[str]:
    found = work.of(card)
    assert found is not None
    return [problem.level for problem in found]


@pytest.mark.usefixtures("folder")
def test_it_tells_sound_from_warned_from_wrong() -> None:
    work, cards = Inspection(), own()
    assert work.of(cards[mods.GOOD]) is None
    asked(work, *cards.values())
    assert work.is_idle and work.changes == len(cards)
    assert levels(work, cards[mods.GOOD]) == levels(work, cards[mods.ZIPPED]) == []
    assert set(levels(work, cards[mods.WARNED])) == {"warning"}
    assert set(levels(work, cards[mods.WRONG])) == {"error"} and len(levels(work, cards[mods.WRONG])) > 8
    assert levels(work, cards[mods.BROKEN]) == ["error"]


@pytest.mark.usefixtures("folder")
def test_the_first_asked_is_checked_first(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []

    def check(card: OnShelf) -> tuple[()]:
        order.append(card.id)
        return ()

    monkeypatch.setattr(inspection, "checked", check)
    cards = own()
    asked(Inspection(), cards[mods.WRONG], *cards.values())
    assert order == [mods.WRONG, *(name for name in cards if name != mods.WRONG)]


def test_what_is_known_is_not_checked_again_until_a_file_or_its_base_changes(folder: Path) -> None:
    base = mods.put(folder, mods.head("base"))
    mods.put(folder, mods.head("above", extends="base"))
    work, card = Inspection(), own()["above"]
    asked(work, card)
    asked(work, card)
    assert work.changes == 1 and work.of(card) == ()
    base.write_text("{", encoding="utf-8")
    work.ask([])
    assert work.of(card) == (), "what was found stands until it is asked for again"
    asked(work, card)
    assert work.changes == 2 and levels(work, card) == ["error"]


@pytest.mark.usefixtures("folder")
def test_a_check_that_fails_is_told_and_the_next_one_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(path: Path, folders: list[Path]) -> list[Problem]:
        if path.stem == mods.GOOD:
            raise MemoryError
        return validate(path, folders)

    monkeypatch.setattr(inspection, "validate", stopped)
    work, cards = Inspection(), own()
    asked(work, cards[mods.GOOD], cards[mods.BROKEN])
    (told,) = work.of(cards[mods.GOOD]) or ()
    assert "MemoryError" in told.sentence and levels(work, cards[mods.BROKEN]) == ["error"]


@pytest.mark.usefixtures("folder")
def test_what_opening_found_need_not_be_checked() -> None:
    work, other, card = Inspection(), Inspection(), own()[mods.WARNED]
    work.learn(card, shelf.opened(card).warnings)
    asked(work, card)
    asked(other, card)
    assert work.changes == 1 and work.of(card) == other.of(card) != ()


@pytest.mark.usefixtures("folder")
def test_it_rests_after_the_one_at_hand_until_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on = Event(), Event()

    def check(card: OnShelf) -> tuple[()]:
        begun.set()
        assert go_on.wait(20)
        return ()

    monkeypatch.setattr(inspection, "checked", check)
    work, cards = Inspection(), own()
    work.ask(cards.values())
    assert begun.wait(20)
    work.rest()
    go_on.set()
    work.wait()
    assert work.changes == 1 < len(cards)
    asked(work, *cards.values())
    assert work.changes == len(cards)
