"""What a scenario is held against: who sat where in history, and public figures at marked dates."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from game.scenario.models.base import Date, Entry, FirmId, Id, LocalText, Model, Sources, fault

MAX_FIGURES = 200

YEARLY = ("capex_bn", "cards", "domestic_cards")
"""What is counted over the four quarters up to the mark: money for chips and halls, cards bought, and the share of
those cards that the buyer's own country sells."""

Amount = Annotated[float, Field(ge=-1e30, le=1e30)]


class PublicFigure(Entry):
    """One quantity of the game, where it is read, and the public figure with its band."""

    name: LocalText
    what: Annotated[str, Field(max_length=80)]
    """A named quantity of the game, or one of ``YEARLY``."""
    who: str | None = Field(default=None, max_length=64)
    """A firm, or a country; without it the whole world."""
    how: Literal["sum", "most", "least"] = "sum"
    """Over the firms of a country."""
    times: Annotated[float, Field(gt=0, le=1e30)] = 1.0
    """Factor from the game's number to the public one: the game counts a part of some fleets."""
    mark: Date
    """The quarter at whose end it is read."""
    public: Amount
    band: Annotated[list[Amount], Field(min_length=2, max_length=2)]
    source: Sources

    @model_validator(mode="after")
    def _in_order(self) -> "PublicFigure":
        low, high = self.band
        if low > high:
            raise fault("runs from a higher figure to a lower one", "band")
        if not low <= self.public <= high:
            raise fault("leaves out the public figure itself", "band")
        if not any(line.strip() for line in self.source):
            raise fault("is empty: a figure without a source holds nothing", "source")
        return self


class HindcastFile(Model):
    """``hindcast.json`` beside a scenario."""

    schema_: str | None = Field(default=None, alias="$schema", max_length=200)
    format: Literal[1]
    seats: dict[FirmId, str] = Field(default_factory=dict, max_length=40)
    """The policy that stands for what a firm did; the others follow the scenario's doctrine."""
    figures: Annotated[dict[Id, PublicFigure], Field(min_length=1, max_length=MAX_FIGURES)]
