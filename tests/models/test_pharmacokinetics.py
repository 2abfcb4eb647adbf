"""Concentration over time: closed forms, second solvers, half-lives, the label's table."""

from dataclasses import astuple, fields, replace

import numpy as np
import pytest
from scipy.integrate import quad, solve_ivp

from helpers.models import pharmacokinetics as pk

TIMES = np.linspace(0, 120, 241)
# Clearance, both volumes and maximum rate of the default patients: spread and correlation of logs.
SPREADS = (0.4012363, 0.3763497, 0.5942267, 0.5198812)
TIES = (0.5464041, -0.095292, -0.4605411, 0.4813173, 0.1857543, 0.2014333)


def second_solver(times, drug, dose, infusion=None, absorbed=False):
    """Radau on amounts: depot, central, peripheral."""
    k12, k21 = drug.exchange_L_per_d / drug.central_L, drug.exchange_L_per_d / drug.peripheral_L
    k10, ka = drug.clearance_L_per_d / drug.central_L, drug.absorption_per_d or 0.0
    vm, km = drug.maximum_rate_mg_per_d, drug.km_mg_per_L * drug.central_L

    def run(start, times, rate):
        def change(_, y):
            flow = k12 * y[1] - k21 * y[2]
            return [
                -ka * y[0],
                rate + ka * y[0] - k10 * y[1] - vm * y[1] / (km + y[1]) - flow,
                flow,
            ]

        return solve_ivp(change, (times[0], times[-1]), start, "Radau", t_eval=times, rtol=1e-10, atol=1e-11).y

    if infusion is None:
        start = [drug.bioavailability * dose, 0, 0] if absorbed else [0, dose, 0]
        return run(start, times, 0.0)[1] / drug.central_L
    during = run([0, 0, 0], np.append(times[times < infusion], infusion), dose / infusion)
    after = run(during[:, -1], np.append(infusion, times[times > infusion]), 0.0)
    return np.append(during[1, :-1], after[1, 1:]) / drug.central_L


def close(actual, expected):
    np.testing.assert_allclose(actual, expected, rtol=0, atol=1e-5 * np.max(expected))


# One compartment


def test_one_compartment_against_its_formula():
    drug = pk.USTEKINUMAB
    ka, ke = 0.354, 0.465 / 15.7
    expected = 45 * ka / 15.7 / (ka - ke) * (np.exp(-ke * TIMES) - np.exp(-ka * TIMES))
    np.testing.assert_allclose(pk.one_compartment(TIMES, 45.0, drug), expected, rtol=1e-9)
    area, _ = quad(lambda t: pk.one_compartment(t, 45.0, drug), 0, np.inf, epsrel=1e-10)
    assert area == pytest.approx(45.0 / 0.465, rel=1e-8)


@pytest.mark.parametrize("ratio", [1.0, 1 + 1e-12, 1 - 1e-12, 1 + 1e-6])
def test_equal_absorption_and_elimination(ratio):
    drug = pk.OneCompartment("drug", 2.0, 10.0, 0.2 * ratio, "none")
    expected = 100 * 0.2 / 10 * TIMES * np.exp(-0.2 * TIMES)
    np.testing.assert_allclose(pk.one_compartment(TIMES, 100.0, drug), expected, rtol=2e-5)
    peak = pk.one_compartment_peak(100.0, drug)
    assert peak.time_d == pytest.approx(5.0, rel=1e-5)
    assert peak.concentration_mg_per_L == pytest.approx(100 / 10 / np.e, rel=1e-5)


def test_one_compartment_peak_is_the_maximum():
    for drug in (pk.USTEKINUMAB, pk.ANAKINRA, replace(pk.ANAKINRA, absorption_per_d=0.5)):
        peak = pk.one_compartment_peak(100.0, drug)
        time, height = peak.time_d, peak.concentration_mg_per_L
        nearby = pk.one_compartment(time * np.array([0.99, 1.01]), 100.0, drug)
        assert np.all(nearby < height)


# Two compartments


@pytest.mark.parametrize(
    ("drug", "low", "high"),
    [
        (pk.SILTUXIMAB, 19.1, 24.5),  # Nikanjam 2019: Castleman and healthy
        (pk.TOCILIZUMAB, 20.0, 22.0),  # linear phase, 21 d
        (pk.CANAKINUMAB, 25.0, 27.0),  # 26 d
        (pk.USTEKINUMAB, 20.0, 25.0),  # about three weeks
        (pk.ANAKINRA, 4 / 24, 6 / 24),  # 4 to 6 h
    ],
    ids=lambda x: getattr(x, "drug", None),
)
def test_published_half_lives(drug, low, high):
    assert low <= pk.half_lives(drug).elimination_d <= high
    assert drug.reference


@pytest.mark.parametrize("drug", [pk.SILTUXIMAB, pk.CANAKINUMAB], ids=lambda d: d.drug)
def test_two_compartments_against_a_second_solver(drug):
    close(pk.two_compartment_bolus(TIMES, 300.0, drug), second_solver(TIMES, drug, 300.0))
    for duration in (1 / 24, 5.3):
        expected = second_solver(TIMES, drug, 300.0, infusion=duration)
        close(pk.two_compartment_infusion(TIMES, 300.0, duration, drug), expected)


def test_absorption_into_two_compartments():
    actual = pk.two_compartment_absorption(TIMES, 150.0, pk.CANAKINUMAB)
    close(actual, second_solver(TIMES, pk.CANAKINUMAB, 150.0, absorbed=True))
    fast = pk.half_lives(pk.CANAKINUMAB).distribution_d
    same = replace(pk.CANAKINUMAB, absorption_per_d=float(np.log(2) / fast))
    near = replace(pk.CANAKINUMAB, absorption_per_d=float(np.log(2) / fast) * (1 + 1e-9))
    one, two = (pk.two_compartment_absorption(TIMES, 150.0, d) for d in (same, near))
    np.testing.assert_allclose(one, two, rtol=1e-6, atol=1e-12)


def test_area_is_dose_over_clearance():
    for function in (
        lambda t: pk.two_compartment_bolus(t, 300.0, pk.SILTUXIMAB),
        lambda t: pk.two_compartment_infusion(t, 300.0, 0.5, pk.SILTUXIMAB),
    ):
        area = sum(quad(function, a, b, epsrel=1e-11)[0] for a, b in ((0, 0.5), (0.5, 2000)))
        assert area == pytest.approx(300.0 / 0.214, rel=1e-8)


def test_short_infusion_is_a_bolus():
    later = TIMES[1:]
    bolus = pk.two_compartment_bolus(later, 300.0, pk.SILTUXIMAB)
    short = pk.two_compartment_infusion(later, 300.0, 1e-7, pk.SILTUXIMAB)
    np.testing.assert_allclose(short, bolus, rtol=1e-6)
    assert pk.two_compartment_bolus(0.0, 300.0, pk.SILTUXIMAB) == pytest.approx(300 / 3.66)


def test_canakinumab_volume_at_steady_state():
    assert pk.CANAKINUMAB.central_L + pk.CANAKINUMAB.peripheral_L == pytest.approx(6.01)


def test_published_parameters():
    """A second entry of every number, so that a slip in one of them shows."""
    two = {d.drug: (d.clearance_L_per_d, d.central_L, d.exchange_L_per_d, d.peripheral_L)
           for d in (pk.SILTUXIMAB, pk.TOCILIZUMAB, pk.CANAKINUMAB)}  # fmt: skip
    assert two == {
        "siltuximab": (0.214, 3.66, 0.624, 3.13),
        "tocilizumab": (0.3, 3.5, 0.2, 2.9),
        "canakinumab": (0.174, 3.30, 0.429, 2.71),
    }
    assert (pk.TOCILIZUMAB.maximum_rate_mg_per_d, pk.TOCILIZUMAB.km_mg_per_L) == (7.5, 2.7)
    assert (pk.CANAKINUMAB.absorption_per_d, pk.CANAKINUMAB.bioavailability) == (0.269, 0.70)
    u, a = pk.USTEKINUMAB, pk.ANAKINRA
    assert (u.clearance_L_per_d, u.volume_L, u.absorption_per_d) == (0.465, 15.7, 0.354)
    hourly = [a.clearance_L_per_d / 24, a.volume_L, a.absorption_per_d / 24]
    np.testing.assert_allclose(hourly, [9.03, 53.7, 0.47], rtol=1e-12)
    assert pk.CANAKINUMAB_KD_NM == 1.07
    assert pk.half_lives(pk.SILTUXIMAB).distribution_d == pytest.approx(1.736703, rel=1e-6)
    assert pk.half_lives(pk.USTEKINUMAB).distribution_d is None


# Repeated doses


def test_superposition_and_average():
    drug, interval = pk.USTEKINUMAB, 84.0

    def single(t):
        return pk.one_compartment(t, 45.0, drug)

    by_hand = single(TIMES) + np.where(TIMES >= 84, single(np.maximum(TIMES - 84, 0)), 0)
    np.testing.assert_allclose(pk.repeat_doses(single, TIMES, interval, 2), by_hand, rtol=1e-12)
    last = 40 * interval + np.linspace(0, interval, 20001)
    level = pk.repeat_doses(single, last, interval, 41)[:-1]
    expected = pk.average_concentration(45.0, interval, 0.465)
    assert level.mean() == pytest.approx(expected, rel=1e-4)
    assert expected == pytest.approx(45 / 0.465 / 84)


def test_zero_dose_stays_at_zero():
    zero = [
        pk.one_compartment(TIMES, 0.0, pk.ANAKINRA),
        pk.two_compartment_bolus(TIMES, 0.0, pk.SILTUXIMAB),
        pk.two_compartment_infusion(TIMES, 0.0, 0.1, pk.SILTUXIMAB),
        pk.saturable_course(TIMES, 0.0, 28.0, 3, pk.TOCILIZUMAB),
        *astuple(pk.population_exposure(0.0, pk.TOCILIZUMAB).last),
    ]
    assert all(np.all(level == 0) for level in zero)


# Saturable elimination


def test_saturable_course_against_a_second_solver():
    times = np.linspace(0, 28, 57)[:-1]
    actual = pk.saturable_course(times, 560.0, 28.0, 1, pk.TOCILIZUMAB)
    close(actual, second_solver(times, pk.TOCILIZUMAB, 560.0, infusion=1 / 24))


def test_saturable_course_without_saturation_is_the_closed_form():
    linear = replace(pk.TOCILIZUMAB, maximum_rate_mg_per_d=0.0)

    def single(t):
        return pk.two_compartment_infusion(t, 560.0, 1 / 24, linear)

    expected = pk.repeat_doses(single, TIMES, 28.0, 3)
    close(pk.saturable_course(TIMES, 560.0, 28.0, 3, linear), expected)


def test_absorption_without_saturation_is_the_closed_form():
    def single(t):
        return pk.two_compartment_absorption(t, 150.0, pk.CANAKINUMAB)

    close(pk.saturable_absorption(TIMES, 150.0, 28.0, 3, pk.CANAKINUMAB), pk.repeat_doses(single, TIMES, 28.0, 3))


def test_a_dose_that_is_absorbed_at_once_is_an_infusion_of_no_time():
    """With saturation, where no closed form is: fast absorption and a short infusion give the same course."""
    drug = replace(pk.TOCILIZUMAB, absorption_per_d=2e4, bioavailability=1.0)
    times = np.linspace(1.0, 80.0, 40)
    short = pk.saturable_course(times, 560.0, 28.0, 3, pk.TOCILIZUMAB, infusion=1e-4)
    assert pk.saturable_absorption(times, 560.0, 28.0, 3, drug) == pytest.approx(short, rel=1e-4)


def test_a_dose_under_the_skin_needs_an_absorption_rate():
    with pytest.raises(ValueError, match="tocilizumab has none. Give absorption_per_d"):
        pk.saturable_absorption([1.0], 1.0, 28.0, 1, pk.TOCILIZUMAB)


def test_fast_exchange_is_followed():
    """The step follows every rate of the system: exchange back from a small compartment, too."""
    fast = replace(pk.TOCILIZUMAB, exchange_L_per_d=10.0, peripheral_L=2.0)
    last = pk.population_exposure(560.0, fast).last
    assert last.cmax[0] == pytest.approx(157.4, abs=0.05)
    assert last.cmin[0] == pytest.approx(6.33, abs=0.005)


@pytest.mark.parametrize("seed", range(8))
def test_any_patient_is_followed_or_refused(seed):
    """Against LSODA: slow and fast elimination, exchange and saturation, short and long intervals."""
    rng = np.random.default_rng(seed)
    clearance, central, exchange, peripheral, vm, km = 10 ** rng.uniform(
        [-2, -0.5, -1.5, -0.5, -1, -2], [1.5, 1.5, 2, 1.5, 2, 2]
    )
    drug = pk.TwoCompartment(
        "any", clearance, central, exchange, peripheral, "drawn", maximum_rate_mg_per_d=vm, km_mg_per_L=km
    )
    interval, infusion = rng.choice([3.0, 14.0, 28.0]), rng.choice([0.02, 0.5, 2.0])
    last = pk.population_exposure(100.0, drug, interval, 3, infusion).last
    course = pk.saturable_course([2 * interval + infusion, 3 * interval], 100.0, interval, 3, drug, infusion)
    assert last.cmax[0] == pytest.approx(course[0], rel=1e-3)
    assert last.cmin[0] == pytest.approx(course[1], rel=1e-3, abs=1e-4 * course[0])


def test_what_is_too_fast_or_too_much_is_refused():
    with pytest.raises(ValueError, match="too many steps: the fastest exchange or elimination is 7.86e"):
        pk.population_exposure(560.0, replace(pk.TOCILIZUMAB, exchange_L_per_d=1e5, peripheral_L=2.0))
    with pytest.raises(ValueError, match="200"):
        pk.population_exposure(560.0, pk.TOCILIZUMAB, number=10**9)
    with pytest.raises(ValueError, match="too many steps.*for 100000 patients"):
        pk.population_exposure(560.0, pk.virtual_patients(100_000))


def test_population_agrees_with_single_patients():
    patients = pk.virtual_patients(40, seed=3)
    both = pk.population_exposure(8 * patients.weight_kg, patients)
    first, last = both.first, both.last
    for index in range(40):
        drug = pk.TwoCompartment(
            "one", patients.clearance_L_per_d[index], patients.central_L[index], 0.2,
            patients.peripheral_L[index], "virtual",
            maximum_rate_mg_per_d=patients.maximum_rate_mg_per_d[index], km_mg_per_L=2.7,
        )  # fmt: skip
        dose = 8 * patients.weight_kg[index]
        times = np.concatenate([[0], 1 / 24 + np.linspace(0, 1, 801) ** 2 * (28 - 1 / 24)])
        times = np.concatenate([times[:-1], 308 + times])
        course = pk.saturable_course(times, dose, 28.0, 12, drug)
        peak, trough = course[802], course[-1]
        assert last.cmax[index] == pytest.approx(peak, rel=1e-5)
        assert last.cmin[index] == pytest.approx(trough, abs=1e-5 * peak)
        area = np.trapezoid if hasattr(np, "trapezoid") else np.trapz
        auc = 24 * area(course[801:], times[801:])
        assert last.auc_h[index] == pytest.approx(auc, rel=1e-4)
        assert first.cmax[index] == pytest.approx(course[1], rel=1e-5)


@pytest.fixture(scope="module")
def exposures():
    patients = pk.virtual_patients()
    return {dose: pk.population_exposure(dose * patients.weight_kg, patients) for dose in (4, 8)}


@pytest.mark.parametrize("dose", [4, 8])
def test_population_reproduces_the_label(exposures, dose):
    steady = exposures[dose].last
    for name, tolerance in (("cmax", 0.05), ("auc_h", 0.05), ("cmin", 0.15)):
        mean, sd = pk.LABEL_EXPOSURE[dose][name]
        values = getattr(steady, name)
        assert values.mean() == pytest.approx(mean, rel=tolerance)
        assert values.std() == pytest.approx(sd, rel=0.15)


@pytest.mark.parametrize("dose", [4, 8])
def test_population_reproduces_the_accumulation(exposures, dose):
    both = exposures[dose]
    for name, expected in pk.LABEL_ACCUMULATION[dose].items():
        ratio = getattr(both.last, name).mean() / getattr(both.first, name).mean()
        assert ratio == pytest.approx(expected, rel=0.05)


def test_typical_patient_is_not_the_mean(exposures):
    typical = pk.population_exposure(8 * 70.0, pk.TOCILIZUMAB).last
    assert typical.cmin[0] == pytest.approx(5.8, abs=0.1)
    assert exposures[8].last.cmin.mean() > 1.5 * typical.cmin[0]
    assert typical.cmax[0] == pytest.approx(183, rel=0.15)
    assert typical.auc_h[0] == pytest.approx(35000, rel=0.15)


def test_virtual_patients_have_the_published_spread():
    patients = pk.virtual_patients(20000, seed=1)
    again = pk.virtual_patients(20000, seed=1)
    assert all(np.array_equal(a, b) for a, b in zip(astuple(patients), astuple(again), strict=True))
    assert not np.array_equal(patients.weight_kg, pk.virtual_patients(20000, seed=2).weight_kg)
    assert patients.female.mean() == pytest.approx(0.82, abs=0.01)
    assert np.median(patients.weight_kg) == pytest.approx(70, abs=1)
    assert 1.7 < np.median(patients.body_surface_m2) < 1.8
    assert np.var(np.log(patients.peripheral_L)) == pytest.approx(0.3614, rel=0.05)
    logs = np.log([patients.clearance_L_per_d, patients.maximum_rate_mg_per_d])
    assert np.corrcoef(logs)[0, 1] == pytest.approx(-0.5, abs=0.06)
    assert patients.weight_kg.min() >= 38 and patients.weight_kg.max() <= 150


def test_the_default_patients_are_always_the_same():
    """Means at the fixed seed: any covariate, variance or correlation entered wrongly shows."""
    expected = (72.2041, 0.8243, 1.775414, 0.2794012, 3.77576, 0.2, 3.464134, 8.670578, 2.7)
    means = [values.mean() for values in astuple(pk.virtual_patients())]
    np.testing.assert_allclose(means, expected, rtol=2e-6)
    logs = np.log(astuple(pk.virtual_patients())[3:5] + astuple(pk.virtual_patients())[6:8])
    np.testing.assert_allclose(np.std(logs, axis=1), SPREADS, rtol=1e-5)
    np.testing.assert_allclose(np.corrcoef(logs)[np.triu_indices(4, 1)], TIES, rtol=0, atol=1e-5)


def test_correlations_are_symmetric():
    matrix = np.array(pk.RHEUMATOID_ARTHRITIS.correlations)
    np.testing.assert_array_equal(matrix, matrix.T)


def test_label_table():
    flat = [x for row in pk.LABEL_EXPOSURE.values() for pair in row.values() for x in pair]
    assert flat == [88.3, 41.4, 1.49, 2.13, 13000, 5800, 183.0, 85.6, 9.74, 10.5, 35000, 15500]
    more = [x for row in pk.LABEL_ACCUMULATION.values() for x in row.values()]
    assert more == [1.02, 1.96, 1.11, 1.06, 2.35, 1.22]


def test_halving_the_step_changes_nothing(monkeypatch):
    patients = pk.virtual_patients(300, seed=5)
    coarse = pk.population_exposure(8 * patients.weight_kg, patients).last
    original = pk._runge_kutta

    def finer(flow, state, area, duration, steps):
        return original(flow, state, area, duration, 4 * steps)

    monkeypatch.setattr(pk, "_runge_kutta", finer)
    fine = pk.population_exposure(8 * patients.weight_kg, patients).last
    peak = fine.cmax.max()
    np.testing.assert_allclose(coarse.cmax, fine.cmax, rtol=0, atol=1e-5 * peak)
    np.testing.assert_allclose(coarse.cmin, fine.cmin, rtol=0, atol=1e-5 * peak)
    np.testing.assert_allclose(coarse.auc_h, fine.auc_h, rtol=1e-4)


# Anakinra and the kidney


def test_anakinra_regression_and_measured_means():
    kidney = [0.0, 50.0, 80.0, 100.0]
    np.testing.assert_allclose(pk.anakinra_clearance(kidney), [44.668, 91.201, 139.959, 186.209], rtol=1e-5)
    measured = [42.7, 84.5, 142.0, 170.0]
    assert set(measured) < set(pk.ANAKINRA_CLEARANCE_BY_KIDNEY_ML_PER_MIN.values())
    np.testing.assert_allclose(pk.anakinra_clearance(kidney), measured, rtol=0.10)


# Wrong input


@pytest.mark.parametrize("bad", [0.0, -1.0, np.nan, np.inf, "ten"])
@pytest.mark.parametrize("drug", [pk.USTEKINUMAB, pk.CANAKINUMAB], ids=lambda d: d.drug)
def test_records_refuse(drug, bad):
    free = ("drug", "reference", "maximum_rate_mg_per_d")
    for field in (f.name for f in fields(drug) if f.name not in free):
        with pytest.raises(ValueError, match="Give a value such as"):
            replace(drug, **{field: bad})


def test_arguments_refuse():
    with pytest.raises(ValueError, match="Dose must be zero or a positive number of mg"):
        pk.one_compartment(1.0, -1.0, pk.ANAKINRA)
    with pytest.raises(ValueError, match="Time must be"):
        pk.two_compartment_bolus([-1.0], 1.0, pk.SILTUXIMAB)
    with pytest.raises(ValueError, match="Duration of the infusion"):
        pk.two_compartment_infusion(1.0, 1.0, 0.0, pk.SILTUXIMAB)
    with pytest.raises(ValueError, match="siltuximab has none"):
        pk.two_compartment_absorption(1.0, 1.0, pk.SILTUXIMAB)
    with pytest.raises(ValueError, match="TwoCompartment record"):
        pk.half_lives("siltuximab")
    with pytest.raises(ValueError, match="OneCompartment record"):
        pk.one_compartment(1.0, 1.0, pk.SILTUXIMAB)
    with pytest.raises(ValueError, match="Number of doses"):
        pk.repeat_doses(np.cos, 1.0, 28.0, 0)
    with pytest.raises(ValueError, match="Dosing interval"):
        pk.saturable_course([1.0], 1.0, 0.0, 1, pk.TOCILIZUMAB)
    with pytest.raises(ValueError, match="must not run longer"):
        pk.saturable_course([1.0], 1.0, 1.0, 1, pk.TOCILIZUMAB, infusion=2.0)
    with pytest.raises(ValueError, match="Patients or TwoCompartment"):
        pk.population_exposure(1.0, "everybody")
    with pytest.raises(ValueError, match="Number of patients"):
        pk.virtual_patients(0)
    with pytest.raises(ValueError, match="Seed"):
        pk.virtual_patients(10, -1)
    with pytest.raises(ValueError, match="Creatinine clearance"):
        pk.anakinra_clearance(-5.0)
    with pytest.raises(ValueError, match="of mL/min, at most 400, but it is 10200.* mL/h is divided by 60"):
        pk.anakinra_clearance(10200)
    with pytest.raises(ValueError, match="Share of women .* it is 82.0. If 82 per cent is meant, give 0.82"):
        pk.Population(female_share=82)
    with pytest.raises(ValueError, match="Clearance must be a positive number of L/d"):
        replace(pk.virtual_patients(3), clearance_L_per_d=[0.3, -0.3, 0.3])
    with pytest.raises(ValueError, match="A weight in grams is divided by 1,000"):
        replace(pk.virtual_patients(1), weight_kg=[70_000])
    with pytest.raises(ValueError, match="A height in cm is divided by 100"):
        pk.Population(height_men_m=175)
    with pytest.raises(ValueError, match="contradict each other"):
        pk.Population(correlations=np.ones((4, 4)))
    with pytest.raises(ValueError, match="Clearance"):
        pk.average_concentration(1.0, 28.0, 0.0)
