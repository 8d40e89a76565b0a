"""A balance run as lines to read."""

from game.rollout.bots import shown
from game.sim.balance import Balance
from game.sim.intervals import Target
from game.sim.watch import NEVER_DID


def verdict(balance: Balance) -> str:
    """What it comes to, in a sentence."""
    missed = [target for target in balance.targets if not target.holds]
    if not missed:
        return f"All {len(balance.targets)} targets hold."
    sure = sum(target.is_sure for target in missed)
    tail = "all of them beyond doubt" if sure == len(missed) else f"{sure} of them beyond doubt"
    return f"{balance.holding} of {len(balance.targets)} targets hold; {len(missed)} do not, {tail}."


def figure(target: Target, value: float) -> str:
    """A target's number as it is read: shares in per cent."""
    return f"{value:.1%}" if target.is_share else f"{value:g}"


def band(target: Target) -> str:
    """The wanted band in words."""
    if target.low is not None and target.high is not None:
        return f"{figure(target, target.low)} to {figure(target, target.high)}"
    if target.low is not None:
        return f"at least {figure(target, target.low)}"
    return "no target" if target.high is None else f"at most {figure(target, target.high)}"


def mark(target: Target) -> str:
    """Whether a target holds, in a word or two; empty where none is set."""
    if target.low is None and target.high is None:
        return ""
    if target.holds:
        return "holds"
    return "misses" if target.is_sure else "misses, perhaps"


def balance_table(balance: Balance) -> str:
    """The targets, what is dead, and the verdict."""
    played = balance.played
    rules, wide = played.rules, max(len(target.name) for target in balance.targets)
    lines = [
        f"{rules.scenario_id}: {size(balance)}, seed {played.seed}, ruleset {rules.digest[:12]}",
        f"{'target':<{wide}}  measured  95 % interval     wanted",
    ]
    for target in balance.targets:
        low, high = (figure(target, edge) for edge in target.interval)
        value = figure(target, target.value)
        told = f"{target.name:<{wide}}  {value:>8}  {f'{low} to {high}':<16}  {band(target):<16}  {mark(target)}"
        lines.append(told.rstrip())
    for kind, dead in balance.dead.items():
        if dead:
            lines.append(f"{kind} {NEVER_DID[kind]}: {', '.join(dead)}")
    lines += notes(balance)
    lines.append(verdict(balance))
    return "\n".join(lines)


def size(balance: Balance) -> str:
    """How many games were played, and of how many if it was stopped."""
    played = balance.played
    return f"{played.games:,} games" if played.is_whole else f"{played.games:,} of {played.plan.games:,} games"


def notes(balance: Balance) -> list[str]:
    """What a reader must know before believing the figures; mostly nothing."""
    played, found = balance.played, []
    if played.plan.seats:
        held = ", ".join(f"{firm} by {shown(policy)}" for firm, policy in played.plan.seats.items())
        found.append(f"given away: {held}")
    if not played.is_whole:
        counts = ", ".join(f"{count:,} {name}" for name, count in played.counts.items())
        found.append(f"stopped early: measured on {counts}; targets without games are left out")
    if not played.is_reproducible:
        found.append("not reproducible: a bot lost a quarter")
    return found
