"""Compute: what the fleet can do, how it is split, and the runway it leaves.

    utilisation = best_utilisation x (0.4 + 0.6 x maturity) x size^-cluster_exponent x (1 + bonus)
    FLOP        = fleet x flop_per_h100e_quarter x utilisation
    in hand     = 1 + warehouse / fleet
    free        = 1 - serving that users need / serving there is, at least least_free_share
    runway      = log2(FLOP x in hand x runway_share x free x 4 / FLOP of the last run) / generation_log2

Fleet and warehouse are H100e, size is the fleet in thousands of them (at least 1), FLOP are 1e21 a quarter, runway is
generations. A bonus for clusters takes its part of the exponent away. An H100e's flop_per_h100e_quarter is 989 TFLOPS
dense 16-bit x 7.884e6 s x 0.92 up-time; best_utilisation brackets the public runs (Llama 3.1 0.40, DeepSeek-V3 0.38,
Pangu Ultra 0.52: Epoch AI, Notable AI Models, July 2026).
"""

from dataclasses import replace

from game.engine.axes import CHIPS, ECOSYSTEMS, SITES, USES
from game.engine.market_facts import bonus, chip_serving, chip_strength, serving_need_h100e
from game.engine.numeric import at, at_least, at_most, blend, clamp, counted, log2, power, share, total
from game.engine.orders import Orders
from game.engine.record import Recorder
from game.engine.registers import USES as USE_IDS
from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.engine.value import Value

TRAINING, SERVING, RESEARCH, RENTING = range(len(USE_IDS))


def run_compute(rules: Ruleset, state: State, orders: Orders, record: Recorder) -> State:
    """Work out FLOP, serving strength, sovereignty and runway, and set the new split."""
    k, fleet = rules.constants, state.fleet
    running = total(fleet.racked_units, over=SITES)
    strength = chip_strength(rules, state)
    by_chip = running * strength
    fleet_h100e = total(by_chip, over=CHIPS)

    tuned = 0.4 + fleet.maturity * 0.6
    by_ecosystem = blend(by_chip, rules.chips.ecosystems, over=CHIPS)
    fit = share(total(by_ecosystem * tuned, over=ECOSYSTEMS), of=fleet_h100e)
    loss = power(at_least(counted(fleet_h100e, "h100e") * 0.001, 1.0), _exponent(rules, state))
    utilisation = record.multiply(
        "compute.utilisation",
        software=fit * k.best_utilisation,
        cluster=loss,
        bonus=1.0 + at_least(bonus(state, "utilisation"), -0.5),
    )
    flop = record.multiply(
        "compute.flop", fleet_h100e=fleet_h100e, flop_per_h100e=k.flop_per_h100e_quarter, utilisation=utilisation
    )

    served = 1.0 + at_least(bonus(state, "serving"), -0.5)
    by_ecosystem = blend(running * chip_serving(rules, state), rules.chips.ecosystems, over=CHIPS)
    serving = total(by_ecosystem * tuned, over=ECOSYSTEMS) * served
    own = total(at(fleet.racked_units, SITES, 0) * strength * rules.sovereignty, over=CHIPS)
    split = orders.split / total(orders.split, over=USES)

    compute = replace(
        state.compute,
        split=split,
        flop=flop,
        serving_h100e=serving,
        fleet_h100e=fleet_h100e,
        utilisation=utilisation,
        domestic_share=share(own, of=fleet_h100e),
    )
    state = replace(state, compute=compute)
    return replace(state, compute=replace(compute, runway_generations=_runway(rules, state, record)))


def _exponent(rules: Ruleset, state: State) -> Value:
    """How fast utilisation falls with size; cluster work takes part of the loss away."""
    return (clamp(bonus(state, "cluster"), -0.5, 1.0) - 1.0) * rules.constants.cluster_exponent


def _runway(rules: Ruleset, state: State, record: Recorder) -> Value:
    """Model generations that the chips in hand can still train, (firms, worlds), at least 0."""
    k, compute = rules.constants, state.compute
    stock = total(state.fleet.stock_units * chip_strength(rules, state), over=CHIPS)
    in_hand = 1.0 + share(stock, of=at_least(compute.fleet_h100e, 1.0))
    load = share(serving_need_h100e(rules, state), of=at_least(compute.serving_h100e, 1.0))
    free = at_least(1.0 - at_most(load, 1.0), k.least_free_share)
    kept = record.multiply(
        "compute.runway_flop",
        flop=compute.flop,
        stock_too=in_hand,
        share_kept=k.runway_share,
        free_of_serving=free,
        longest_run_quarters=4.0,
    )
    ratio = kept / at_least(state.training.last_flop, 0.001)
    return at_least(log2(at_least(ratio, 1e-6)) * (1.0 / k.generation_log2), 0.0)


__all__ = ["RENTING", "RESEARCH", "SERVING", "TRAINING", "run_compute"]
