"""How the course writes numbers, lists, counts and days in a sentence, and how it breaks a line.

Nothing here knows a table, a model or a figure, so that every floor can use it.
"""

import math
import textwrap
from collections.abc import Sequence


def significant(number: float, digits: int = 6) -> float | None:
    """Return `number` rounded to `digits` significant digits, or None where it is not finite."""
    return float(f"{number:.{digits}g}") if math.isfinite(number) else None


def all_significant(numbers: Sequence[float], digits: int = 6) -> list[float | None]:
    """Return what `significant` returns for each of `numbers`, in a third of the time."""
    written = f"%.{digits}g " * len(numbers) % tuple(numbers)
    return [number if math.isfinite(number) else None for number in map(float, written.split())]


def number_words(number: float, digits: int = 3) -> str:
    """Return `number` as a reader would write it: no exponent between 0.001 and a million.

    `digits` are significant digits. What is not a number is "undefined", what is not finite "infinitely large".
    """
    rounded = significant(float(number), digits)
    if rounded is None:
        return "undefined" if math.isnan(number) else "infinitely large"
    if rounded == 0:
        return "0"
    if 1e-3 <= abs(rounded) < 1e6:
        decimals = max(0, digits - 1 - math.floor(math.log10(abs(rounded))))
        text = f"{rounded:,.{decimals}f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    mantissa, exponent = f"{rounded:.{digits - 1}e}".split("e")
    return f"{mantissa.rstrip('0').rstrip('.')} × 10^{int(exponent)}"


def listed(parts: Sequence[str]) -> str:
    """Return `parts` as a list in a sentence: "a", "a and b", "a, b and c"; empty when there are none."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return "1 row" or "2 rows"; `plural` is given where an s is not enough ("branches")."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def number_name(number: int) -> str:
    """Return a whole number as a sentence writes it: "one" to "ten", and figures beyond."""
    names = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return names[number] if 0 <= number < len(names) else str(number)


def first_upper(text: str) -> str:
    """Return `text` with its first letter in upper case, the others as they are."""
    return text[:1].upper() + text[1:]


def wrapped(text: str, width: int) -> str:
    """Return `text` broken at spaces into lines of at most `width` characters, where the words allow it."""
    return "<br>".join(textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False))


def anchor(heading: str) -> str:
    """Return the anchor that JupyterLab gives to a heading: its words, with hyphens for spaces."""
    return heading.replace(" ", "-")


def two_lines(text: str, width: int = 30) -> str:
    """Return `text`, broken at the space nearest to its middle when it is longer than `width`."""
    spaces = [place for place, letter in enumerate(text) if letter == " "]
    if len(text) <= width or not spaces:
        return text
    middle = min(spaces, key=lambda place: abs(place - len(text) / 2))
    return f"{text[:middle]}<br>{text[middle + 1 :]}"
