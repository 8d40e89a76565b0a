"""Training: runs that commit compute for one to four quarters, and what comes out.

    FLOP  = sum over the run's quarters of fleet FLOP x training's share x the run's part x useful
    useful = 1 - run_setup_share in a run's first quarter, 1 in the others
    raw   = 100 + points_per_decade x (log10(usable FLOP) + know-how - anchor_log10_flop)
    index = raw + follow_share x (best seen a quarter ago - raw) + run_noise_points x luck - failure_points if it fails
    fails = odds of failure_odds_base + failure_odds_immature x (1 - maturity)

FLOP are 1e21, of which at most scale_step times the firm's largest run are usable; know-how is log10 of efficiency, and
anchor_log10_flop the 2.1e25 FLOP of GPT-4 of March 2023, whose index is 100. Following is cheaper than leading, and
never costs; luck is -1 to 1. Post-training adds post_training_drip points a quarter
to a released model less than post_training_reach behind the frontier. A run that is widened takes half as much again.

FLOP of public runs: Epoch AI, Notable AI Models, July 2026, CC BY. The index is a measure for play.
"""

from dataclasses import replace

from game.engine.axes import CHIPS, ECOSYSTEMS, FIRMS, RUNS, SITES, USES
from game.engine.draws import Purpose, draw
from game.engine.numeric import (
    any_of,
    at,
    at_least,
    at_most,
    blend,
    choose,
    counted,
    largest,
    log10,
    only_where,
    share,
    total,
)
from game.engine.orders import Orders
from game.engine.phases.compute import TRAINING
from game.engine.record import Recorder
from game.engine.registers import RELEASES
from game.engine.ruleset import Ruleset
from game.engine.slots import expire, free_slot, put
from game.engine.state import State, Training
from game.engine.value import Value

OPEN, HOLD = float(RELEASES.index("open")), float(RELEASES.index("hold"))


def train_models(rules: Ruleset, state: State, orders: Orders, record: Recorder) -> State:
    """Start and steer runs, spend the quarter's compute on them, and finish those that are due."""
    seen = largest(state.training.released_index, over=FIRMS)
    runs = _steer(state.training, orders)
    runs = _spend(rules, state, runs, record)
    is_due = (runs.flop_done > 0.0) & (runs.quarters_left == 0.0)
    index = _capability(rules, state, runs, is_due, record)
    runs = _release(_emptied(rules, runs, is_due), runs, is_due, index, orders, record)
    drip = only_where(_keeps_up(rules, runs), rules.constants.post_training_drip)
    runs = replace(runs, released_index=runs.released_index + drip)
    best = largest(runs.released_index, over=FIRMS)
    leads = runs.released_index >= best
    runs = replace(runs, quarters_leading=only_where(leads, runs.quarters_leading + 1.0))
    return replace(state, training=runs, world=replace(state.world, seen_index=seen))


def _steer(runs: Training, orders: Orders) -> Training:
    """New runs take a free slot; cut ones end this quarter; widened ones take half as much again."""
    taken = runs.quarters_left > 0.0
    mark = free_slot(taken, RUNS, orders.run_start)
    left = choose(orders.run_cut & taken, 1.0, put(runs.quarters_left, mark, orders.run_quarters))
    wide = choose(orders.run_widen & taken, at_most(runs.share * 1.5, 1.0), runs.share)
    return replace(
        runs,
        quarters_left=left,
        flop_done=put(runs.flop_done, mark, 0.0),
        share=put(wide, mark, orders.run_share),
        release=put(runs.release, mark, orders.run_release),
    )


def _spend(rules: Ruleset, state: State, runs: Training, record: Recorder) -> Training:
    """Divide the quarter's training compute over the runs, and count the quarter down."""
    is_on = runs.quarters_left > 0.0
    useful = choose(runs.flop_done > 0.0, 1.0, 1.0 - rules.constants.run_setup_share)
    wanted = only_where(is_on, runs.share)
    given = wanted / at_least(total(wanted, over=RUNS), 1.0)
    budget = state.compute.flop * at(state.compute.split, USES, TRAINING)
    record.note("training.budget_flop", budget)
    return replace(
        runs,
        flop_done=runs.flop_done + given * budget * useful,
        quarters_left=only_where(is_on, runs.quarters_left - 1.0),
    )


def usable_flop(rules: Ruleset, flop: Value, last_flop: Value) -> Value:
    """FLOP that count: at most threefold the largest run so far, since a recipe only scales so far at once."""
    return at_most(flop, last_flop * rules.constants.scale_step)


def raw_index(rules: Ruleset, flop: Value, know_how: Value) -> Value:
    """Capability of a run from FLOP (1e21) and know-how (log10), before following and luck."""
    k = rules.constants
    return (
        log10(at_least(counted(flop, "1e21 flop"), 1e-6)) + know_how - k.anchor_log10_flop
    ) * k.points_per_decade + 100.0


def failure_odds(rules: Ruleset, state: State) -> Value:
    """Odds that a run fails: more on immature software, (firms, worlds)."""
    k, fleet = rules.constants, state.fleet
    running = total(fleet.racked_units, over=SITES) * rules.chips.train_h100e
    by_ecosystem = blend(running, rules.chips.ecosystems, over=CHIPS)
    fit = share(total(by_ecosystem * fleet.maturity, over=ECOSYSTEMS), of=total(by_ecosystem, over=ECOSYSTEMS))
    return (1.0 - fit) * k.failure_odds_immature + k.failure_odds_base


def _capability(rules: Ruleset, state: State, runs: Training, is_due: Value, record: Recorder) -> Value:
    """Capability of the best run that ends this quarter, (firms, worlds); only meant where one does."""
    k = rules.constants
    finished = any_of(is_due, over=RUNS)
    done = largest(only_where(is_due, runs.flop_done), over=RUNS)
    flop = usable_flop(rules, done, runs.last_flop)
    record.note("training.finished", finished)
    record.note("training.wasted_flop", done - flop)

    raw = raw_index(rules, flop, state.labs.know_how)
    follow = at_least(state.world.seen_index - raw, 0.0) * k.follow_share
    luck = draw(rules, state, Purpose.RUN_NOISE, FIRMS)
    odds = only_where(finished, failure_odds(rules, state))
    fails = record.roll("training.failed", odds, draw(rules, state, Purpose.RUN_FAILS, FIRMS))
    return record.add_up(
        "training.capability",
        compute_and_know_how=raw,
        following=follow,
        luck=(luck * 2.0 - 1.0) * k.run_noise_points,
        failed=only_where(fails, -k.failure_points),
    )


def _emptied(rules: Ruleset, runs: Training, is_due: Value) -> Training:
    """The slots of runs that end made free (of those without a FLOP too), and one more generation counted."""
    is_over = runs.quarters_left <= 0.0
    finished = any_of(is_due, over=RUNS)
    flop = usable_flop(rules, largest(only_where(is_due, runs.flop_done), over=RUNS), runs.last_flop)
    return replace(
        runs,
        flop_done=expire(runs.flop_done, is_over, empty=0.0),
        share=expire(runs.share, is_over, empty=0.0),
        release=expire(runs.release, is_over, empty=0.0),
        last_flop=choose(finished, at_least(flop, runs.last_flop), runs.last_flop),
        generation=runs.generation + only_where(finished, 1.0),
    )


def _release(
    emptied: Training, runs: Training, is_due: Value, index: Value, orders: Orders, record: Recorder
) -> Training:
    """Finished models are released or held; a held one may be released later; weights may be opened."""
    finished = any_of(is_due, over=RUNS)
    how = largest(only_where(is_due, runs.release), over=RUNS)
    held_back = finished & (how == HOLD)
    out_now = only_where(finished & ~held_back, index)
    out_held = only_where(orders.release_held, runs.held_index)
    best = at_least(runs.released_index, at_least(out_now, out_held))
    is_better = best > runs.released_index
    opened = finished & (how == OPEN)
    record.note("training.released", only_where(is_better, best))
    held = only_where(~orders.release_held, runs.held_index)
    return replace(
        emptied,
        released_index=best,
        held_index=at_least(held, only_where(held_back, index)),
        is_open=choose(is_better, opened, runs.is_open) | orders.open_weights,
    )


def _keeps_up(rules: Ruleset, runs: Training) -> Value:
    """Models in service get a little better by post-training, unless they are hopelessly behind."""
    best = largest(runs.released_index, over=FIRMS)
    return best - runs.released_index < rules.constants.post_training_reach
