"""What grading leaves behind: tables for people and learning platforms, feedback pages, a class picture."""

import csv
import html
import io
from collections import defaultdict
from dataclasses import asdict, fields
from pathlib import Path

from helpers import tables
from helpers.coursework import facts, items
from helpers.coursework.grading import Row, total
from helpers.coursework.judging import FOR_A_PERSON
from helpers.coursework.problems import OTHER_NUMBERS, Code

STYLE = """
body{font:16px/1.5 system-ui,"Segoe UI",Helvetica,Arial,sans-serif;color:#1F1F1F;background:#fff;max-width:60rem;
margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2rem}
table{border-collapse:collapse;width:100%}caption{text-align:left;padding:.3rem 0;color:#505050}
th,td{border-bottom:1px solid #C8C8C8;padding:.5rem;text-align:left;vertical-align:top}
td.marks,th.marks{white-space:nowrap;text-align:right}
th.share{width:35%}
.bar{background:#0072B2;height:1rem;display:block;min-width:2px}
"""


def write(graded, out):
    """Write every report on `graded` into the folder `out`; return the lines to tell the instructor.

    An earlier answers.csv in `out` is compared first: who changed, and why.
    """
    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    changes = compare(read_answers(out / "answers.csv"), graded)
    _table(
        out / "answers.csv",
        [field.name for field in fields(Row)],
        [asdict(row) for row in graded.rows],
    )
    _table(out / "changes.csv", ["student", "question", "before", "after", "why"], changes)
    _table(out / "problems.csv", PROBLEMS, problem_rows(graded))
    _table(out / "manual.csv", MANUAL, manual_rows(graded))
    write_grades(graded, out)
    _table(out / "class_picture.csv", PICTURE, picture_rows(graded))
    (out / "class_picture.html").write_text(picture_page(graded), encoding="utf-8")
    write_feedback(graded, out / "feedback")
    return _told(graded, changes, out)


def _told(graded, changes, out):
    serious = [problem for problem in graded.problems.serious() if problem.code != Code.NOTHING_HANDED_IN]
    waiting = total(graded.rows).waiting
    missing = [student for student, result in graded.results.items() if not result.file]
    lines = [f"{len(graded.present)} of {len(graded.students)} students handed in; marks are in {out / 'grades.csv'}."]
    if graded.problems.count(OTHER_NUMBERS) > len(graded.present) / 2:
        lines.append("Most notebooks were made for other numbers: is this the right key, and the right release?")
    if missing:
        lines.append(f"Nothing was handed in by {', '.join(missing[:10])}{' and others' if len(missing) > 10 else ''}.")
    if serious:
        lines.append(f"{len(serious)} lines of problems.csv need a look.")
    if waiting:
        lines.append(f"{waiting} texts wait for marks: fill the column 'marks' of manual.csv and grade again.")
    by_student = defaultdict(list)
    for change in changes:
        by_student[change["student"]].append(change)
    for student, mine in by_student.items():
        told = "; ".join(f"{c['question']} {c['before']} -> {c['after']} ({c['why']})" for c in mine)
        lines.append(f"Changed: {student}: {told}")
    return lines


# ---------------------------------------------------------------------------- marks

MANUAL = ["student", "question", "item", "task", "answer", "rubric", "out_of", "marks"]


def read_manual(path):
    """Return the marks entered in a manual.csv: (student, question) to marks. Raises ValueError with the line."""
    marks = {}
    for number, row in enumerate(_rows(path), start=2):
        text = (row.get("marks") or "").strip().replace(",", ".")
        if text:
            try:
                marks[row["student"], row["question"]] = float(text)
            except ValueError:
                raise ValueError(f"{Path(path).name}, line {number}: the marks '{text}' are not a number.") from None
    return marks


def manual_rows(graded):
    """Return what a person has to mark, with the rubric; marks given before are kept."""
    return [
        _manual_row(row, graded.results[row.student].tasks[row.question])
        for row in graded.rows
        if row.verdict in FOR_A_PERSON or row.verdict == "marked by hand"
    ]


def _manual_row(row, task):
    item = items.load()[row.item]
    rubric = "; ".join(f"{option.text} ({option.score:g})" for option in item.options)
    return {
        "student": row.student,
        "question": row.question,
        "item": row.item,
        "task": task,
        "answer": row.answer,
        "rubric": rubric if item.kind == "text" else f"right is {row.right} {item.unit}".strip(),
        "out_of": f"{row.out_of:g}",
        "marks": f"{row.points:g}" if row.verdict == "marked by hand" else "",
    }


def write_grades(graded, out):
    """Write grades.csv and the import files of Canvas and Moodle, totals and single questions."""
    title = items.ASSIGNMENTS[graded.assignment].title
    questions = items.points(graded.assignment)
    everyone = [(person, graded.results[student].rows) for student, person in graded.students.items()]
    _table(
        out / "grades.csv",
        ["student_id", "name", "marks", "out_of", "percent", "to_mark", "file", *questions],
        [_grade(person, graded.results[person.student_id]) for person, _ in everyone],
    )
    head = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
    for name, columns in (
        ("canvas.csv", {title: sum(questions.values())}),
        ("canvas_questions.csv", {f"{title} {q}": p for q, p in questions.items()}),
    ):
        possible = (
            dict.fromkeys(head, "") | {"Student": "    Points Possible"} | {c: f"{p:g}" for c, p in columns.items()}
        )
        _table(
            out / name,
            [*head, *columns],
            [possible] + [_canvas(person) | _columns(columns, rows) for person, rows in everyone],
        )
    head = ["Full name", "ID number", "Email address"]
    for name, columns in (("moodle.csv", {title: 1}), ("moodle_questions.csv", {f"{title} {q}": 1 for q in questions})):
        _table(
            out / name,
            [*head, *columns, "Feedback comments"],
            [
                {"Full name": person.name, "ID number": person.student_id, "Email address": person.email}
                | _columns(columns, rows)
                | {"Feedback comments": _comments(rows)}
                for person, rows in everyone
            ],
        )


def _grade(person, result):
    sum_ = total(result.rows)
    return {
        "student_id": person.student_id,
        "name": person.name,
        "marks": f"{sum_.points:g}",
        "out_of": f"{sum_.out_of:g}",
        "percent": f"{100 * sum_.points / sum_.out_of:.1f}",
        "to_mark": sum_.waiting,
        "file": result.file or "nothing handed in",
        **{row.question: "" if row.points is None else f"{row.points:g}" for row in result.rows},
    }


def _canvas(person):
    return {
        "Student": person.name or person.student_id,
        "ID": person.canvas_id,
        "SIS User ID": person.student_id,
        "SIS Login ID": person.login,
        "Section": person.section,
    }


def _columns(columns, rows):
    if len(columns) == 1:
        return {next(iter(columns)): f"{total(rows).points:g}"}
    return {name: "" if row.points is None else f"{row.points:g}" for name, row in zip(columns, rows, strict=True)}


def _comments(rows):
    return " ".join(f"{row.question}: {row.sentence}" for row in rows if row.sentence and row.points != row.out_of)


# ---------------------------------------------------------------------------- problems and changes


PROBLEMS = ["student", "file", "question", "serious", "problem", "what_to_do", "code"]


def problem_rows(graded):
    """Return every problem as a row, the serious ones first."""
    rows = [
        {
            "student": problem.student,
            "file": problem.file,
            "question": problem.question,
            "serious": "yes" if problem.serious else "no",
            "problem": problem.what,
            "what_to_do": problem.do,
            "code": problem.code.value,
        }
        for problem in graded.problems
    ]
    return sorted(rows, key=lambda row: (row["serious"] != "yes", row["student"]))


def read_answers(path):
    """Return the rows of an earlier answers.csv: (student, question) to row; empty when there is none."""
    return {(row["student"], row["question"]): row for row in _rows(path)} if Path(path).is_file() else {}


def compare(before, graded):
    """Return who changed since an earlier grading, by how much and why."""
    changes = []
    for row in graded.rows:
        old = before.get((row.student, row.question))
        new_points = "" if row.points is None else f"{row.points:g}"
        old_points = old and (f"{float(old['points']):g}" if old["points"] else "")
        if old and old_points != new_points:
            changes.append(
                {
                    "student": row.student,
                    "question": row.question,
                    "before": old_points or "to mark",
                    "after": new_points or "to mark",
                    "why": _why(old, row),
                }
            )
    return changes


def _why(old, row):
    def plain(text):
        return text[1:] if text.startswith("'") else text

    if plain(old["answer"]) != plain(_safe(row.answer)):
        return f"another answer was read: '{_short(plain(old['answer']))}' before, '{_short(row.answer)}' now"
    if row.verdict == "marked by hand":
        return "marked by a person"
    if old["item"] != row.item:
        return f"another item was asked: {old['item']} before, {row.item} now"
    if plain(old["right"]) != row.right:
        return f"the right answer was corrected: {plain(old['right'])} before, {row.right} now"
    if float(old["tolerance"]) != row.tolerance:
        return f"the tolerance was changed: {float(old['tolerance']):g} before, {row.tolerance:g} now"
    if float(old["out_of"]) != row.out_of:
        return f"the marks of the question were changed: {float(old['out_of']):g} before, {row.out_of:g} now"
    return f"the rule for this answer was changed: {old['verdict']} before, {row.verdict} now"


def _short(text):
    return text if len(text) <= 40 else text[:37] + "..."


# ---------------------------------------------------------------------------- feedback


def write_feedback(graded, folder):
    """Write one page for each student who handed something in."""
    folder.mkdir(parents=True, exist_ok=True)
    for student, person in graded.students.items():
        if graded.results[student].file:
            (folder / f"{student}.html").write_text(feedback_page(graded, person), encoding="utf-8")


def feedback_page(graded, person):
    """Return a student's feedback: every lost mark explained in a sentence, no answer given away."""
    rows = graded.results[person.student_id].rows
    title = items.ASSIGNMENTS[graded.assignment].title
    points, out_of, waiting = total(rows).points, total(rows).out_of, total(rows).waiting
    later = (
        ""
        if not waiting
        else " 1 text waits for a person to mark it."
        if waiting == 1
        else f" {waiting} texts wait for a person to mark them."
    )
    body = "".join(_feedback_row(row) for row in rows)
    notes = graded.problems.serious(person.student_id)
    told = "".join(f"<li>{html.escape(' '.join(filter(None, (n.question, n.what))))}</li>" for n in notes)
    seen = f"<h2>About your file</h2><ul>{told}</ul>" if told else ""
    return _page(
        f"Feedback: {title}",
        f"<p>{html.escape(person.name or person.student_id)} ({html.escape(person.student_id)}): "
        f"<strong>{points:g} of {out_of:g} marks</strong>.{later}</p>"
        "<table><caption>Each question, what you recorded, and what the mark rests on</caption><thead><tr>"
        '<th scope="col">Question</th><th scope="col">Your answer</th><th scope="col" class="marks">Marks</th>'
        f'<th scope="col">Why</th></tr></thead><tbody>{body}</tbody></table>{seen}',
    )


def _feedback_row(row):
    item = items.load()[row.item]
    aims = tables.load("objectives").merge(tables.load("lessons"), on="lesson").set_index("objective")
    lesson = f"Lesson: {aims.at[item.objective, 'title']}, objective {item.objective}."
    lost = row.points is None or row.points < row.out_of
    why = f"{row.sentence} {lesson}" if lost else "Right."
    marks = "open" if row.points is None else f"{row.points:g} of {row.out_of:g}"
    return (
        f'<tr><th scope="row">{row.question} {html.escape(item.title)}</th>'
        f"<td>{html.escape(_short(row.answer)) or 'none'}</td>"
        f'<td class="marks">{marks}</td><td>{html.escape(why)}</td></tr>'
    )


# ---------------------------------------------------------------------------- the class

PICTURE = ["misconception", "statement", "students", "share_percent", "questions"]


def picture_rows(graded):
    """Return which misconception the answers reveal, in how many students, most frequent first."""
    told = {row["misconception"]: row["statement"] for row in facts.rows("misconceptions")}
    students, questions = defaultdict(set), defaultdict(set)
    for row in graded.rows:
        if row.misconception and row.points != row.out_of:
            students[row.misconception].add(row.student)
            questions[row.misconception].add(row.question)
    present = len(graded.present) or 1
    rows = [
        {
            "misconception": name,
            "statement": told.get(name, ""),
            "students": len(who),
            "share_percent": f"{100 * len(who) / present:.0f}",
            "questions": " ".join(sorted(questions[name])),
        }
        for name, who in students.items()
    ]
    return sorted(rows, key=lambda row: (-row["students"], row["misconception"]))


def picture_page(graded):
    """Return the class picture as a page: misconceptions, and how each question went."""
    rows = picture_rows(graded)
    present = [graded.results[student] for student in graded.present]
    top = (
        "".join(
            f'<tr><th scope="row">{html.escape(row["statement"] or row["misconception"])}</th>'
            f'<td class="marks">{row["students"]}</td>'
            f'<td><span class="bar" style="width:{row["share_percent"]}%"></span>{row["share_percent"]} %</td>'
            f"<td>{row['questions']}</td></tr>"
            for row in rows
        )
        or '<tr><td colspan="4">None was recognised.</td></tr>'
    )
    went = ""
    for place, question in enumerate(items.points(graded.assignment)):
        marks = [r.rows[place].points for r in present if r.rows[place].points is not None]
        share = 100 * sum(marks) / (len(marks) * items.points(graded.assignment)[question]) if marks else 0
        went += (
            f'<tr><th scope="row">{question}</th><td class="marks">{len(marks)}</td>'
            f'<td><span class="bar" style="width:{share:.0f}%"></span>{share:.0f} %</td></tr>'
        )
    return _page(
        f"The class: {items.ASSIGNMENTS[graded.assignment].title}",
        f"<p>{len(present)} of {len(graded.students)} students handed in.</p>"
        "<h2>Misconceptions that the answers reveal</h2>"
        '<table><caption>Most frequent first</caption><thead><tr><th scope="col">A student would say</th>'
        '<th scope="col" class="marks">Students</th><th scope="col" class="share">Share</th>'
        '<th scope="col">Questions</th></tr></thead>'
        f"<tbody>{top}</tbody></table><h2>How each question went</h2><table><caption>Mean share of the marks</caption>"
        '<thead><tr><th scope="col">Question</th><th scope="col" class="marks">Marked</th>'
        '<th scope="col" class="share">Mean</th></tr>'
        f"</thead><tbody>{went}</tbody></table>",
    )


def _page(title, body):
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{html.escape(title)}</title><style>{STYLE}</style></head><body>"
        f"<h1>{html.escape(title)}</h1>{body}</body></html>\n"
    )


# ---------------------------------------------------------------------------- files


def _table(path, head, rows):
    """Write dictionaries as CSV. A cell that a spreadsheet would run as a formula gets an apostrophe."""
    text = io.StringIO()
    writer = csv.DictWriter(text, head, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows({key: _safe(value) for key, value in row.items()} for row in rows)
    temporary = path.with_name(path.name + ".new")
    temporary.write_text(text.getvalue(), encoding="utf-8")
    temporary.replace(path)


def _safe(value):
    if not isinstance(value, str):
        return "" if value is None else value
    clean = value.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
    if clean[:1] in ("=", "@", "\t", "\r") or (clean.startswith(("+", "-")) and not _numeric(clean)):
        return "'" + clean
    return clean


def _numeric(text):
    return text[1:2].isdigit() and not set(text) & set("()=!|")


def _rows(path):
    csv.field_size_limit(10_000_000)
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        text = file.read()
    first = text.partition("\n")[0]
    return list(csv.DictReader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ","))
