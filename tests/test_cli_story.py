"""One game in headlines on the command line."""

import json

import pytest

from game import cli
from game.engine.axes import FIRMS
from game.rollout.codes import code_of, encode


def test_a_story_has_a_chapter_for_every_quarter(pocket, capsys):
    assert cli.main(["story", "pocket-race", "--seed", "3", "--json", "--headlines", "4"]) == 0
    chapters = json.loads(capsys.readouterr().out)
    assert len(chapters) == pocket.ruleset.turns
    assert all(len(one["headlines"]) <= 4 and one["leader"] for one in chapters)
    assert any(one["headlines"] for one in chapters)
    assert cli.main(["story", "pocket-race", "--seed", "3", "--headlines", "4"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"Q1 2025, {chapters[0]['leader']} ahead"
    assert [line.strip() for line in lines if line.startswith("  ")] == [
        headline for one in chapters for headline in one["headlines"]
    ]


def test_a_code_tells_its_own_game(pocket, capsys):
    code = encode(code_of(pocket.ruleset, 3, 0, {}))
    for given in (["pocket-race", "--seed", "3"], ["--code", code]):
        assert cli.main(["story", *given, "--firm", pocket.ruleset.ids[FIRMS][1]]) == 0
    told = capsys.readouterr().out
    assert told[: len(told) // 2] == told[len(told) // 2 :]


@pytest.mark.parametrize(
    ("given", "exit_code", "said"),
    [
        ([], 2, "--code"),
        (["pocket-race", "--firm", "tencentt"], 1, "tencent"),
        (["poket-race"], 1, "pocket-race"),
        (["--code", "nonsense"], 1, "no game code"),
    ],
)
def test_what_is_wrong_is_said(given, exit_code, said, capsys):
    assert cli.main(["story", *given]) == exit_code
    told = capsys.readouterr()
    assert said in told.err and "Traceback" not in told.err and not told.out
