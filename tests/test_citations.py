"""How a source is called: its first author, its institution or the first words of its title, and its year."""

import pytest

from helpers import tables


@pytest.mark.parametrize(
    ("key", "citation", "name"),
    [
        ("x_2016", "Akdis M, Aab A, et al. Interleukins. J Allergy 2016;138:984-1010.", "Akdis 2016"),
        ("x_2019", "Lang Lehrskov L, Lyngbaek MP. A title of 2017. Cell 2019 Mar 5;29:844.", "Lang Lehrskov 2019"),
        ("x_1991", "de Waal Malefyt R, Abrams J. A title. J Exp Med 1991;174:1209.", "de Waal Malefyt 1991"),
        ("x_2018", "Trotta et al. Article in Nature Medicine 2018 (a title).", "Trotta 2018"),
        ("x_2014", "US Food and Drug Administration, Center X. A list, 2014.", "US Food and Drug Administration 2014"),
        ("x_2019", "AbbVie (reported by Y). European Commission approves Z, 30 April 2019.", "AbbVie 2019"),
        ("x_faq", "Drugs.com. Nucala FDA approval history.", "Drugs.com"),
        (
            "x_omvoh_2025",
            "American Journal of Managed Care. A drug is approved.",
            "American Journal of Managed Care 2025",
        ),
        (
            "x_1995",
            "Serum interleukin-6 in rheumatoid arthritis. J Clin Rheumatol 1995;1:93.",
            "Serum interleukin-6 in rheumatoid… 1995",
        ),
        (
            "x_2005",
            "Kinetic analysis of the interaction between A and B. Biosensors 2005;20:2.",
            "Kinetic analysis… 2005",
        ),
    ],
)
def test_a_source_has_a_short_name(key, citation, name):
    assert tables.author_year(key, citation) == name


def test_every_source_has_one_that_fits_into_a_table():
    for row in tables.load("references").to_dict("records"):
        name = tables.short_names(row["reference"])
        assert 3 <= len(name) <= 80 and "_" not in name and not name.startswith(("The…", "A…")), row["reference"]
