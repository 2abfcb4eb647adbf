"""From a receptor to a gene and back: the steps of JAK, STAT and SOCS with the chains and kinases of an interleukin."""

from dataclasses import dataclass

from helpers import tables
from helpers.views.assembly import il6_assembly
from helpers.views.membrane import Partner, Signalling, StandingChain, StandingReceptor, signalling, signalling_options


@dataclass(frozen=True, slots=True)
class PathStep:
    """A row of `jak_stat_steps`: at `step` the `actor` does something to what it `acts_on`; `key` is its key."""

    key: str
    step: int
    actor: str
    effect: str
    acts_on: str
    place: str
    brake: bool


@dataclass(frozen=True, slots=True)
class SignalSteps:
    """The steps up to `step` with the parts of an interleukin's receptor.

    `pair` are the two chains that hold a kinase, the second the one to which STAT comes; `others` are the further
    chains of the complex.
    """

    interleukin: str
    step: int
    steps: tuple[PathStep, ...]
    signalling: Signalling
    receptor: StandingReceptor
    pair: tuple[StandingChain, StandingChain]
    others: tuple[StandingChain, ...]
    references: tuple[str, ...]

    @property
    def kinases(self) -> tuple[Partner, Partner]:
        """The main kinase of each chain of the pair."""
        first, second = self.pair
        return _main(first), _main(second)

    @property
    def factor(self) -> str:
        """The main transcription factor of the chain to which it comes."""
        return self.kinases[1].factor

    @property
    def last(self) -> int:
        """The last step."""
        return max(row.step for row in self.steps)

    def happened(self, key: str) -> bool:
        """Whether the step with this key is in the table and has been reached."""
        return any(row.key == key and row.step <= self.step for row in self.steps)


@tables.cached
def signal_interleukins() -> tuple[str, ...]:
    """Return the interleukins of which two kinases at the receptor and a STAT are established."""
    return tuple(name for name in signalling_options() if _complex(name) is not None)


@tables.cached
def signal_stops() -> tuple[int, ...]:
    """Return the numbers of the steps."""
    return tuple(sorted({row.step for row in _steps()}))


def signal_steps(step: float = 1, interleukin: str = "IL-6") -> SignalSteps:
    """Return the steps of JAK, STAT and SOCS up to `step`, at the receptor of `interleukin`.

    Raises ValueError when there is no such step, and for an interleukin whose two kinases are not established.
    """
    if step not in signal_stops():
        raise ValueError(f"There is no step {step:g}; the steps are {signal_stops()[0]} to {signal_stops()[-1]}.")
    found = _complex(interleukin) if interleukin in signalling_options() else None
    if found is None:
        raise ValueError(
            f"Two kinases at the receptor of '{interleukin}' are not established; choose one of: "
            f"{', '.join(signal_interleukins())}."
        )
    receptor, pair = found
    cells = tables.load("jak_stat_steps")["reference"]
    view = signalling(interleukin)
    return SignalSteps(
        interleukin=interleukin,
        step=int(step),
        steps=_steps(),
        signalling=view,
        receptor=receptor,
        pair=pair,
        others=tuple(chain for chain in receptor.standing if chain not in pair),
        references=tuple(dict.fromkeys([key for cell in cells for key in cell.split(";")] + list(view.references))),
    )


@tables.cached
def _steps() -> tuple[PathStep, ...]:
    rows = tables.load("jak_stat_steps")[["step", "actor", "effect", "acts_on", "place", "brake"]]
    return tuple(
        PathStep(f"{actor} {effect} {acts_on}", int(step), actor, effect, acts_on, place, brake == "yes")
        for step, actor, effect, acts_on, place, brake in rows.itertuples(index=False)
    )


@tables.cached
def _complex(interleukin: str) -> tuple[StandingReceptor, tuple[StandingChain, StandingChain]] | None:
    """Return the first complex with two kinases and a STAT, and its two chains, last the one to which STAT comes.

    Where both chains have a STAT, it is the one that holds JAK1. In the complex of IL-6 one chain stands twice,
    as all that belongs to it; of IL-11, whose gp130 does, too, the tables do not tell how often the others stand.
    """
    for receptor in signalling(interleukin).receptors:
        holding = [chain for chain in receptor.standing if receptor.signals and _kinase(chain)]
        if len(holding) == 1 and interleukin == "IL-6" and il6_assembly().copies == 2:
            holding *= 2
        if len(holding) == 2 and any(_main(chain).factor.startswith("STAT") for chain in holding):
            sides = [i for i in (1, 0) if _main(holding[i]).factor.startswith("STAT")]
            last = min(sides, key=lambda i: _main(holding[i]).gene)
            return receptor, (holding[1 - last], holding[last])
    return None


def _kinase(chain: StandingChain) -> bool:
    return any(partner.kind == "kinase" for partner in chain.partners)


def _main(chain: StandingChain) -> Partner:
    kinases = [partner for partner in chain.partners if partner.kind == "kinase"]
    return next((partner for partner in kinases if partner.main), kinases[0])
