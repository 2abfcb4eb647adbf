"""The rule by which the table of a figure must list what its traces draw.

A column headed "name: ..." belongs to the curve `name`: every row must be a point of that curve,
and the first and last rows its ends. Any other column of numbers either is not drawn at all (counts,
years, what only the table says) or is drawn entirely: when at least half of its broken numbers stand in
the traces, all of them must. Numbers are compared as the table writes them (four significant digits).
"""

import re

from helpers.words import number_words


def differences(traces, headings, rows):
    """Return a sentence for each place where table and traces disagree."""
    columns = dict(zip(headings, zip(*rows, strict=True), strict=True))
    found = []
    drawn = {written for trace in traces for number in _numbers(trace) for written in _writings(number)}
    for heading, column in columns.items():
        curves = [trace for trace in traces if trace.get("mode") == "lines" and _is_column_of(heading, trace)]
        if curves:
            found += _curve_differences(heading, headings[0], columns, curves)
            continue
        broken = [cell for cell in column if re.fullmatch(r"-?[\d,]+\.\d+", cell)]
        missing = [cell for cell in broken if _plain(cell) not in drawn]
        if missing and len(missing) <= len(broken) / 2:
            found.append(f"{heading}: {', '.join(missing[:5])} stand in the table and are not drawn")
    return found


def _is_column_of(heading, trace):
    return bool(trace.get("name")) and heading.startswith(f"{trace['name']}: ")


def _curve_differences(heading, first, columns, curves):
    listed = {(_plain(x), _plain(y)) for x, y in zip(columns[first], columns[heading], strict=True)}
    places = [(_writings(x), _writings(y)) for curve in curves for x, y in zip(curve["x"], curve["y"], strict=True)]
    points = {(x, y) for xs, ys in places for x in xs for y in ys}
    found = [f"{heading}: {point} is not on the curve" for point in listed - points]
    ends = [places[0], places[-1]] if len(curves) == 1 else []
    return found + [
        f"{heading}: the end {xs, ys} is not in the table"
        for xs, ys in ends
        if not any((x, y) in listed for x in xs for y in ys)
    ]


def _plain(cell):
    return cell.replace(",", "")


def _writings(number):
    """Return how a table may write `number`: rounded as a measured number, or as the whole number it is."""
    if number is None:
        return {""}
    return {_plain(number_words(float(number), 4))} | ({str(int(number))} if number == int(number) else set())


def _numbers(value):
    """Yield every number anywhere in a trace."""
    if isinstance(value, dict):
        value = value.values()
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield value
        return
    elif not isinstance(value, list):
        return
    for part in value:
        yield from _numbers(part)
