"""Rosters as learning platforms and spreadsheets save them; all faults at once."""

import datetime
import re
import unicodedata
import zipfile

import pytest

from helpers.coursework.roster import RosterError, Student, read

CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Part 1 (4711)\n"
    ",,,,,Manual Posting\n"
    "    Points Possible,,,,,24\n"
    '"O\'Brien, Liam",90001,s1001,lobrien,Sec A,\n'
    '"Lee, Ann",90003,00123,alee,Sec B and Sec C,\n'
    '"Student, Test",90009,,a1b2c3,Sec A,\n'
)
LIAM = {
    "s1001": Student("s1001", "O'Brien, Liam", "", "lobrien", "90001", "Sec A"),
    "00123": Student("00123", "Lee, Ann", "", "alee", "90003", "Sec B and Sec C"),
}
MOODLE = (
    '"First name","Last name","ID number","Email address"\nLiam,O\'Brien,00123,liam@x.org\n小明,王,00124,xm@x.org\n'
)
PEOPLE = {
    "00123": Student("00123", "Liam O'Brien", "liam@x.org"),
    "00124": Student("00124", "小明 王", "xm@x.org"),
}
BLACKBOARD = (
    '"Last Name"\t"First Name"\t"Username"\t"Student ID"\t"Last Access"\t"Availability"\n'
    '"Ångström"\t"Éva"\t"eva"\t"00123"\t"2026-11-01"\t"Yes"\n'
)
BRIGHTSPACE = (
    "OrgDefinedId,Username,Last Name,First Name,Email,Part 1 Points Grade <Numeric MaxPoints:24>,"
    "End-of-Line Indicator\n"
    "#00123,#eva,Ångström,Éva,eva@x.org,,#\n"
)
NBGRADER = "id,first_name,last_name,email,lms_user_id\n00123,Éva,Ångström,eva@x.org,77\n"
WORKSHEET = (
    "Identifier,Full name,ID number,Email address,Status,Grade,Maximum Grade\n"
    "Participant 4321,Éva Ångström,00123,eva@x.org,Submitted for grading,,24.00\n"
)
# As the language packs of Moodle write the headings of its offline grading worksheet.
WORKSHEETS = {
    "German": (
        "ID,Vollständiger Name,ID-Nummer,E-Mail-Adresse,Status,Bewertung,Bestwertung,Bewertung kann geändert werden,"
        "Zuletzt geändert (Abgabe),Zuletzt geändert (Bewertung),Feedback als Kommentar\n"
        'Teilnehmer/in4321,Éva Ångström,00123,eva@x.org,Zur Bewertung abgegeben,,"24,00",Ja,-,-,\n'
    ),
    "French": (
        "Identifiant,Nom complet,Numéro d’identification,Adresse de courriel,Statut,Note,Note maximale,"
        "La note peut être modifiée,Dernière modification (travail remis),Dernière modification (note),"
        "Feedback par commentaires\n"
        'Participant4321,Éva Ångström,00123,eva@x.org,Remis pour évaluation,,"24,00",Oui,-,-,\n'
    ),
    "Spanish": (
        "Identificador,Nombre completo,Número de ID,Dirección de correo,Estado,Calificación,Calificación máxima,"
        "La calificación puede ser cambiada,Última modificación (entrega),Última modificación (calificación),"
        "Comentarios de retroalimentación\n"
        'Participante4321,Éva Ångström,00123,eva@x.org,Enviado para calificar,,"24,00",Sí,-,-,\n'
    ),
}
# Of the others what the packs have of it.
WORKSHEETS |= {
    "Italian": (
        "Identificativo,Nome completo,Codice identificativo,Indirizzo email,Stato,Valutazione,"
        "La valutazione può essere cambiata,Ultima modifica (consegna),Ultima modifica (valutazione)\n"
        "Partecipante4321,Éva Ångström,00123,eva@x.org,Consegnato,,Sì,-,-\n"
    ),
    "Portuguese": (
        "Identificador,Nome completo,Número de identificação (ID),Endereço de e-mail,Estado,Avaliação,"
        "A nota pode ser alterada.,Última atualização (avaliação)\n"
        "Participante4321,Éva Ångström,00123,eva@x.org,Submetido,,Sim,-\n"
    ),
    "Dutch": (
        "Identificatie,Volledige naam,Nummer (ID),E-mailadres,Status,Cijfer,Laatst gewijzigd (beoordeling)\n"
        "Deelnemer4321,Éva Ångström,00123,eva@x.org,Ingestuurd,,-\n"
    ),
    "Polish": (
        "Identyfikator,Imię i nazwisko,Numer ID,Adres email,Status,Ocena,Ostatnia modyfikacja (ocena)\n"
        "Uczestnik4321,Éva Ångström,00123,eva@x.org,Wysłano,,-\n"
    ),
    "Swedish": (
        "Identifierare,Fullständigt namn,ID nummer,E-postadress,Status,Betyg,Betyg kan ändras,"
        "Senast modifierat (betyg)\n"
        "Deltagare4321,Éva Ångström,00123,eva@x.org,Inskickad,,Ja,-\n"
    ),
}
PARTICIPANT = {"00123": Student("00123", "Éva Ångström", "eva@x.org", participant="4321")}


@pytest.mark.parametrize(
    ("raw", "students"),
    [
        (CANVAS.encode(), LIAM),
        (CANVAS.replace("SIS User ID", "Other").encode(), {"lobrien", "alee"}),
        (MOODLE.encode("utf-8-sig"), PEOPLE),
        (MOODLE.replace(",", ";").encode("utf-16"), PEOPLE),
        (MOODLE.replace("Last name", "Surname").replace(",", "\t").encode("utf-16-le"), PEOPLE),
        (MOODLE.replace("00123", "").replace("00124", "").encode(), {"liam@x.org", "xm@x.org"}),
        (
            BLACKBOARD.encode("utf-16"),
            {"00123": Student("00123", "Éva Ångström", login="eva")},
        ),
        (
            BRIGHTSPACE.encode("cp1252"),
            {"00123": Student("00123", "Éva Ångström", "eva@x.org", "eva")},
        ),
        (
            NBGRADER.encode(),
            {"00123": Student("00123", "Éva Ångström", "eva@x.org", canvas_id="77")},
        ),
        (
            WORKSHEET.encode("utf-8-sig"),
            {"00123": Student("00123", "Éva Ångström", "eva@x.org", participant="4321")},
        ),
        ("Vorname;Nachname;ID-Nummer;E-Mail-Adresse;Gruppen\nÉva;Ångström;00123;eva@x.org;\n".encode("cp1252"),
         {"00123": Student("00123", "Éva Ångström", "eva@x.org")}),
        ("Prénom,Nom de famille,Numéro d’identification,Adresse de courriel\nÉva,Ångström,00123,eva@x.org\n".encode(),
         {"00123": Student("00123", "Éva Ångström", "eva@x.org")}),
        ("Nombre,Apellido(s),Número de ID,Dirección de correo\nÉva,Ångström,00123,eva@x.org\n".encode("utf-16"),
         {"00123": Student("00123", "Éva Ångström", "eva@x.org")}),
        (unicodedata.normalize("NFD", "Prénom,Nom,Numéro d'identification\nÉva,Ångström,00123\n").encode(),
         {"00123": Student("00123", unicodedata.normalize("NFD", "Éva Ångström"))}),
        ("Matrikelnummer;Name;Vorname\n00123;Ångström;Éva\n".encode(), {"00123": Student("00123", "Éva Ångström")}),
        *((worksheet.encode("utf-8-sig"), PARTICIPANT) for worksheet in WORKSHEETS.values()),
        *((f"{head}\nÉva,Ångström,00123,eva@x.org\n".encode("utf-8-sig"),
           {"00123": Student("00123", "Éva Ångström", "eva@x.org")}) for head in (
            "Nome,Cognome,Codice identificativo,Indirizzo email", "Nome,Cognome,Matricola,E-mail",
            "Nome,Apelido,Número de identificação (ID),Endereço de e-mail", "Nome,Sobrenome,Matrícula,E-mail",
            "Voornaam,Achternaam,Nummer (ID),E-mailadres", "Voornaam,Familienaam,Studentnummer,E-mail",
            "Imię,Nazwisko,Numer ID,Adres email", "Imię,Nazwisko,Nr albumu,E-mail",
            "Förnamn,Efternamn,ID nummer,E-postadress", "Förnamn,Efternamn,Personnummer,E-post")),
        ("学号,姓名,电子邮件\n00123,王小明,xm@x.org\n00124,李娜,ln@x.org\n".encode("gb18030"),
         {"00123": Student("00123", "王小明", "xm@x.org"), "00124": Student("00124", "李娜", "ln@x.org")}),
        ("student_id,name\n00123,王小明\n00124,O'Brien Liam\n00125,李喆\n00126,陈建国\n".encode("gb18030"),
         {"00123": Student("00123", "王小明"), "00124": Student("00124", "O'Brien Liam"),
          "00125": Student("00125", "李喆"), "00126": Student("00126", "陈建国")}),
        ("学籍番号,氏名,メールアドレス\n00123,山田太郎,ty@x.org\n00124,佐藤 さくら,ss@x.org\n".encode("cp932"),
         {"00123": Student("00123", "山田太郎", "ty@x.org"), "00124": Student("00124", "佐藤 さくら", "ss@x.org")}),
        ("student_id,name\n00123,山田太郎\n00124,Ann Lee\n".encode("cp932"),
         {"00123": Student("00123", "山田太郎"), "00124": Student("00124", "Ann Lee")}),
        ("student_id,name\n1,山田ﾀﾛｳ\n".encode("cp932"), {"1": Student("1", "山田ﾀﾛｳ")}),
        (b"Studentnummer;Voornaam;Tussenvoegsel;Achternaam\n00123;Jan;van der;Berg\n00124;Eva;;Smit\n",
         {"00123": Student("00123", "Jan van der Berg"), "00124": Student("00124", "Eva Smit")}),
        (b"Kurs X;;\nMatrikelnummer;Name;\n00123;Ada;\n", {"00123": Student("00123", "Ada")}),
        (b"Matricola\n00123\n", {"00123": Student("00123")}),
        (b"student_id,name\n123.0,Ada\n124.0,Eve\n", {"123": Student("123", "Ada"), "124": Student("124", "Eve")}),
        ("Nombre,Apellido(s),Matrícula\nMaría José,García-Márquez de la Cruz,00123\n".encode(),
         {"00123": Student("00123", "María José García-Márquez de la Cruz")}),
        (b'student_id,name\n1,"Lee, Ann, Jr."\n2,"Bo ""B"" Li"\n',
         {"1": Student("1", "Lee, Ann, Jr."), "2": Student("2", 'Bo "B" Li')}),
        (f'{BLACKBOARD}"Lee"\t"PreviewUser"\t"alee_previewuser"\t""\t""\t"Yes"\n'.encode("utf-16"),
         {"00123": Student("00123", "Éva Ångström", login="eva")}),
        (b"ID number,First name,Last name,Email address\n1,A,B,x@x.org\n2,C,D,x@x.org\n",
         {"1": Student("1", "A B", "x@x.org"), "2": Student("2", "C D", "x@x.org")}),
        ("Imię;Nazwisko;Nr albumu\nŁukasz;Żółć;00123\n".encode("cp1250"), {"00123": Student("00123", "Łukasz Żółć")}),
        ("student_id,name\n1,Liam O’Brien\n2,Noël D’Arcy\n".encode("cp1252"),
         {"1": Student("1", "Liam O’Brien"), "2": Student("2", "Noël D’Arcy")}),
        ("student_id,name\n1,José Müller\n2,Zoé Lefèvre\n".encode("mac_roman"),
         {"1": Student("1", "José Müller"), "2": Student("2", "Zoé Lefèvre")}),
        ("student_id,name\n1,ÄÖÜ ÅSA\n2,ÉVA ÅNGSTRÖM\n".encode("cp1252"),
         {"1": Student("1", "ÄÖÜ ÅSA"), "2": Student("2", "ÉVA ÅNGSTRÖM")}),
        (b"Student No.:,Name*\n00123,Ada\n", {"00123": Student("00123", "Ada")}),
        (b"student_id,name\n00123,Ada\n\nStudent_ID,Name\n00124,Eve\n",
         {"00123": Student("00123", "Ada"), "00124": Student("00124", "Eve")}),
        (CANVAS.replace("SIS User ID,SIS Login ID,", "").replace("s1001,lobrien,", "").replace("00123,alee,", "")
         .replace(",a1b2c3,", "").encode(), {"90001", "90003"}),
        (b'The course of this year\n\nstudent id\n="00123"\n', {"00123": Student("00123")}),
        ("Full name;ID number;Email address\rÉva Ångström;77;e@x.org\r".encode("mac_roman"),
         {"77": Student("77", "Éva Ångström", "e@x.org")}),
    ],
)  # fmt: skip
def test_exports_of_platforms_and_spreadsheets(tmp_path, raw, students):
    (tmp_path / "roster.csv").write_bytes(raw)
    found = read(tmp_path / "roster.csv")
    assert found == students if isinstance(students, dict) else set(found) == students


IDS = {
    "what cannot be seen": "student-id,name\n\u200b00123,Ada\n\ufeff00124,Eve\n",
    "addresses for ids": "First name,Last name,Email address\nA,B,anna+c@x.org\nC,D,o'brien@x.org\n",
    "notes beside": "student_id,name,\n00123,Ada,\n,,checked by Bob\n00124,Eve,\n",
}


@pytest.mark.parametrize("how", IDS)
def test_ids_are_read_as_people_mean_them(tmp_path, how):
    (tmp_path / "r.csv").write_text(IDS[how], encoding="utf-8")
    wanted = {"anna+c@x.org", "o'brien@x.org"} if how.startswith("addresses") else {"00123", "00124"}
    assert set(read(tmp_path / "r.csv")) == wanted


def test_a_workbook_of_libreoffice_is_a_roster(tmp_path):
    names = "".join(f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("table", "text"))
    lines = (("student_id", "name"), ("00123", "Éva"), ("00124", "Ada"))
    rows = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in line)
        + '<table:table-cell table:number-columns-repeated="16382"/></table:table-row>'
        for line in lines
    )
    empty = '<table:table-row table:number-rows-repeated="1048573"><table:table-cell/></table:table-row>'
    content = f'<document{names}><table:table table:name="Class">{rows}{empty}</table:table></document>'
    with zipfile.ZipFile(tmp_path / "roster.ods", "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", content)
    assert read(tmp_path / "roster.ods") == {"00123": Student("00123", "Éva"), "00124": Student("00124", "Ada")}


def test_a_workbook_shows_its_zeros_and_ends_where_its_lines_end(tmp_path):
    book = pytest.importorskip("openpyxl").Workbook()
    for line in (["student_id", "name"], [123, "Éva"], [124.0, "Ada"]):
        book.active.append(line)
    book.active["A2"].number_format = "00000"
    book.active["XFD1048576"] = " "
    book.save(tmp_path / "roster.xlsx")
    assert set(read(tmp_path / "roster.xlsx")) == {"00123", "124"}


def test_a_workbook_is_a_roster(tmp_path):
    book = pytest.importorskip("openpyxl").Workbook()
    for line in (["Autumn", None], ["student_id", "name"], ["00123", "Éva"], [124, "Ada"]):
        book.active.append(line)
    book.save(tmp_path / "roster.xlsx")
    assert read(tmp_path / "roster.xlsx") == {"00123": Student("00123", "Éva"), "124": Student("124", "Ada")}


def test_all_faults_are_told_at_once(tmp_path):
    text = "student_id,name\na/b,Ada\nx1,Bob\n,Eve\nX1,Dan\n1.23457E+11,Zoe\nx2,Fay\n"
    (tmp_path / "r.csv").write_text(text)
    with pytest.raises(RosterError) as told:
        read(tmp_path / "r.csv")
    lines = str(told.value).split("\n")
    assert re.findall(r"^r\.csv, line (\d+): ", str(told.value), re.MULTILINE) == ["2", "4", "5", "6"]
    assert "cannot be a student id" in lines[0] and "no student id" in lines[1]
    assert "stands there twice" in lines[2] and "shortened" in lines[3]


@pytest.mark.parametrize(
    ("names", "encoding"),
    [
        ("김민수", "cp949"),
        ("김민수,이영희,박지성", "cp949"),
        ("최수빈,한예슬,Ann Lee,남궁민", "cp949"),
        ("李娜", "gb18030"),
        ("林志玲", "gb18030"),
        ("林志玲,王小明", "gb18030"),
        ("陈冠希,包贝尔,白百合", "gb18030"),
        ("Guðrún Jónsdóttir,Þór Sigurðsson", "cp1252"),
        ("Davíð Oddsson,Birgir Guðmundsson", "cp1252"),
        ("Ýmir Örn,Sigurður Hjálmarsson", "cp1252"),
        ("Høgni Hoydal,Jóannes Eiðesgaard", "cp1252"),
    ],
)
def test_names_are_told_by_their_letters(tmp_path, names, encoding):
    lines = [f"{number},{name}" for number, name in enumerate(names.split(","))]
    (tmp_path / "r.csv").write_bytes("\n".join(["student_id,name", *lines]).encode(encoding))
    assert [about.name for about in read(tmp_path / "r.csv").values()] == names.split(",")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("student_id,name\n1,똠방각하\n", "cp949"),
        ("student_id,name\n1,Ayşe Yılmaz\n2,Çağrı Öztürk\n", "cp1254"),
        ("student_id,name\n1,Gökhan Dağ\n2,Ann Lee\n", "cp1254"),
        ("student_id,name\n1,AYŞE YILMAZ\n2,IŞIL ŞAHİN\n3,José Lopez\n", "cp1254"),
        ("Öğrenci No;Adı;Soyadı\n1;Mehmet;Yıldız\n", "cp1254"),
        ("student_id,name\n1,王小明\n2,陳建國\n3,林志玲\n", "big5"),
        ("student_id,name\n1,Иванов\n2,Петров\n", "cp1251"),
    ],
)
def test_an_encoding_that_cannot_be_told_is_one_sentence(tmp_path, text, encoding):
    (tmp_path / "r.csv").write_bytes(text.encode(encoding))
    with pytest.raises(RosterError, match=r"^The encoding of r\.csv cannot be told; save it as CSV UTF-8 or as XLSX"):
        read(tmp_path / "r.csv")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("student_id,name\n1,Lee, Ann\n", "line 2: it has more cells than there are headings; a name with"),
        ("student_id,name\n1,A\nTotal,1\n", "line 3: 'Total' is no student; remove the line."),
        ("student_id,name\n2026-05-02,A\n", "line 2: '2026-05-02' is a date that a spreadsheet made of an id"),
        ("student_id,name\n2/5/2026,A\n", "line 2: '2/5/2026' is a date that a spreadsheet made of an id"),
        ("student_id,name\n=1+122,A\n", "line 2: the value of the formula '=1+122' is not stored"),
        ("student_id,name\n1 2 3,A\n", "line 2: '1 2 3' cannot be a student id"),
        ('student_id,name\n"1,234",A\n', "line 2: '1,234' cannot be a student id"),
        ("First name,Last name,Email address\nA,B,x@x.org\nC,D,X@x.org\n", "line 3: the student id 'X@x.org' stands"),
        ("First name,Last name,ID number\nA,B,1\nC,D,\n", "line 3: there is no student id."),
        ("00123,Ann\n00124,Bo\n", " has no column student_id; give the column that holds the ids this heading."),
    ],
)
def test_what_is_no_student_is_told_with_its_line(tmp_path, text, reason):
    (tmp_path / "r.csv").write_text(text)
    with pytest.raises(RosterError, match=re.escape(reason)):
        read(tmp_path / "r.csv")


def test_merged_and_hidden_cells_and_dates_of_a_workbook(tmp_path):
    book = pytest.importorskip("openpyxl").Workbook()
    for line in ("My course", "student_id secret name", "00123 9 Ada", "00124 8 Eve"):
        book.active.append([line] if line == "My course" else line.split())
    book.active.merge_cells("A1:C1")
    book.active.column_dimensions["B"].hidden = book.active.row_dimensions[4].hidden = True
    book.save(tmp_path / "r.xlsx")
    assert read(tmp_path / "r.xlsx") == {"00123": Student("00123", "Ada"), "00124": Student("00124", "Eve")}
    book.active["A3"] = datetime.date(2026, 5, 2)
    book.active.merge_cells("A3:A4")
    book.save(tmp_path / "r.xlsx")
    with pytest.raises(RosterError) as told:
        read(tmp_path / "r.xlsx")
    assert "line 3: '2026-05-02' is a date" in str(told.value) and "line 4: there is no student id" in str(told.value)


def test_a_quotation_mark_that_is_never_closed_hides_nobody(tmp_path):
    (tmp_path / "r.csv").write_text('student_id,name\n00123,"Ada\n00124,Eve\n')
    with pytest.raises(RosterError, match=r"r\.csv cannot be read from line 2 on: a quotation mark there"):
        read(tmp_path / "r.csv")


def test_a_hidden_sheet_comes_last_and_a_format_shows_what_it_adds(tmp_path):
    book = pytest.importorskip("openpyxl").Workbook()
    old, seen = book.active, book.create_sheet("Class")
    for sheet, number in ((old, 99), (seen, 123)):
        sheet.append(["student_id"])
        sheet.append([number])
    old.sheet_state, book.active = "hidden", 1
    seen["A2"].number_format = '"s"00000;-00000'
    book.save(tmp_path / "r.xlsx")
    assert set(read(tmp_path / "r.xlsx")) == {"s00123"}


@pytest.mark.parametrize("zero", ["\u200b", "\ufeff", "\u200e", "\u00ad", "\u2060"])
def test_a_letter_that_cannot_be_seen_hides_no_heading(tmp_path, zero):
    (tmp_path / "roster.csv").write_text(f"{zero}student_id{zero},name\n00123,Ann\n", encoding="utf-8")
    assert read(tmp_path / "roster.csv") == {"00123": Student("00123", "Ann")}


SHEETS = {
    "one more student": (["s1", "s2"], ["s2", "s9"], "s9"),
    "a section each": (["s1"], ["s9", "s8"], "s9, s8"),
    "the same class": (["s1", "s2"], ["s2", "S1"], ""),
    "a part of it": (["s1", "s2"], ["s2"], ""),
    "an empty list": (["s1"], [], ""),
    "no list": (["s1"], None, ""),
}


@pytest.mark.parametrize("name", SHEETS)
def test_students_of_a_second_sheet_are_not_left_out_unnoticed(tmp_path, name):
    openpyxl = pytest.importorskip("openpyxl")
    first, second, missing = SHEETS[name]
    book = openpyxl.Workbook()
    book.active.title = "All"
    for row in (["student_id", "name"], *([one, "Ann"] for one in first)):
        book.active.append(row)
    other = book.create_sheet("Section B")
    for row in [["Ask Ada."]] if second is None else [["student_id", "name"], *([one, "Bob"] for one in second)]:
        other.append(row)
    book.save(tmp_path / "roster.xlsx")
    if not missing:
        assert list(read(tmp_path / "roster.xlsx")) == first
        return
    with pytest.raises(RosterError, match=f"sheet Section B lists {missing}, who are not in roster.xlsx, sheet All"):
        read(tmp_path / "roster.xlsx")
