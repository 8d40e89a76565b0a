"""Where the game looks for its files: a checkout, an installed wheel, a frozen build."""

from __future__ import annotations

import sys

import pytest

from game import paths


@pytest.fixture(autouse=True)
def forget():
    paths.data_root.cache_clear()
    yield
    paths.data_root.cache_clear()


def test_from_a_checkout():
    assert (paths.assets_dir() / "fonts").is_dir()
    assert paths.scenarios_dir().parent == paths.assets_dir().parent


def test_from_a_wheel(monkeypatch, tmp_path):
    data = tmp_path / "game" / "_data"
    (data / "assets").mkdir(parents=True)
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "game" / "paths.py"))
    assert paths.assets_dir() == data / "assets"


def test_from_a_frozen_build(monkeypatch, tmp_path):
    (tmp_path / "_internal" / "assets").mkdir(parents=True)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "tapeout"))
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path / "_internal"), raising=False)
    assert paths.assets_dir() == tmp_path / "_internal" / "assets"
    assert paths.program_mods_dir() == tmp_path / "mods"


def test_missing_files_are_told_of_plainly(monkeypatch, tmp_path):
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "game" / "paths.py"))
    with pytest.raises(FileNotFoundError, match="install it again"):
        paths.assets_dir()


def test_naming_the_players_folders_makes_none():
    for folder in (paths.saves_dir(), paths.user_mods_dir(), paths.screenshots_dir()):
        assert "tapeout" in str(folder).lower()
