"""The headings of tables that Moodle writes in other languages than English, and those that universities there use.

What a heading means is told by its whole line: French `Nom` is a last name beside `Prénom`, Italian `Nome` a first name
beside `Cognome`, and German `ID` is the number of a participant in a grading worksheet only. The words are those of
Moodle's language packs (`moodle.php`, `assign.php` and `assignfeedback_comments.php` of 3.11 to 4.4, as the repository
projectestac/odissea keeps them in `html/langpacks`), with what earlier versions had; of Polish, Chinese and Japanese,
which are not kept there, those of single plugins and of universities.
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
_ITALIAN = {
    "name": ("nome",),
    "last_name": ("cognome",),
    "full_name": ("nome_completo", "nome_completo_dell'utente", "cognome_e_nome", "nome_e_cognome", "nominativo"),
    "id_number": ("codice_identificativo",),
    "student_number": ("matricola", "numero_di_matricola", "n._matricola"),
    "username": ("nome_utente",),
    "groups": ("gruppi", "gruppo"),
    "identifier": ("identificativo",),
    "grade": ("valutazione",),
    "grade_can_be_changed": ("la_valutazione_può_essere_cambiata",),
    _WORKSHEET: ("ultima_modifica_(valutazione)",),
}
_PORTUGUESE = {
    "name": ("nome",),
    "last_name": ("apelido", "apelidos", "sobrenome", "último_nome"),
    "full_name": ("nome_completo",),
    "id_number": ("número_de_identificação_(id)", "número_de_identificação"),
    "student_number": ("número_de_aluno", "n.º_de_aluno", "nº_de_aluno", "número_de_matrícula", "matrícula"),
    "username": ("nome_de_utilizador", "nome_de_usuário", "identificação_de_usuário"),
    "groups": ("grupos", "grupo"),
    "identifier": ("identificador",),
    "grade": ("nota", "avaliação"),
    "grade_can_be_changed": ("a_nota_pode_ser_alterada.", "a_nota_pode_ser_alterada", "nota_pode_ser_alterada"),
    _WORKSHEET: ("última_atualização_(avaliação)", "última_modificação_(nota)"),
}
_DUTCH = {
    "first_name": ("voornaam",),
    "last_name": ("achternaam", "familienaam"),
    "name_prefix": ("tussenvoegsel", "voorvoegsel"),
    "name": ("naam",),
    "full_name": ("volledige_naam", "volledige_naam_van_de_gebruiker"),
    "id_number": ("nummer_(id)", "id-nummer", "id_nummer"),
    "student_number": ("studentnummer", "studentennummer", "leerlingnummer"),
    "username": ("gebruikersnaam",),
    "groups": ("groepen", "groep"),
    "identifier": ("identificatie",),
    "grade": ("cijfer", "beoordeling"),
    "maximum_grade": ("hoogst_haalbare_cijfer", "maximumcijfer"),
    _WORKSHEET: ("laatst_gewijzigd_(beoordeling)",),
}
_POLISH = {
    "first_name": ("imię",),
    "last_name": ("nazwisko",),
    "full_name": ("imię_i_nazwisko", "nazwisko_i_imię", "pełna_nazwa"),
    "id_number": ("numer_id",),
    "student_number": ("numer_albumu", "nr_albumu", "numer_indeksu", "nr_indeksu"),
    "username": ("nazwa_użytkownika",),
    "groups": ("grupy", "grupa"),
    "identifier": ("identyfikator",),
    "grade": ("ocena",),
    _WORKSHEET: ("ostatnia_modyfikacja_(ocena)",),
}
_SWEDISH = {
    "first_name": ("förnamn",),
    "last_name": ("efternamn",),
    "full_name": ("fullständigt_namn",),
    "name": ("namn",),
    "id_number": ("id_nummer", "id-nummer"),
    "student_number": ("studentnummer", "personnummer"),
    "username": ("användarnamn",),
    "groups": ("grupper", "grupp"),
    "identifier": ("identifierare",),
    "grade": ("betyg",),
    "maximum_grade": ("maximum_betyg",),
    "grade_can_be_changed": ("betyg_kan_ändras",),
    _WORKSHEET: ("senast_modifierat_(betyg)",),
}
_CHINESE = {
    "first_name": ("名", "名字"),
    "last_name": ("姓", "姓氏"),
    "full_name": ("姓名", "全名"),
    "id_number": ("id号", "编号"),
    "student_number": ("学号", "學號"),
    "email_address": ("邮箱", "电子邮件", "电子邮件地址", "電子郵件"),
    "username": ("用户名", "使用者名稱"),
    "groups": ("小组", "组", "班级", "群組"),
}
_JAPANESE = {
    "first_name": ("名",),
    "last_name": ("姓",),
    "full_name": ("氏名", "名前", "フルネーム"),
    "id_number": ("idナンバー",),
    "student_number": ("学籍番号", "学生番号"),
    "email_address": ("メールアドレス", "メール"),
    "username": ("ユーザ名", "ユーザー名"),
    "groups": ("グループ", "クラス"),
    _WORKSHEET: ("最終更新日時_(評定)",),
}
_LANGUAGES: Sequence[Mapping[str, str]] = [
    {word: english for english, words in language.items() for word in words}
    for language in (
        _GERMAN, _FRENCH, _SPANISH, _ITALIAN, _PORTUGUESE, _DUTCH, _POLISH, _SWEDISH, _CHINESE, _JAPANESE
    )
]  # fmt: skip
_ADDRESS = re.compile(r"e?-?_?mail|e-post")  # in a heading of any of these languages
NO = frozenset({"no", "nein", "non", "nee", "não", "nie", "nej"})  # that a grade can be changed


def usual(cells: Sequence[str]) -> list[str]:
    """Return the headings of a line in their usual form, in English where it is in a language that is known."""
    head = [_plain(cell) for cell in cells]
    words = max(_LANGUAGES, key=lambda known: sum(name in known for name in head))
    numbered = any(words.get(name) == "student_number" for name in head)  # which no other language calls so
    if not numbered and sum(name in words for name in head) < FEWEST:
        return head
    told = [words.get(name) or ("email_address" if _ADDRESS.search(name) else name) for name in head]
    if _WORKSHEET in told and "identifier" not in told:
        told = ["identifier" if name == "id" else name for name in told]
    for one, other in (("first_name", "last_name"), ("last_name", "first_name")):
        if one in told and other not in told:
            told = [other if name == "name" else name for name in told]
    return told


def _plain(cell: str) -> str:
    """Return a heading in its usual form, with the apostrophe and the hyphen of a keyboard and no mark behind it."""
    straight = re.sub("[\u2010\u2011]", "-", re.sub("[\u2018\u2019\u02bc]", "'", sheets.heading(cell)))
    return straight.rstrip(":*._")
