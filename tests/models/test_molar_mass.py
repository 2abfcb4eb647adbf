"""Molar concentrations: the definition, and bad input."""

import numpy as np
import pytest

from helpers.models import molar_mass


def test_one_micromole_of_il6_weighs_its_mass():
    assert molar_mass.to_nM(21_000, "IL-6") == pytest.approx(1000)  # 21 mg/L are 1 umol/L
    assert molar_mass.to_nM(77, "sIL-6R") == pytest.approx(1.4)
    assert molar_mass.to_nM(390, "sgp130") == pytest.approx(3.9)


def test_shapes_are_kept():
    assert np.allclose(molar_mass.to_nM([0, 21], "IL-6"), [0, 1])


@pytest.mark.parametrize("amount, protein", [(-1, "IL-6"), (float("nan"), "IL-6"), (1, "IL-7"), (40, ["IL-6"])])
def test_bad_input_gets_a_sentence(amount, protein):
    with pytest.raises(ValueError, match=r"\.$"):
        molar_mass.to_nM(amount, protein)
