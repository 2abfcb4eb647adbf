"""A receptor with two states: every kind a part, the crowd as many active as the share, no word over another."""

import shutil

import pytest

from helpers import illustrations, tables, views
from helpers.illustrations import PAGE, TELEPHONE
from helpers.illustrations.receptors import two_state_receptor
from helpers.tables import store
from helpers.views.two_states import OWN_LIGAND
from tests.illustrations.plates import as_drawn, crowded, keys

KINDS = views.ligand_kinds()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("ratio", [0.01, 1.0, 1000.0])
def test_rows_and_words(kind, ratio):
    picture = illustrations.receptor_states(views.receptor_states(kind, ratio))
    assert keys(picture, "ligand_kinds") == set(tables.load("ligand_kinds")["kind"])
    assert crowded(picture) == []
    assert all(one in picture.description for one in picture.table["ligand"])


@pytest.mark.parametrize("width", [PAGE, TELEPHONE])
def test_the_crowd_is_as_active_as_the_share(width):
    green = as_drawn(two_state_receptor(active=True, size=19.0).nodes)
    for kind in KINDS:
        view = views.receptor_states(kind, 30.0)
        markup = illustrations.receptor_states(view).svg(width)
        assert markup.count(green) == round(20 * view.basal) + round(20 * view.chosen.active) + 1  # the one of the key


@pytest.mark.parametrize("kind", KINDS)
def test_as_many_hold_the_ligand_as_the_model_says(kind):
    view = views.receptor_states(kind, 0.01)
    words = {word.text for word in illustrations.receptor_states(view).draw(PAGE).words}
    (told,) = [text for text in words if "hold it" in text]
    assert abs(int(told.split(": ")[1].split(" of ")[0]) - 20 * view.chosen.held) <= 1
    assert f"{view.chosen.active * 20:.0f} of 20 active with" in told


def test_the_words_say_what_the_model_says():
    def title(kind):
        return illustrations.receptor_states(views.receptor_states(kind, 30.0)).title

    assert title("partial agonist") == "A partial agonist raises the active receptors from 5 % to 50 %"
    assert title("antagonist") == "An antagonist leaves 5 % of the receptors active, as many as without it"
    assert title("inverse agonist") == "An inverse agonist lowers the active receptors from 5 % to 0.6 %"
    told = illustrations.receptor_states(views.receptor_states(OWN_LIGAND, 30.0)).description
    assert (
        "binds the active shape 30 times more tightly. At 1,000 nM, simulated, 99.6 % of the receptors hold it" in told
    )


def test_the_two_shapes_hold_what_lies_in_their_pocket():
    rest, moved = two_state_receptor(active=False, size=44), two_state_receptor(active=True, size=44)
    assert rest.nodes != moved.nodes and rest.ports["right"].x < moved.ports["right"].x
    for one in (rest, moved):
        assert one.box.top < one.ports["pocket"].y < 0 < one.ports["inside"].y <= one.box.bottom


def test_a_row_that_is_removed_takes_its_part_with_it(tmp_path, monkeypatch):
    folder = shutil.copytree(tables.data_folder(), tmp_path / "data")
    path = folder / "ligand_kinds.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("inverse")), encoding="utf-8")
    monkeypatch.setattr(store, "data_folder", lambda: folder)
    picture = illustrations.receptor_states(views.receptor_states("antagonist"))
    assert keys(picture, "ligand_kinds") == {"full agonist", "partial agonist", "antagonist"}
    assert "inverse" not in picture.svg()
