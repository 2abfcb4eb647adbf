"""Every number in prose and items is recomputed with the models."""

import numpy as np
import pytest

from helpers import practice
from helpers.models import receptor_binding as binding
from tests.notebooks import path_of, prose

TEXT = prose(path_of("agonists-and-antagonists"))


def values(question):
    item = practice.load(question)
    return item.value, {option.text: option.value for option in item.options}


def test_ec50_of_the_operational_model():
    right, wrong = values("agonists-and-antagonists-03")
    assert right == pytest.approx(binding.operational_ec50(10, 4))
    assert wrong["Took KA for EC50"] == 10
    assert wrong["Divided by tau and forgot the 1"] == pytest.approx(10 / 4)
    assert wrong["Multiplied instead of divided"] == pytest.approx(10 * (1 + 4))
    assert "near 0.9 nM, eleven times below KA" in TEXT
    assert binding.operational_ec50(10, 10) == pytest.approx(0.909, abs=0.001)


def test_the_three_drugs_are_ranked_by_efficacy():
    tops = {name: binding.operational_emax(tau) for name, tau in {"C": 100, "B": 3, "A": 0.5}.items()}
    texts = [option.text for option in practice.load("agonists-and-antagonists-04").options]
    assert [text[5] for text in texts] == sorted(tops, key=tops.get, reverse=True)
    assert "a hundred times tighter" in TEXT


def test_schild_gives_back_what_went_in():
    right, wrong = values("agonists-and-antagonists-08")
    fit = binding.fit_schild([20, 40], [5, 9])
    assert right == pytest.approx(fit.kb_nM) == pytest.approx(20 / (25 / 5 - 1))
    assert wrong["Forgot to subtract 1 from the dose ratio"] == pytest.approx(20 / 5)
    assert binding.fit_schild([3, 30], binding.dose_ratio([3, 30], 3)).pa2 == pytest.approx(8.52, abs=0.005)


def test_the_excess_of_il1ra():
    right, wrong = values("agonists-and-antagonists-10")
    assert right == pytest.approx(binding.antagonist_fold_excess(0.02, ki=1, kd=1))
    assert wrong["Forgot to subtract 1"] == pytest.approx(1 / 0.02)
    assert wrong["Used the percent as a number"] == pytest.approx(1 / 2 - 1)
    assert binding.antagonist_fold_excess(0.05, ki=1, kd=1) == pytest.approx(19)
    assert binding.antagonist_fold_excess(0.01, ki=1, kd=1) == pytest.approx(99)


def test_il2_on_two_receptors():
    right, wrong = values("agonists-and-antagonists-12")
    assert right == pytest.approx(100 * float(binding.il2_occupancy(0.1).dimer), rel=1e-4)
    assert wrong["Gave the fraction"] == pytest.approx(right / 100, rel=1e-3)
    assert wrong["Left pM and nM mixed"] == pytest.approx(100 * 100 / 101, rel=1e-4)
    assert wrong["Used the Kd of the three-chain receptor"] == pytest.approx(100 * 0.1 / 0.11, rel=1e-4)
    low = binding.il2_occupancy(0.01)
    assert float(low.trimer) == pytest.approx(0.5)
    assert float(low.dimer) == pytest.approx(0.01, abs=0.001)


def test_worked_example_and_its_completion():
    assert "40 %" in TEXT and "4.4 %" in TEXT
    assert 100 * float(binding.gaddum(0.1, 0.15, 0, 0.15)) == pytest.approx(40)
    assert 100 * float(binding.gaddum(0.1, 0.15, 2, 0.15)) == pytest.approx(4.4, abs=0.06)
    right, wrong = values("agonists-and-antagonists-13")
    assert right == pytest.approx(100 * float(binding.gaddum(0.1, 0.15, 20, 0.15)), rel=2e-3)
    assert wrong["Let ten times the antagonist divide 4.4 % by ten"] == pytest.approx(
        100 * float(binding.gaddum(0.1, 0.15, 2, 0.15)) / 10, rel=5e-3
    )


def test_the_largest_antagonist_that_can_be_overcome():
    right, wrong = values("agonists-and-antagonists-14")
    assert right == pytest.approx(10 / 0.4 - 1)
    assert binding.dose_ratio(right, 1) == pytest.approx(25)
    assert wrong["Forgot to subtract 1"] == pytest.approx(25)


def test_eleven_times_at_ten_times_kb():
    assert binding.dose_ratio(10, 1) == pytest.approx(11)
    assert "eleven times higher" in TEXT
    assert np.isclose(binding.operational_emax(10), 1000 / 11)
