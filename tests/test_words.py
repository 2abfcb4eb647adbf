"""Words for numbers, lists, counts and lines."""

import math

import pytest

from helpers import words


@pytest.mark.parametrize(
    ("parts", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_a_list_reads_as_in_a_sentence(parts, text):
    assert words.listed(parts) == text


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ((1, "row"), "1 row"),
        ((0, "row"), "0 rows"),
        ((2, "branch", "branches"), "2 branches"),
        ((1, "branch", "x"), "1 branch"),
    ],
)
def test_a_count_has_the_right_number(arguments, text):
    assert words.counted(*arguments) == text


def test_only_the_first_letter_is_raised():
    assert words.first_upper("iL-6 in CRS") == "IL-6 in CRS"
    assert words.first_upper("") == ""


def test_long_words_stay_whole():
    assert words.wrapped("interleukin-6 receptor", 5) == "interleukin-6<br>receptor"
    assert words.wrapped("a b c", 3) == "a b<br>c"


def test_a_long_name_breaks_near_its_middle():
    assert words.two_lines("short name") == "short name"
    assert words.two_lines("interleukin-6 receptor subunit alpha") == "interleukin-6 receptor<br>subunit alpha"
    assert words.two_lines("x" * 40) == "x" * 40


def test_many_numbers_are_rounded_as_each_alone():
    numbers = [0.0, -0.0, 1 / 3, 123456.5, 1e-320, -2.5e300, math.nan, math.inf, -math.inf, 1.7976931348623157e308]
    assert words.all_significant(numbers) == [words.significant(number) for number in numbers]
    assert words.all_significant([]) == []
