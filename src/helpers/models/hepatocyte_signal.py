"""IL-6 on a liver cell: JAK1, STAT3, the brake SOCS3, and a drug that holds JAK1 back.

The model, its parameters and the names of the parameters are those of Sobotta 2017, doi:10.3389/fphys.2017.00775,
fitted to mouse hepatocytes in culture, as deposited (BioModels MODEL2307050001); its genes of the acute phase, which
act back on nothing, are left out. Concentrations in nM (SOCS3 mRNA in units of its own), IL-6 in ng/mL, time in min.

    brake     = 1 + jak1_inh_ruxolitinib Rux,  Rux = dose exp(-rux_degrade (t - time of the dose))
    receptor' = gp130_pro - (basal + il6) receptor / brake + jak1_gp130_dea (pJAK1 + active) - loss receptor
    pJAK1'    = (basal + il6) receptor / brake - (gp130_act_jak1 / brake + jak1_gp130_dea + loss) pJAK1
    active'   = gp130_act_jak1 pJAK1 / brake - (jak1_gp130_dea + loss) active
    STAT3'    = stat3_exp nSTAT3 nuc/cyt - stat3_imp STAT3 - phosphorylation
    tpSTAT3'  = phosphorylation - stat3_imp (1 + f_pstat3_imp) tpSTAT3
    nSTAT3'   = cyt/nuc stat3_imp (STAT3 + (1 + f_pstat3_imp) tpSTAT3) - stat3_exp nSTAT3
    mRNA      : made by (imported tpSTAT3)^socs3rna_hill, five steps of delay, lost with socs3rna_des
    SOCS3'    = socs3_pro mRNA - socs3_des SOCS3 - socs3_assoc SOCS3 (receptor + pJAK1 + active)

with basal and il6 the activation of JAK1 (divided by the scale of its measurement), loss = gp130_deg + socs3_assoc
SOCS3, and phosphorylation = stat3_act_gp130 active STAT3 / (1 + stat3_inh_socs3 SOCS3). STAT3 is only moved about.
"""

import math
from dataclasses import dataclass, fields

import numpy as np

from helpers.models import checks, piecewise
from helpers.models.checks import FloatArray, Number, Numbers

REFERENCE = "Sobotta 2017, doi:10.3389/fphys.2017.00775"
_MOST_IL6 = 1e6  # ng/mL
_MOST_RUXOLITINIB = 1e6  # nM
_LAST_MIN = 20_000.0
_TOLERANCE = 1e-8
_MOST_DOSES = 60
_PEAK_WITHIN_MIN = 240.0


@dataclass(frozen=True, slots=True)
class Hepatocyte:
    """Parameters of the model under their published names; rates per min, concentrations in nM, volumes in pL.

    `STAT3`, `tpSTAT3` and `nSTAT3` are the concentrations of a cell at rest, of which only their sum matters.
    `scale_pgp130` and `scale_socs3` are the scales of the two measurements by which the parameters were fitted.
    """

    cyt: float
    nuc: float
    gp130_pro: float
    gp130_deg: float
    gp130_act_jak1: float
    jak1_act_basal: float
    jak1_act_il6: float
    jak1_gp130_dea: float
    jak1_inh_ruxolitinib: float
    rux_degrade: float
    scale_pgp130: float
    stat3_act_gp130: float
    stat3_imp: float
    stat3_exp: float
    f_pstat3_imp: float
    stat3_inh_socs3: float
    socs3rna_pro: float
    socs3rna_hill: float
    socs3rna_delay: float
    socs3rna_des: float
    socs3_pro: float
    socs3_des: float
    socs3_assoc: float
    scale_socs3: float
    STAT3: float
    tpSTAT3: float
    nSTAT3: float
    reference: str = REFERENCE

    def __post_init__(self) -> None:
        """Refuse parameters that cannot be; without SOCS3 (`socs3_pro` of 0) there is only no brake."""
        for name in (field.name for field in fields(self) if field.name not in ("reference", "socs3_pro")):
            most = 10.0 if name == "socs3rna_hill" else 1e4
            checks.keep(self, name, checks.positive, name, "", 1.0, least=1e-6, most=most)
        checks.keep(self, "socs3_pro", checks.not_negative, "socs3_pro", "", 1.7, most=1e4)
        checks.keep_text(self, "reference")

    @property
    def stat3_nM(self) -> float:
        """All STAT3 of the cell, in nM of the cytosol's volume."""
        return self.STAT3 + self.tpSTAT3 + self.nSTAT3 * self.nuc / self.cyt


MOUSE = Hepatocyte(
    cyt=12.67, nuc=0.5,
    gp130_pro=0.0024048090188292, gp130_deg=0.00380769499987503, gp130_act_jak1=0.536999685608035,
    jak1_act_basal=0.00431295825104157, jak1_act_il6=0.009075950890566, jak1_gp130_dea=0.0781686412907726,
    jak1_inh_ruxolitinib=0.00602314686368812, rux_degrade=0.000970640678908111, scale_pgp130=7.91984491015843,
    stat3_act_gp130=0.411551346855518, stat3_imp=0.0593610691509748, stat3_exp=1.97083305689239,
    f_pstat3_imp=4.97118591633696, stat3_inh_socs3=0.618867945822336,
    socs3rna_pro=0.00170007562435021, socs3rna_hill=1.71329655203901, socs3rna_delay=0.303942466148802,
    socs3rna_des=0.303904943507411, socs3_pro=1.69780340390334, socs3_des=0.448649426570848,
    socs3_assoc=0.0193431053114474, scale_socs3=62.0532495981734,
    STAT3=28.925968233862, tpSTAT3=0.832161673943926, nSTAT3=25.8698324790905,
)  # fmt: skip
"""Mouse hepatocytes, Sobotta 2017; every number is a row of the table `model_parameters`."""


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """Course of the signal: min, IL-6 in ng/mL, SOCS3 mRNA in the model's units, everything else in nM.

    `active_receptor` has JAK1 and gp130 phosphorylated, `pstat3` is phosphorylated STAT3 of the cytosol (the published
    tpSTAT3), `nuclear_stat3` STAT3 of the nucleus.
    """

    time_min: FloatArray
    il6: FloatArray
    ruxolitinib: FloatArray
    active_receptor: FloatArray
    stat3: FloatArray
    pstat3: FloatArray
    nuclear_stat3: FloatArray
    socs3_mrna: FloatArray
    socs3: FloatArray

    def __post_init__(self) -> None:
        """Refuse what is not numbers of one shape."""
        checks.keep_arrays(self)


@dataclass(frozen=True, slots=True, eq=False)
class DoseResponse:
    """Peak of phosphorylated STAT3 (nM) and its time (min), and its level at the time of reading, for each dose."""

    il6: FloatArray
    peak: FloatArray
    peak_min: FloatArray
    at_reading: FloatArray

    def __post_init__(self) -> None:
        """Refuse what is not numbers of one shape."""
        checks.keep_arrays(self)


@dataclass(frozen=True, slots=True)
class Schedule:
    """What is given to the cell: ruxolitinib (nM) at a time (min), and when IL-6 is washed out (0 for never)."""

    ruxolitinib_nM: float = 0.0
    ruxolitinib_min: float = 0.0
    washed_out_min: float = 0.0

    def __post_init__(self) -> None:
        """Refuse doses and times that cannot be."""
        most = _MOST_RUXOLITINIB
        checks.keep(self, "ruxolitinib_nM", checks.not_negative, "Ruxolitinib", "nM", 500.0, most=most)
        checks.keep(self, "ruxolitinib_min", checks.not_negative, "Time of ruxolitinib", "min", 0.0, most=_LAST_MIN)
        checks.keep(self, "washed_out_min", checks.not_negative, "Time of wash-out", "min", 5.0, most=_LAST_MIN)


NOTHING = Schedule()


@checks.guarded
def simulate(times: Numbers, il6: Number, schedule: Schedule = NOTHING, cell: Hepatocyte = MOUSE) -> Course:
    """Return the signal after IL-6 is added to a cell at rest, with what else `schedule` gives.

    `times` are increasing minutes since IL-6 was added, shape (t,), at most 20,000 min; `il6` is its concentration
    (ng/mL, one number), which stays until it is washed out. Ruxolitinib is lost at its own rate. Raises ValueError
    for an argument out of range or not a number, and when the equations cannot be solved.

    >>> simulate([0, 16, 60], il6=40).pstat3.round(2).tolist()
    [0.83, 15.08, 4.91]

    Solver: scipy odeint (LSODA), tolerance 1e-8, restarted where something is given or taken away.
    Source: Sobotta 2017, doi:10.3389/fphys.2017.00775 (BioModels MODEL2307050001).
    """
    times = checks.times(times, unit="min", last=_LAST_MIN)
    dose = checks.single(checks.not_negative(il6, "IL-6", "ng/mL", 40.0, most=_MOST_IL6), "IL-6")
    checks.record(schedule, "Schedule", Schedule)
    checks.record(cell, "Cell", Hepatocyte)
    edges = sorted({edge for edge in (schedule.ruxolitinib_min, schedule.washed_out_min) if edge > 0})
    inputs = [_given(start, dose, schedule) for start in (0.0, *edges)]

    def change(time: float, state: FloatArray, given: tuple[float, bool]) -> list[float]:
        ligand, drugged = given
        return _rates(state, ligand, float(_drug(time, schedule, cell)) if drugged else 0.0, cell)

    found = piecewise.solve(change, at_rest(cell).tolist(), times, edges, inputs, _TOLERANCE).T
    washed = (schedule.washed_out_min > 0) & (times > schedule.washed_out_min)
    drug = np.where(times >= schedule.ruxolitinib_min, _drug(times, schedule, cell), 0.0)
    return Course(times, np.where(washed, 0.0, dose), drug, *found[[2, 3, 4, 5, 11, 12]])


@checks.guarded
def dose_response(
    il6: Numbers, reading_min: Number = 15.0, schedule: Schedule = NOTHING, cell: Hepatocyte = MOUSE
) -> DoseResponse:
    """Return peak and level of phosphorylated STAT3 for each concentration of IL-6.

    `il6` is a row of at most 60 concentrations in ng/mL; `reading_min` (min, positive) is when the level is read. The
    peak is that of the first 240 min, read every 0.5 min. Raises ValueError as `simulate` does.

    >>> dose_response([0, 1, 40], 60).at_reading.round(2).tolist()
    [0.83, 2.15, 4.91]

    Source: as `simulate`.
    """
    row = checks.not_negative(il6, "IL-6", "ng/mL", 40.0, most=_MOST_IL6)
    reading = checks.single(checks.positive(reading_min, "Time of reading", "min", 15.0, most=_LAST_MIN), "Reading")
    if row.ndim != 1 or row.size > _MOST_DOSES:
        raise ValueError(f"IL-6 must be a row of 1 to {_MOST_DOSES} concentrations. Give for example [0.1, 1, 10].")
    grid = np.union1d(np.linspace(0, _PEAK_WITHIN_MIN, 481), [reading])
    courses = np.array([simulate(grid, dose, schedule, cell).pstat3 for dose in row.tolist()])
    early = courses[:, grid <= _PEAK_WITHIN_MIN]
    tops = early.max(axis=1)
    first = np.argmax(early >= tops[:, None] * (1 - 1e-8), axis=1)  # a cell at rest has its peak at the start
    return DoseResponse(row, tops, grid[first], courses[:, np.searchsorted(grid, reading)])


@checks.guarded
def at_rest(cell: Hepatocyte = MOUSE) -> FloatArray:
    """Return the 13 states of a cell without IL-6 at which nothing changes, in the order of the module's equations.

    Receptor, its two active forms, STAT3, tpSTAT3, nSTAT3, five steps of the message, SOCS3 mRNA, SOCS3. Raises
    ValueError for what is not a Hepatocyte.

    >>> at_rest()[:6].round(4).tolist()
    [0.5552, 0.0005, 0.0032, 28.926, 0.8322, 25.8698]

    Source: all derivatives of the module set to zero; more tpSTAT3 makes more SOCS3 and less active receptor, so that
    there is one root, which is bisected.
    """
    checks.record(cell, "Cell", Hepatocyte)
    low, high = 0.0, cell.stat3_nM
    for _ in range(80):
        middle = (low + high) / 2
        state = _balanced(middle, cell)
        made = _phosphorylated(state[3], state[2], state[12], cell)
        lost = cell.stat3_imp * (1 + cell.f_pstat3_imp) * middle
        low, high = (middle, high) if made > lost else (low, middle)
    return np.array(_balanced(low, cell))


def _given(start: float, dose: float, schedule: Schedule) -> tuple[float, bool]:
    """Return IL-6 and whether ruxolitinib is there, from `start` on."""
    washed = 0 < schedule.washed_out_min <= start
    return 0.0 if washed else dose, start >= schedule.ruxolitinib_min


def _drug(time: float | FloatArray, schedule: Schedule, cell: Hepatocyte) -> FloatArray:
    """Return ruxolitinib (nM) at a time after it was given."""
    since = np.maximum(time - schedule.ruxolitinib_min, 0.0)
    return schedule.ruxolitinib_nM * np.exp(-cell.rux_degrade * since)


def _balanced(pstat3: float, cell: Hepatocyte) -> list[float]:
    """Return the states that would not change without IL-6 if there were so much tpSTAT3; STAT3 by what is left."""
    c = cell
    made = _transcribed(pstat3, c)
    mrna = made * c.nuc / c.cyt / c.socs3rna_des
    translated = mrna * c.socs3_pro * c.scale_socs3
    square, linear = c.socs3_des * c.socs3_assoc, c.socs3_des * c.gp130_deg + c.socs3_assoc * (c.gp130_pro - translated)
    root = math.sqrt(linear * linear + 4 * square * translated * c.gp130_deg)
    falling = 2 * translated * c.gp130_deg / (linear + root) if linear > 0 else (root - linear) / (2 * square)
    loss = c.gp130_deg + c.socs3_assoc * falling
    basal = c.jak1_act_basal / c.scale_pgp130 / (c.gp130_act_jak1 + c.jak1_gp130_dea + loss)
    further = c.gp130_act_jak1 / (c.jak1_gp130_dea + loss)
    receptor = c.gp130_pro / loss / (1 + basal * (1 + further))
    moved = c.stat3_imp / c.stat3_exp
    stat3 = max((c.stat3_nM - pstat3 * (1 + moved * (1 + c.f_pstat3_imp))) / (1 + moved), 0.0)
    nuclear = moved * (stat3 + (1 + c.f_pstat3_imp) * pstat3) * c.cyt / c.nuc
    receptors = [receptor, receptor * basal, receptor * basal * further]
    return [*receptors, stat3, pstat3, nuclear, *[made / c.socs3rna_delay] * 5, mrna, falling]


def _transcribed(pstat3: float, cell: Hepatocyte) -> float:
    """Return how fast SOCS3's message is begun in the nucleus."""
    imported = cell.cyt / cell.nuc * cell.stat3_imp * max(pstat3, 0.0) * (1 + cell.f_pstat3_imp)
    return cell.socs3rna_pro * imported**cell.socs3rna_hill / cell.scale_socs3


def _phosphorylated(stat3: float, active: float, socs3: float, cell: Hepatocyte) -> float:
    """Return how fast STAT3 is phosphorylated."""
    return stat3 * active * cell.stat3_act_gp130 * cell.scale_pgp130 / (1 + socs3 * cell.stat3_inh_socs3)


def _rates(state: FloatArray, il6: float, drug: float, cell: Hepatocyte) -> list[float]:
    """Return how fast the 13 states change; plain floats, because they are faster than arrays."""
    c = cell
    receptor, pjak1, active, stat3, pstat3, nuclear, r1, r2, r3, r4, r5, mrna, socs3 = state.tolist()
    brake = 1 + drug * c.jak1_inh_ruxolitinib
    bound = receptor * (c.jak1_act_basal + il6 * c.jak1_act_il6) / c.scale_pgp130 / brake
    further = c.gp130_act_jak1 * pjak1 / brake
    taken = c.socs3_assoc * socs3
    loss = c.gp130_deg + taken
    made = _phosphorylated(stat3, active, socs3, c)
    imported = c.stat3_imp * (1 + c.f_pstat3_imp) * pstat3
    out, back, delay = c.stat3_imp * stat3, c.stat3_exp * nuclear, c.socs3rna_delay
    return [
        c.gp130_pro - bound + c.jak1_gp130_dea * (pjak1 + active) - loss * receptor,
        bound - further - (c.jak1_gp130_dea + loss) * pjak1,
        further - (c.jak1_gp130_dea + loss) * active,
        back * c.nuc / c.cyt - out - made,
        made - imported,
        (out + imported) * c.cyt / c.nuc - back,
        _transcribed(pstat3, c) - delay * r1,
        delay * (r1 - r2),
        delay * (r2 - r3),
        delay * (r3 - r4),
        delay * (r4 - r5),
        delay * r5 * c.nuc / c.cyt - c.socs3rna_des * mrna,
        mrna * c.socs3_pro * c.scale_socs3 - c.socs3_des * socs3 - taken * (receptor + pjak1 + active),
    ]
