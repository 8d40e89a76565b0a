"""Seats: who plays whom, and what is said to a name that is not known."""

import pytest

from game.engine.axes import DOCTRINES
from game.engine.ruleset import Ruleset
from game.players.all_in import ALL_IN
from game.players.doctrine import Doctrine
from game.players.idle import Idle
from game.players.seats import policy_names, seated


def test_names_of_policies(rules: Ruleset):
    assert policy_names(rules) == ("idle", "random", "doctrine", *rules.ids[DOCTRINES], *ALL_IN)


def test_a_table_of_one_mind_needs_no_masks(rules: Ruleset):
    assert isinstance(seated(rules, {}), Doctrine)
    assert isinstance(seated(rules, {}, default="idle"), Idle)


@pytest.mark.parametrize(
    ("seats", "default", "words"),
    [
        ({"tencant": "idle"}, "doctrine", ("no firm 'tencant'", "Did you mean 'tencent'?")),
        ({"tencent": "stockpil"}, "doctrine", ("no policy (for tencent) 'stockpil'", "Did you mean 'stockpile'?")),
        ({}, "lazy", ("no policy 'lazy'", "Known: idle, random, doctrine")),
    ],
)
def test_unknown_names_are_told_the_nearest(
    rules: Ruleset, seats: dict[str, str], default: str, words: tuple[str, ...]
):
    with pytest.raises(ValueError, match="There is no") as error:
        seated(rules, seats, default)
    for word in words:
        assert word in str(error.value)
