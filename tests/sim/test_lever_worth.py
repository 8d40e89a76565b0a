"""The worth of levers: a push that helps is told as a gain, the same in one process and in two, and in words."""

import json

import pytest

from game import cli
from game.engine.axes import LEVERS
from game.sim.lever_worth import Push, usual_pushes, weigh_levers

EACH = 8


def test_every_kind_of_lever_that_outcomes_push_is_found(pocket):
    rules = pocket.ruleset
    pushed = {rules.ids[LEVERS][push.lever]: push.amount for push in usual_pushes(rules)}
    assert {"cash", "patience", "standing.cn", "tension"} <= set(pushed), "on the firm, by family, on the world"
    assert all(amount > 0 for amount in pushed.values())


@pytest.mark.slow
def test_money_and_patience_are_gains_and_debt_is_a_loss(pocket):
    places = pocket.ruleset.ids[LEVERS]
    pushes = [Push(places.index("cash"), 2000.0), Push(places.index("debt"), 2000.0), Push(places.index("cash"), 0.0)]
    weighed = weigh_levers(pocket, pushes, quarters=(1, 3), each=EACH, seed=3, jobs=1)
    cash, debt, nothing = weighed.found
    assert cash.points[0] > 2 * cash.errors[0] and debt.points[0] < -2 * debt.errors[0]
    assert nothing.points == (0.0, 0.0), "the same dice with and without"
    assert weigh_levers(pocket, pushes, quarters=(1, 3), each=EACH, seed=3, jobs=2).found == weighed.found


def test_ctrl_c_tells_what_is_finished(pocket):
    def stop(_):
        raise KeyboardInterrupt

    pushes = [Push(0, 1.0), Push(1, 1.0)]
    weighed = weigh_levers(pocket, pushes, quarters=(1,), each=2, seed=1, jobs=1, done=stop)
    assert not weighed.is_whole and len(weighed.found) == 1


def test_the_command_tells_a_table_and_json(capsys):
    given = ["worth", "pocket-race", "--worlds", "2", "--lever", "cash", "--jobs", "1"]
    assert cli.main(given) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("pocket-race: points of the lead") and told[2].startswith("cash ")
    assert cli.main([*given, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found["levers"]) == ["cash"] and len(found["levers"]["cash"]["points"]) == len(found["quarters"])
    assert cli.main(["worth", "pocket-race", "--lever", "cahs"]) == 1
    assert "no lever 'cahs' in this scenario; the nearest is cash" in capsys.readouterr().err
