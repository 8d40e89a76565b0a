"""The closed lists that rules, scenario files and players all name: uses of compute, bonuses, levers, parts of a score.

A scenario's own entries (firms, chips, controls ...) are data. These lists are the game's grammar: each name is read
by a rule, and a file that names anything else is told which names there are.
"""

from dataclasses import dataclass

USES = ("training", "serving", "research", "renting")
"""What the fleet's compute is split between."""

SITES = ("home", "abroad")
"""Where chips run. Abroad is leased ground: power comes with the lease, and other governments' rules apply."""

SEGMENTS = ("consumer", "enterprise")
"""Who uses models: people with an app, and firms that buy tokens."""

BRANCHES = ("models", "systems", "silicon", "process")
"""The four branches of research."""

PARTS = ("frontier", "self_reliance", "platform", "treasury")
"""The parts a score is added up from."""

RELEASES = ("closed", "open", "hold")
"""What becomes of a model when its run ends."""

POLICIES = ("open", "notify", "case_by_case", "denial", "ban")
"""How hard a control bites, from not at all to no licence ever; its place in this list is its severity."""

STAGES = ("unheard", "rumoured", "announced", "in_force", "ended")
"""The life of a control."""

ENDINGS = ("running", "date", "victory", "collapse")
"""How a game ended: not yet, by the calendar, by a victory's condition, or badly for all, with nobody as winner."""


@dataclass(frozen=True)
class Bonus:
    """Something research, a firm's identity or a move can make better."""

    id: str
    unit: str
    meaning: str


BONUSES = (
    Bonus("algorithms", "log10 of efficiency", "effective compute per FLOP of a training run"),
    Bonus("utilisation", "share", "FLOP of the fleet that do useful work (MFU)"),
    Bonus("cluster", "share", "how much of the loss of large clusters is avoided"),
    Bonus("serving", "share", "tokens served per chip"),
    Bonus("research_speed", "share", "progress of all projects"),
    Bonus("porting", "share", "speed at which a software ecosystem matures in the firm's hands"),
    Bonus("ageing", "share", "part of failures and obsolescence that good care avoids"),
    Bonus("yield", "share", "good dies per wafer at foundries of the firm's country"),
    Bonus("packaging", "share", "good packages at foundries of the firm's country"),
    Bonus("memory", "share", "HBM stacks made in the firm's country"),
    Bonus("own_chips", "share", "price of chips bought from the firm itself"),
    Bonus("core_business", "share", "income of the business that pays for AI"),
    Bonus("reach", "log of pull", "pull on consumers beyond the model's own merit"),
    Bonus("trust", "log of pull", "pull on enterprises beyond the model's own merit"),
    Bonus("building", "share", "cost of new megawatts avoided"),
    Bonus("capital", "share", "money investors offer"),
    Bonus("absorbing", "share", "speed at which published know-how is taken up"),
    Bonus("discretion", "share", "odds of seizure and of audits avoided"),
    Bonus("diplomacy", "share", "effect of lobbying and compliance work"),
    Bonus("allotment", "share", "weight in the queue for scarce chips"),
)
BONUS_IDS = tuple(bonus.id for bonus in BONUSES)


@dataclass(frozen=True)
class Lever:
    """Something an outcome of an event or a move may push, once."""

    id: str
    unit: str
    meaning: str


FIRM_LEVERS = (
    Lever("cash", "M$", "cash in hand"),
    Lever(
        "price", "M$", "cash for goods that have a price, whatever the firm's size; of a deal in chips, all its cash"
    ),
    Lever("debt", "M$", "debt owed; cash is not touched"),
    Lever("researchers", "people", "research staff"),
    Lever("patience", "points", "investors' patience, 0 to 100"),
    Lever("know_how", "log10", "the firm's algorithmic know-how"),
    Lever("compliance", "points", "the compliance record, 0 to 100; under 40 invites a listing"),
    Lever("power", "MW", "megawatts at home"),
    Lever("users", "log of share", "share of consumers"),
    Lever("enterprise", "log of share", "share of enterprise revenue"),
    Lever("attention", "moves", "executive moves left this quarter"),
    Lever("licences", "share", "odds added to every licence in the queue"),
    Lever("release", "models", "opens the weights of the firm's best model when above 0"),
    Lever("poach", "people", "researchers drawn from the richest lab of another firm"),
    Lever("supply_rush", "share", "extra supply of open offers this firm can claim next quarter"),
)
"""Levers on one firm that need no second name."""

WORLD_LEVERS = (
    Lever("tension", "points", "tension between the two sides, 0 to 100"),
    Lever("strait", "quarters", "quarters for which the leading fab's output stops"),
    Lever("demand", "log of demand", "everyone's appetite for AI services"),
    Lever("public_know_how", "log10", "what anybody can read"),
)
"""Levers on the whole world."""

FAMILIES = {
    "standing": "points with a country's government, by country",
    "maturity": "maturity in a software ecosystem, by ecosystem",
    "boost": "a bonus that fades by half in a year, by bonus",
    "stock": "chips delivered to the warehouse, by chip",
    "progress": "people-quarters of progress on each project of a branch that is being worked on",
}
"""Families of levers on one firm: written ``standing.us``, ``boost.reach`` ..."""

WORLD_FAMILIES = {
    "stance": "a government's hardness, 0 to 1, by country",
    "foundry": "log of a foundry's output, fades by half in a year, by foundry",
    "control": "1 starts a rumour, 2 announces, -1 withdraws, by control",
}
"""Families of levers on the world: written ``stance.us``, ``control.some_rule`` ..."""

SCOPES = ("self", "compatriots", "rivals", "everyone")
"""Whom an effect on a firm reaches: the one who chose, the others of its country, all others, or all."""
