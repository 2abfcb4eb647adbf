"""The rules of a lesson that is told as a story: one function for each, as in `tests/checklist.py`.

They hold for every lesson whose row in the table of lessons names a patient, and leave the others alone, so that one
lesson after the other can be switched on there. `minutes` is the rule by which the time of such a lesson is counted.
"""

import math
import re
from collections import Counter

from helpers import tables, views
from tests import notebooks, refresh
from tests.checklist import PLOTLY, Lesson, read

SCENE = range(60, 121)  # words
ITEMS = range(10, 15)
FEWEST_WORDS = 12
MOST_USES = 3  # of one misconception as a distractor
READ_PER_MINUTE, PER_ITEM, PER_CLAIM, PER_EXPLORER, STEP = 180, 1.2, 2.0, 2.0, 5  # words, then minutes
DRAWING = 'src="data:image/svg+xml'
HEADING = re.compile(r"^#{1,6} .*$", re.MULTILINE)


def words(text: str) -> list[str]:
    """Return the words of a Markdown text as they are read: without headings, addresses and marks."""
    read = re.sub(r"\]\([^)\s]*\)", "]", HEADING.sub("", text))
    return re.findall(r"\w[\w'’.,-]*", read)


def minutes(lesson: Lesson) -> int:
    """Return the time of a lesson by the rule: reading, items and explorers, rounded up to five minutes.

    Where an item asks for verdicts, each claim judged in class counts by itself, for its row is looked up. Decision
    sheets are read as the prose is.
    """
    reading = (sum(len(words(text)) for _, text in lesson.prose) + _on_sheets(lesson)) / READ_PER_MINUTE
    judged = tables.load("judged_claims").query("asked == 'in class'")["question"].value_counts()
    items = sum(PER_CLAIM * judged[one] if one in judged else PER_ITEM for _, one in lesson.asked)
    explorers = sum(len(re.findall(r"\bexplorers\.\w+\(", cell["source"])) for _, cell in lesson.code)
    return STEP * math.ceil((reading + items + PER_EXPLORER * explorers) / STEP)


def _on_sheets(lesson: Lesson) -> int:
    """Return the words on the decision sheets of the cases that a lesson opens, or names in italics to be chosen."""
    given = "\n".join([text for _, text in lesson.prose] + [cell["source"] for _, cell in lesson.code])
    cases = [views.weighed_case(title) for title in views.case_options() if re.search(rf'["*]{title}["*:]', given)]
    reasons = [reason for case in cases for each in case.candidates for reason in each.arguments]
    told = [f"{case.told} {case.clinician}" for case in cases] + [f"{each.fact} {each.why}" for each in reasons]
    return sum(len(words(text)) for text in told)


def _row(lesson, facts):
    rows = facts["lessons"]
    return rows[rows["lesson"] == lesson.lesson].iloc[0]


def _told(lesson, facts):
    """Return the name of the lesson's patient, "" for a lesson that is not told as a story."""
    return _row(lesson, facts)["patient"]


def story_scene(lesson, facts):
    """After the head stands a scene of 60 to 120 words with the patient, who comes back under 'Put it together'."""
    patient = _told(lesson, facts)
    if not patient:
        return []
    found, scene = [], lesson.cells[1]
    count = len(words(scene["source"]))
    if scene["cell_type"] != "markdown" or patient not in scene["source"] or HEADING.search(scene["source"]):
        found.append(lesson.at(1, f"after the head stands a scene without a heading, in which {patient} appears"))
    elif count not in SCENE:
        found.append(lesson.at(1, f"the scene has {count} words; it takes {SCENE[0]} to {SCENE[-1]}"))
    begin, end = lesson.place_of("Put it together"), lesson.place_of("Your turn: complete it")
    if not any(patient in text for place, text in lesson.prose if begin <= place < end):
        found.append(lesson.at(begin, f"the worked example does not return to {patient}"))
    return found


def story_no_filler(lesson, facts):
    """A Markdown cell is a heading, or has at least twelve words."""
    if not _told(lesson, facts):
        return []
    return [
        lesson.at(place, f"it has {len(words(text))} words; say what to look for and why, or join it to another cell")
        for place, text in lesson.prose
        if place and 0 < len(words(text)) < FEWEST_WORDS
    ]


def story_illustration(lesson, facts):
    """At least one picture of biology is drawn."""
    if not _told(lesson, facts) or any(_drawn(output) for _, output in lesson.outputs):
        return []
    return [lesson.at("illustrations", "there is none; a lesson draws what it tells of")]


def _drawn(output: dict) -> bool:
    """Return whether an output is a drawing of its own, and not the still picture of a plot."""
    data = output.get("data", {})
    return DRAWING in "".join(data.get("text/html", "")) and PLOTLY not in data


def story_way_on(lesson, facts):
    """The last line leads to the next lesson, and from the last one to the capstone."""
    if not _told(lesson, facts):
        return []
    last = refresh.way_on(lesson.lesson)
    if lesson.cells[-1]["source"] != last:
        return [lesson.at(len(lesson.cells) - 1, f"the last line is not '{last}'; refresh the notebook")]
    return []


def story_minutes(lesson, facts):
    """The minutes of the table are those that the rule counts."""
    row = _row(lesson, facts)
    if not row["patient"] or row["minutes"] == minutes(lesson):
        return []
    return [lesson.at(0, f"by words, items and explorers it takes {minutes(lesson)} minutes, not {row['minutes']}")]


def story_sources_hidden(lesson, facts):
    """Cells that only show something are stored with their source hidden, and no others; each cell is a slide."""
    if not _told(lesson, facts):
        return []
    return [
        lesson.at(place, "its source is hidden or open against the rule, or it is no slide; refresh the notebook")
        for place, cell in enumerate(lesson.cells)
        if dict(cell["metadata"]) != refresh.display(cell)
    ]


def story_items(lesson, facts):
    """Ten to fourteen items; the right option is the longest in at most a third of choices, the shortest in half."""
    if not _told(lesson, facts):
        return []
    questions, options = facts["questions"], facts["options"]
    own = questions[questions["lesson"] == lesson.lesson]
    found = []
    if len(own) not in ITEMS:
        found.append(f"there are {len(own)}; a lesson has {ITEMS[0]} to {ITEMS[-1]}")
    choices = list(own.loc[own["kind"] == "choice", "question"])
    for kind, most in (("longest", 1 / 3), ("shortest", 1 / 2)):
        telling = [item for item in choices if _right_stands_out(options[options["question"] == item], kind)]
        if len(telling) > most * len(choices):
            listed = ", ".join(telling)
            found.append(f"the right option is the {kind} in {len(telling)} of {len(choices)} choices: {listed}")
    return [lesson.at("practice items", sentence) for sentence in found]


def _right_stands_out(options, kind):
    lengths = options["text"].str.len() * (1 if kind == "longest" else -1)
    right = options["correct"] == "yes"
    return bool(right.any() and lengths[right].max() > lengths[~right].max())


def story_misconceptions(lesson, facts):
    """No misconception is the distractor of more than three choices in the lessons that are told so."""
    if not _told(lesson, facts):
        return []
    told = set(facts["lessons"].loc[facts["lessons"]["patient"] != "", "lesson"])
    questions, options = facts["questions"], facts["options"]
    choices = questions[questions["kind"].isin(["choice", "picture"]) & questions["lesson"].isin(told)]
    used = Counter(options.loc[options["question"].isin(choices["question"]), "misconception"])
    own = set(choices.loc[choices["lesson"] == lesson.lesson, "question"])
    mine = options.loc[options["question"].isin(own) & (options["misconception"] != ""), "misconception"]
    return [
        lesson.at("practice items", f"{idea} is the distractor of {used[idea]} choices; {MOST_USES} are enough")
        for idea in dict.fromkeys(mine)
        if used[idea] > MOST_USES
    ]


CHECKS = (
    story_scene,
    story_no_filler,
    story_illustration,
    story_way_on,
    story_minutes,
    story_sources_hidden,
    story_items,
    story_misconceptions,
)


if __name__ == "__main__":
    for path in notebooks.lessons():
        print(path.name, minutes(read(path)))
