"""A simulated ELISA plate for IL-6: its standard curve, and a sample that is read backwards from it."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from helpers.models import immunoassay
from helpers.models.immunoassay import StandardCurve
from helpers.views.scales import FloatArray, decades

PlateVerdict = Literal["read", "below the limit", "above the curve"]
MIXINGS = ("two steps, washed between", "one step, all mixed")
STANDARDS_PG_PER_ML = (2.0, 5.0, 15.0, 50.0, 150.0, 500.0, 1500.0, 5000.0)
USUAL_SAMPLE_PG_PER_ML = 200.0
USUAL_SCATTER_PERCENT = 5.0
_TRUTH = StandardCurve(0.05, 3.0, 300.0, 1.1)
_DETECTOR_PG_PER_ML = 20_000.0
_BLANKS, _REPEATS = 4, 2
_SHOWN = np.union1d(decades(1.0, 1e6, 15), decades(0.8 * _DETECTOR_PG_PER_ML, 1.6 * _DETECTOR_PG_PER_ML, 100))
"""Concentrations at which curves are drawn: close together where the detecting antibody runs out."""


@dataclass(frozen=True, slots=True)
class PlateReading:
    """Wells of a plate, the curve through them, and what is read of a sample; pg/mL and absorbance.

    `expected` is what wells would show on the average, on `shown_pg_per_ml`. The sample holds `truth_pg_per_ml` and was
    diluted `dilution` times; `verdict` says whether its signal can be read, and only then `read_pg_per_ml`, the ends of
    its interval and `in_well_pg_per_ml` are more than zero.
    """

    standards_pg_per_ml: FloatArray
    signals: FloatArray
    shown_pg_per_ml: FloatArray
    fitted: FloatArray
    expected: FloatArray
    sample_signal: float
    limit_signal: float
    limit_pg_per_ml: float
    truth_pg_per_ml: float
    dilution: float
    verdict: PlateVerdict
    in_well_pg_per_ml: float
    read_pg_per_ml: float
    low_pg_per_ml: float
    high_pg_per_ml: float


def plate_reading(
    sample_pg_per_ml: float, dilution: float, scatter_percent: float, mixing: str = MIXINGS[0], plate: float = 1.0
) -> PlateReading:
    """Return a simulated plate and what it says of a sample of `sample_pg_per_ml`, diluted `dilution` times.

    Wells scatter by `scatter_percent` of their signal; `mixing` is one of `MIXINGS`; each `plate` is another
    draw. Raises ValueError for what cannot be, and for a plate that shows no curve.
    """
    if mixing not in MIXINGS:
        raise ValueError(f"There is no mixing '{mixing}'; choose one of: {'; '.join(MIXINGS)}.")
    x = np.concatenate([np.zeros(_BLANKS), np.repeat(STANDARDS_PG_PER_ML, _REPEATS)])
    in_well = sample_pg_per_ml / dilution
    wells = np.concatenate([x, np.full(_REPEATS, in_well)])
    expected = _expected(wells, mixing)
    share = immunoassay.simulated_wells(wells, _FLAT, scatter_percent, int(plate))
    signals, sample = (expected * share)[: x.size], float((expected * share)[x.size :].mean())
    found = immunoassay.fit(x, signals)
    limit = immunoassay.detection_limit(signals[:_BLANKS], found.curve)
    verdict: PlateVerdict = "read" if sample > limit.signal else "below the limit"
    if sample > float(immunoassay.signal(max(STANDARDS_PG_PER_ML), found.curve)):
        verdict = "above the curve"
    back = immunoassay.read_back(sample, found, _REPEATS) if verdict == "read" else None
    ends = (
        (back.concentration, back.concentration * dilution, back.low * dilution, back.high * dilution) if back else ()
    )
    read = tuple(map(float, ends)) or (0.0,) * 4
    return PlateReading(
        standards_pg_per_ml=x,
        signals=signals,
        shown_pg_per_ml=_SHOWN,
        fitted=immunoassay.signal(_SHOWN, found.curve),
        expected=_expected(_SHOWN, mixing),
        sample_signal=sample,
        limit_signal=limit.signal,
        limit_pg_per_ml=limit.concentration,
        truth_pg_per_ml=sample_pg_per_ml,
        dilution=dilution,
        verdict=verdict,
        in_well_pg_per_ml=read[0],
        read_pg_per_ml=read[1],
        low_pg_per_ml=read[2],
        high_pg_per_ml=read[3],
    )


_FLAT = StandardCurve(1.0, 1.0 + 1e-9, 1.0)  # a signal of 1 everywhere, of which only the scatter is taken


def _expected(concentrations: FloatArray, mixing: str) -> FloatArray:
    if mixing == MIXINGS[0]:
        return immunoassay.signal(concentrations, _TRUTH)
    return immunoassay.hooked(concentrations, _TRUTH, _DETECTOR_PG_PER_ML)
