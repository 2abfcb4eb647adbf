"""What the prose and the questions say follows from the tables and the model."""

import math

import numpy as np
import pytest

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


def test_siltuximab_ends_beside_the_label():
    view = views.linear_dosing(0.214, 3.66, 11.0, 3.0)
    assert (round(view.peak_ug_per_mL), round(view.trough_ug_per_mL)) == (323, 113)
    label = [f"siltuximab-{name}-swiss_label_sylvant" for name in ("cmax", "cmin")]
    assert published(*label) == [332, 84]
    assert view.reached_d / pk.half_lives(pk.SILTUXIMAB).elimination_d == pytest.approx(3.5, abs=0.1)
    assert math.log2(10) == pytest.approx(3.3, abs=0.03)


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
