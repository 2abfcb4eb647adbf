"""Figures of which interleukin plays which role in which disease, and on what evidence."""

from helpers.colours import BLUE, GREEN, GREY, PURPLE, RULE, TEXT, VERMILION
from helpers.figures.figure import Figure
from helpers.figures.vocabulary import STILL_LEGEND, Layout, Style, Trace, marks, rule
from helpers.views.diseases import EVIDENCE, ROLES, DiseaseRoles, DiseaseRow, Evidence, Role
from helpers.words import counted, first_upper, wrapped

_COLOURS: dict[Role, str] = {
    "protects": BLUE,
    "both": PURPLE,
    "drives": VERMILION,
    "marker": GREY,
    "tested without benefit": GREEN,
}
_SHAPES: dict[Evidence, Style] = {
    "human genetics": Style(TEXT, "diamond", size=15),
    "trial": Style(TEXT, "square", size=13),
    "model": Style(TEXT, "triangle-up", size=15),
    "observation": Style(TEXT, "circle", size=13),
}
_MOST_SPELT_OUT = 9
_LEGEND: Layout = {"orientation": "h", "x": 0, "y": -0.02, "yanchor": "top", "title": {"text": "evidence: "}}


def disease_roles(view: DiseaseRoles) -> Figure:
    """Return the roles of interleukins in diseases: column and colour say the role, the shape the evidence.

    A single interleukin in several conditions is shown by condition, everything else by interleukin.
    """
    lines = sorted({_line(row, view) for row in view.rows}, key=_natural, reverse=True)
    traces = [_points(view, evidence, lines) for evidence in EVIDENCE] + [_key(evidence) for evidence in EVIDENCE]
    title = f"Interleukins in disease: {view.chosen}"
    columns = ("condition", "interleukin", "role", "direction", "evidence", "species", "finding")
    table = {{"direction": "level"}.get(name, name): [getattr(row, name) for row in view.rows] for name in columns}
    table["reference"] = [row.reference.replace(";", "; ") for row in view.rows]
    return Figure(traces, _layout(lines, title), title=title, description=_words(view), table=table)


def _line(row: DiseaseRow, view: DiseaseRoles) -> str:
    """Return the line of the picture that a row stands on."""
    if view.interleukins == view.conditions == 1:
        return f"{row.interleukin} in {row.condition}"
    return row.condition if view.interleukins == 1 else row.interleukin


def _name(row: DiseaseRow, view: DiseaseRoles) -> str:
    """Return how the words call a row: by what differs, by both where neither is fixed."""
    if (view.interleukins == 1) == (view.conditions == 1):
        return f"{row.interleukin} in {row.condition}"
    return row.condition if view.interleukins == 1 else row.interleukin


def _layout(lines: list[str], title: str) -> Layout:
    height = 170 + 30 * max(len(lines), 3)
    between = Style(RULE, width=1)
    return {
        "height": height,
        "title": {"text": title, "x": 0.01, "xref": "container", "y": 1 - 22 / height, "yanchor": "top"},
        "showlegend": True,
        "xaxis": {
            "tickvals": list(range(len(ROLES))),
            "ticktext": [f"<b>{wrapped(role, 15)}</b>" for role in ROLES],
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
        "shapes": [rule("x", place + 0.5, between) for place in range(len(ROLES) - 1)],
        "legend": STILL_LEGEND | _LEGEND,
        "margin": {"t": 128, "b": 60},
    }


def _points(view: DiseaseRoles, evidence: Evidence, lines: list[str]) -> Trace:
    """Return the markers of one kind of evidence; entries that share a cell stand side by side."""
    cells: dict[tuple[str, str], list[DiseaseRow]] = {}
    for row in view.rows:
        cells.setdefault((_line(row, view), row.role), []).append(row)
    spots: list[tuple[float, int, DiseaseRow]] = []
    for (line, role), members in cells.items():
        step = min(0.13, 0.88 / len(members))
        for place, row in enumerate(sorted(members, key=lambda row: EVIDENCE.index(row.evidence))):
            x = ROLES.index(role) + step * (place - (len(members) - 1) / 2)
            spots.append((x, lines.index(line), row))
    mine = [spot for spot in spots if spot[2].evidence == evidence]
    return marks(
        [x for x, _, _ in mine] or [None],
        [y for _, y, _ in mine] or [None],
        _SHAPES[evidence],
        name=evidence,
        hovertext=[_told(row) for *_, row in mine],
        cliponaxis=False,
        showlegend=False,
        marker={"color": [_COLOURS[row.role] for *_, row in mine] or [TEXT]},
    )


def _told(row: DiseaseRow) -> str:
    return f"<b>{row.interleukin} in {row.condition}</b><br>{row.evidence}: {row.finding}"


def _key(evidence: Evidence) -> Trace:
    """Return a trace that only explains a shape in the legend, in no role's colour."""
    return marks([None], [None], _SHAPES[evidence], name=evidence, showlegend=True)


def _words(view: DiseaseRoles) -> str:
    kinds = [row.evidence for row in view.rows]
    evidence = ", ".join(f"{kind} {kinds.count(kind)}" for kind in EVIDENCE if kind in kinds)
    start = f"{counted(len(view.rows), 'row')} for {view.chosen} (evidence: {evidence})."
    if len(view.rows) > _MOST_SPELT_OUT:
        roles = [row.role for row in view.rows]
        return f"{start} Roles: " + ", ".join(f"{role} {roles.count(role)}" for role in ROLES if role in roles) + "."
    parts = []
    for role in ROLES:
        names = [f"{_name(row, view)} ({row.evidence})" for row in view.rows if row.role == role]
        if names:
            parts.append(f"{role}: {', '.join(names)}")
    return f"{start} {first_upper('; '.join(parts))}."


def _natural(name: str) -> tuple[int, bool, str]:
    """Return the sort key of a name: IL-2 before IL-10, what is no interleukin before both, by the alphabet."""
    number = name.split()[0] if name.startswith("IL-") else ""
    digits = "".join(character for character in number if character.isdigit())
    return (int(digits) if digits else 0, name.endswith("Ra"), name.casefold())


def _cut(text: str) -> str:
    return text if len(text) <= 42 else text[:40].rstrip() + "…"
