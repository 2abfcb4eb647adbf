"""Many senders and many receivers on a plane of tissue: who hears whom, and what a receiver takes from the others.

Every cell of the plane lies in tissue whose other cells take up the cytokine as `diffusion_niche` has it. A cell that
gives off q molecules a second adds, at the distance r from its centre, what one sender alone would:

    q G(r),  G(r) = exp(-(r - rho)/lambda) / (4 pi D r (1 + rho/lambda))

A receiver takes up kr c/(1 + c/Kd) molecules a second, c being what stands at its surface, so that it is a sender of
less than nothing. What all receivers meet follows from one set of equations: linear far below Kd, and otherwise solved
by Newton's steps. Without receivers this is the sum of the single senders. As there, the medium is continuous, and a
cell meets everywhere on its surface what others bring to its centre. Lengths in µm, concentrations in nM.
"""

from dataclasses import dataclass

import numpy as np

from helpers.models import checks
from helpers.models.checks import FloatArray, Number, Numbers
from helpers.models.diffusion_niche import MOLECULES_PER_UM3_PER_NM, Niche, binding_rate, length_scale

_MOST_CELLS = 400
_MOST_POINTS = 20_000
_FARTHEST_UM = 1e5
_STEPS = 60


@dataclass(frozen=True, slots=True, eq=False)
class Plane:
    """Where cells lie (µm, shape (n, 2)), what receivers meet (nM) and take up, and what each sender gives off.

    `taken_up` and `given_off` are in molecules a second; `escapes` is what the rest of the tissue takes up of it all.
    """

    senders: FloatArray
    receivers: FloatArray
    given_off: FloatArray
    meets: FloatArray
    taken_up: FloatArray
    escapes: float

    def __post_init__(self) -> None:
        """Refuse what is not numbers, or not as many of each as there are cells."""
        checks.keep_arrays(self, alike=False)
        shapes = [np.shape(each) for each in (self.senders, self.receivers, self.given_off, self.meets, self.taken_up)]
        places, values = shapes[:2], shapes[2:]
        fine = all(len(shape) == 2 and shape[1] == 2 for shape in places) and all(len(shape) == 1 for shape in values)
        if not fine or (places[0][0], places[1][0], places[1][0]) != tuple(shape[0] for shape in values):
            raise ValueError("A plane has two coordinates for each cell and one value for each. Take that of solve.")


@checks.guarded
def solve(
    senders: Numbers, receivers: Numbers, niche: Niche, receptors: Number = 1000.0, kd: Number | None = None
) -> Plane:
    """Return what every receiver meets and takes up when all senders secrete at the rate of `niche`.

    `senders` and `receivers` are centres of cells (µm), shape (n, 2), at most 400 of each, no two closer than a cell's
    diameter; `receivers` may be []. `niche` is the tissue around them; `receptors` each receiver has,
    zero or more; `kd` (nM, positive) is where half of its uptake is reached, None for far below. Raises ValueError for
    an argument out of range, and for cells that overlap.

    >>> plane = solve([[0, 0]], [[20, 0], [60, 0]], Niche(consumer_fraction=0.2))
    >>> (1000 * plane.meets).round(2).tolist()  # pM
    [4.93, 1.03]

    Source: superposition of `diffusion_niche.concentration`; sinks as negative sources, Berg & Purcell 1977,
    doi:10.1016/S0006-3495(77)85544-6.
    """
    checks.record(niche, "Niche", Niche)
    there, here = _places(senders, "Senders"), _places(receivers, "Receivers", empty=True)
    together = np.vstack([there, here])
    apart = _distances(together, together) + np.diag(np.full(len(together), np.inf))
    if float(apart.min(initial=np.inf)) < 2 * niche.cell_radius_um:
        raise ValueError(
            f"No two cells can be closer than their diameter of {2 * niche.cell_radius_um:g} µm, but two are"
            f" {apart.min():g} µm apart. Give places farther from each other."
        )
    number = checks.single(checks.not_negative(receptors, "Receptors", "", 1000.0, most=1e7), "Receptors")
    half = None if kd is None else checks.single(checks.positive(kd, "Kd", "nM", 0.01, least=1e-9, most=1e6), "Kd")
    rate = binding_rate(niche) / niche.receptors_per_cell * number * MOLECULES_PER_UM3_PER_NM  # molecules/s per nM
    given = np.full(len(there), niche.secretion_molecules_per_s)
    alone = _brought(here, there, niche) @ given
    meets = _met(alone, _brought(here, here, niche), rate, half)
    taken = rate * meets / (1 + meets / half) if half else rate * meets
    return Plane(there, here, given, meets, taken, float(given.sum() - taken.sum()))


@checks.guarded
def field(points: Numbers, plane: Plane, niche: Niche) -> FloatArray:
    """Return the concentration (nM) at points of the plane (µm, shape (n, 2)), at most 20,000 of them.

    Inside a cell it is that of the cell's surface. `plane` is what `solve` returned for this `niche`. Raises ValueError
    for an argument out of range.

    >>> niche = Niche()
    >>> field([[20, 0], [0, 50]], solve([[0, 0]], [], niche), niche).round(4).tolist()
    [0.0041, 0.0008]

    Source: as `solve`.
    """
    checks.record(niche, "Niche", Niche)
    checks.record(plane, "Plane", Plane)
    at = _places(points, "Points", most=_MOST_POINTS)
    found = _brought(at, plane.senders, niche) @ plane.given_off - _brought(at, plane.receivers, niche) @ plane.taken_up
    return np.maximum(found, 0.0)


def _places(value: Numbers, name: str, *, empty: bool = False, most: int = _MOST_CELLS) -> FloatArray:
    """Return checked places as an array of shape (n, 2)."""
    if empty and isinstance(value, (list, tuple)) and not value:
        return np.zeros((0, 2))
    array = checks.finite(value, name, "µm")
    if array.ndim != 2 or array.shape[1] != 2 or len(array) > most or np.abs(array).max() > _FARTHEST_UM:
        raise ValueError(
            f"{name} must be places such as [[0, 0], [20, 0]], at most {most:,} of them, two numbers of µm each and"
            f" none beyond {_FARTHEST_UM:,.0f}, but their shape is {array.shape}. Give a list of pairs."
        )
    return array


def _distances(one: FloatArray, other: FloatArray) -> FloatArray:
    return np.hypot(one[:, None, 0] - other[None, :, 0], one[:, None, 1] - other[None, :, 1])


def _brought(to: FloatArray, by: FloatArray, niche: Niche) -> FloatArray:
    """Return what one molecule a second from each cell of `by` brings (nM) to each place, at least its surface away."""
    radius, scale = niche.cell_radius_um, length_scale(niche)
    far = np.maximum(_distances(to, by), radius)
    decay = np.exp(-(far - radius) / scale) / (1 + radius / scale)
    return decay / (4 * np.pi * niche.diffusion_um2_per_s * far) / MOLECULES_PER_UM3_PER_NM


def _met(alone: FloatArray, brought: FloatArray, rate: float, half: float | None) -> FloatArray:
    """Return what receivers meet: alone = meets + what their uptake takes away."""
    size = len(alone)
    meets: FloatArray = np.asarray(np.linalg.solve(np.eye(size) + rate * brought, alone), np.float64)
    if half is None or not size:
        return meets
    for _ in range(_STEPS):
        full = 1 + meets / half
        left = meets + brought @ (rate * meets / full) - alone
        step = np.linalg.solve(np.eye(size) + brought * (rate / full**2), left)
        meets = np.maximum(meets - step, 0.0)
        if float(np.max(np.abs(step))) <= 1e-12 * float(np.max(np.abs(alone))):
            return meets
    raise ValueError("What the receivers meet was not found. Give values nearer to those of its example.")
