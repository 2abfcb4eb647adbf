"""Every public function and record of every model, with every kind of bad value for every parameter.

What is accepted: a finite result, or a ValueError (TypeError) that the models raise themselves, in one short line,
within a second, with no warning and nothing printed. Functions and records are found by themselves; what a parameter
usually looks like is known by its name (`USUAL`), so that a new function is covered, or fails for want of an example.
"""

import inspect
import itertools
import linecache
import math
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from helpers import models
from helpers.models import (
    bistable,
    brief_signal,
    crp_suppression,
    diffusion_niche,
    dose_plan,
    helper_competition,
    hepatocyte_signal,
    il6_buffer,
    immunoassay,
    jak_stat,
    ligand_turnover,
    lps_challenge,
    niche_plane,
    pharmacokinetics,
    piecewise,
    th1_imprinting,
    trapped_il1b,
)

HOME = str(Path(models.__file__).parent)
MODULES = [import_module(f"helpers.models.{name}") for name in models.__all__ if name != "checks"]  # has its own tests
SECONDS = 1.0
FOREIGN = ("broadcast", "dtype", "ufunc", "could not convert", "operand", "ndarray", "unhashable", "not supported")
# No difference is an infinite number of patients.
INFINITE = {"number_needed_to_treat", "number_needed_to_harm", "NumberNeededToTreat"}

CURVE, STANDARDS = immunoassay.StandardCurve(0.05, 3.0, 80.0), [0, 1, 3, 10, 30, 100, 300, 1000, 3000.0]
WELLS = immunoassay.signal(STANDARDS, CURVE).tolist()
USUAL = {  # a usual value for a parameter of this name, or of this name in this function
    "first": 3.0, "second": 3.0, "second_tau": 1.0,
    "times": [0.0, 1.0, 2.0, 8.0], "duration": 2.0, "mrna_half_life": 0.5, "protein_half_life": 1.0,
    "ligand": 2.0, "kd": 1.0, "ki": 1.0, "ka": 1.0, "kb": 1.0, "tau": 2.0, "alpha": 10.0, "l0": 100.0, "occupancy": 0.5,
    "agonist": 3.0, "antagonist": 3.0, "ligand_total": 1.0, "receptor_total": 1.0,
    "fit_schild.antagonist": [1.0, 10.0, 100.0], "fit_schild.dose_ratios": [2.0, 11.0, 101.0],
    "free_sil6r": 1.0, "free_sgp130": 1.0, "il6": 0.1, "sil6r": 1.0, "sgp130": 1.0, "affinities": il6_buffer.KD_ASSUMED,
    "drug": 5.0, "blocker": ligand_turnover.ReceptorBlocker(1.0, 0.1, 0.9),
    "neutraliser": ligand_turnover.LigandNeutraliser(1.0, 0.5, 0.01), "distance": 20.0, "fraction": 0.5,
    "threshold": 0.01, "niche": diffusion_niche.Niche(), "ng_per_ml": 10.0, "protein": "IL-6", "events": 20,
    "total": 50, "control_events": 10, "control_total": 50, "switch": bistable.SUSCEPTIBLE, "anti": 0.1, "pro": 0.2,
    "parameters": jak_stat.USUAL, "lps_challenge.parameters": lps_challenge.BOLUS, "brakes": brief_signal.USUAL,
    "measured": lps_challenge.MEASURED_BOLUS, "values": [0.0, 1.0, 2.0, 0.0], "level": 0.5,
    "given_d": [0.0, 6.0], "given_mg": [45.0, 90.0], "dose_plan.drug": pharmacokinetics.USTEKINUMAB,
    "antibodies": dose_plan.Antibodies(), "dose": 560.0, "interval": 28.0, "number": 2, "clearance": 0.3,
    "creatinine_clearance": 80.0,
    "patients": pharmacokinetics.virtual_patients(3), "weight": 80.0,
    "pharmacokinetics.drug": pharmacokinetics.CANAKINUMAB, "one_compartment.drug": pharmacokinetics.ANAKINRA,
    "one_compartment_peak.drug": pharmacokinetics.ANAKINRA, "virtual_patients.number": 5,
    "single_dose": lambda days: np.exp(-days), "change": lambda _, state, given: [-state[0]], "start": [1.0],
    "schedule": hepatocyte_signal.NOTHING, "cell": hepatocyte_signal.MOUSE, "reading_min": 15.0,
    "dose_response.il6": [0.0, 1.0, 40.0], "days": [0.0, 6.0, 100.0], "binding": trapped_il1b.CAPS,
    "curve": CURVE, "signals": 1.5, "fit.concentrations": STANDARDS, "fit.signals": WELLS, "fit.parameters": 4,
    "detector": 1e4, "fitted": immunoassay.fit(STANDARDS, WELLS), "concentrations": [1.0, 9.0],
    "blanks": [0.05, 0.06, 0.04], "concentration": 10.0,
    "body": crp_suppression.CROHN, "doses": crp_suppression.EVERY_FOUR_WEEKS,
    "system": piecewise.Stiff(lambda _, state: -state, lambda _, state: -np.eye(len(state))),
    "senders": [[0.0, 0.0]], "receivers": [[20.0, 0.0]], "points": [[5.0, 40.0]],
    "plane": niche_plane.solve([[0, 0]], [[20, 0]], diffusion_niche.Niche()), "il12": 1.0,
    "th1_imprinting.cell": th1_imprinting.MOUSE_TH1, "given_h": 24.0,
    "node": helper_competition.MELANOMA_NODE,
    "edges": [1.0], "inputs": [1.0, 0.0], "size": 1, "delay": 24.0, "gp130_nM": 0.5,
}  # fmt: skip


def endless() -> list[object]:
    endless: list[object] = [1.0]
    endless.append(endless)
    return endless


def matrix() -> object:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return np.asmatrix([[1.0, 2.0]])


def nested(depth: int) -> object:
    value: object = 1.0
    for _ in range(depth):
        value = [value]
    return value


NUMBERS = {
    "negative": -1, "slightly negative": -1e-300, "zero": 0, "minus zero": -0.0, "half": 0.5, "per cent": 82,
    "small": 1e-9, "large": 1e9, "many": 10**7, "tiny": 1e-300, "smallest": 5e-324, "huge": 1e300, "largest": 1.7e308,
    "nan": math.nan, "inf": math.inf, "minus inf": -math.inf, "complex": 1j, "numpy complex": np.complex128(2),
    "true": True, "false": False, "numpy true": np.True_, "numpy integer": np.int8(-128), "half float": np.float16(6e4),
    "long float": np.longdouble("1e4000"), "four hundred digits": 10**400, "five thousand digits": -(10**5000),
    "decimal": Decimal("1.5"), "fraction": Fraction(1, 3),
}  # fmt: skip
WORDS = {
    "empty text": "", "word": "ten", "comma": "1,5", "digits": "5", "numpy text": np.str_("5"), "bytes": b"5",
    "long text": "x" * 10**6, "words": ["a", "b"], "listed digits": ["1", "2"], "mixed": [1.0, "2"],
    "array of text": np.array(["1", "2"]), "series of words": pd.Series(["a", "b"]),
}  # fmt: skip
ROWS = {
    "empty list": [], "empty rows": [[], []], "ragged": [1, [2, 3]], "ragged rows": [[1, 2], [3]],
    "listed None": [1.0, None], "listed nan": [1.0, math.nan], "listed true": [True, 2.0],
    "listed negative": [1.0, -1.0], "falling": [3.0, 2.0, 1.0], "same": [1.0, 1.0, 1.0], "one in a list": [1.0],
    "pair": (1.0, 2.0),
    "two rows": [[1.0, 2.0], [3.0, 4.0]], "cube": np.full((2, 3, 4), 0.5), "thirty dimensions": np.ones((1,) * 30),
    "empty array": np.array([]), "no rows": np.empty((0, 3)), "inf in an array": np.array([1.0, math.inf]),
    "array of objects": np.array([1.0, 2.0], object), "array of None": np.array([None, 1.0]),
    "array of truth": np.array([True, False]), "array of complex": np.array([1 + 0j]),
    "record array": np.array([(1, 2.0)], "i4,f8"), "dates": np.array(["2020-01-01"], "datetime64[D]"),
    "masked": np.ma.masked, "masked array": np.ma.array([1.0, 2.0], mask=[False, True]),
    "listed masked": [1.0, np.ma.masked], "masked arrays": [np.ma.array([1.0], mask=[True])],
    "matrix": matrix(), "strided": np.arange(10.0)[::-3], "read only": np.broadcast_to(1.0, 3),
    "series": pd.Series([1.0, None]), "nullable series": pd.Series([1, None], dtype="Int64"),
    "good series": pd.Series([0.1, 0.2, 0.3]), "frame": pd.DataFrame({"a": [1.0], "b": ["x"]}),
}  # fmt: skip
LONG = {
    "far apart": [0.0, 1e-300, 1.0, 1e300], "a billion later": [0.0, 1e9], "nearly at once": [0.0, 5e-324, 1e-323],
    "five thousand": np.linspace(0, 100, 5000), "twenty thousand": np.linspace(0, 1e4, 20_000),
    "twenty thousand wild": np.where(np.arange(20_000) % 2, 1e9, 0.0),
    "wild": np.where(np.arange(5000) % 2, 1e300, 0.0),
    "a million": np.linspace(0.001, 0.999, 10**6), "more than a million": np.linspace(0.001, 0.999, 10**6 + 1),
    "long list": [0.5] * (10**6 + 1), "wide list": [[[0.5] * 1000] * 1001] * 1000, "deep list": nested(5000),
    "ten billion": np.broadcast_to(1.0, (10**5, 10**5)), "long range": range(10**9), "listed range": [range(10**9)],
    "holds itself": endless(), "endless generator": itertools.count(),
}  # fmt: skip
THINGS = {
    "None": None, "dict": {}, "dict of numbers": {"a": 1.0}, "set": {1.0, 2.0}, "generator": (x for x in (1.0, 2.0)),
    "iterator": iter([1.0]), "function": len, "function of nothing": lambda: 1.0, "function of words": str,
    "function of nan": lambda *_: math.nan, "class": float, "object": object(), "module": np, "ellipsis": ...,
    "slice": slice(3), "date": np.datetime64("2020-01-01"), "hours": np.timedelta64(3, "h"), "missing": pd.NA,
    "timestamp": pd.Timestamp("2020-01-01"), "another record": USUAL["niche"],
    "a class of record": diffusion_niche.Niche,
}  # fmt: skip
BAD = NUMBERS | WORDS | ROWS | LONG | THINGS
EXTREMES = (0.0, 5e-324, 1e-300, 1e-30, 1e-9, 1e-3, 1e3, 1e9, 1e30, 1e300, 1.7e308)


def public_functions() -> Iterator[Callable[..., object]]:
    for module in MODULES:
        for name, thing in vars(module).items():
            if inspect.isfunction(thing) and thing.__module__ == module.__name__ and not name.startswith("_"):
                yield thing


def public_records() -> Iterator[type]:
    for module in MODULES:
        for name, thing in vars(module).items():
            own = inspect.isclass(thing) and thing.__module__ == module.__name__ and not name.startswith("_")
            if own and is_dataclass(thing):
                yield thing


def name_of(thing: Callable[..., object]) -> str:
    return f"{thing.__module__.rsplit('.', 1)[-1]}.{thing.__name__}"


FUNCTIONS = {name_of(function): function for function in public_functions()}
RECORDS = {name_of(record): record for record in public_records()}


def usual_arguments(function: Callable[..., object]) -> dict[str, object]:
    """Return arguments with which a function works: known by their names, or its own defaults."""
    module, arguments = function.__module__.rsplit(".", 1)[-1], {}
    for parameter in inspect.signature(function).parameters.values():
        places = (f"{function.__name__}.{parameter.name}", f"{module}.{parameter.name}", parameter.name)
        known = next((USUAL[place] for place in places if place in USUAL), parameter.default)
        if parameter.default is not inspect.Parameter.empty and f"{function.__name__}.{parameter.name}" not in USUAL:
            known = parameter.default
        wanted = f"a usual value of `{parameter.name}` for {name_of(function)} is missing: add it to USUAL in this file"
        assert known is not inspect.Parameter.empty, wanted
        arguments[parameter.name] = known
    return arguments


def parts(result: object) -> Iterator[object]:
    """Yield every number in a result."""
    if is_dataclass(result):
        yield from itertools.chain.from_iterable(parts(getattr(result, field.name)) for field in fields(result))
    elif isinstance(result, dict):
        yield from itertools.chain.from_iterable(map(parts, result.values()))
    elif isinstance(result, (tuple, list)):
        yield from itertools.chain.from_iterable(map(parts, result))
    elif isinstance(result, (int, float, complex, np.ndarray, np.generic)):
        yield result
    else:
        assert result is None or isinstance(result, str) or callable(result), f"a {type(result).__name__} came back"


def finite(part: object) -> bool:
    return np.asarray(part).dtype.kind in "iufcb" and bool(np.all(np.isfinite(part)))


def fault(call: Callable[[], object], name: str) -> str | None:
    """Return what is wrong with the outcome of a call, or None."""
    began = time.process_time()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            result = call()
    except (ValueError, TypeError) as error:
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        assert trace is not None
        place = trace.tb_frame.f_code.co_filename
        text = str(error)
        if not place.startswith(HOME) or "raise" not in linecache.getline(place, trace.tb_lineno):
            return f"raised by {Path(place).name}, not by the models: {type(error).__name__}: {text[:150]}"
        if len(text) > 420 or "\n" in text or not text.endswith(".") or any(word in text for word in FOREIGN):
            return f"not one sentence of ours: {text[:500]}"
    except Exception as error:
        return f"{type(error).__name__}: {str(error)[:150]}"
    else:
        if name.rsplit(".", 1)[-1] not in INFINITE and not all(map(finite, parts(result))):
            return "a result that is not finite"
    spent = time.process_time() - began
    return f"took {spent:.2f} s" if spent > SECONDS else None


def faults(calls: Iterator[tuple[str, Callable[[], object]]], name: str) -> list[str]:
    found = ((label, fault(call, name)) for label, call in calls)
    return [f"{name}({label}): {what}" for label, what in found if what]


@pytest.fixture(scope="module")
def examples() -> dict[type, object]:
    """Return one good record of every class: a constant, one without arguments, or what a function returned."""
    found: dict[type, object] = {}

    def keep(thing: object) -> None:
        if is_dataclass(thing) and not isinstance(thing, type):
            found.setdefault(type(thing), thing)
            for field in fields(thing):
                keep(getattr(thing, field.name))
        for part in thing.values() if isinstance(thing, dict) else thing if isinstance(thing, tuple) else ():
            keep(part)

    for thing in itertools.chain(USUAL.values(), *(vars(module).values() for module in MODULES)):
        keep(thing)
    for function in FUNCTIONS.values():
        keep(function(**usual_arguments(function)))
    return found


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_usual_arguments_work(name: str) -> None:
    assert fault(lambda: FUNCTIONS[name](**usual_arguments(FUNCTIONS[name])), name) is None
    FUNCTIONS[name](**usual_arguments(FUNCTIONS[name]))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions_refuse_every_kind_of_bad_value(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    function = FUNCTIONS[name]
    usual = usual_arguments(function)

    def calls() -> Iterator[tuple[str, Callable[[], object]]]:
        for parameter, (kind, value) in itertools.product(usual, BAD.items()):
            yield f"{parameter}={kind}", lambda p=parameter, v=value: function(**usual | {p: v})

    assert faults(calls(), name) == []
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions_refuse_what_does_not_fit_together(name: str) -> None:
    """Rows of two and of three, columns against rows too long to multiply, and all extremes at once."""
    function = FUNCTIONS[name]
    usual = usual_arguments(function)
    numbers = {key: value for key, value in usual.items() if isinstance(value, (int, float)) and value is not True}
    rng = np.random.default_rng(1)

    def calls() -> Iterator[tuple[str, Callable[[], object]]]:
        for one, other in itertools.permutations(numbers, 2):
            rows = {one: np.full(3, numbers[one], float), other: np.full(2, numbers[other], float)}
            yield f"{one} of three, {other} of two", lambda rows=rows: function(**usual | rows)
            grid = {one: np.full((2000, 1), numbers[one], float), other: np.full((1, 2000), numbers[other], float)}
            yield f"{one} times {other}", lambda grid=grid: function(**usual | grid)
        for extreme in EXTREMES:
            yield f"all {extreme}", lambda e=extreme: function(**usual | dict.fromkeys(numbers, e))
        for number in range(100 if numbers else 0):
            mixed = {key: float(rng.choice(EXTREMES)) if rng.random() < 0.6 else numbers[key] for key in numbers}
            yield f"mixture {number}: {mixed}", lambda mixed=mixed: function(**usual | mixed)

    assert faults(calls(), name) == []


@pytest.mark.parametrize("name", RECORDS)
def test_records_refuse_every_kind_of_bad_value(name: str, examples: dict[type, object]) -> None:
    assert RECORDS[name] in examples, f"{name} needs an example: a constant, defaults or a function that returns it"
    good = examples[RECORDS[name]]

    def calls() -> Iterator[tuple[str, Callable[[], object]]]:
        for field, (kind, value) in itertools.product(fields(good), BAD.items()):
            yield f"{field.name}={kind}", lambda f=field.name, v=value: replace(good, **{f: v})

    assert faults(calls(), name) == []


@pytest.mark.parametrize("name", FUNCTIONS)
def test_what_a_record_accepts_can_be_computed_with_or_is_refused(name: str) -> None:
    """A number that a record lets through must not break the model later."""
    function = FUNCTIONS[name]
    usual = usual_arguments(function)
    records = {key: value for key, value in usual.items() if is_dataclass(value)}

    def calls() -> Iterator[tuple[str, Callable[[], object]]]:
        for parameter, good in records.items():
            for field, extreme in itertools.product(fields(good), EXTREMES):
                if isinstance(getattr(good, field.name), float):
                    label = f"{parameter}.{field.name}={extreme}"
                    yield (
                        label,
                        lambda p=parameter, g=good, f=field.name, e=extreme: function(
                            **usual | {p: replace(g, **{f: e})}
                        ),
                    )

    assert faults(calls(), name) == []
