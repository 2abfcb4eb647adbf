"""One fact, one place: a number in the code is a row of a table, or says what else it is.

Models know no table and views read them; where a number of a table stands in the code all the same, it is bound here to
its cell, and a change of one of the two is noticed. A new number at the top of a module fails until it is bound or
declared to be no fact of the tables.
"""

import re
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Literal

import pytest

from helpers import tables, views
from tests.constants import constants

Reason = Literal[
    "arithmetic",  # units, and constants of nature by definition
    "limit",  # what an argument may be, and how far a method goes
    "axis",  # where a curve is computed, a slider stops, or a mark stands
    "scenario",  # chosen for the course: a dose, a level, an invented drug
    "source beside it",  # a published number that only this model uses; its source stands at the constant
]


@dataclass(frozen=True)
class Cell:
    """A cell of a table: the row's key, the column, and the factor from the table's unit to the constant's."""

    table: str
    key: str
    column: str = "value"
    factor: float = 1.0


def pk(key: str, factor: float = 1.0, column: str = "value") -> Cell:
    return Cell("pk_parameters", key, column, factor)


def kd(key: str) -> Cell:
    return Cell("affinities", key, "kd_nM")


def level(key: str, column: str = "value_pg_per_ml", factor: float = 1.0) -> Cell:
    return Cell("il6_levels", key, column, factor)


def quantity(key: str, factor: float = 1.0) -> Cell:
    return Cell("il6_quantities", key, "value", factor)


def model(name: str, path: str) -> dict[str, Cell]:
    """Return {path of the constant: cell} for every parameter of a published model."""
    rows = tables.load("model_parameters").query("model == @name")
    return {
        f"{path}.{symbol}": Cell("model_parameters", key)
        for symbol, key in zip(rows["symbol"], rows["parameter"], strict=True)
    }


KEYS = {
    "pk_parameters": "pk",
    "model_parameters": "parameter",
    "affinities": "affinity",
    "il6_levels": "level",
    "il6_quantities": "key",
}

TWO = {"clearance_L_per_d": "cl", "central_L": "vc", "exchange_L_per_d": "q", "peripheral_L": "vp"}
DRUG = "models.pharmacokinetics."
KIDNEY = f"{DRUG}ANAKINRA_CLEARANCE_BY_KIDNEY_ML_PER_MIN"
LABEL = f"{DRUG}LABEL_EXPOSURE"
PER_DAY = 24.0
IN_PAIRS = quantity("gp130-kd-pair-dwivedi_2014")

BOUND: dict[str, Cell] = {
    # ------------------------------------------------------------------ drugs in the body
    **{f"{DRUG}SILTUXIMAB.{field}": pk(f"siltuximab-{name}-nikanjam_2019") for field, name in TWO.items()},
    **{f"{DRUG}TOCILIZUMAB.{field}": pk(f"tocilizumab-{name}-frey_2010") for field, name in TWO.items()},
    f"{DRUG}TOCILIZUMAB.maximum_rate_mg_per_d": pk("tocilizumab-vmax-frey_2010"),
    f"{DRUG}TOCILIZUMAB.km_mg_per_L": pk("tocilizumab-km-frey_2010"),
    **{f"{DRUG}CANAKINUMAB.{field}": pk(f"canakinumab-{name}-chakraborty_2012") for field, name in TWO.items()},
    f"{DRUG}CANAKINUMAB.absorption_per_d": pk("canakinumab-ka-chakraborty_2012"),
    f"{DRUG}CANAKINUMAB.bioavailability": pk("canakinumab-f-chakraborty_2012"),
    f"{DRUG}CANAKINUMAB_KD_NM": pk("canakinumab-kd-chakraborty_2012"),
    f"{DRUG}USTEKINUMAB.clearance_L_per_d": pk("ustekinumab-cl-f-zhu_2009"),
    f"{DRUG}USTEKINUMAB.volume_L": pk("ustekinumab-v-f-zhu_2009"),
    f"{DRUG}USTEKINUMAB.absorption_per_d": pk("ustekinumab-ka-zhu_2009"),
    f"{DRUG}ANAKINRA.clearance_L_per_d": pk("anakinra-cl-f-jung_2023", PER_DAY),
    f"{DRUG}ANAKINRA.volume_L": pk("anakinra-vc-f-jung_2023"),
    f"{DRUG}ANAKINRA.absorption_per_d": pk("anakinra-ka-jung_2023", PER_DAY),
    f"{KIDNEY}[normal (above 80 mL/min)]": pk("anakinra-cl-f-yang_2003-1"),
    f"{KIDNEY}[mildly impaired (50 to 80)]": pk("anakinra-cl-f-yang_2003-2"),
    f"{KIDNEY}[moderately impaired (30 to 49)]": pk("anakinra-cl-f-yang_2003-3"),
    f"{KIDNEY}[severely impaired (below 30)]": pk("anakinra-cl-f-yang_2003-4"),
    f"{KIDNEY}[end-stage, dialysis]": pk("anakinra-cl-f-yang_2003-5"),
    **{
        f"{LABEL}[{dose}][{measure}][{place}]": pk(f"tocilizumab-{name}-fda_label_actemra-{row}", column=column)
        for row, dose in ((1, 4), (2, 8))
        for measure, name in (("cmax", "cmax"), ("cmin", "cmin"), ("auc_h", "auc"))
        for place, column in enumerate(("value", "sd"))
    },
    # ------------------------------------------------------------------ published models
    **model("sobotta_2017", "models.hepatocyte_signal.MOUSE"),
    **{
        f"models.trapped_il1b.CAPS.{field}": Cell("model_parameters", f"chakraborty_2012-{name}")
        for field, name in (
            ("ligand_clearance_L_per_d", "cll"),
            ("ligand_exchange_L_per_d", "psl"),
            ("production_ng_per_d", "rli"),
            ("drug_kDa", "mwx"),
            ("ligand_kDa", "mwe"),
        )
    },
    **model("schulz_2009", "models.th1_imprinting.MOUSE_TH1"),
    **model("kogan_2013", "models.helper_competition.MELANOMA_NODE"),
    **model("dwivedi_2014", "models.crp_suppression.CROHN"),
    "models.crp_suppression.HEALTHY_IL6_PER_H": Cell("model_parameters", "dwivedi_2014-healthy-ksynthil6"),
    "models.crp_suppression.HEALTHY_IL6_GUT_PER_H": Cell("model_parameters", "dwivedi_2014-healthy-ksynthil6gut"),
    "models.trapped_il1b.CAPS.kd_nM": pk("canakinumab-kd-chakraborty_2012"),
    # ------------------------------------------------------------------ binding
    "models.receptor_binding.IL2_TRIMER.kd_nM": kd("il2-il2ra-trotta_2018"),
    "models.receptor_binding.IL2_DIMER.kd_nM": kd("il2-il2rb-trotta_2018"),
    "models.receptor_binding.IL2_ALPHA.kd_nM": kd("il2-il2ra-meyer_gc_cytokines"),
    "models.receptor_binding.IL2_BETA.kd_nM": kd("il2-il2rb-meyer_gc_cytokines"),
    "models.receptor_binding.IL1RA_TYPE_I.kd_nM": kd("il1ra-il1r1-dripps_1991"),
    "models.il6_buffer.KD_GTOPDB.receptor_nM": kd("il6-il6r-gtopdb_2020"),
    "models.il6_buffer.KD_WARD.receptor_nM": kd("il6-il6r-ward_1995"),
    **{f"models.il6_buffer.KD_{name}.gp130_nM": IN_PAIRS for name in ("GTOPDB", "ASSUMED", "WARD")},
    "views.il6_system.K2_NM[1]": IN_PAIRS,
    "views.turnover.CRP_NORMAL_MG_PER_L": quantity("crp-drug-level-tocilizumab-tcz_trough_crp"),
    "views.turnover.TOCILIZUMAB_KD_NM": kd("tocilizumab-il6r-gtopdb_2020"),
    "views.il6_system.CELL_SITE_NM": kd("il6-il6r-il6_cess_sites"),
    # ------------------------------------------------------------------ levels and half-lives
    "models.expression_pulse.IL6_MRNA.half_life_h": quantity("il6-mrna-half-life-cells-paschoud_2006", 1 / 60),
    "views.il6_disease.CRP_HALF_LIVES[19 h (human, Vigushin 1993)]": quantity("crp-half-life-human-vigushin_1993"),
    "views.il6_disease.CRP_HALF_LIVES[4.45 h (rabbit)]": quantity("crp-half-life-rabbit-rabbit_crp_1983"),
    "views.il6_disease.IL6_HALF_LIFE_H": quantity("il6-half-life-rat-il6_rat_1995-second-phase"),
    "views.il6_system.SGP130_NG_PER_ML[390 ng/mL (Narazaki 1993)]": quantity("sgp130-level-healthy-narazaki_1993"),
    "views.il6_system.SGP130_NG_PER_ML[43 ng/mL (Mitsuyama 2006)]": quantity("sgp130-level-healthy-mitsuyama_2006"),
    "views.il6_system.SIL6R_STOPS[2]": quantity("sil6r-level-rs2228145-aa-marinou_2010"),
    "views.il6_system.SIL6R_STOPS[3]": quantity("sil6r-level-healthy-sil6r_pcd"),
    "views.il6_system.SIL6R_STOPS[4]": quantity("sil6r-level-healthy-gaillard_1993"),
    "views.il6_system.SIL6R_STOPS[5]": quantity("sil6r-level-juvenile-arthritis-de_benedetti_jci"),
    "views.il6_system.SIL6R_STOPS[6]": quantity("sil6r-level-rheumatoid-arthritis-montes_cano_2011"),
    "views.il6_system.SIL6R_STOPS[7]": quantity("sil6r-level-healthy-montes_cano_2011"),
    "views.il6_system.PLACES[in blood (sIL-6R exceeds IL-6)].il6_ng_per_ml": level("sepsis", factor=1e-3),
    "views.il6_system.PLACES[in blood (sIL-6R exceeds IL-6)].sil6r_ng_per_ml": quantity(
        "sil6r-level-healthy-sil6r_pcd"
    ),
    "views.il6_system.PLACES[in blood (sIL-6R exceeds IL-6)].sgp130_ng_per_ml": quantity(
        "sgp130-level-healthy-narazaki_1993"
    ),
    "models.lps_challenge.MEASURED_BOLUS.IL6.mean[0]": level("before-endotoxin"),
    "models.lps_challenge.MEASURED_BOLUS.IL6.mean[3]": level("endotoxin-bolus"),
    "models.lps_challenge.MEASURED_INFUSION.IL6.mean[4]": level("endotoxin-infusion"),
}

# What the numbers under the beginning of a path are, where they are no fact of a table.
NOT_OF_A_TABLE: dict[Reason, tuple[str, ...]] = {
    "arithmetic": (
        "views.crp_suppression._WEEK_H",
        "models.crp_suppression._AT",
        "models.crp_suppression._BY",
        "models.crp_suppression._GUT_RECEPTOR",
        "models.crp_suppression._PSTAT3",
        "models.crp_suppression._RECEPTOR",
        "models.crp_suppression._SATURATING",
        "models.diffusion_niche.AVOGADRO",
        "models.diffusion_niche.MOLECULES_PER_UM3_PER_NM",
        "models.diffusion_niche.SECONDS_PER_HOUR",
        "models.expression_pulse.LN2",
        "models.pharmacokinetics.HOURS_PER_DAY",
        "models.pharmacokinetics.LN2",
        "views.dose_plans._WEEK_D",
        "views.dosing._MIN_PER_DAY",
        "views.exits._HOURS_PER_DAY",
        "views.helper_competition._HOURS_PER_DAY",
        "views.helper_competition._MILLION",
        "views.helper_competition._PG_PER_NG",
        "views.niches._SPREAD",
        "views.dosing._ML_PER_L",
        "coursework.pools.dose_and_time.L_PER_D_OF_1_ML_PER_MIN",
        "coursework.pools.dose_and_time.L_PER_H_OF_1_ML_PER_MIN",
    ),
    "limit": (
        "explorers.engine._LATELY",
        "models.brief_signal._KNOTS",
        "models.brief_signal._TOLERANCE",
        "models.checks.MOST_NUMBERS",
        "models.checks._MOST_KEPT",
        "models.crp_suppression._LAST_H",
        "views.crp_suppression._STEP_ERROR",
        "models.crp_suppression._MOST_DOSES",
        "models.crp_suppression._MOST_MG",
        "models.crp_suppression._SETTLED_H",
        "models.crp_suppression._WORK",
        "models.dose_plan._LAST_D",
        "models.dose_plan._MOST_DOSES",
        "models.dose_plan._MOST_TIMES",
        "models.expression_pulse._LEAST_H",
        "models.hepatocyte_signal._LAST_MIN",
        "models.hepatocyte_signal._MOST_DOSES",
        "models.hepatocyte_signal._MOST_IL6",
        "models.hepatocyte_signal._MOST_RUXOLITINIB",
        "models.hepatocyte_signal._PEAK_WITHIN_MIN",
        "models.hepatocyte_signal._TOLERANCE",
        "models.expression_pulse._MOST_H",
        "models.expression_pulse._MOST_STEPS",
        "models.expression_pulse._MOST_WIDTHS",
        "models.il6_buffer._MOST_ROWS",
        "models.il6_buffer._MOST_TRIALS",
        "models.il6_buffer._TINY",
        "models.immunoassay._LEAST_CONCENTRATION",
        "models.immunoassay._MOST_CONCENTRATION",
        "models.immunoassay._MOST_SIGNAL",
        "models.immunoassay._MOST_WELLS",
        "models.immunoassay._PLATEAU",
        "models.immunoassay._ROUNDS",
        "models.jak_stat._MOST_LIGAND",
        "models.ligand_turnover._DEPTHS",
        "models.ligand_turnover._MOST_PER_H",
        "models.ligand_turnover._MOST_TIMES",
        "models.ligand_turnover._NODES",
        "models.ligand_turnover._WEIGHTS",
        "models.niche_plane._FARTHEST_UM",
        "models.niche_plane._MOST_CELLS",
        "models.niche_plane._MOST_POINTS",
        "models.niche_plane._STEPS",
        "models.pharmacokinetics._FEWEST_PER_DAY",
        "models.pharmacokinetics._FLOW",
        "models.pharmacokinetics._HALF_SATURATION",
        "models.pharmacokinetics._MOST_DOSES",
        "models.pharmacokinetics._MOST_KIDNEY",
        "models.pharmacokinetics._MOST_PATIENTS",
        "models.pharmacokinetics._MOST_WORK",
        "models.pharmacokinetics._STABLE",
        "models.pharmacokinetics._VOLUME",
        "models.pharmacokinetics.WEIGHT",
        "models.piecewise.MOST_EVALUATIONS",
        "models.piecewise._MOST_STATES",
        "models.population_course.LONGEST_STEP_D",
        "models.population_course._MOST_LEVELS",
        "models.population_course._MOST_STEPS",
        "models.helper_competition._LAST_H",
        "models.helper_competition._MOST_IL12",
        "models.helper_competition._PLACES",
        "models.helper_competition._TOLERANCE",
        "models.th1_imprinting._LAST_H",
        "models.th1_imprinting._MOST_IL12",
        "models.th1_imprinting._TOLERANCE",
        "models.trapped_il1b._FLOW",
        "models.trapped_il1b._LAST_D",
        "models.trapped_il1b._MOST_DOSES",
        "models.trapped_il1b._MOST_MG",
        "models.trapped_il1b._TOLERANCE",
        "models.trial_statistics._MOST_PATIENTS",
    ),
    "axis": (
        "explorers.crp_suppression._DOSES_MG",
        "views.crp_suppression._LAST_WEEK",
        "views.crp_suppression.SUPPRESSION_WEEKS",
        "explorers.hepatocytes._IL6_NG_PER_ML",
        "views.compartments.LEVELS_UG_PER_ML",
        "explorers.hepatocytes._RUXOLITINIB_NM",
        "explorers.plate_readings._SAMPLES_PG_PER_ML",
        "explorers.helper_competition._GIVEN_D",
        "explorers.helper_competition._IL12_PG_PER_ML",
        "explorers.th1_imprinting._IL12_PERCENT",
        "views.helper_competition.LAST_D",
        "views.helper_competition._DAYS",
        "views.th1_imprinting._HOURS",
        "views.plate_readings._SHOWN",
        "views.th1_imprinting.LATE_H",
        "explorers.il1b_binding._DOSES_MG",
        "explorers.il1b_binding._KD_NM",
        "views.il1b_binding._LAST_D",
        "explorers.two_states._RATIOS",
        "views.assembly._LAST_STEP",
        "views.families._GAP",
        "views.hepatocytes._MINUTES",
        "views.hepatocytes.LATER_MIN",
        "views.il6_disease._EVERY_WAY",
        "views.il6_disease.CHAIN_DRUGS",
        "views.il6_disease._LAST_H",
        "views.il6_system.K2_NM[0]",
        "views.il6_system.K2_NM[2]",
        "views.il6_system.K2_NM[3]",
        "views.il6_system.K2_NM[4]",
        "views.il6_system._K1_BETWEEN_NM",
        "views.il6_system.SIL6R_STOPS[0]",
        "views.il6_system.SIL6R_STOPS[1]",
        "views.il6_system.SIL6R_STOPS[8]",
        "views.il6_system.SIL6R_STOPS[9]",
        "views.immunoassay.WELL",
        "views.niches.CLOUD_LEVELS_PM",
        "views.niches.PLANE",
        "views.niches._DISTANCE_UM",
        "views.pulses._HOURS",
        "views.dosing.INTERVALS_WEEKS",
        "views.dosing._AT_LEAST_D",
        "views.pulses._PICOMOLAR",
        "views.pulses._PULSE_HOURS",
        "views.pulses.SILENT_PERCENT",
        "explorers.pulses._MRNA_HALF_LIVES_H",
        "explorers.pulses._PROTEIN_HALF_LIVES_H",
        "explorers.turnover._KD_BLOCKER_NM",
        "explorers.turnover._LEVELS_NM",
        "explorers.turnover._RATIOS",
        "coursework.pools.balance.TIMES_H",
    ),
    "scenario": (
        "models.il6_buffer.KD_ASSUMED.receptor_nM",
        "models.brief_signal.USUAL",
        "models.crp_suppression.EVERY_FOUR_WEEKS",
        "views.crp_suppression.USUAL_ANTIBODY_MG",
        "views.crp_suppression._NO_DOSE",
        "views.crp_suppression.USUAL_ANTIBODY_WEEKS",
        "models.crp_suppression.FIRST_DOSE_H",
        "models.hepatocyte_signal.NOTHING",
        "coursework.pools.measuring_il6.BLANKS",
        "coursework.pools.measuring_il6.DETECTOR_PG_PER_ML",
        "coursework.pools.measuring_il6.STANDARDS_PG_PER_ML",
        "views.plate_readings.STANDARDS_PG_PER_ML",
        "views.plate_readings.USUAL_SAMPLE_PG_PER_ML",
        "views.plate_readings.USUAL_SCATTER_PERCENT",
        "views.plate_readings._BLANKS",
        "views.plate_readings._DETECTOR_PG_PER_ML",
        "views.plate_readings._FLAT",
        "views.plate_readings._REPEATS",
        "views.plate_readings._TRUTH",
        "models.il6_buffer.NOTHING_ELSE",
        # Fields that say that a drug has no such way: what is given reaches the blood, nothing saturates.
        "models.pharmacokinetics.ANAKINRA.bioavailability",
        "models.pharmacokinetics.CANAKINUMAB.km_mg_per_L",
        "models.pharmacokinetics.CANAKINUMAB.maximum_rate_mg_per_d",
        "models.pharmacokinetics.SILTUXIMAB.bioavailability",
        "models.pharmacokinetics.SILTUXIMAB.km_mg_per_L",
        "models.pharmacokinetics.SILTUXIMAB.maximum_rate_mg_per_d",
        "models.pharmacokinetics.TOCILIZUMAB.bioavailability",
        "models.pharmacokinetics.USTEKINUMAB.bioavailability",
        "views.dose_plans.PLAN_WEEKS",
        "views.dose_plans._ANTIBODY_WEEKS",
        "views.dose_plans._CLEARANCE_EXPONENT",
        "views.dose_plans._LAST_WEEK",
        "views.dose_plans._LATE_WEEKS",
        "views.dose_plans._MISSED_WEEK",
        "views.dose_plans._STUDY_KG",
        "views.dose_plans._TIMES_CLEARANCE",
        "views.dose_plans._VOLUME_EXPONENT",
        "views.dosing._NORMAL_KIDNEY",
        "views.dosing._PATIENTS",
        "views.dosing._WEIGHT_KG",
        "views.hepatocytes.USUAL_IL6_NG_PER_ML",
        "views.il1b_binding.USUAL_CANAKINUMAB_MG",
        "views.il1b_binding.USUAL_CANAKINUMAB_WEEKS",
        "views.hepatocytes._NO_SOCS3",
        "views.il6_disease.BLOCKED_FROM_H",
        "views.il6_disease.CRP_DELAY_H",
        "views.il6_disease.FIRST_RISE_PERCENT",
        "views.il6_system.DRUG_NM",
        "views.il6_system.PLACES[in a dish where IL-6 exceeds sIL-6R]",
        "views.il6_system.PLACES[in a dish without sIL-6R]",
        "views.il6_system.SGP130_NG_PER_ML[none]",
        "views.inflammation.FITTED_DOSE_NG_PER_KG",
        "views.pulses.ALL_BRAKES",
        "views.pulses.BRAKES",
        "views.pulses.USUAL_PROTEIN_H",
        "views.pulses.USUAL_STIMULUS_H",
        "views.turnover.CONSUMPTION_RATIO",
        "views.turnover.FREE_ELIMINATION_PER_H",
        "views.turnover.SLOWING",
        "coursework.pools.agonists_and_antagonists.AGONISTS",
        "coursework.pools.dose_and_time.DECLINE_DAYS",
        "coursework.pools.measuring_il6.MISTAKEN_CRP_HALF_LIFE_H",
    ),
    "source beside it": (
        "coursework.pools.product_landscape.BIOSIMILAR_YEARS",
        "coursework.pools.il6_in_disease.ARTHRITIS_MG_PER_KG",
        "coursework.pools.il6_in_disease.CHILDREN_MG_PER_KG",
        "coursework.pools.il6_in_disease.MG_PER_KG",
        "models.bistable.HEALTHY",
        "models.bistable.SUSCEPTIBLE",
        "models.expression_pulse.IL8_MRNA_BLOOD",
        "models.expression_pulse.IL8_MRNA_EARLY",
        "models.expression_pulse.IL8_MRNA_LATE",
        "models.expression_pulse.TNF_MRNA",
        "models.lps_challenge.BOLUS",
        "models.lps_challenge.INFUSION",
        "models.lps_challenge.MEASURED_BOLUS",
        "models.lps_challenge.MEASURED_INFUSION",
        "models.molar_mass.KDA",
        "views.turnover.TOCILIZUMAB_KDA",
        "models.pharmacokinetics.LABEL_ACCUMULATION",
        "models.pharmacokinetics.RHEUMATOID_ARTHRITIS",
        "models.population_course.CLEARANCE_EXPONENT",
        "models.population_course.SURFACE_EXPONENT",
    ),
}
DRAWN = re.compile(r"coursework\.pools\.\w+\.ITEMS\W")
"""Ranges from which a student's numbers are drawn."""


def reasons(path: str) -> list[Reason]:
    """Return what is declared of a number: as a rule one reason, or none for one that is bound."""
    return [
        reason
        for reason, beginnings in NOT_OF_A_TABLE.items()
        for beginning in beginnings
        if path == beginning or path.startswith((f"{beginning}.", f"{beginning}["))
    ]


@pytest.fixture(scope="module")
def found() -> dict[str, float]:
    """Every number in a constant of models, views, explorers and coursework."""
    return {path: number for path, number in constants().items() if not DRAWN.match(path)}


def test_every_number_is_bound_or_declared(found: dict[str, float]) -> None:
    undeclared = {path.partition("[")[0] for path in found if path not in BOUND and not reasons(path)}
    assert undeclared == set(), "bind it to the cell of its table, in BOUND, or say in NOT_OF_A_TABLE what it is"
    assert [path for path in found if path not in BOUND and len(reasons(path)) > 1] == []


@pytest.mark.parametrize("path", BOUND)
def test_a_constant_is_the_cell_of_its_table(found: dict[str, float], path: str) -> None:
    cell = BOUND[path]
    row = tables.load(cell.table).set_index(KEYS[cell.table]).loc[cell.key]
    assert found[path] == pytest.approx(float(str(row[cell.column])) * cell.factor, rel=1e-9)


def test_no_model_takes_a_limit_for_a_constant() -> None:
    """Nine records of a database say `below`: such a number is no constant to compute with."""
    kind = tables.load("affinities").set_index("affinity")["kd_kind"]
    limits = set(kind[kind == "upper limit"].index)
    assert {"vunakizumab-il17a-gtopdb_2020", "risankizumab-il23a-gtopdb_2020"} <= limits and len(limits) == 9
    used = [cell.key for cell in BOUND.values() if cell.table == "affinities"]
    assert not limits.intersection(used) and not limits.intersection(views.READ_RECEPTORS.values())


def test_nothing_is_declared_that_is_not_there(found: dict[str, float]) -> None:
    beginnings = [beginning for names in NOT_OF_A_TABLE.values() for beginning in names]
    assert [b for b in beginnings if not any(path.startswith(b) and reasons(path) for path in found)] == []
    assert [path for path in BOUND if path not in found] == []


@pytest.mark.parametrize("path", NOT_OF_A_TABLE["source beside it"])
def test_a_number_of_its_own_has_its_source_beside_it(path: str) -> None:
    """A record names its reference; another constant is explained by a comment or docstring with a source."""
    module, name = path.rsplit(".", 1)
    value = getattr(import_module(f"helpers.{module}"), name)
    beside = getattr(value, "reference", "") or lines_around(module, name)
    assert re.search(r"\b(19|20)\d\d\b", beside), "name the source: author and year, with a DOI or PMID"


def lines_around(module: str, name: str) -> str:
    """Return the lines of a module from four before the constant `name` to four after it."""
    lines = Path(str(import_module(f"helpers.{module}").__file__)).read_text(encoding="utf-8").splitlines()
    start = next(number for number, line in enumerate(lines) if re.match(rf"{name}\b.*=", line))
    return "\n".join(lines[max(start - 4, 0) : start + 8])


def test_the_search_finds_numbers_wherever_they_stand(found: dict[str, float]) -> None:
    assert len(found) > 1000
    assert found["models.pharmacokinetics.LABEL_EXPOSURE[8][cmin][1]"] == 10.5
    assert "models.pharmacokinetics.DRUGS[0].central_L" not in found, "a record in two constants is met once"
