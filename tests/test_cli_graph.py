"""Asking the recorded rules from the command line."""

import json

from game import cli


def test_graph_answers_in_words_and_as_json(capsys):
    assert cli.main(["graph", "pocket-race", "--of", "books.cash_musd"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("books.cash_musd (musd), made at game/engine/phases/")
    assert "market.price_musd" in told and "asked for by no rule" not in told
    assert cli.main(["graph", "pocket-race", "--of", "cash_bn", "--unread", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["of"][0]["of"] == "cash_bn"
    assert "salary_musd" in found["of"][0]["constants"]
    assert "chips.memory_gb" in found["unread"]


def test_graph_alone_lists_what_nobody_reads(capsys):
    assert cli.main(["graph", "pocket-race"]) == 0
    assert "chips.memory_gb" in capsys.readouterr().out


def test_graph_tells_the_nearest_name(capsys):
    assert cli.main(["graph", "pocket-race", "--of", "books.cash"]) == 1
    assert "the nearest is books.cash_musd" in capsys.readouterr().err
