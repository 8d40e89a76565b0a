"""One thought about one quarter: a view, the appetites that weigh it, and what follows for the money.

What several departments ask is worked out once, when first asked.
"""

from dataclasses import dataclass
from functools import cached_property

from game.engine.axes import LEVERS, PROJECTS, RUNS
from game.engine.listings import best_per_firm, per_firm
from game.engine.market_facts import deal_size
from game.engine.numeric import at, at_least, at_most, choose, clamp, counted, largest, only_where, share
from game.engine.ruleset import Ruleset
from game.engine.value import Value
from game.engine.view import View
from game.players import considerations as consider
from game.players.appetite import Appetite
from game.players.budget import Budget, make_budget


@dataclass(frozen=True, eq=False)
class Mind:
    """What every department of every seat thinks from."""

    rules: Ruleset
    view: View
    appetite: Appetite

    # --- considerations, each worked out once (see considerations.py for what they mean) ---

    @cached_property
    def door_closing(self) -> Value:
        """Threat to each listing that is open, 0 to 1, (listings, worlds)."""
        return consider.door_closing(self.rules, self.view)

    @cached_property
    def alarm(self) -> Value:
        """The worst threat to any listing that the firm may buy, 0 to 1, (firms, worlds)."""
        return best_per_firm(self.rules, only_where(self.view.may_buy, self.door_closing))

    @cached_property
    def serving_load(self) -> Value:
        """Serving asked for over all the fleet could serve, 0 to 3, (firms, worlds)."""
        return consider.serving_load(self.view)

    @cached_property
    def power_lack_mw(self) -> Value:
        """Megawatts to contract for what is in the warehouse and on order, (firms, worlds)."""
        return consider.power_lack_mw(self.rules, self.view)

    @cached_property
    def gap_worry(self) -> Value:
        """Unease about the frontier, 0 to 2, (firms, worlds)."""
        return consider.gap_worry(self.view)

    @cached_property
    def record_worry(self) -> Value:
        """Unease about the compliance record, 0 to 1.5, (firms, worlds)."""
        return consider.record_worry(self.view)

    @cached_property
    def shut_out(self) -> Value:
        """Part of the strength on offer that rules keep from the firm, 0 to 1, (firms, worlds)."""
        return consider.shut_out(self.rules, self.view)

    @cached_property
    def home_queue(self) -> Value:
        """How crowded the queue for homegrown chips was, 0 to 1, (firms, worlds)."""
        return consider.home_queue(self.rules, self.view)

    @cached_property
    def offers_opened(self) -> Value:
        """How many offers each project opens to each firm, (firms, projects)."""
        return per_firm(self.rules, self.rules.listings.project_index == self.rules.position(PROJECTS))

    # --- money ---

    @cached_property
    def ambition(self) -> Value:
        """How much of its free money a firm puts to work, up to 1, (firms, worlds).

        More for scale, when behind, when chips run out, when users queue, and, for a stockpiler, when a door closes;
        little in the last quarters, for what comes too late to run.
        """
        worry = self.gap_worry * 0.05 + consider.runway_worry(self.view) * 0.1 + self.serving_load * 0.1
        hoard = at_least(self.appetite.stockpile - 0.6, 0.0) * (self.alarm * 0.15 + 0.02)
        use = clamp(counted(consider.quarters_to_go(self.rules, self.view), "quarters") * 0.3 - 0.4, 0.1, 1.0)
        return clamp(worry + hoard + self.appetite.scale * 0.08 + 0.29, 0.25, 1.0) * use

    @cached_property
    def budget(self) -> Budget:
        """What each department may spend."""
        return make_budget(self)

    @cached_property
    def poverty(self) -> Value:
        """How pressing money is: under 1 with plenty, 3 with nothing in hand, (firms, worlds)."""
        return clamp(3.0 - self.budget.quarters_in_hand * 0.4, 0.6, 3.0)

    @cached_property
    def worth_of_musd(self) -> Value:
        """Points that a million dollars are worth today, (firms, worlds): less to who deals in more of them."""
        cash = at(self.appetite.worth, LEVERS, self.rules.place(LEVERS, "cash"))
        return self.poverty * cash / deal_size(self.rules, self.view)

    # --- training ---

    @cached_property
    def run_limit_flop(self) -> Value:
        """FLOP that the next model can make use of, 1e21, (firms, worlds): what its recipe scales to at once."""
        eager = clamp(self.appetite.scale * 0.2 + 0.75, 0.6, 1.0)
        return self.view.training.last_flop * eager * self.rules.constants.scale_step

    @cached_property
    def run_quarters(self) -> Value:
        """Length of a run that starts today, (firms, worlds): one quarter where that is as far as the recipe scales.

        Else two: a run's first weeks go to setting it up, which two short runs would pay twice.
        """
        free = clamp(1.0 - self.serving_share - self.research_share, 0.1, 1.0)
        in_one = self.view.compute.flop * free * (1.0 - self.rules.constants.run_setup_share)
        is_long = in_one < self.run_limit_flop
        return at_most(choose(is_long, 2.0, 1.0), consider.quarters_to_go(self.rules, self.view))

    @cached_property
    def useful_training_share(self) -> Value:
        """Part of the fleet that this quarter's run can make use of, 0.02 to 1, (firms, worlds)."""
        runs = self.view.training
        left = largest(runs.quarters_left, over=RUNS)
        done = largest(only_where(runs.quarters_left > 0.0, runs.flop_done), over=RUNS)
        planned = counted(self.run_quarters, "quarters") - self.rules.constants.run_setup_share
        useful = choose(left > 0.0, counted(left, "quarters"), planned)
        missing = at_least(self.run_limit_flop - done, 0.0)
        return clamp(share(missing, of=useful * self.view.compute.flop), 0.02, 1.0)

    # --- the fleet ---

    @cached_property
    def serving_share(self) -> Value:
        """Part of the fleet that serves: what users ask for and room to grow, (firms, worlds)."""
        platform = self.appetite.platform
        most = clamp(platform * 0.12 + 0.5, 0.3, 0.8)
        return clamp(self.serving_load * (platform * 0.08 + 1.04), 0.02, most)

    @cached_property
    def research_share(self) -> Value:
        """Part of the fleet that is kept for experiments at least, (firms, worlds)."""
        wish = clamp(self.appetite.efficiency * 0.035 + 0.23, 0.1, 0.3)
        return at_most((1.0 - self.serving_share) * wish * 1.6, wish)
