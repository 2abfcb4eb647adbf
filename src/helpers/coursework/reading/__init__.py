"""Reading what students hand in, without running any of it: the one door for files that nobody vouches for.

`uploads` walks through folders and archives (`own_files` knows what grading wrote itself), `content` turns bytes into
text, `cells` text into cells, `calls` cells into recorded answers (`values` says what an expression writes down),
`arbitration` decides which of them counts, and `submission` puts the steps together. Nothing here knows the questions,
the models or the student's side.
"""

from helpers.coursework.reading.arbitration import Answer
from helpers.coursework.reading.content import Unreadable
from helpers.coursework.reading.submission import Submission, read
from helpers.coursework.reading.uploads import Unread, Upload, count, passed_over, uploads, whole_download
from helpers.coursework.reading.values import COMPUTED, Value

__all__ = [
    "COMPUTED",
    "Answer",
    "Submission",
    "Unread",
    "Unreadable",
    "Upload",
    "Value",
    "count",
    "passed_over",
    "read",
    "uploads",
    "whole_download",
]
