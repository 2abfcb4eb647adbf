"""Items on IL-6 in disease: an anaemia, what findings show, a joint with one messenger held, a dose."""

from helpers.coursework.draws import Grid, case, drawn
from helpers.coursework.kinds import Number

ANAEMIAS = {  # the explanation (an option of A2-02b), and what the blood says
    "inflammation": (
        "serum iron is low, hepcidin is high, CRP is 48 mg/L",
        "serum iron is low although hepcidin is far above normal; the patient has had arthritis for years",
    ),
    "deficiency": (
        "serum iron is low, hepcidin is hardly to be found, CRP is normal",
        "serum iron and hepcidin are both very low after months of bleeding",
    ),
    "neither": (
        "serum iron and hepcidin are normal, CRP is normal",
        "serum iron is normal, and so is hepcidin, in a patient without inflammation",
    ),
}
FINDINGS = {  # what it shows (an option of A2-02c), and what was found
    "goes-along": (
        "the pooled mean of IL-6 in severe COVID-19 was higher than in healthy people",
        "patients whose IL-6 was higher at admission died more often",
    ),
    "causes": (
        "people who inherit one more copy of IL6R with Asp358Ala have a little less coronary disease",
        "variants of IL6 that go with a lower CRP for life go with less coronary disease",
    ),
    "helps": (
        "of patients with COVID-19 who were drawn by lot for tocilizumab fewer died than of the others",
        "18 of 53 patients with Castleman disease had a lasting response to siltuximab, and none of 26 to placebo",
    ),
}
TUMOURS = {  # what may be said (an option of A2-02d), and what was found
    "dish": (
        "alone in a dish human breast cancer cells divide more slowly with IL-6",
        "of four lines of human breast cancer cells in culture IL-6 slows one",
    ),
    "animal": (
        "in mice that were given human IL-6 breast cancer cells grew into tumours without oestrogen",
        "an antibody against IL-6 made 9 of 10 tumours of human breast cancer cells in mice shrink",
    ),
    "patients": (
        "siltuximab added to bortezomib gave 8.0 months without progression of myeloma, and placebo 7.6",
        "untreated myeloma stood still for 17 months with siltuximab beside other drugs, and for 17 without it",
    ),
}
HELD = {  # what grows weaker (an option of A2-03d), and the messenger that is held
    "chain": ("TNF", "IL-17A"),
    "orders": ("IL-6", "IL-6, by siltuximab,"),
    "none": ("RANKL", "VEGF"),
}
# Tocilizumab by the US label of 2026; its licence for cytokine release is told by Le 2018,
# doi 10.1634/theoncologist.2018-0028.
MG_PER_KG = 8  # from 30 kg on, in cytokine release after CAR T cells
CHILDREN_MG_PER_KG = 12  # below 30 kg
ARTHRITIS_MG_PER_KG = 4  # the first dose in rheumatoid arthritis

ITEMS = (
    case("A2-02b", ANAEMIAS),
    case("A2-02c", FINDINGS),
    case("A2-02d", TUMOURS),
    case("A2-03d", HELD, "messenger"),
    Number(
        "A2-06b",
        drawn(weight_kg=Grid(36, 98, 1)),
        lambda g: MG_PER_KG * g["weight_kg"],
        {
            "children": lambda g: CHILDREN_MG_PER_KG * g["weight_kg"],
            "arthritis": lambda g: ARTHRITIS_MG_PER_KG * g["weight_kg"],
        },
    ),
)
