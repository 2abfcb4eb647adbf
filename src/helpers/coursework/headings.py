"""The headings of tables that Moodle writes in German, French and Spanish, and those that universities there use.

What a heading means is told by its whole line: French `Nom` is a last name beside `Prénom`, and German `ID` is the
number of a participant in a grading worksheet only. The words are those of Moodle's language packs (`moodle.php`,
`assign.php` and `assignfeedback_comments.php` of 3.11 to 4.4, as the repository projectestac/odissea keeps them in
`html/langpacks`), with what earlier versions had.
"""

import re
from collections.abc import Mapping, Sequence

from helpers.coursework import sheets

FEWEST = 2  # headings of a language that a line must have, for it to be taken as written in it
_WORKSHEET = "last_modified_(grade)"
# English heading, in its usual form (`sheets.heading`): what it is in a language.
_GERMAN = {
    "first_name": ("vorname",),
    "last_name": ("nachname", "familienname"),
    "full_name": ("vollständiger_name",),
    "id_number": ("id-nummer",),
    "student_number": ("matrikelnummer", "matrikel-nr", "matrikelnr", "matrikel"),
    "email_address": ("e-mail-adresse", "e-mail", "email-adresse"),
    "username": ("anmeldename", "benutzername"),
    "groups": ("gruppen", "gruppe"),
    "grade": ("bewertung",),
    "maximum_grade": ("bestwertung", "beste_bewertung"),
    "grade_can_be_changed": ("bewertung_kann_geändert_werden",),
    _WORKSHEET: ("zuletzt_geändert_(bewertung)",),
    "feedback_comments": ("feedback_als_kommentar",),
}
_FRENCH = {
    "first_name": ("prénom",),
    "last_name": ("nom_de_famille",),
    "full_name": ("nom_complet",),
    "name": ("nom",),
    "id_number": ("numéro_d'identification",),
    "student_number": ("numéro_d'étudiant", "numéro_étudiant", "n°_étudiant", "code_étudiant"),
    "email_address": ("adresse_de_courriel", "adresse_courriel", "courriel", "adresse_e-mail"),
    "username": ("nom_d'utilisateur",),
    "groups": ("groupes", "groupe"),
    "identifier": ("identifiant",),
    "grade": ("note",),
    "maximum_grade": ("note_maximale",),
    "grade_can_be_changed": ("la_note_peut_être_modifiée",),
    _WORKSHEET: ("dernière_modification_(note)",),
    "feedback_comments": ("feedback_par_commentaires",),
}
_SPANISH = {
    "first_name": ("nombre", "nombre(s)"),
    "last_name": ("apellido(s)", "apellidos", "apellido"),
    "full_name": ("nombre_completo",),
    "id_number": ("número_de_id", "número_id"),
    "student_number": ("número_de_matrícula", "matrícula"),
    "email_address": (
        "dirección_de_correo", "dirección_de_correo_electrónico", "correo_electrónico", "dirección_email",
    ),
    "username": ("nombre_de_usuario",),
    "groups": ("grupos", "grupo"),
    "identifier": ("identificador",),
    "grade": ("calificación",),
    "maximum_grade": ("calificación_máxima",),
    "grade_can_be_changed": ("la_calificación_puede_cambiarse", "la_calificación_puede_ser_cambiada"),
    _WORKSHEET: ("última_modificación_(calificación)",),
    "feedback_comments": ("comentarios_de_retroalimentación",),
}  # fmt: skip
_LANGUAGES: Sequence[Mapping[str, str]] = [
    {word: english for english, words in language.items() for word in words}
    for language in (_GERMAN, _FRENCH, _SPANISH)
]
NO = frozenset({"no", "nein", "non"})  # that a grade can be changed


def usual(cells: Sequence[str]) -> list[str]:
    """Return the headings of a line in their usual form, in English where it is in a language that is known."""
    head = [_plain(cell) for cell in cells]
    words = max(_LANGUAGES, key=lambda known: sum(name in known for name in head))
    if sum(name in words for name in head) < FEWEST:
        return head
    told = [words.get(name, name) for name in head]
    if _WORKSHEET in told and "identifier" not in told:
        told = ["identifier" if name == "id" else name for name in told]
    if "first_name" in told and "last_name" not in told:
        told = ["last_name" if name == "name" else name for name in told]
    return told


def _plain(cell: str) -> str:
    """Return a heading in its usual form, with the apostrophe and the hyphen of a keyboard and no mark behind it."""
    straight = re.sub("[\u2010\u2011]", "-", re.sub("[\u2018\u2019\u02bc]", "'", sheets.heading(cell)))
    return straight.rstrip(":*._")
