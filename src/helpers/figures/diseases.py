"""Figures of which interleukin plays which role in which disease, and on what evidence."""

from helpers.figures.columns import wrapped
from helpers.figures.figure import Figure
from helpers.figures.template import BLUE, GREY, PURPLE, TEXT, VERMILION

ROLES = ("protects", "both", "drives", "marker")
_COLOURS = {"protects": BLUE, "both": PURPLE, "drives": VERMILION, "marker": GREY}
EVIDENCE = {"human genetics": "diamond", "trial": "square", "model": "triangle-up", "observation": "circle"}
_SIZES = {"model": 15, "human genetics": 15}
_MOST_SPELT_OUT = 9


def disease_roles(rows, chosen):
    """Return the roles of interleukins in diseases: column and colour say the role, the shape the evidence.

    `rows` are rows of the table ``diseases``; `chosen` says in words what was chosen. A single
    interleukin in several conditions is shown by condition, everything else by interleukin. Raises
    ValueError without rows.
    """
    if rows.empty:
        raise ValueError(f"No row of the table fits this choice ({chosen}). Set one of the choices back to 'all'.")
    interleukins, conditions = rows["interleukin"].nunique(), rows["condition"].nunique()
    by = "condition" if interleukins == 1 and conditions > 1 else "interleukin"
    records = rows.to_dict("records")
    for row in records:
        pair = f"{row['interleukin']} in {row['condition']}"
        row["line"] = pair if interleukins == conditions == 1 else row[by]
        row["name"] = row[by] if (interleukins == 1) != (conditions == 1) else pair
    lines = sorted({row["line"] for row in records}, key=_natural, reverse=True)
    traces = [_points(records, evidence, lines) for evidence in EVIDENCE]
    traces += [_key(evidence) for evidence in EVIDENCE]
    title, height = f"Interleukins in disease: {chosen}", 170 + 30 * max(len(lines), 3)
    layout = {
        "height": height,
        "title": {"text": title, "x": 0.01, "xref": "container", "y": 1 - 22 / height, "yanchor": "top"},
        "showlegend": True,
        "xaxis": {
            "tickvals": list(range(len(ROLES))),
            "ticktext": [f"<b>{role}</b>" for role in ROLES],
            "side": "top",
            "range": [-0.5, len(ROLES) - 0.5],
            "fixedrange": True,
            "title": {"text": "role in the disease"},
        },
        "yaxis": {
            "tickvals": list(range(len(lines))),
            "ticktext": [_cut(line) for line in lines],
            "fixedrange": True,
            "range": [-0.6, len(lines) - 0.4],
        },
        "shapes": [
            {
                "type": "line",
                "x0": i + 0.5,
                "x1": i + 0.5,
                "y0": 0,
                "y1": 1,
                "yref": "paper",
                "line": {"color": "#D8D8D8", "width": 1},
            }
            for i in range(len(ROLES) - 1)
        ],
        "legend": {
            "orientation": "h",
            "x": 0,
            "y": -0.02,
            "yanchor": "top",
            "title": {"text": "evidence: "},
            "itemclick": False,
            "itemdoubleclick": False,
        },
        "margin": {"t": 110, "b": 60},
    }
    return Figure(traces, layout, title=title, description=_words(records, chosen), table=_table(records))


def _points(records, evidence, lines):
    """Return the markers of one kind of evidence; entries that share a cell stand side by side."""
    cells, x, y, colours, hover = {}, [], [], [], []
    for row in records:
        cells.setdefault((row["line"], row["role"]), []).append(row)
    for (line, role), members in cells.items():
        step = min(0.13, 0.88 / len(members))
        for place, row in enumerate(sorted(members, key=lambda row: list(EVIDENCE).index(row["evidence"]))):
            if row["evidence"] == evidence:
                x.append(ROLES.index(role) + step * (place - (len(members) - 1) / 2))
                y.append(lines.index(line))
                colours.append(_COLOURS[role])
                head = f"<b>{row['interleukin']} in {row['condition']}</b>"
                hover.append(f"{head}<br>{evidence}: {wrapped(row['finding'], 61)}")
    return {
        "type": "scatter",
        "mode": "markers",
        "name": evidence,
        "x": x or [None],
        "y": y or [None],
        "hovertext": hover,
        "hoverinfo": "text",
        "cliponaxis": False,
        "showlegend": False,
        "marker": {"symbol": EVIDENCE[evidence], "size": _SIZES.get(evidence, 13), "color": colours or [TEXT]},
    }


def _key(evidence):
    """Return a trace that only explains a shape in the legend, in no role's colour."""
    return {
        "type": "scatter",
        "mode": "markers",
        "name": evidence,
        "x": [None],
        "y": [None],
        "showlegend": True,
        "marker": {"symbol": EVIDENCE[evidence], "size": _SIZES.get(evidence, 13), "color": TEXT},
    }


def _words(records, chosen):
    kinds = [row["evidence"] for row in records]
    evidence = ", ".join(f"{kind} {kinds.count(kind)}" for kind in EVIDENCE if kind in kinds)
    start = f"{_count(len(records), 'row')} for {chosen} (evidence: {evidence})."
    if len(records) > _MOST_SPELT_OUT:
        roles = [row["role"] for row in records]
        return f"{start} Roles: " + ", ".join(f"{role} {roles.count(role)}" for role in ROLES if role in roles) + "."
    parts = []
    for role in ROLES:
        names = [f"{row['name']} ({row['evidence']})" for row in records if row["role"] == role]
        if names:
            parts.append(f"{role}: {', '.join(names)}")
    return f"{start} {_first_upper('; '.join(parts))}."


def _table(records):
    headings = {
        "condition": "condition",
        "interleukin": "interleukin",
        "role": "role",
        "level": "direction",
        "evidence": "evidence",
        "finding": "finding",
        "reference": "reference",
    }
    return {
        heading: [row[column].replace(";", "; ") if column == "reference" else row[column] for row in records]
        for heading, column in headings.items()
    }


def _natural(name):
    number = name.split()[0] if name.startswith("IL-") else ""
    digits = "".join(character for character in number if character.isdigit())
    return (int(digits) if digits else 0, name.endswith("Ra"), name.casefold())


def _count(number, noun):
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _first_upper(text):
    return text[:1].upper() + text[1:]


def _cut(text):
    return text if len(text) <= 42 else text[:40].rstrip() + "…"
