"""A receptor with two states: what each kind of ligand does to the share that is active."""

from dataclasses import dataclass

from helpers import models, tables

OWN_LIGAND = "a ligand of your own"
"""The choice whose affinity ratio the reader sets."""


@dataclass(frozen=True, slots=True)
class TwoStateReceptor:
    """The numbers of the receptor that is drawn, chosen for drawing and measured nowhere.

    `resting_ratio`: resting over active receptors without a ligand; `kd_resting_nM`: what a ligand needs to hold half
    of the resting ones; `ligand_nM`: how much ligand there is.
    """

    resting_ratio: float = 19.0
    kd_resting_nM: float = 10.0
    ligand_nM: float = 1000.0


@dataclass(frozen=True, slots=True)
class LigandState:
    """A ligand, how much more tightly it binds the active state, and the share of receptors (0 to 1) active with it.

    `held_active` and `held_resting` are the shares of the active and of the resting receptors that hold it.
    """

    kind: str
    ratio: float
    kd_active_nM: float
    active: float
    held_active: float
    held_resting: float

    @property
    def held(self) -> float:
        """The share of all receptors that hold the ligand."""
        return self.active * self.held_active + (1 - self.active) * self.held_resting


@dataclass(frozen=True, slots=True)
class ReceptorStates:
    """A two-state receptor with the `chosen` ligand among `ligands`; `basal` is the share active without one."""

    receptor: TwoStateReceptor
    chosen: LigandState
    ligands: tuple[LigandState, ...]
    basal: float
    references: tuple[str, ...]


def ligand_kinds() -> tuple[str, ...]:
    """Return the kinds of ligands in the order in which they are drawn, and the one of the reader's own."""
    return (*tables.load("ligand_kinds").sort_values("place")["kind"], OWN_LIGAND)


def receptor_states(ligand: str, efficacy: float = 1.0) -> ReceptorStates:
    """Return what `ligand` makes of a receptor with two states, beside the other kinds.

    `efficacy` is the affinity for the active over that for the resting state, positive: that of a ligand of the
    reader's own; the others have the one of their row. Raises ValueError for a ligand that is not listed.
    """
    rows = tables.load("ligand_kinds").sort_values("place")
    receptor = TwoStateReceptor()
    ligands = [_with(receptor, kind, ratio) for kind, ratio in rows[["kind", "affinity_ratio"]].itertuples(index=False)]
    if ligand == OWN_LIGAND:
        ligands.append(_with(receptor, OWN_LIGAND, efficacy))
    chosen = next((one for one in ligands if one.kind == ligand), None)
    if chosen is None:
        listed = "; ".join(one.kind for one in ligands)
        raise ValueError(f"'{ligand}' is not a kind of ligand of the tables; choose one of: {listed}.")
    basal = models.receptor_binding.two_state(0.0, receptor.kd_resting_nM, 1.0, receptor.resting_ratio)
    references = tuple(dict.fromkeys(key for cell in rows["reference"] for key in cell.split(";")))
    return ReceptorStates(receptor, chosen, tuple(ligands), float(basal), references)


def _with(receptor: TwoStateReceptor, kind: str, ratio: float) -> LigandState:
    active = models.receptor_binding.two_state(
        receptor.ligand_nM, receptor.kd_resting_nM, ratio, receptor.resting_ratio
    )
    kd_active = receptor.kd_resting_nM / ratio
    held = [
        float(models.receptor_binding.hill_langmuir(receptor.ligand_nM, kd))
        for kd in (kd_active, receptor.kd_resting_nM)
    ]
    return LigandState(kind, ratio, kd_active, float(active), *held)
