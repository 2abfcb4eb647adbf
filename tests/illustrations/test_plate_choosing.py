"""Plates to choose in: every part is named and tied to its row, words are apart, and a body needs an organ."""

import pytest

from helpers import illustrations, views
from helpers.practice import plates
from tests.illustrations.plates import crowded, keys

ORGANS = views.organ_labels()


@pytest.mark.parametrize("key", [receptor.key for receptor in views.signalling("IL-2").receptors])
def test_a_receptor_shows_its_chains_and_their_own_kinases(key):
    picture = illustrations.receptor_choice(views.signalling("IL-2"), key)
    (receptor,) = [receptor for receptor in views.signalling("IL-2").receptors if receptor.key == key]
    assert keys(picture, "receptor_chains") == {chain.key for chain in receptor.standing}
    own = {p.key for chain in receptor.standing for p in chain.partners if p.main and p.kind == "kinase"}
    assert keys(picture, "signalling_pairs") == own
    assert "IL-2Rβ holds JAK1 and γc holds JAK3" in picture.description
    assert crowded(picture) == []


def test_a_body_shows_the_organs_that_are_named():
    some = {key: ORGANS[key] for key in ("liver", "bone_marrow", "gut", "lymph_node")}
    for labels in (some, {"liver": "liver"}, dict(list(ORGANS.items())[:8])):
        picture = illustrations.body_choice(labels)
        assert keys(picture, "organ_sectors") == set(labels)
        assert [word for word in crowded(picture) if "over" in word] == []
    for width in (plates.WIDE, plates.NARROW):
        words = illustrations.body_choice(some).drawing(width).words
        assert all(word.box.left >= 0 and word.box.right <= width for word in words)


def test_what_cannot_be_drawn_is_said():
    with pytest.raises(ValueError, match=r"IL-2 has no receptor 'il6'; choose one of the table receptor_complexes\."):
        illustrations.receptor_choice(views.signalling("IL-2"), "il6")
    with pytest.raises(ValueError, match="Name at least one organ"):
        illustrations.body_choice({})
