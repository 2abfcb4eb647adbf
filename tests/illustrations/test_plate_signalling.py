"""An interleukin's receptors in the membrane: every row a part, every part a row."""

import pytest

from helpers import illustrations, tables, views
from tests.illustrations.plates import crowded, keys

NAMES = views.signalling_options()


@pytest.mark.parametrize("interleukin", NAMES)
def test_every_row_has_its_part_and_every_part_its_row(interleukin):
    view = views.signalling(interleukin)
    picture = illustrations.signalling(view)
    chains = tables.load("receptor_chains")
    own = chains[chains["interleukin"] == interleukin]
    assert keys(picture, "receptor_chains") == set(own["complex"] + " " + own["gene_symbol"])
    assert keys(picture, "receptor_complexes") == set(own["complex"])
    signalling = {receptor.key for receptor in view.receptors if receptor.signals}
    genes = set(own.loc[own["complex"].isin(signalling), "gene_symbol"])
    pairs = tables.load("signalling_pairs")
    held = pairs[pairs["gene_symbol"].isin(genes) & pairs["partner"].ne("")]
    wanted = {
        " ".join(filter(None, cells)) for cells in held[["gene_symbol", "partner", "transcription_factor"]].values
    }
    assert keys(picture, "signalling_pairs") == wanted


@pytest.mark.parametrize("interleukin", NAMES)
def test_no_word_lies_over_another(interleukin):
    assert crowded(illustrations.signalling(views.signalling(interleukin))) == []


def test_the_words_say_what_the_rows_say():
    picture = illustrations.signalling(views.signalling("IL-4"))
    assert picture.title == "IL-4 is heard by 2 receptors; it shares IL-4Rα, γc and IL-13Rα1 with other interleukins"
    assert "IL-4Rα holds JAK1 and JAK2, γc holds JAK3, and STAT6 and STAT3 go to the nucleus" in picture.description
    assert picture.table["gene"] == ["IL4R", "IL2RG", "IL4R", "IL13RA1"]
    assert "no signal" in illustrations.signalling(views.signalling("IL-1β")).description


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("IL-32", "No receptor of IL-32 is established"), ("IL-6R", "'IL-6R' is not an interleukin of this course")],
)
def test_what_cannot_be_drawn_is_said(name, sentence):
    with pytest.raises(ValueError, match=sentence):
        views.signalling(name)
