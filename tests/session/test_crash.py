"""What a crash leaves: a log that says what is needed, and a bundle that brings the same error again."""

import zipfile
from pathlib import Path

import pytest

from game.engine.axes import FIRMS
from game.session import crash
from game.session.container import SaveError
from game.session.edits import SetNumber
from game.session.game import Session
from game.session.replay import read_replay
from game.session.saves import load_game, save_game

VERSIONS = {"pygame-ce": "2.5.8"}


@pytest.fixture
def session(pocket):
    session = Session(pocket, pocket.ruleset.ids[FIRMS][0], seed=9)
    session.delegate("supply", True)
    session.queue(SetNumber("build_mw", 20.0))
    session.end_quarter()
    session.queue(SetNumber("build_mw", 30.0))
    return session


@pytest.fixture
def broken(monkeypatch):
    """A game whose second quarter cannot be ended."""
    whole = Session._stepped

    def stepped(self, mine, record):
        if self.turn == 1:
            raise ZeroDivisionError("no chips")
        return whole(self, mine, record)

    monkeypatch.setattr(Session, "_stepped", stepped)


def bundled(error, session, folder):
    bundle = crash.leave(error, session, folder, VERSIONS, []).bundle
    assert bundle is not None
    return bundle


def again_of(bundle):
    was = crash.error_in(bundle)
    assert was is not None
    return crash.play_again(read_replay(bundle), bundle, was)


def left_by(session, folder):
    with pytest.raises(ZeroDivisionError) as caught:
        session.end_quarter()
    return crash.leave(caught.value, session, folder, VERSIONS, ["HomeScreen"])


def test_the_log_says_versions_seed_ruleset_and_last_orders(session, broken, tmp_path):
    log = left_by(session, tmp_path / "logs").log
    text = log.read_text(encoding="utf-8")
    for part in ("no chips", "pygame-ce 2.5.8", "numpy ", "seed     9", session.rules.digest, "30.0", "20.0", "supply",
                 "HomeScreen", "in stepped"):  # fmt: skip
        assert part in text, part


def test_the_bundle_brings_the_same_error_again(session, broken, tmp_path):
    bundle = left_by(session, tmp_path).bundle
    again = again_of(bundle)
    assert again.is_same and again.turn == 2
    assert "ZeroDivisionError" in zipfile.ZipFile(bundle).read("crash.txt").decode()


def test_a_bundle_whose_orders_play_says_so_and_goes_on_where_it_stood(session, tmp_path):
    bundle = bundled(RuntimeError("drawn wrong"), session, tmp_path)
    again = again_of(bundle)
    assert again.error is None and not again.is_same and again.turn == 2
    assert load_game(bundle).edits == session.edits


def test_another_error_is_not_taken_for_the_same(session, broken, tmp_path):
    bundle = bundled(RuntimeError("drawn wrong"), session, tmp_path)
    again = again_of(bundle)
    assert isinstance(again.error, ZeroDivisionError) and not again.is_same


def test_a_game_that_not_even_a_header_can_be_made_of_is_bundled_all_the_same(session, tmp_path, monkeypatch):
    monkeypatch.setattr(crash, "header_of", lambda *_: 1 / 0)
    bundle = bundled(RuntimeError("desk"), session, tmp_path)
    assert read_replay(bundle).header.turn == 1


def test_a_folder_that_cannot_be_made_leaves_nothing_and_raises_nothing(session, tmp_path):
    (tmp_path / "file").touch()
    assert crash.leave(RuntimeError(), session, tmp_path / "file" / "logs", {}, []) == crash.Left(None, None)


def test_a_crash_without_a_game_leaves_a_log_only(tmp_path):
    left = crash.leave(RuntimeError("early"), None, tmp_path, VERSIONS, [])
    assert left.bundle is None and left.log is not None and "early" in left.log.read_text(encoding="utf-8")


def test_the_players_folder_is_left_out(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert crash.named(OSError(f"{tmp_path}/secret")) == "OSError: ~/secret"


def test_a_save_is_no_bundle(session, tmp_path):
    assert crash.error_in(save_game(session, tmp_path / "one.tapeout")) is None
    with pytest.raises(SaveError):
        crash.error_in(tmp_path / "none.zip")
