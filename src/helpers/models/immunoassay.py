"""From the colour of a well to a concentration: the standard curve of a sandwich immunoassay (ELISA).

    signal = bottom + (top - bottom) (1 + (midpoint / x)^slope)^-asymmetry

With an asymmetry of 1 these are four parameters, otherwise five: the logistic curves in common use. Curves are fitted
to logarithms of span, midpoint, slope and asymmetry by weighted least squares; where wells scatter by a share of their
signal, each counts by the inverse square of what the curve expects of it. A sample is read backwards, and its standard
error holds both its own scatter and that of the curve (delta method), as Straume 1998, Clin Chem 44:116, asks.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from helpers.models import checks
from helpers.models.checks import FloatArray, Number, Numbers
from helpers.models.receptor_binding import ligand_depletion

Scatter = Literal["relative", "equal"]
SCATTERS: tuple[Scatter, ...] = ("relative", "equal")
_MOST_WELLS = 400
_MOST_SIGNAL = 1e9
_LEAST_CONCENTRATION, _MOST_CONCENTRATION = 1e-12, 1e12
_PLATEAU = 0.6
_ROUNDS = 30


@dataclass(frozen=True, slots=True)
class StandardCurve:
    """A curve of signal over concentration: both plateaus, the midpoint (in units of concentration), slope, asymmetry.

    With an asymmetry of 1 the midpoint gives half of the span.
    """

    bottom: float
    top: float
    midpoint: float
    slope: float = 1.0
    asymmetry: float = 1.0

    def __post_init__(self) -> None:
        """Refuse what is no rising curve."""
        checks.keep(self, "bottom", checks.finite, "Lower plateau", "", 0.05)
        checks.keep(self, "top", checks.positive, "Upper plateau", "", 3.0, most=_MOST_SIGNAL)
        limits: checks.Limits = {"least": _LEAST_CONCENTRATION, "most": _MOST_CONCENTRATION}
        checks.keep(self, "midpoint", checks.positive, "Midpoint", "", 100.0, **limits)
        checks.keep(self, "slope", checks.positive, "Slope", "", 1.0, least=0.05, most=20.0)
        checks.keep(self, "asymmetry", checks.positive, "Asymmetry", "", 1.0, least=0.02, most=50.0)
        if not -_MOST_SIGNAL <= self.bottom < self.top:
            raise ValueError(
                f"The upper plateau must lie above the lower one, but they are {self.top:g} and {self.bottom:g}."
                " Give a curve such as StandardCurve(0.05, 3, 100)."
            )


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """A fitted curve, the covariance of its parameters, and how wells scatter about it.

    `covariance` is that of (bottom, ln span, ln midpoint, ln slope, ln asymmetry if it was fitted); `scatter_sd` is the
    standard deviation of a well, as a share of its signal where `relative`; `degrees` of freedom. The curve was seen
    from `lowest` to `highest`, its smallest and largest standard above zero.
    """

    curve: StandardCurve
    covariance: FloatArray
    scatter_sd: float
    relative: bool
    degrees: int
    lowest: float
    highest: float

    def __post_init__(self) -> None:
        """Refuse what is no fit."""
        checks.record(self.curve, "Curve", StandardCurve)
        covariance = checks.finite(self.covariance, "Covariance")
        if covariance.shape not in ((4, 4), (5, 5)):
            raise ValueError(
                f"Covariance must be 4 by 4 or 5 by 5, but its shape is {covariance.shape}. Take that of fit."
            )
        object.__setattr__(self, "covariance", covariance)
        checks.keep(self, "scatter_sd", checks.not_negative, "Scatter", "", 0.05, most=_MOST_SIGNAL)
        checks.keep_truth(self, "relative")
        object.__setattr__(self, "degrees", checks.whole_number(self.degrees, "Degrees of freedom"))
        limits: checks.Limits = {"least": _LEAST_CONCENTRATION, "most": _MOST_CONCENTRATION}
        checks.keep(self, "lowest", checks.positive, "Lowest standard", "", 1.0, **limits)
        checks.keep(self, "highest", checks.positive, "Highest standard", "", 1000.0, **limits)


@dataclass(frozen=True, slots=True, eq=False)
class ReadBack:
    """Concentrations read back from signals, their standard errors, and the ends of their 95 % intervals."""

    concentration: FloatArray
    standard_error: FloatArray
    low: FloatArray
    high: FloatArray

    def __post_init__(self) -> None:
        """Refuse what is not numbers of one shape."""
        checks.keep_arrays(self)


@dataclass(frozen=True, slots=True)
class DetectionLimit:
    """The signal of the blanks' mean and three standard deviations, and the concentration that gives it."""

    signal: float
    concentration: float

    def __post_init__(self) -> None:
        """Refuse what is not two numbers."""
        checks.keep(self, "signal", checks.finite, "Signal", "", 0.1)
        checks.keep(self, "concentration", checks.not_negative, "Concentration", "", 1.0)


# The curve ----------------------------------------------------------------------------------------


@checks.guarded
def signal(concentration: Numbers, curve: StandardCurve) -> FloatArray:
    """Return the signal of the curve, shape of `concentration` (zero or more, in the unit of the midpoint).

    Raises ValueError for a negative concentration and for what is not a StandardCurve.

    >>> signal([0, 100], StandardCurve(0.05, 3.05, 100)).round(2).tolist()
    [0.05, 1.55]

    Source: the logistic curve of the module, of four or five parameters.
    """
    x = checks.not_negative(concentration, "Concentration", "", 100.0, most=_MOST_CONCENTRATION)
    return _curved(x, _theta(checks.record(curve, "Curve", StandardCurve)))


@checks.guarded
def concentration(signals: Numbers, curve: StandardCurve) -> FloatArray:
    """Return the concentration that gives a signal between both plateaus, shape of `signals`.

    Raises ValueError for a signal at or beyond a plateau: above the upper one the sample is to be diluted.

    >>> round(float(concentration(1.55, StandardCurve(0.05, 3.05, 100))), 6)
    100.0

    Source: `signal` solved for the concentration.
    """
    y = checks.finite(signals, "Signal", "", 1.0)
    theta = _theta(checks.record(curve, "Curve", StandardCurve))
    share = (y - theta[0]) / np.exp(theta[1])
    beyond = (share <= 1e-12) | (share >= 1 - 1e-12)
    if np.any(beyond):
        found = checks.shown(float(y[beyond].flat[0]))
        raise ValueError(
            f"A signal can be read back between the plateaus of {curve.bottom:.3g} and {curve.top:.3g}, but one is"
            f" {found}. Dilute the sample that is too high; report the one that is too low as below the limit."
        )
    return np.exp(theta[2] - np.log(np.expm1(-np.log(share) / np.exp(theta[4]))) / np.exp(theta[3]))


@checks.guarded
def hooked(concentration: Numbers, curve: StandardCurve, detector: Number) -> FloatArray:
    """Return the signal where all is mixed in one step and the detecting antibody runs out: the hook.

    `detector` is the concentration of the detecting antibody, positive, in the unit of `concentration` (zero or
    more), which it binds a thousand times as tightly. Of the molecules that the plate holds, only the share that has
    found a detecting antibody is seen: far above `detector` the signal falls again. Raises ValueError for what is
    negative.

    >>> hooked([10, 1e3, 1e5], StandardCurve(0.05, 3.05, 100), 1e4).round(2).tolist()
    [0.32, 2.77, 0.35]

    Source: mass action (`receptor_binding.ligand_depletion`); models of assays are reviewed by Sotnikov 2017,
    doi:10.1134/S0006297917130119.
    """
    x = checks.not_negative(concentration, "Concentration", "", 100.0, most=_MOST_CONCENTRATION)
    limits: checks.Limits = {"least": _LEAST_CONCENTRATION, "most": _MOST_CONCENTRATION}
    amount = checks.single(checks.positive(detector, "Detecting antibody", "", 1e4, **limits), "Detecting antibody")
    theta = _theta(checks.record(curve, "Curve", StandardCurve))
    bound = ligand_depletion(x, amount, amount / 1000)
    seen = np.where(x > 0, bound / np.where(x > 0, x, 1.0), 1.0)
    return theta[0] + (_curved(x, theta) - theta[0]) * seen


# The fit ------------------------------------------------------------------------------------------


@checks.guarded
def fit(concentrations: Numbers, signals: Numbers, parameters: int = 4, scatter: Scatter = "relative") -> Fit:
    """Return the curve that fits the wells of a plate, with four `parameters` or, asymmetric, with five.

    `concentrations` of the standards and `signals` of their wells are rows of one length, repeats as wells of their
    own, blanks at 0. `scatter` says how wells scatter: "relative" to their signal, or "equal" everywhere. Raises
    ValueError for a plate from which no curve can be found: too few standards, wells that are all alike, signals that
    do not rise, no upper plateau, nan and negative numbers.

    >>> x = [0, 1, 3, 10, 30, 100, 300, 1000, 3000]
    >>> round(fit(x, signal(x, StandardCurve(0.05, 3, 80, 1.2))).curve.midpoint, 3)
    80.0

    Source: least squares, with weights from the fitted curve until they stay; Straume 1998, Clin Chem 44:116.
    """
    sizes = checks.whole_number(parameters, "Number of parameters", 4, most=5)
    x, y = _plate(concentrations, signals, sizes)
    relative = checks.choice(scatter, "Scatter", SCATTERS) == "relative"
    theta, floor = _begin(x, y), 1e-3 * float(y.max())
    weights = np.ones(x.shape)
    for _ in range(_ROUNDS):
        if relative:
            weights = 1 / np.maximum(_curved(x, theta), floor)
        found = _least_squares(x, y, weights, theta, sizes)
        moved, theta = float(np.max(np.abs(found - theta))), found
        if not relative or moved < 1e-9:
            break
    return _judged(x, y, theta, sizes, weights, relative)


@checks.guarded
def read_back(signals: Numbers, fitted: Fit, repeats: int = 1) -> ReadBack:
    """Return concentrations of samples, with standard errors and 95 % intervals.

    `signals` are means of `repeats` wells, any shape. The error of ln x is that of the sample's own signal and of
    the fitted parameters, over the slope of the curve; the interval is Student's. Raises ValueError as
    `concentration` does.

    >>> x = [0, 1, 3, 10, 30, 100, 300, 1000, 3000]
    >>> plate = signal(x, StandardCurve(0.05, 3, 80, 1.2)) * (1 + 0.03 * np.array([1, -1, 1, -1, 0, 1, -1, 1, -1]))
    >>> found = read_back(1.5, fit(x, plate))
    >>> float(found.low) < 78.5 < float(found.high)
    True

    Source: delta method; that both errors belong to it, Straume 1998, Clin Chem 44:116.
    """
    from scipy.special import stdtrit  # takes a tenth of a second to load

    y = checks.finite(signals, "Signal", "", 1.0)
    number = checks.whole_number(repeats, "Repeats", example=2, most=_MOST_WELLS)
    checks.record(fitted, "Fit", Fit)
    x = concentration(y, fitted.curve)
    theta = _theta(fitted.curve)
    slopes = _slopes(x.ravel(), theta)[:, : len(fitted.covariance)]
    steep = -slopes[:, 2]
    own = (fitted.scatter_sd * (np.abs(y.ravel()) if fitted.relative else 1.0)) ** 2 / number
    from_curve = np.einsum("ij,jk,ik->i", slopes, fitted.covariance, slopes)
    error = (np.sqrt(np.maximum(own + from_curve, 0.0)) / steep).reshape(x.shape)
    wide = np.minimum(float(stdtrit(fitted.degrees, 0.975)) * error, 600.0)
    return ReadBack(x, x * error, x * np.exp(-wide), x * np.exp(wide))


@checks.guarded
def detection_limit(blanks: Numbers, curve: StandardCurve) -> DetectionLimit:
    """Return the smallest signal, and its concentration, that is told from blanks: their mean and three SD.

    `blanks` are the signals of at least three wells without the analyte. Where the limit lies below the lower plateau
    of the curve its concentration is 0. Raises ValueError for fewer wells, and for blanks as high as the curve's top.

    >>> round(detection_limit([0.05, 0.06, 0.04, 0.05], StandardCurve(0.05, 3.05, 100)).concentration, 2)
    0.82

    Source: the usual rule of three standard deviations.
    """
    row = checks.not_negative(blanks, "Blank signal", "", 0.05, most=_MOST_SIGNAL)
    checks.record(curve, "Curve", StandardCurve)
    if row.ndim != 1 or not 3 <= row.size <= _MOST_WELLS:
        raise ValueError(
            f"Blanks must be a row of 3 to {_MOST_WELLS} wells, but their shape is {row.shape}. Give three."
        )
    limit = float(row.mean() + 3 * row.std(ddof=1))
    return DetectionLimit(limit, float(concentration(limit, curve)) if limit > curve.bottom else 0.0)


@checks.guarded
def simulated_wells(
    concentrations: Numbers, curve: StandardCurve, scatter_percent: Number = 5.0, seed: int = 1
) -> FloatArray:
    """Return simulated signals of wells, one for each concentration, in its shape.

    Each is what the curve gives, times a log-normal share of `scatter_percent` (0 to 100), drawn with `seed`. Raises
    ValueError for an argument out of range.

    >>> simulated_wells([0, 100], StandardCurve(0.05, 3.05, 100), 0).round(2).tolist()
    [0.05, 1.55]

    Source: simulated.
    """
    exact = signal(concentrations, curve)
    percent = checks.not_negative(scatter_percent, "Scatter", "%", 5.0, most=100)
    share = checks.single(percent, "Scatter") / 100
    draws = np.random.default_rng(checks.whole_number(seed, "Seed", 0)).standard_normal(exact.shape)
    wide = np.sqrt(np.log1p(share * share))
    return exact * np.exp(wide * draws - wide * wide / 2)


# How it is done -----------------------------------------------------------------------------------


def _theta(curve: StandardCurve) -> FloatArray:
    """Return (bottom, ln span, ln midpoint, ln slope, ln asymmetry)."""
    return np.array([curve.bottom, *np.log([curve.top - curve.bottom, curve.midpoint, curve.slope, curve.asymmetry])])


def _curved(x: FloatArray, theta: FloatArray) -> FloatArray:
    lower = np.exp(theta[3]) * (theta[2] - np.log(np.maximum(x, 1e-30)))
    return theta[0] + np.exp(theta[1] - np.exp(theta[4]) * np.logaddexp(0, lower)) * (x > 0)


def _slopes(x: FloatArray, theta: FloatArray) -> FloatArray:
    """Return the derivatives of the signal by each of theta, one row for each x."""
    steep, power = np.exp(theta[3]), np.exp(theta[4])
    lower = steep * (theta[2] - np.log(np.maximum(x, 1e-30)))
    soft = np.logaddexp(0, lower)
    part = np.exp(theta[1] - power * soft) * (x > 0)
    bend = -power * part * np.exp(lower - soft)
    return np.column_stack([np.ones(x.shape), part, bend * steep, bend * lower, -power * soft * part])


def _plate(concentrations: Numbers, signals: Numbers, parameters: int) -> tuple[FloatArray, FloatArray]:
    """Return the checked wells of a plate, or raise the sentence about what is missing."""
    x = checks.not_negative(concentrations, "Concentration", "", 100.0, most=_MOST_CONCENTRATION)
    y = checks.not_negative(signals, "Signal", "", 1.0, most=_MOST_SIGNAL)
    if x.ndim != 1 or x.shape != y.shape or x.size > _MOST_WELLS:
        raise ValueError(
            f"Concentrations and signals must be rows of one length, at most {_MOST_WELLS} wells, but their shapes are"
            f" {x.shape} and {y.shape}. Give one signal for each well."
        )
    standards = np.unique(x[x >= _LEAST_CONCENTRATION]).size
    if standards <= parameters or x.size <= parameters:
        raise ValueError(
            f"A curve of {parameters} parameters needs at least {parameters + 1} standards above zero, but there are"
            f" {standards}. Measure more dilutions of the standard."
        )
    if float(np.ptp(y)) <= 1e-9 * float(y.max()):
        raise ValueError("All wells have one signal, so that there is no curve. Check the plate and the reader.")
    return x, y


def _begin(x: FloatArray, y: FloatArray) -> FloatArray:
    """Return where the fit begins: plateaus from the ends, the midpoint where half of the span is passed."""
    levels = np.unique(x)
    means = np.array([float(y[x == level].mean()) for level in levels])
    if np.corrcoef(np.argsort(np.argsort(levels)), means)[0, 1] < 0.5:
        raise ValueError("Signals do not rise with concentration. Check the order of the standards and the plate.")
    bottom, top = float(means.min()), float(means.max())
    above = levels[(means >= (bottom + top) / 2) & (levels > 0)]
    middle = float(above.min()) if above.size else float(levels.max())
    return np.array([bottom, np.log(1.05 * (top - bottom)), np.log(max(middle, _LEAST_CONCENTRATION)), 0.0, 0.0])


def _least_squares(x: FloatArray, y: FloatArray, weights: FloatArray, begin: FloatArray, sizes: int) -> FloatArray:
    """Return the theta with the smallest weighted squares, its last entry kept where it is not fitted."""
    from scipy.optimize import least_squares  # takes a quarter of a second to load

    def whole(part: FloatArray) -> FloatArray:
        return np.concatenate([part, begin[sizes:]])

    def residuals(part: FloatArray) -> FloatArray:
        return (_curved(x, whole(part)) - y) * weights

    def jacobian(part: FloatArray) -> FloatArray:
        return _slopes(x, whole(part))[:, :sizes] * weights[:, None]

    wide = [np.inf, 10.0, 14.0, 3.0, 4.0][:sizes]
    middle = begin[:sizes]
    bounds = (middle - wide, middle + wide)
    found = least_squares(residuals, middle, jacobian, bounds, xtol=1e-12, ftol=1e-12, gtol=1e-12, max_nfev=200)
    return whole(found.x)


def _judged(x: FloatArray, y: FloatArray, theta: FloatArray, sizes: int, weights: FloatArray, relative: bool) -> Fit:
    """Return the fit with its covariance, or raise the sentence about a plate that does not show its curve."""
    highest, lowest = float(x.max()), float(x[x >= _LEAST_CONCENTRATION].min())
    seen = (_curved(np.array([highest]), theta)[0] - theta[0]) / np.exp(theta[1])
    if not seen >= _PLATEAU:
        raise ValueError(
            f"The plate shows no upper plateau: its highest standard reaches {100 * seen:.0f} % of the fitted curve."
            " Add standards of higher concentration."
        )
    residuals = (_curved(x, theta) - y) * weights
    degrees = x.size - sizes
    variance = float(residuals @ residuals) / degrees
    slopes = _slopes(x, theta)[:, :sizes] * weights[:, None]
    covariance = variance * np.linalg.inv(slopes.T @ slopes)
    bottom, span, midpoint, slope, asymmetry = theta[0], *np.exp(theta[1:])
    curve = StandardCurve(*map(float, (bottom, bottom + span, midpoint, slope, asymmetry)))
    return Fit(curve, (covariance + covariance.T) / 2, float(np.sqrt(variance)), relative, degrees, lowest, highest)
