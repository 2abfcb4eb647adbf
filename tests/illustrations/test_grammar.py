"""The grammar of illustrations: every mark can be drawn, says what it does not know, and takes the room it claims."""

import itertools
import random
from typing import get_args

import pytest

from helpers import illustrations
from helpers.illustrations import anatomy, cells, lettering, molecules, receptors, signs
from helpers.illustrations.arrows import Effect, arrow
from helpers.illustrations.mark import Row, together
from helpers.illustrations.receptors import ChainParts, chain_height, receptor_chain
from helpers.illustrations.svg import Box, Node, Point, dots_path, line_path, number, ring, smooth_path

PART_KINDS = list(itertools.product(get_args(receptors.Anchor), get_args(receptors.Inside)))


@pytest.mark.parametrize("shape_class", get_args(cells.CellShape))
@pytest.mark.parametrize("nucleus", get_args(cells.Nucleus))
def test_every_cell_stands_around_its_origin(shape_class, nucleus):
    cell = cells.cell(shape_class, 30, nucleus)
    assert cell.box.left < 0 < cell.box.right and cell.box.top < 0 < cell.box.bottom
    for name in ("top", "right", "bottom", "left"):
        port = cell.ports[name]
        assert cell.box.grown(0.1).left <= port.x <= cell.box.grown(0.1).right
        assert 3 <= Point(0, 0).far_from(port) <= 60


@pytest.mark.parametrize("make", [molecules.ligand, molecules.drug], ids=["ligand", "drug"])
def test_every_molecule_is_drawn_in_its_own_way(make):
    words = get_args(molecules.Fold if make is molecules.ligand else molecules.Format)
    drawn = {word: "".join(node.markup() for node in make(word).nodes) for word in words}
    assert len(set(drawn.values())) == len(words)


@pytest.mark.parametrize(
    ("make", "word"),
    [(molecules.ligand, "barrel"), (molecules.drug, "vaccine"), (lambda word: cells.cell(word, 20), "square")],
)
def test_what_the_grammar_does_not_know_is_said_with_what_it_knows(make, word):
    with pytest.raises(ValueError, match=rf"'{word}' is not a .* that can be drawn; choose one of: \w"):
        make(word)


@pytest.mark.parametrize(("anchor", "inside"), PART_KINDS)
def test_a_chain_stands_on_the_membrane_with_its_domains_counted(anchor, inside):
    parts = ChainParts(("Ig", "fibronectin", "fibronectin"), anchor, inside)
    chain = receptor_chain(parts)
    assert [name for name in chain.ports if name.startswith("domain")] == ["domain 3", "domain 2", "domain 1"]
    assert chain.ports["top"].y == pytest.approx(-chain_height(parts.domains), abs=5)
    assert ("foot" in chain.ports) == (anchor != "secreted")
    more = receptor_chain(ChainParts((*parts.domains, "Ig"), anchor, inside))
    assert len("".join(n.markup() for n in more.nodes)) > len("".join(n.markup() for n in chain.nodes))


def test_a_chain_without_counted_domains_is_held_up_by_its_stalk():
    lifted = receptor_chain(ChainParts((), "transmembrane", "box1/box2"), stalk=60)
    assert lifted.ports["top"].y == -60 - chain_height(())
    assert any(line_path([Point(0, 0), Point(0, -64)]) in node.markup() for node in lifted.nodes)


@pytest.mark.parametrize("effect", get_args(Effect))
@pytest.mark.parametrize("bend", [0, 25, -25])
def test_an_arrow_touches_both_its_ends(effect, bend):
    start, end = Box(0, 0, 40, 20), Box(120, 70, 160, 110)
    drawn = arrow(start, end, effect, bend=bend)
    for port, box in ((drawn.ports["start"], start), (drawn.ports["end"], end)):
        assert box.grown(0.01).left <= port.x <= box.grown(0.01).right
        assert box.grown(0.01).top <= port.y <= box.grown(0.01).bottom
        on_edge = min(abs(port.x - box.left), abs(port.x - box.right), abs(port.y - box.top), abs(port.y - box.bottom))
        assert on_edge < 0.01


def test_the_ends_of_arrows_differ_in_more_than_colour():
    tips = {effect: arrow(Point(0, 0), Point(50, 0), effect).nodes[-1].markup() for effect in get_args(Effect)}
    assert len(set(tips.values())) == len(tips)
    with pytest.raises(ValueError, match="two different places"):
        arrow(Point(1, 1), Point(1, 1), "inhibits")


@pytest.mark.parametrize("seed", range(20))
def test_labels_that_are_spread_do_not_overlap_and_keep_their_order(seed):
    dice = random.Random(seed)
    heights = [dice.uniform(8, 30) for _ in range(dice.randint(1, 12))]
    wanted = sorted(dice.uniform(0, 400) for _ in heights)
    places = lettering.spread(wanted, heights, 0, 400)
    edges = [(place - height / 2, place + height / 2) for place, height in zip(places, heights, strict=True)]
    assert all(after[0] >= before[1] - 1e-6 for before, after in itertools.pairwise(edges))
    if sum(heights) <= 400:
        assert edges[0][0] >= -1e-6 and edges[-1][1] <= 400 + 1e-6


def test_a_label_with_room_stays_where_it_is_wanted():
    assert lettering.spread([50, 200], [20, 20], 0, 400) == [50, 200]
    assert lettering.spread([100, 100], [20, 20], 0, 400) == [90, 110]
    assert lettering.spread([], [], 0, 400) == []


@pytest.mark.browser
def test_no_letter_is_wider_than_it_is_counted(browser):
    """The page measures every letter in the font that is here; the course counts at least as much."""
    page = browser.new_page()
    page.set_content("<canvas></canvas>")
    for weight in get_args(lettering.Weight):
        letters = "".join(lettering._WIDTHS[weight])
        wide = page.evaluate(
            """([letters, weight, font]) => { const c = document.querySelector('canvas').getContext('2d');
            c.font = `${weight} 100px ${font}`; return [...letters].map((letter) => c.measureText(letter).width); }""",
            [letters, weight, illustrations.FONT],
        )
        for letter, measured in zip(letters, wide, strict=True):
            assert lettering.text_width(letter, 100, weight) >= measured - 1, (letter, weight)
    page.close()


def test_a_mark_moves_with_everything_that_it_carries():
    mark = together([lettering.label("IL-6"), cells.vesicle()], {"top": Point(0, -9)}).with_rows(
        Row("interleukins", "IL-6")
    )
    moved = mark.at(100, 50)
    assert moved.box == mark.box.moved(100, 50) and moved.ports["top"] == Point(100, 41)
    assert moved.words[0].box == mark.words[0].box.moved(100, 50)
    assert moved.rows == (Row("interleukins", "IL-6"),)


def test_markup_is_short_escaped_and_the_same_every_time():
    assert number(1 / 3) == "0.3" and number(-0.04) == "0" and number(12.0) == "12"
    node = Node.made("text", "IL-6 < IL-8 & more", font_size=12, class_="a", fill=None)
    assert node.markup() == '<text font-size="12" class="a">IL-6 &lt; IL-8 &amp; more</text>'
    outline = smooth_path(ring([10, 11, 12]), closed=True)
    assert outline == smooth_path(ring([10, 11, 12]), closed=True) and outline.endswith("Z")


def test_boxes_know_what_they_share():
    box = Box(0, 0, 10, 10)
    assert box.meets(Box(9, 9, 20, 20)) and not box.meets(Box(10, 0, 20, 10))
    assert box.holds(Box(1, 1, 9, 9)) and not box.holds(Box(1, 1, 11, 9))
    turned = Box(0, 0, 10, 4).turned(90)
    assert (turned.left, turned.right) == pytest.approx((-4, 0)) and turned.height == pytest.approx(10)


def test_the_sign_of_a_receptor_stands_on_its_membrane_and_holds_a_messenger():
    sign = receptors.receptor_sign()
    assert sign.box.top < sign.ports["cup"].y < 0 < sign.box.bottom


def test_a_vessel_has_its_ports_on_its_walls():
    tube = cells.vessel(120, 30)
    assert (tube.ports["top"].y, tube.ports["bottom"].y) == (tube.box.top, tube.box.bottom) == (0, 30)


def test_three_equal_parts_fill_their_box():
    drawn = molecules.trimer(size=10)
    assert len(drawn.nodes) == 3 and drawn.box.right == drawn.ports["right"].x and drawn.box.top == -10


@pytest.mark.parametrize(
    "mark",
    [cells.pore(), cells.microbe(), cells.virus(), cells.spiked(), molecules.precursor(), molecules.messenger_rna()],
)
def test_a_small_sign_lies_around_its_origin(mark):
    assert mark.box.left < 0 < mark.box.right and mark.box.top < 0 < mark.box.bottom


def test_an_enzyme_that_cuts_opens_its_mouth_to_the_left():
    assert molecules.protease(10).ports["mouth"].x < 0
    assert molecules.precursor().ports == molecules.ligand("β-trefoil", "grey", 12).ports


def test_dots_are_a_path_of_points_without_length():
    assert dots_path([Point(1, 2), Point(-0.04, 3.25)]) == "M1 2h0M0 3.3h0"


@pytest.mark.parametrize("width", [752, 332, 150])
def test_a_key_draws_each_sign_beside_its_word_in_lines_that_fit(width):
    some = [
        signs.domain_sign("Ig", "immunoglobulin domain"),
        signs.inside_sign("kinase", "kinase domain"),
        signs.arrow_sign("inhibits", "holds back what it points to, for as long as it is there"),
        signs.Sign(None, "Pale: not yet"),
        signs.factor_sign("goes to the nucleus"),
        signs.bar_sign("kinase", "purple", 7),
        signs.line_sign("not counted", dashes="7 4"),
    ]
    drawn = signs.legend(signs.only(*((sign, sign.words != "kinase domain") for sign in some)), width)
    assert drawn.box.right <= width + 0.01 and drawn.box.left >= 0
    told = " ".join(word.text for word in drawn.words)
    assert "immunoglobulin domain" in told and "kinase domain" not in told
    for one, other in itertools.combinations(drawn.words, 2):
        assert not one.box.grown(-1.5).meets(other.box.grown(-1.5))


def test_a_trefoil_is_one_molecule_and_a_trimer_is_three():
    outlines = [node for node in molecules.ligand("β-trefoil").nodes if "stroke" in dict(node.attributes)]
    assert len(outlines) == 1 and len(molecules.trimer().nodes) == 3


def test_a_crowd_takes_three_paths_however_many_cells_it_has():
    places = [Point(12 * i, 0) for i in range(200)]
    for nucleus in get_args(cells.Nucleus):
        mark = cells.crowd(places, nucleus, 5, "blue")
        assert len(mark.nodes) == (2 if nucleus == "none" else 3)
        assert (mark.box.left, mark.box.right) == (-5, 12 * 199 + 5)
    with pytest.raises(ValueError, match="'square' is not a nucleus that can be drawn"):
        cells.crowd(places, "square", 5, "blue")


@pytest.mark.parametrize("name", get_args(anatomy.Tissue))
def test_a_layer_of_a_joint_keeps_to_its_room(name):
    layer = anatomy.tissue(name, 90, 300)
    assert (layer.box.width, layer.box.height) == (90, 300)
    assert layer is anatomy.tissue(name, 90, 300)


def test_layers_of_a_joint_look_different_and_others_are_refused():
    names = get_args(anatomy.Tissue)
    assert len({"".join(node.markup() for node in anatomy.tissue(name, 90, 300).nodes) for name in names}) == len(names)
    with pytest.raises(ValueError, match="'tendon' is not a layer of a joint; choose one of: liver, vessel, synovium"):
        anatomy.tissue("tendon", 90, 300)


def test_a_whole_joint_has_its_synovium_on_the_right():
    whole = anatomy.joint_section(40)
    assert whole.box.holds(Box(0, 0, 1, 1)) and whole.ports["synovium"].x > 0.5 * whole.box.right
