"""Measuring a balance run: every target of the design with its value, its interval and its band."""

import numpy as np

from game.engine.axes import COUNTRIES, DOCTRINES, FIRMS
from game.players.all_in import ALL_IN
from game.sim.balance import Balance, Played, Share
from game.sim.intervals import Target, median_target, share_target
from game.sim.watch import CONTENT, NEVER_DID, follows

DOCTRINE_BAND = (0.05, 0.35)
SIDE_BAND = (0.35, 0.65)
BEST_DOCTRINE_LEAST = 0.15
HALF_TIME_LOSES_LEAST = 0.35
LEAD_CHANGES_LEAST = 2.0
DECIDED_EARLY_MOST = 0.05
FLOOR_LEAST = 0.99
"""Share of games in which doing nothing comes last, and in which a doctrine beats random orders."""


def measured(played: Played) -> Balance:
    """Everything a balance run found, with the targets that it has games for. At least one game of the own set."""
    doctrines = _doctrine_wins(played)
    by_firm = _firm_doctrines(played)
    content = _content(played)
    targets = (
        *_doctrine_targets(doctrines),
        *_side_targets(played),
        *_best_doctrine_targets(played),
        *_tension_targets(played),
        _idle_target(played),
        _random_target(played),
        *_all_in_targets(played),
        _bankruptcy_target(played),
        *_content_targets(content),
    )
    firms = played.rules.ids[FIRMS]
    own = {firm: Share(int((played.own.winner == n).sum()), played.own.count) for n, firm in enumerate(firms)}
    return Balance(played, tuple(one for one in targets if one.tries), doctrines, by_firm, own, content)


def _doctrine_wins(played: Played) -> dict[str, Share]:
    firms, names = played.rules.ids[FIRMS], played.rules.ids[DOCTRINES]
    found = dict.fromkeys(names, Share())
    for table, games in zip(played.plan.rotated, played.rotated, strict=True):
        wins = dict.fromkeys(names, 0)
        for place, firm in enumerate(firms):
            if firm not in played.plan.seats:
                wins[table.seats[firm]] += int((games.winner == place).sum())
        found = {name: found[name] + Share(wins[name], games.count) for name in names}
    return found


def _firm_doctrines(played: Played, parity: int | None = None) -> dict[str, dict[str, Share]]:
    """By firm and doctrine; with a parity only every other game."""
    firms, names = played.rules.ids[FIRMS], played.rules.ids[DOCTRINES]
    found = {firm: dict.fromkeys(names, Share()) for firm in firms}
    for table, games in zip(played.plan.rotated, played.rotated, strict=True):
        winner = games.winner if parity is None else games.winner[parity::2]
        for place, firm in enumerate(firms):
            if firm not in played.plan.seats:
                found[firm][table.seats[firm]] += Share(int((winner == place).sum()), len(winner))
    return found


def _doctrine_targets(doctrines: dict[str, Share]) -> list[Target]:
    return [
        share_target(
            f"doctrine_wins.{name}", f"games won with the doctrine {name}", one.wins, one.games, *DOCTRINE_BAND
        )
        for name, one in doctrines.items()
    ]


def _side_targets(played: Played) -> list[Target]:
    home = played.rules.firms.country_index.array.astype(int)
    side = home[played.own.winner[played.own.winner >= 0]]  # who won nothing has no side
    return [
        share_target(
            f"side_wins.{name}", f"games won by a firm of {name}", int((side == n).sum()), len(side), *SIDE_BAND
        )
        for n, name in enumerate(played.rules.ids[COUNTRIES])
        if (home == n).any()
    ]


def _best_doctrine_targets(played: Played) -> list[Target]:
    """Each firm's best doctrine, chosen on every other game and measured on the rest, and the other way round.

    Chosen and measured on the same games, the best of six would look better than it is.
    """
    halves = (_firm_doctrines(played, 0), _firm_doctrines(played, 1))
    found = []
    for firm in played.loaded.board.scenario.playable:
        total = Share()
        for chosen_on, measured_on in (halves, halves[::-1]):
            best = max(chosen_on[firm], key=lambda name: chosen_on[firm][name].share)
            total += measured_on[firm][best]
        name, text = f"best_doctrine_wins.{firm}", f"games won by {firm} with its best doctrine"
        found.append(share_target(name, text, total.wins, total.games, BEST_DOCTRINE_LEAST, None))
    return found


def _tension_targets(played: Played) -> list[Target]:
    games, rules = played.own, played.rules
    loses = int((games.winner != games.half_leader).sum())
    early = int(((games.decided_on * 3 < rules.turns) & (games.decided_on <= games.ended_on)).sum())
    return [
        share_target(
            "half_time_leader_loses", "games that the leader at half time loses", loses, games.count,
            HALF_TIME_LOSES_LEAST, None,
        ),
        median_target("lead_changes", "changes of the lead, median", games.lead_changes.tolist(), LEAD_CHANGES_LEAST),
        share_target(
            "decided_early", "games decided before a third of the turns", early, games.count, None, DECIDED_EARLY_MOST
        ),
    ]  # fmt: skip


def _idle_target(played: Played) -> Target:
    last = tries = 0
    for place, games in enumerate(played.floors["idle"]):
        last += int((games.score[place] <= games.score.min(axis=0)).sum())
        tries += games.count
    return share_target("idle_last", "games in which doing nothing comes last", last, tries, FLOOR_LEAST, None)


def _random_target(played: Played) -> Target:
    """The same firm in the same world, by its doctrine and at random."""
    beaten = tries = 0
    for place, games in enumerate(played.floors["random"]):
        first = played.plan.floors["random"][place].first
        doctrine = played.own.score[place, first : first + games.count]
        was_won = (games.winner >= 0) & (played.own.winner[first : first + games.count] >= 0)  # else nobody scores
        beaten += int((doctrine > games.score[place])[was_won].sum())
        tries += int(was_won.sum())
    text = "games in which a firm's doctrine scores more than random orders in the same world"
    return share_target("doctrine_beats_random", text, beaten, tries, FLOOR_LEAST, None)


def _all_in_targets(played: Played) -> list[Target]:
    """No order repeated every quarter wins more than an equal share against doctrines."""
    equal = 1.0 / len(played.rules.ids[FIRMS])
    targets = []
    for name in ALL_IN:
        tables = played.floors.get(name, ())
        wins = sum(int((games.winner == place).sum()) for place, games in enumerate(tables))
        tries = sum(games.count for games in tables)
        text = f"games won by a firm that {name.replace('-', ' ')}"
        targets.append(share_target(f"all_in.{name}", text, wins, tries, None, equal))
    return targets


def _bankruptcy_target(played: Played) -> Target:
    broke = played.own.is_broke
    return share_target("bankruptcies", "seats that go bankrupt", int(broke.sum()), broke.size, None, None)


def _content(played: Played) -> dict[str, dict[str, float]]:
    """By kind and entry, the share of games of the own and rotated sets in which it came up."""
    sets = (played.own, *played.rotated)
    found: dict[str, dict[str, float]] = {}
    for kind, axis in CONTENT.items():
        came = np.concatenate([getattr(games, kind) for games in sets], axis=-1).mean(axis=-1)
        follow = follows(played.rules, kind)
        names = played.rules.ids[axis]
        found[kind] = {name: float(came[n]) for n, name in enumerate(names) if follow[n]}
    return found


def _content_targets(content: dict[str, dict[str, float]]) -> list[Target]:
    """Dead entries a kind; none is wanted. More games can only find fewer, hence the interval from nothing."""
    targets = []
    for kind, found in content.items():
        dead = float(sum(share == 0 for share in found.values()))
        text = f"{kind} {NEVER_DID[kind]}, of {len(found)}"
        targets.append(Target(f"dead.{kind}", text, dead, None, 0.0, (0.0, dead), is_share=False))
    return targets
