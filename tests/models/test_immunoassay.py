"""The standard curve of an immunoassay: against scipy's own fit, and against plates of which the truth is known."""

import numpy as np
import pytest
from scipy.optimize import curve_fit

from helpers.models import immunoassay as im

CURVE = im.StandardCurve(0.05, 3.05, 100.0, 1.2)
X = np.repeat([0, 1, 3, 10, 30, 100, 300, 1000, 3000.0], 2)


def logistic(x: np.ndarray, bottom: float, top: float, c: float, b: float, g: float = 1.0) -> np.ndarray:
    """The curve in its other common form, falling from the blank."""
    return top + (bottom - top) * (1 - (1 + (np.maximum(x, 1e-30) / c) ** -b) ** -g)


def test_signals_go_up_to_a_thousand_million() -> None:
    """Whatever a reader counts in: a curve up to that limit is that of absorbance, in a unit so much smaller."""
    counted = im.StandardCurve(0.05e9 / 3.05, 1e9, CURVE.midpoint, CURVE.slope)
    np.testing.assert_allclose(im.signal(X, counted), im.signal(X, CURVE) * (1e9 / 3.05), rtol=1e-12)
    with pytest.raises(ValueError, match=r"Upper plateau must be .*, at most 1e\+09, but it is 1100000000"):
        im.StandardCurve(0.05, 1.1e9, 100.0)
    with pytest.raises(ValueError, match=r"Signal must be .*, at most 1e\+09"):
        im.fit(X, im.signal(X, counted) * 1.1)
    with pytest.raises(ValueError, match=r"Blank signal must be .*, at most 1e\+09"):
        im.detection_limit([1.1e9] * 3, counted)


@pytest.mark.parametrize("asymmetric", [False, True])
@pytest.mark.parametrize("scatter", im.SCATTERS)
def test_the_fit_is_that_of_scipy(asymmetric: bool, scatter: im.Scatter) -> None:
    truth = im.StandardCurve(0.05, 3.05, 100.0, 1.2, 0.6 if asymmetric else 1.0)
    y = im.simulated_wells(X, truth, 4.0, 3)
    found = im.fit(X, y, 4 + asymmetric, scatter)
    start = [0.05, 3.0, 100.0, 1.2] + [0.6] * asymmetric
    sigma = im.signal(X, found.curve) if scatter == "relative" else np.ones(X.shape)
    best, covariance = curve_fit(logistic, X, y, start, sigma, ftol=1e-13, xtol=1e-13, maxfev=20_000)
    curve = found.curve
    mine = [curve.bottom, curve.top, curve.midpoint, curve.slope] + [curve.asymmetry] * asymmetric
    np.testing.assert_allclose(mine, best, rtol=2e-4)
    np.testing.assert_allclose(found.covariance[0, 0], covariance[0, 0], rtol=0.01)
    for place in range(2, 4 + asymmetric):  # ln x has the variance of x over x squared
        np.testing.assert_allclose(
            found.covariance[place, place], covariance[place, place] / best[place] ** 2, rtol=0.02
        )


def test_a_plate_without_scatter_gives_its_curve_back() -> None:
    for asymmetry in (0.5, 1.0, 2.0):
        truth = im.StandardCurve(0.02, 2.5, 60.0, 1.4, asymmetry)
        curve = im.fit(X, im.signal(X, truth), 5 if asymmetry != 1 else 4).curve
        for name in ("bottom", "top", "midpoint", "slope", "asymmetry"):
            assert getattr(curve, name) == pytest.approx(getattr(truth, name), rel=1e-4), name


def test_concentrations_are_read_back_without_bias_and_with_the_error_that_is_said() -> None:
    samples = np.array([5.0, 30.0, 200.0])
    off, inside, said = [], [], []
    for seed in range(150):
        found = im.fit(X, im.simulated_wells(X, CURVE, 5.0, seed))
        wells = [im.simulated_wells(samples, CURVE, 5.0, 1000 + 2 * seed + well) for well in (0, 1)]
        read = im.read_back(np.mean(wells, axis=0), found, 2)
        off.append(np.log(read.concentration / samples))
        inside.append((read.low <= samples) & (samples <= read.high))
        said.append(read.standard_error / read.concentration)
    assert np.all(np.abs(np.mean(off, axis=0)) < 0.02), "bias"
    np.testing.assert_allclose(np.std(off, axis=0), np.median(said, axis=0), rtol=0.15)
    assert np.all(np.abs(np.mean(inside, axis=0) - 0.95) < 0.04), "coverage"


def test_reading_back_undoes_the_curve() -> None:
    x = np.logspace(-1, 4, 11)
    for curve in (CURVE, im.StandardCurve(0.0, 1.0, 10.0, 2.0, 0.4)):
        np.testing.assert_allclose(im.concentration(im.signal(x, curve), curve), x, rtol=1e-6)


def test_the_delta_method_is_the_slope_of_the_inverse() -> None:
    """By hand: move each parameter, and see how the concentration that is read moves."""
    found = im.fit(X, im.simulated_wells(X, CURVE, 5.0, 4))
    curve = found.curve

    def read(moved: np.ndarray) -> float:
        bottom, span, c, b = curve.bottom + moved[0], *np.exp(np.log(spans) + moved[1:])
        return float(np.log(im.concentration(1.0, im.StandardCurve(bottom, bottom + span, c, b))))

    spans = np.array([curve.top - curve.bottom, curve.midpoint, curve.slope])
    slopes = np.array([(read(step) - read(-step)) / 2e-5 for step in 1e-5 * np.eye(4)])
    steep = (np.log(im.concentration(1.001, curve)) - np.log(im.concentration(0.999, curve))) / 0.002
    variance = slopes @ found.covariance @ slopes + (steep * found.scatter_sd) ** 2 / 3
    back = im.read_back(1.0, found, 3)
    assert back.standard_error / back.concentration == pytest.approx(np.sqrt(variance), rel=1e-3)


def test_detection_limit_and_hook() -> None:
    blanks = [0.05, 0.06, 0.04, 0.05]
    limit = im.detection_limit(blanks, CURVE)
    assert limit.signal == pytest.approx(np.mean(blanks) + 3 * np.std(blanks, ddof=1))
    assert im.signal(limit.concentration, CURVE) == pytest.approx(limit.signal)
    assert im.detection_limit([0.01, 0.01, 0.01], CURVE).concentration == 0
    x = np.logspace(-1, 7, 200)
    hooked = im.hooked(x, CURVE, 1e4)
    top = int(hooked.argmax())
    assert 300 < x[top] < 1e4 and np.all(np.diff(hooked[top:]) < 0) and hooked[-1] < 0.1
    low = x < 30
    np.testing.assert_allclose(hooked[low], im.signal(x[low], CURVE), rtol=2e-3)


@pytest.mark.parametrize(
    ("x", "y", "words"),
    [
        (X, np.ones(X.size), "All wells have one signal"),
        (X[X < 40], im.signal(X[X < 40], CURVE), "at least 5 standards|no upper plateau"),
        (np.linspace(1, 40, 12), im.signal(np.linspace(1, 40, 12), CURVE), "shows no upper plateau"),
        (X[:6], im.signal(X[:6], CURVE), "needs at least 5 standards above zero, but there are 2"),
        (X, im.signal(X, CURVE)[::-1], "do not rise"),
        (X, np.where(X == 10, np.nan, 1.0), "Signal must be"),
        (X, -im.signal(X, CURVE), "Signal must be"),
        (-X, im.signal(X, CURVE), "Concentration must be"),
        (X, im.signal(X, CURVE)[1:], "rows of one length"),
    ],
)
def test_a_plate_that_shows_no_curve_is_refused(x: np.ndarray, y: np.ndarray, words: str) -> None:
    with pytest.raises(ValueError, match=words) as refused:
        im.fit(x, y)
    assert str(refused.value).endswith(".") and "\n" not in str(refused.value)


def test_a_signal_beyond_a_plateau_is_refused() -> None:
    for beyond in (0.05, 3.05, 9.0):
        with pytest.raises(ValueError, match="Dilute the sample that is too high"):
            im.concentration(beyond, CURVE)
    with pytest.raises(ValueError, match="row of 3 to"):
        im.detection_limit([0.1, 0.2], CURVE)
    with pytest.raises(ValueError, match="upper plateau must lie above"):
        im.StandardCurve(2.0, 1.0, 10.0)
