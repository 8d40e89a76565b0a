"""The constants of every formula: name, unit, range and meaning. Their values are a scenario's.

Groups follow the phases. ``Annotated[float, unit, low, high]``: a value outside the range is refused when a scenario
is read. Sources and guesses are marked beside the values, in ``scenarios/core/constants.json``.
"""

from dataclasses import dataclass
from typing import Annotated

from game.engine.constants_politics import PoliticsConstants


@dataclass(frozen=True)
class Constants(PoliticsConstants):
    """Read by the phases as ``rules.constants.name``."""

    # Chip market, contracts, second-hand chips

    contract_share: Annotated[float, "share", 0, 1]
    """Part of an offer's supply that can be under contract."""

    contract_quarters: Annotated[float, "quarters", 1, 12]
    """Quarters that a supply contract runs."""

    contract_fee: Annotated[float, "quarters' worth", 0, 4]
    """What a contract costs on the day it is signed, in quarters' worth of its chips."""

    relation_speed: Annotated[float, "share", 0, 1]
    """Part of the way that a vendor's regard for a customer moves in a quarter."""

    relation_weight: Annotated[float, "ratio", 0, 10]
    """Weight in the queue of a customer that buys nowhere else."""

    refund_share: Annotated[float, "share", 0, 1]
    """Part of today's price that a vendor gives back for a held order."""

    claim_weight: Annotated[float, "ratio", 0, 10]
    """Weight in the queue of a full claim on the foundry."""

    maker_share: Annotated[float, "share", 0, 1]
    """Part of a chip's supply that its maker, if it is on the board, may take before the queue."""

    shipped_before_share: Annotated[float, "share", 0, 1]
    """Part of a quarter's deliveries shipped before a rule that comes into force in it."""

    chip_margin: Annotated[float, "share", 0, 1]
    """Part of a chip's price that its seller keeps."""

    chip_price_fall_log2_per_quarter: Annotated[float, "log2/quarter", 0, 0.4]
    """Yearly fall of a fixed chip's price: 2^-0.44 = 0.74."""

    price_elasticity: Annotated[float, "exponent", 0, 1]
    """How prices answer to demand over supply."""

    price_speed: Annotated[float, "share", 0, 1]
    """Part of the way that a price moves in a quarter."""

    seizure_tension: Annotated[float, "points", 0, 10]
    """Tension that a seizure adds."""

    seizure_standing: Annotated[float, "points", 0, 30]
    """Standing with other governments that a seizure costs."""

    seizure_compliance: Annotated[float, "points", 0, 60]
    """Compliance record that a seizure costs."""

    used_bid_share: Annotated[float, "share", 0, 1]
    """What brokers pay for a used chip, over the price of a new one."""

    used_ask_share: Annotated[float, "share", 0, 1]
    """What they ask for it."""

    # Fabs and deployment

    fab_lead_quarters: Annotated[float, "quarters", 1, 4]
    """From investment to wafer starts."""

    claim_keep: Annotated[float, "share", 0, 1]
    """Part of a claim on a foundry that lasts from one quarter to the next."""

    knowledge_spread: Annotated[float, "share", 0, 1]
    """Part of other compatriots' process skill that counts beside the best."""

    failure_rate: Annotated[float, "rate", 0, 0.1]
    """Racked chips that fail or are retired a quarter."""

    lease_end_rate: Annotated[float, "rate", 0, 1]
    """Leased chips that go back a quarter."""

    build_musd_per_mw: Annotated[float, "M$/MW", 1, 60]
    """Shell and power of a megawatt; the chips' price covers server and network."""

    build_lead_quarters: Annotated[float, "quarters", 1, 4]
    """From contract to megawatts."""

    build_most_mw: Annotated[float, "MW", 10, 20000]
    """Megawatts that one firm can contract for in a quarter."""

    # Compute

    best_utilisation: Annotated[float, "share", 0.2, 0.7]
    """Utilisation (MFU) of a small cluster with perfect software."""

    cluster_exponent: Annotated[float, "exponent", 0, 0.15]
    """Loss of utilisation with size."""

    flop_per_h100e_quarter: Annotated[float, "1e21 FLOP/H100e", 1, 20]
    """989 TFLOPS dense 16-bit x 7.884e6 s x 0.92 up-time, in 1e21."""

    least_free_share: Annotated[float, "share", 0, 1]
    """Part of the fleet that serving never takes from the runway."""

    runway_share: Annotated[float, "share", 0.05, 1]
    """Part of the fleet that a generation's run is reckoned to get, at its longest."""

    generation_log2: Annotated[float, "log2", 0.5, 2]
    """log2 of 2.2: how much larger one generation's run is than the last."""

    # Research

    hire_musd: Annotated[float, "M$/person", 0, 5]
    """Cost of hiring one researcher."""

    wage_speed: Annotated[float, "ratio", 0, 10]
    """How much faster wages of a country grow for each part of its researchers hired in a quarter."""

    usual_hiring: Annotated[float, "share", 0, 0.5]
    """Part of a country's researchers hired in a quarter at which wages stand still."""

    hire_most_share: Annotated[float, "share", 0, 1]
    """Part of the staff that can be hired in a quarter."""

    hire_most_people: Annotated[float, "people", 0, 500]
    """People who can be hired beside that."""

    project_pace: Annotated[float, "people-quarters/person", 0.05, 5]
    """Progress of one usual researcher in a quarter, in people-quarters of stated work."""

    spill_over_rate: Annotated[float, "ratio", 0, 1]
    """Faster work on a project for each open firm that has finished it."""

    spill_over_most: Annotated[float, "ratio", 0, 3]
    """Most that spill-over gives."""

    usual_researchers: Annotated[float, "people", 50, 5000]
    """Staff at which effort counts as one."""

    know_how_rate: Annotated[float, "log10 a quarter", 0, 0.3]
    """Own growth of know-how of the usual lab: about 2.2x a year."""

    know_how_lead_drag: Annotated[float, "ratio", 0, 5]
    """How a lead over the public slows own work."""

    far_behind: Annotated[float, "log10", 0, 2]
    """Distance to public know-how at which own work counts for less."""

    far_behind_share: Annotated[float, "share", 0, 1]
    """What own work counts for then."""

    absorption_rate: Annotated[float, "share", 0, 0.5]
    """Part of the distance to public know-how read up in a quarter."""

    algorithm_bonus_rate: Annotated[float, "log10 a quarter", 0, 0.3]
    """Know-how a quarter from a full point of the algorithms bonus."""

    publication_rate: Annotated[float, "share", 0, 1]
    """Part of the way that public know-how moves to the best published in a quarter."""

    maturity_rate: Annotated[float, "share", 0, 0.3]
    """Part of the missing maturity gained a quarter when all chips are of one ecosystem."""

    # Training

    anchor_log10_flop: Annotated[float, "log10 of 1e21 FLOP", 0, 10]
    """GPT-4: 2.1e25 FLOP."""

    points_per_decade: Annotated[float, "index points", 5, 20]
    """Index points for ten times the effective compute: a point is a month at 10x a year."""

    run_setup_share: Annotated[float, "share", 0, 0.9]
    """Part of a run's first quarter that goes into data, trials of the recipe and false starts."""

    scale_step: Annotated[float, "ratio", 1.2, 10]
    """How far one run can be scaled from the last."""

    follow_share: Annotated[float, "share", 0, 0.9]
    """Part of the distance to what has been seen that a follower makes up."""

    run_noise_points: Annotated[float, "index points", 0, 8]
    """Luck of a run, up to this either way."""

    failure_odds_base: Annotated[float, "odds", 0, 0.5]
    """Odds that a run fails on mature software."""

    failure_odds_immature: Annotated[float, "odds", 0, 0.8]
    """Odds added on wholly immature software."""

    failure_points: Annotated[float, "index points", 0, 30]
    """What a failed run loses."""

    post_training_drip: Annotated[float, "index points", 0, 3]
    """What post-training adds a quarter to a model in service."""

    post_training_reach: Annotated[float, "index points", 0, 60]
    """Behind the frontier at which that stops."""

    # Products

    serving_h100e_per_enterprise_musd: Annotated[float, "H100e/M$", 0, 500]
    """Serving compute for one M$ of enterprise revenue a quarter."""

    serving_fall_log2_per_quarter: Annotated[float, "log2/quarter", 0, 0.3]
    """Yearly fall of serving cost: 0.88."""

    consumer_merit: Annotated[float, "1/index point", 0, 0.3]
    """How consumers prize a point of capability."""

    consumer_price_elasticity: Annotated[float, "exponent", 0, 3]
    """Consumers' answer to price."""

    consumer_speed: Annotated[float, "share", 0, 1]
    """Part of the way that consumers move in a quarter."""

    enterprise_merit: Annotated[float, "1/index point", 0, 0.3]
    """How enterprises prize a point of capability."""

    enterprise_price_elasticity: Annotated[float, "exponent", 0, 3]
    """Enterprises' answer to price."""

    enterprise_speed: Annotated[float, "share", 0, 1]
    """Part of the way that enterprises move in a quarter."""

    dear_elasticity: Annotated[float, "exponent", 0, 3]
    """Every customer's further answer to a price above the usual one: who feels overcharged looks around."""

    use_elasticity: Annotated[float, "exponent", 0, 2]
    """Every customer's use in answer to price."""

    open_weights_pull: Annotated[float, "log of pull", 0, 1]
    """Pull of open weights on enterprises."""

    state_trust: Annotated[float, "log of pull", 0, 3]
    """Pull on enterprises of 100 points of standing with the own government."""

    outside_merit: Annotated[float, "ratio", 0, 2]
    """Pull of firms that are not on the board, against a frontier model."""

    # Money

    usual_income_musd: Annotated[float, "M$", 1, 100000]
    """Income a quarter at which a deal costs and brings what its event or move says."""

    ai_margin: Annotated[float, "share", 0, 1]
    """Part of AI revenue left after what is not modelled."""

    open_weights_revenue: Annotated[float, "share", 0, 1]
    """Part of enterprise revenue kept when the weights are open."""

    rent_musd_per_h100e: Annotated[float, "M$/H100e", 0, 0.02]
    """Rent of an H100e for a quarter: about 1.5 $/h."""

    rent_fall_log2_per_quarter: Annotated[float, "log2/quarter", 0, 0.4]
    """Fall of rents: 0.76 a year."""

    rent_occupancy: Annotated[float, "share", 0, 1]
    """Part of what is offered that is let."""

    salary_musd: Annotated[float, "M$/person", 0, 1]
    """All-in cost of a researcher a quarter."""

    interest_rate: Annotated[float, "rate", 0, 0.1]
    """Interest a quarter."""

    storage_musd: Annotated[float, "M$/chip", 0, 0.01]
    """Storage and insurance of a chip in the warehouse a quarter."""

    credit_quarters: Annotated[float, "quarters' worth", 0, 12]
    """Quarters of core cash flow and AI revenue that lenders bear as debt."""

    rescue_factor: Annotated[float, "ratio", 1, 3]
    """How far beyond that an emergency loan goes."""

    venture_musd: Annotated[float, "M$", 0, 10000]
    """Money a quarter that investors offer a lab whatever it earns."""

    venture_growth_log2: Annotated[float, "log2/quarter", 0, 0.5]
    """Growth of that: 15 % a year."""

    share_issue_share: Annotated[float, "share", 0, 1]
    """Part of a quarter's core cash flow that a share issue can bring."""

    usual_cash_musd: Annotated[float, "M$", 1, 50000]
    """Cash at which the treasury scores even without a core business."""

    chest_quarters: Annotated[float, "quarters' worth", 1, 40]
    """Quarters of spending beyond which cash is paid out in part."""

    payout_rate: Annotated[float, "rate", 0, 1]
    """Part of cash beyond that which owners get a quarter."""

    patience_near: Annotated[float, "points", 0, 10]
    """Patience gained a quarter within 5 months of the frontier."""

    patience_middle: Annotated[float, "points", 0, 10]
    """Patience lost a quarter at 5 to 14 months."""

    patience_far: Annotated[float, "points", 0, 10]
    """Patience lost a quarter beyond that."""

    patience_thin: Annotated[float, "points", 0, 10]
    """Patience lost a quarter with cash under half a year's running cost."""

    patience_dilution: Annotated[float, "points", 0, 20]
    """Patience that taking all the money on offer costs."""

    patience_rest: Annotated[float, "points", 0, 100]
    """Where patience rests."""

    patience_backing: Annotated[float, "share", 0, 2]
    """How much more or less the core business gives for a hundred points of patience."""
