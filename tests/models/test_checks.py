"""Every wrong input gives one sentence that says what is wrong and what would do."""

import numpy as np
import pytest

from helpers.models import checks


def test_the_sentence_names_the_value_and_an_example():
    with pytest.raises(ValueError) as error:
        checks.positive(0.0, "Kd", "nM")
    assert str(error.value) == ("Kd must be a positive number of nM, but it is 0.0. Give a value such as 1.0.")


@pytest.mark.parametrize("bad", [0, -1.0, np.nan, np.inf, "ten", "5", None, True, 1j, [1, [2, 3]]])
def test_positive_refuses(bad):
    with pytest.raises(ValueError, match="Kd must be a positive number of nM"):
        checks.positive(bad, "Kd", "nM")


@pytest.mark.parametrize("bad", [-1e-12, np.nan, -np.inf, "0", None, [1.0, -2.0]])
def test_not_negative_refuses(bad):
    with pytest.raises(ValueError, match="zero or a positive number"):
        checks.not_negative(bad, "Dose", "mg")


@pytest.mark.parametrize(
    "rows",
    [
        [[0.5] * 1000] * 1001,
        [[[0.5] * 1000] * 1001] * 1000,
        [[[0.5] * 1000] * 1000] * 1000,
        [[[[]] * 1000] * 1000] * 1000,
        [[[]] * 1000] * 10**6,
    ],
    ids=["wide", "wide in the middle", "deep", "empty", "long and empty"],
)
def test_more_rows_than_fit_into_the_memory_are_refused_at_once(rows):
    """Rows that are one and the same list cost nothing to write, and would cost years to count."""
    with pytest.raises(ValueError, match="Kd must be a positive number"):
        checks.positive(rows, "Kd", "nM")


def test_the_first_wrong_number_of_an_array_is_named():
    with pytest.raises(ValueError, match="it is -3.0"):
        checks.not_negative([[1.0, 2.0], [-3.0, -4.0]], "Dose", "mg")


def test_what_is_right_comes_back_as_floats_of_the_same_shape():
    assert checks.positive(2, "Kd").shape == ()
    assert checks.not_negative([[0, 1]], "Dose").dtype == float
    assert checks.fraction([0, 1], "Share").tolist() == [0.0, 1.0]


@pytest.mark.parametrize("bad", [-0.1, 1.1, np.nan, "half"])
def test_fractions_refuse(bad):
    for check in (checks.fraction, checks.inner_fraction, checks.positive_fraction):
        with pytest.raises(ValueError, match="fraction"):
            check(bad, "Share")


def test_open_ends_of_fractions():
    with pytest.raises(ValueError, match="less than 1"):
        checks.inner_fraction(1.0, "Share")
    with pytest.raises(ValueError, match="greater than 0"):
        checks.positive_fraction(0.0, "Share")
    assert checks.positive_fraction(1.0, "Share") == 1.0


@pytest.mark.parametrize("bad", [0, 1.5, "2", [1, 2], np.inf, np.nan])
def test_whole_number_refuses(bad):
    with pytest.raises(ValueError, match="one whole number of 1 or more"):
        checks.whole_number(bad, "Number of doses")


@pytest.mark.parametrize("bad", [[], 1.0, [0, 1, 1], [1, 0], [-1, 0], [[0, 1]], ["a"]])
def test_times_refuse(bad):
    with pytest.raises(ValueError):
        checks.times(bad)


def test_choice_and_record_and_single():
    with pytest.raises(ValueError, match="one of 'a', 'b', but it is 'c'"):
        checks.choice("c", "Letter", ("a", "b"))
    with pytest.raises(ValueError, match="int or float record"):
        checks.record("c", "Number", int, float)
    with pytest.raises(ValueError, match="one number, but 2 were given"):
        checks.single([1.0, 2.0], "Dose")
