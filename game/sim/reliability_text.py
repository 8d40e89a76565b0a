"""How true the odds are, as lines to read."""

from game.sim.reliability import Band, Reliability
from game.sim.told import ESTIMATES

MEANS = {
    "release": "releases a better model",
    "tops": "releases a model better than the best that stood",
    "passes": "releases a model better than the looker's own",
    "opens": "opens weights",
    "claims": "puts money into a foundry",
    "pioneers": "finishes research that nobody had",
    "leads": "stands before the looker",
    "first": "stands first",
    "doctrine": "follows the doctrine",
    "likeliest": "follows the doctrine thought likeliest",
}
"""What a kind of odds is about."""


def words(name: str) -> str:
    """A kind of odds in words: ``release.4`` is what a rival does within four quarters."""
    head, _, quarters = name.partition(".")
    if not quarters:
        return MEANS[head]
    after = "after" if head in ("leads", "first") else "within"
    return f"{MEANS[head]} {after} {quarters} quarter{'' if quarters == '1' else 's'}"


def band_words(band: Band) -> str:
    """A band in words."""
    return "estimates of rivals" if band.quantity == ESTIMATES else f"{band.quantity} after {band.ahead}"


def verdict(found: Reliability) -> str:
    """One sentence."""
    wrong = [words(kind.name) for kind in found.kinds if not kind.is_true]
    narrow = [band_words(band) for band in found.bands if not band.holds]
    if not wrong and not narrow:
        return "The odds are true, and the bands hold what they say."
    parts = []
    if wrong:
        parts.append("odds are not true: " + "; ".join(wrong))
    if narrow:
        parts.append("bands do not hold what they say: " + "; ".join(narrow))
    said = "; and ".join(parts)
    return f"{said[:1].upper()}{said[1:]}."


def size(found: Reliability) -> str:
    """What was played."""
    who = "every firm by its own doctrine" if found.plan.own else "every firm by another doctrine in each game"
    return f"{found.games:,} games, {who}; one forecast of {found.plan.futures} futures in each"


def reliability_text(found: Reliability) -> str:
    """A table of odds by tenths, and one of bands."""
    lines = [f"{found.scenario}: {size(found)}, seed {found.plan.seed}", ""]
    lines.append("A rival ...   told % : happened % (statements) by tenths")
    for kind in found.kinds:
        mark = "true" if kind.is_true else "NOT TRUE"
        lines.append(f"  {words(kind.name)}: {mark}; Brier {kind.brier:.3f}, base rate's {kind.base:.3f}")
        cells = [f"{one.told * 100:.0f}:{one.happened * 100:.0f} ({one.count})" for one in kind.bins]
        lines.append("    " + "  ".join(cells))
    lines += ["", "Outcomes inside the band of 80 % (50 %), below it, and the 95 % interval of the first"]
    for band in found.bands:
        low, high = band.interval
        mark = "holds" if band.holds else "DOES NOT HOLD"
        lines.append(
            f"  {band_words(band):<20}: {band.within[80]:4.0%} ({band.within[50]:3.0%}), "
            f"{band.low:3.0%}, {low:.0%} to {high:.0%}: {mark}"
        )
    return "\n".join([*lines, "", verdict(found)])
