"""Concentration-response curves: where the figure reads each EC50."""

import numpy as np
import pytest

from helpers import figures, views
from helpers.models import receptor_binding as binding

X = views.decades(1e-3, 1e4)
NAME = "half of a curve's own maximum"


def drawn(**drugs: tuple[float, float]) -> figures.Figure:
    responses = {name: binding.operational_response(X, ka, tau) for name, (ka, tau) in drugs.items()}
    return figures.concentration_response(views.concentration_response(X, responses, title="T"))


def test_each_curve_is_marked_at_half_of_its_own_maximum() -> None:
    """One line at half of the first plateau would be crossed by the others elsewhere than at their EC50."""
    drugs = {"A": (1.0, 0.5), "B": (10.0, 3.0), "C": (100.0, 100.0)}
    figure = drawn(**drugs)
    *curves, drops = figure.traces
    assert (drops["name"], drops["marker"]["size"]) == (NAME, [11, 1, 1] * 3)
    assert drops["marker"]["color"][::3] == [curve["line"]["color"] for curve in curves]
    marked = list(zip(drops["x"][::3], drops["y"][::3], strict=True))
    for (ka, tau), curve, (x, y) in zip(drugs.values(), curves, marked, strict=True):
        assert x == pytest.approx(float(binding.operational_ec50(ka, tau)), rel=0.01)
        assert y == pytest.approx(np.max(curve["y"]) / 2, rel=1e-4)
        assert y == pytest.approx(np.interp(np.log10(x), np.log10(X), curve["y"]), rel=1e-4), "it lies on its curve"
    assert drops["x"][1::3] == drops["x"][::3] and set(drops["y"][1::3]) == {0}, "it drops to the axis"
    assert not figure.draft.get("shapes") and sum(NAME in each["text"] for each in figure.draft["annotations"]) == 1


def test_a_curve_without_ec50_has_no_mark() -> None:
    figure = drawn(flat=(1.0, 0.0))
    assert [trace["name"] for trace in figure.traces] == ["flat"] and not figure.draft["annotations"]
