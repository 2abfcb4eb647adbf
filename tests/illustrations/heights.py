"""How high a plate stands in its explorer on a laptop, worked out from its style sheet, without a browser."""

from helpers.illustrations import PAGE, Illustration
from helpers.illustrations.lettering import broken, text_width

SHOWN = 754 / PAGE  # how large a plate is drawn in an explorer of 780 px
LINE = 18.2  # of the sentence, which has type of 13 px
HEAD = 25.0  # the heading, and the gap below it
SLIDER, CHOICE, APART = 41.0, 45.0, 4.0  # of controls, and from one to the next
LIST, SPELT = 184.0, 15.6  # width of a list, and the line below it that spells a longer choice out
MANY = 75.0  # a line of four controls, whose names take two lines
PRESETS = 30.0
BELOW = 9.0
HEADING, NARROW = 21.0, 147.0  # above three controls or more it stands in lines of this height and width
BESIDE, ABOVE = 552.0, 589.0  # width of the sentence: beside one or two controls, or above more


def height(explorer, picture, **values):
    """Return how high controls at `values`, sentence and `picture` stand together in an explorer of 780 px (pixels).

    A line is broken as for the widest font that a page may meet, so that this is never less than what is seen.
    """
    assert isinstance(picture, Illustration)
    count = len(explorer.controls)
    if count > 2:
        head = HEADING * len(broken(explorer.title, NARROW, 16, "bold"))
        above = max(head, LINE * len(broken(picture.description, ABOVE, 13))) + 4 + (CHOICE if count == 3 else MANY)
    else:
        beside = sum(_control(each, (explorer.values | values)[each["name"]]) + APART for each in explorer.controls)
        above = max(HEAD + LINE * len(broken(picture.description, BESIDE, 13)), beside - APART)
    presets = PRESETS if explorer.presets else 0
    return SHOWN * round(picture.drawing(PAGE).height) + above + presets + BELOW


def _control(control, value):
    """Return the height of a control; a list spells a choice out below that is longer than its line."""
    if control["kind"] == "slider":
        return SLIDER
    words = control["words"][control["values"].index(value)]
    spelt = broken(words, LIST, 12) if control["groups"] or text_width(words, 13) > LIST - 26 else []
    return CHOICE + SPELT * len(spelt)
