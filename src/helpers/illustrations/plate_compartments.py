"""The plate of compartments: a drug in blood and tissue, what flows between them and out, and the receptors."""

import functools
import math

from helpers import tables
from helpers.illustrations.arrows import arrow
from helpers.illustrations.cells import membrane
from helpers.illustrations.illustration import MARGIN, PAGE, Drawing, Illustration
from helpers.illustrations.lettering import SMALL, label
from helpers.illustrations.mark import Mark, Row, together
from helpers.illustrations.molecules import drug, gripping
from helpers.illustrations.receptors import receptor_sign
from helpers.illustrations.signs import Sign, only
from helpers.illustrations.svg import Box, Node, Point
from helpers.views.compartments import CompartmentModel, DrugCompartments
from helpers.words import first_upper, listed
from helpers.words import number_words as say

_SIDE, _SIDE_NARROW = 60.0, 44.0  # side of a tank that holds one litre, pixels
_GAP, _GAP_NARROW = 210.0, 128.0  # between blood and tissue
_MOLECULE = 17.0  # room of a molecule in the blood
_CUPS, _CUP = 10, 22.0  # receptors that are drawn, and the room of each
_WIDE_EACH, _WIDEST, _THINNEST = 4.0, 10.5, 0.6  # width of an arrow for a litre a day, and its limits
_WAY = 56.0  # from the tanks to the receptors


def drug_compartments(view: DrugCompartments) -> Illustration:
    """Return the tanks of a drug, as large as their volumes, with flows as wide as their litres a day."""
    return Illustration(
        name="drug-compartments",
        title=_title(view),
        description=_told(view),
        table=_table(view),
        draw=functools.partial(_laid_out, view),
        key=_key(view),
        sources=f"{tables.short_names(';'.join(view.model.references))}.",
    )


def _key(view: DrugCompartments) -> tuple[Sign, ...]:
    return only(
        (Sign(drug("antibody", "purple", 7), f"{view.model.drug} (their number means nothing)"), True),
        (Sign(receptor_sign("green", 7), "receptor"), view.model.by_receptors),
        (_flow_sign("litres a day, by its width"), True),
        (Sign(None, "Area of a box: its volume (the skin: none)"), bool(view.model.absorption_per_d)),
        (Sign(None, "Area of a box: its volume"), not view.model.absorption_per_d),
        (Sign(None, "≈ reckoned or assumed, not printed"), bool(view.model.basis)),
    )


def _flow_sign(words: str) -> Sign:
    """Return the sign of what flows: dark and broad, unlike the way from the skin, whose litres nobody counts."""
    return Sign(arrow(Point(-13, 0), Point(13, 0), "moves", width=2.6), words)


# ---------------------------------------------------------------------------- layout


def _laid_out(view: DrugCompartments, width: int) -> Drawing:
    model, wide = view.model, width == PAGE
    side = _SIDE if wide else _SIDE_NARROW
    skin = bool(model.absorption_per_d)
    left, top = (250.0 if skin else 140.0, 26.0) if wide else (MARGIN + 4.0, 92.0 if skin else 26.0)
    blood = _square(Point(left, top), side, model.blood_L)
    name = "blood" if model.tissue_L else "blood and tissue as one"
    beside = 22.0 if skin and not wide else 0.0  # the way from the skin passes on the left of the name
    count = _in_blood(view, blood)
    marks = [_vessel(name, model.blood_L, blood, "vermilion", _row(model, "Vc"), beside), _molecules(blood, count)]
    floor = blood.bottom
    if skin:
        marks.append(_skin(model, blood, wide=wide))
    if model.tissue_L:
        tissue = _square(Point(blood.right + (_GAP if wide else _GAP_NARROW), top), side, model.tissue_L)
        floor = max(floor, tissue.bottom)
        marks.append(_vessel("tissue", model.tissue_L, tissue, "sky", _row(model, "Vp")))
        marks.append(_molecules(tissue, max(1, round(count * model.tissue_L / model.blood_L))))
        marks.append(_exchanged(model, blood, tissue))
    out = blood.left + 22 if model.by_receptors else blood.centre.x
    marks.append(_cleared(view, Point(out, blood.bottom), floor))
    if model.by_receptors:
        start = Point(blood.right - 16, blood.bottom)
        marks.append(_pool(view, start, floor, min(start.x + 40, width - MARGIN - _CUPS * _CUP)))
    return Drawing(tuple(marks), together(marks).box.bottom + 12)


def _square(corner: Point, side: float, litres: float) -> Box:
    length = side * math.sqrt(litres)
    return Box(corner.x, corner.y, corner.x + length, corner.y + length)


def _row(model: CompartmentModel, *symbols: str) -> tuple[Row, ...]:
    return tuple(Row("pk_parameters", model.rows[symbol]) for symbol in symbols if symbol in model.rows)


def _vessel(name: str, litres: float, box: Box, hue: str, rows: tuple[Row, ...], beside: float = 0) -> Mark:
    wall = Node.made(
        "rect", x=box.left, y=box.top, width=box.right - box.left, height=box.bottom - box.top, rx=10,
        fill=f"var(--{hue}-tint)", stroke=f"var(--{hue})", stroke_width=2,
    )  # fmt: skip
    said = label(f"{name}: {say(litres)} L", weight="bold", size=SMALL).at(box.left + beside, box.top - 7)
    return together([Mark((wall,), box), said]).with_rows(*rows).named(f"{name}: {say(litres)} L")


def _in_blood(view: DrugCompartments, box: Box) -> int:
    """Return how many molecules are drawn in the blood: a few more for each tenfold level, as many as have room."""
    across = _across(box)
    return min(max(1, round(4 + 2.6 * math.log10(view.level_ug_per_mL / 3))), across * across)


def _across(box: Box) -> int:
    return max(1, int((box.right - box.left - 6) // _MOLECULE))


def _molecules(box: Box, count: int) -> Mark:
    """Return `count` molecules of the drug in a box, in rows that fill it."""
    across = min(_across(box), math.ceil(math.sqrt(count * box.width / box.height)))
    lines = math.ceil(count / across)
    places = [
        Point(box.left + box.width * (i % across + 0.5) / across, box.top + box.height * (i // across + 0.5) / lines)
        for i in range(count)
    ]
    return together([drug("antibody", "purple", 7).at(place.x, place.y) for place in places])


def _skin(model: CompartmentModel, blood: Box, *, wide: bool) -> Mark:
    """Return the place under the skin, and the way from there into the blood."""
    half = say(math.log(2) / model.absorption_per_d, 2)
    if wide:
        middle = (blood.top + blood.bottom) / 2
        box, end = Box(MARGIN, middle - 22, MARGIN + 88, middle + 22), Point(blood.left, middle)
        start, words = Point(box.right, middle), Point(box.left, box.bottom + 18)
    else:
        box = Box(MARGIN + 4, 24, MARGIN + 92, 56)
        start, end = Point(box.left + 12, box.bottom), Point(box.left + 12, blood.top)
        words = Point(box.right + 12, 44)
    wall = Node.made("rect", x=box.left, y=box.top, width=88, height=box.bottom - box.top, rx=8,
                     fill="var(--orange-tint)", stroke="var(--orange)", stroke_width=1.6,
                     stroke_dasharray="4 3")  # fmt: skip
    said = [
        label("under the skin", weight="bold", size=SMALL).at(box.left, box.top - 7),
        label(f"of what is taken up, half in {half} days", size=SMALL, width=130).at(words.x, words.y),
    ]
    way = arrow(start, end, "moves", colour="quiet")  # not as wide as litres a day: it is told by its half-life
    parts = [Mark((wall,), box), _molecules(box, 2), way, *said]
    return together(parts).with_rows(*_row(model, "ka")).named(f"under the skin: half is taken up in {half} days")


def _exchanged(model: CompartmentModel, blood: Box, tissue: Box) -> Mark:
    """Return what goes from the blood into the tissue and back."""
    wide, high = _wide(model.exchange_L_per_d), min(tissue.bottom, blood.bottom) - blood.top
    there, back = (blood.top + share * high for share in (0.3, 0.55))
    ways = [
        arrow(Point(blood.right, there), Point(tissue.left, there), "moves", width=wide),
        arrow(Point(tissue.left, back), Point(blood.right, back), "moves", width=wide),
    ]
    litres = f"{_about(model, 'Q')}{say(model.exchange_L_per_d)} L/d each way"
    said = label(litres, size=SMALL, anchor="middle").at((blood.right + tissue.left) / 2, back + 20)
    return together([*ways, said]).with_rows(*_row(model, "Q")).named(f"exchanged: {litres}")


def _wide(litres_per_d: float) -> float:
    """Return how wide the arrow of a flow is."""
    return round(min(_WIDEST, max(_THINNEST, _WIDE_EACH * litres_per_d)), 1)


def _cleared(view: DrugCompartments, start: Point, floor: float) -> Mark:
    litres = view.model.clearance_L_per_d
    end = Point(start.x, floor + (_WAY + 30 if view.model.by_receptors else 46))
    way = arrow(start, end, "moves", width=_wide(litres))
    if view.model.by_receptors:  # beside it another arrow comes down
        words, place, room = f"cleared without receptors: {say(litres)} L/d", Point(start.x - 14, end.y + 18), 136
    else:
        words, place, room = f"cleared: {say(litres)} L/d at any concentration", Point(start.x + 14, floor + 22), 140
    said = label(words, size=SMALL, width=room).at(max(MARGIN, place.x), place.y)
    return together([way, said]).with_rows(*_row(view.model, "CL")).named(f"cleared: {say(litres)} L a day")


def _pool(view: DrugCompartments, start: Point, floor: float, left: float) -> Mark:
    """Return the receptors on cells, as busy as at this level, and the way that leads through them."""
    model, face = view.model, floor + _WAY
    held = round(_CUPS * view.in_use)
    cups = []
    for i in range(_CUPS):
        sign = receptor_sign("green").at(left + _CUP * (i + 0.5), face)
        cups.append(sign)
        if i < held:
            cup = sign.ports["cup"]
            cups.append(gripping(drug("antibody", "purple", 8)).at(cup.x, cup.y))
    sheet = membrane(_CUPS * _CUP, 20).at(left, face)
    wide = _wide(view.receptor_clearance_L_per_d)
    into = arrow(start, Point(left + 20, face - 34), "moves", width=wide)
    middle = left + _CUPS * _CUP / 2
    out = arrow(
        Point(middle, face + 20), Point(middle, face + 54), "moves", width=_wide(view.receptor_clearance_L_per_d)
    )
    words = f"cleared with receptors: {_by_receptors(view)} L/d"
    said = label(words, size=SMALL, anchor="middle").at(middle, face + 84)
    return together([into, sheet, *cups, out, said]).with_rows(*_row(model, "Vmax", "Km")).named(words)


# ---------------------------------------------------------------------------- words


def _title(view: DrugCompartments) -> str:
    model, name = view.model, first_upper(view.model.drug)
    if not model.by_receptors:
        return f"{name}: at any level the same share leaves a day; half-life {say(view.half_life_d, 2)} days"
    level, every = say(view.level_ug_per_mL), say(model.clearance_L_per_d + view.receptor_clearance_L_per_d, 2)
    return f"{name} at {level} µg/mL: receptors clear {_by_receptors(view)} of {every} L a day"


def _by_receptors(view: DrugCompartments) -> str:
    return f"{_about(view.model, 'Vmax', 'Km')}{say(view.receptor_clearance_L_per_d, 2)}"


def _about(model: CompartmentModel, *symbols: str) -> str:
    """Return the sign of what rests on symbols that no opened source prints, nothing where all are printed."""
    return "≈" if any(symbol in model.basis for symbol in symbols) else ""


def _told(view: DrugCompartments) -> str:
    model = view.model
    places = [f"{'blood' if model.tissue_L else 'one tank'} of {say(model.blood_L)} L"]
    if model.tissue_L:
        places.append(f"tissue of {say(model.tissue_L)} L, with {say(model.exchange_L_per_d)} L a day between them")
    cleared = f"{say(model.clearance_L_per_d)} L a day are cleared"
    told = f"{first_upper(model.drug)} in {listed(places)}; {cleared}"
    if not model.by_receptors:
        return f"{told}.{_not_printed(model)}"
    return (
        f"{told} without receptors. At {say(view.level_ug_per_mL)} µg/mL receptors take {say(view.taken_mg_per_d, 2)} "
        f"mg a day ({say(model.most_mg_per_d)} at most), as much as {_by_receptors(view)} L of plasma hold."
        f"{_not_printed(model)}"
    )


_HOW = {"reckoned": "Reckoned for this course from printed levels", "assumed": "Assumed to be that of another drug"}


def _not_printed(model: CompartmentModel) -> str:
    """Return what no opened source prints, and where it comes from; nothing for a model that is printed whole."""
    named = {
        basis: [f"the {what}" for symbol, (what, _) in _MEANINGS.items() if model.basis.get(symbol) == basis]
        for basis in _HOW
    }
    return "".join(f" {how}: {listed(named[basis])}." for basis, how in _HOW.items() if named[basis])


_MEANINGS = {
    "Vc": ("volume of the blood compartment", "L"),
    "Vp": ("volume of the tissue compartment", "L"),
    "Q": ("exchange between them", "L/d"),
    "CL": ("clearance", "L/d"),
    "ka": ("rate of absorption from the skin", "1/d"),
    "Vmax": ("most that receptors take", "mg/d"),
    "Km": ("level at which they take half of it", "µg/mL"),
}


def _table(view: DrugCompartments) -> dict[str, list[str | float]]:
    m = view.model
    values = {
        "Vc": m.blood_L, "Vp": m.tissue_L, "Q": m.exchange_L_per_d, "CL": m.clearance_L_per_d, "ka": m.absorption_per_d,
        "Vmax": m.most_mg_per_d, "Km": m.half_ug_per_mL,
    }  # fmt: skip
    told = {symbol: f" ({basis})" for symbol, basis in m.basis.items()}
    rows = [
        (f"{what}{told.get(symbol, '')}", unit, values[symbol])
        for symbol, (what, unit) in _MEANINGS.items()
        if symbol in m.rows
    ]
    if m.by_receptors:
        at = f"at {say(view.level_ug_per_mL)} µg/mL"
        rows.append((f"what receptors take {at}", "mg/d", view.taken_mg_per_d))
        rows.append((f"what receptors clear {at}", "L/d", view.receptor_clearance_L_per_d))
    return {
        "what": [what for what, _, _ in rows],
        "value": [value for _, _, value in rows],
        "unit": [unit for _, unit, _ in rows],
    }
