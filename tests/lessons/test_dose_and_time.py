"""What the prose and the questions say follows from the tables and the model."""

import math
from dataclasses import replace

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from helpers import practice, tables, views
from helpers.models import ligand_turnover
from helpers.models import pharmacokinetics as pk


def value(question):
    return practice.load(question).value


def typical(question):
    return [option.value for option in practice.load(question).options]


def published(*keys):
    """Return the values of rows of `pk_parameters`, by their keys."""
    return tables.load("pk_parameters").set_index("pk")["value"][list(keys)].tolist()


def test_siltuximab_half_lives():
    assert round(float(pk.half_lives(pk.SILTUXIMAB).elimination_d), 1) == 23.7
    assert published(*(f"siltuximab-half-life-nikanjam_2019-{row}" for row in (1, 2, 3))) == [24.5, 19.1, 22.2]
    assert published(*(f"siltuximab-half-life-swiss_label_sylvant-{row}" for row in (1, 2))) == [17.7, 20.6]


def test_siltuximab_in_castleman_disease_ends_beside_the_label():
    table = views.siltuximab_beside_label().set_index("patients")
    typical, castleman = (table.iloc[row].astype("string") for row in (0, 1))
    assert published("siltuximab-cmax-swiss_label_sylvant", "siltuximab-cmin-swiss_label_sylvant") == [332, 84]
    shortest, longest = published(*(f"siltuximab-half-life-swiss_label_sylvant-{row}" for row in (1, 2)))
    assert not shortest < float(typical["half-life (d)"]) < longest
    assert shortest < float(castleman["half-life (d)"]) < longest
    assert float(castleman["trough (µg/mL)"]) == pytest.approx(84, rel=0.01)
    assert float(typical["trough (µg/mL)"]) / 84 == pytest.approx(4 / 3, abs=0.02)
    assert 332 - 139 < float(castleman["peak (µg/mL)"]) < 332
    assert list(table.iloc[2])[1:] == ["332 ± 139", "84 ± 66"]
    view = views.linear_dosing(0.214, 3.66, 11.0, 3.0)
    assert view.reached_d / pk.half_lives(pk.SILTUXIMAB).elimination_d == pytest.approx(3.5, abs=0.1)
    assert math.log2(10) == pytest.approx(3.3, abs=0.03)


def test_the_factors_of_siltuximab_fit_the_medians_of_their_abstract_only_this_way():
    castleman, healthy = published(*(f"siltuximab-cl-factor-siltuximab_abstract_3892-{row}" for row in (1, 2)))
    typical = 1000 * pk.SILTUXIMAB.clearance_L_per_d / 24  # mL/h
    assert typical == pytest.approx(8.93, rel=0.002)
    medians = {"Castleman disease": 11.11, "healthy": 6.61}
    assert [typical * castleman, typical * healthy] == pytest.approx(list(medians.values()), rel=0.04)
    assert abs(typical * healthy / medians["Castleman disease"] - 1) > 0.3


def test_half_life_of_question_04():
    drug = pk.USTEKINUMAB
    ratio = drug.volume_L / drug.clearance_L_per_d
    assert value("dose-and-time-04") == pytest.approx(math.log(2) * ratio, rel=1e-4)
    assert typical("dose-and-time-04") == pytest.approx(
        [ratio, math.log(2) / ratio, 24 * math.log(2) * ratio], rel=1e-4
    )


def test_average_of_question_06():
    drug = pk.SILTUXIMAB
    assert value("dose-and-time-06") == pytest.approx(770 / drug.clearance_L_per_d / 21, rel=1e-4)
    assert typical("dose-and-time-06") == pytest.approx(
        [770 / drug.clearance_L_per_d, 11 / drug.clearance_L_per_d / 21, 770 / drug.central_L], rel=1e-4
    )


def test_the_label_of_tocilizumab():
    assert value("dose-and-time-08") == pytest.approx(35000 / 13000, rel=1e-5)
    assert typical("dose-and-time-08") == pytest.approx([2, 13 / 35, 22000], rel=1e-5)


def test_half_lives_of_tocilizumab():
    assert published(*(f"tocilizumab-half-life-au_label_actemra-{row}" for row in (1, 2))) == [11, 13]
    assert round(float(pk.half_lives(pk.TOCILIZUMAB).elimination_d)) == 21


def test_clearance_of_question_09():
    drug, level = pk.TOCILIZUMAB, 7.3
    assert (drug.clearance_L_per_d, drug.maximum_rate_mg_per_d, drug.km_mg_per_L) == (0.3, 7.5, 2.7)
    saturable = drug.maximum_rate_mg_per_d / (drug.km_mg_per_L + level)
    assert value("dose-and-time-09") == pytest.approx(drug.clearance_L_per_d + saturable)
    assert typical("dose-and-time-09") == pytest.approx([0.3, 0.3 + 7.5 / 2.7, saturable * level], rel=1e-4)


def test_typical_median_and_mean_trough():
    exposure = views.tocilizumab_exposure(8)
    everyone, one = exposure.everyone, exposure.typical
    three = [float(one.cmin[0]), float(np.median(everyone.cmin)), float(everyone.cmin.mean())]
    assert [f"{number:.3g}" for number in three] == ["5.77", "6.59", "9.83"]
    assert three == sorted(three)
    assert 0.6 < np.mean(everyone.cmin < everyone.cmin.mean()) < 2 / 3
    assert [option.text.split()[0] for option in practice.load("dose-and-time-11").options] == [
        "typical",
        "median",
        "mean",
    ]


def test_smaller_doses_more_often_keep_the_trough_higher():
    often = views.tocilizumab_patients(4.0, 2.0, 70.0)
    seldom = views.tocilizumab_patients(8.0, 4.0, 70.0)
    assert often.mean[-1] > seldom.mean[-1]
    ratio = seldom.high / seldom.low
    assert ratio[-1] > 5 * ratio[0]


def test_open_receptors_of_question_13():
    kd = float(tables.load("affinities").set_index("affinity")["kd_nM"]["tocilizumab-il6r-gtopdb_2020"])
    blocker = ligand_turnover.ReceptorBlocker(kd, 0.1, 1.0)
    opened = float(ligand_turnover.receptor_blocker_steady_state(66.0, blocker).open_receptors)
    assert value("dose-and-time-13") == pytest.approx(100 * opened, rel=1e-4)
    assert typical("dose-and-time-13") == pytest.approx([100 * (1 - opened), opened, 100 * kd / 66], rel=1e-4)


def test_anakinra_and_the_kidney():
    measured = list(pk.ANAKINRA_CLEARANCE_BY_KIDNEY_ML_PER_MIN.values())
    assert measured[-1] / measured[0] == pytest.approx(0.25, abs=0.005)
    assert published(*(f"anakinra-half-life-clustermed_anakinra-{row}" for row in (1, 2))) == [4, 6]
    assert value("dose-and-time-15") == pytest.approx(float(pk.anakinra_clearance(20.0)), rel=1e-4)
    assert typical("dose-and-time-15") == pytest.approx(
        [1.65 + 0.0062 * 20, float(pk.anakinra_clearance(0.0))], rel=1e-4
    )


def test_a_constant_absorption_of_anakinra_is_a_small_approximation():
    drug, exponent = pk.ANAKINRA, 0.139  # of time in h, in the note of anakinra-ka-jung_2023
    assert "0.139" in tables.load("pk_parameters").set_index("pk").loc["anakinra-ka-jung_2023", "note"]
    litres_per_h = float(pk.anakinra_clearance(100.0)) * 60 / 1000
    constant = pk.one_compartment_peak(100.0, replace(drug, clearance_L_per_d=24 * litres_per_h))
    rate = drug.absorption_per_d / 24

    def change(hour, amounts):
        absorbed = rate * max(hour, 1e-9) ** -exponent * amounts[0]
        return [-absorbed, absorbed - litres_per_h / drug.volume_L * amounts[1]]

    hours = np.linspace(0, 24, 2401)
    fractal = solve_ivp(change, (0, 24), [100.0, 0.0], t_eval=hours, rtol=1e-8, atol=1e-8).y[1] / drug.volume_L
    assert float(constant.concentration_mg_per_L) / fractal.max() == pytest.approx(1.025, abs=0.002)
    assert 24 * float(constant.time_d) - hours[fractal.argmax()] == pytest.approx(0.25, abs=0.05)


def test_average_of_question_20():
    clearance = float(pk.anakinra_clearance(10.0))
    litres = clearance * 1.44
    assert value("dose-and-time-20") == pytest.approx(100 / litres / 2, rel=1e-4)
    assert typical("dose-and-time-20") == pytest.approx([100 / clearance / 2, 100 / litres], rel=1e-4)


def test_canakinumab_under_the_skin():
    drug = pk.CANAKINUMAB
    assert drug.bioavailability == 0.7
    assert round(math.log(2) / drug.absorption_per_d, 1) == 2.6
    view = views.skin_or_vein(0.7, 2.58)
    top = int(np.argmax(view.skin))
    assert (round(float(view.skin[top]), 1), round(float(view.time_d[top]))) == (15.4, 6)
    assert published("canakinumab-cmax-rxlist_ilaris") == [16]
    assert value("dose-and-time-18") == pytest.approx(105 / 0.7)
    assert typical("dose-and-time-18") == pytest.approx([105 * 0.7, 105])


def test_most_drugs_can_be_given_under_the_skin():
    routes = tables.load("presentations").groupby("inn")["route"].agg(set)
    assert routes.map(lambda r: "subcutaneous" in r).mean() > 0.6


def test_worked_example_and_its_completion():
    drug = pk.USTEKINUMAB
    half_life = float(pk.half_lives(drug).elimination_d)
    assert round(float(pk.average_concentration(45, 84, drug.clearance_L_per_d)), 2) == 1.15
    assert round(84 / half_life, 1) == 3.6
    left = 2 ** (-84 / half_life)
    assert round(100 * left) == 8
    assert round(1 / (1 - left), 2) == 1.09
    assert value("dose-and-time-19") == pytest.approx(90 / 0.465 / 56, rel=1e-4)
    assert typical("dose-and-time-19") == pytest.approx([90 / 0.465 / 8, 90 / 0.465], rel=1e-4)
