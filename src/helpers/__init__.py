"""Helpers of the course *Interleukins: from messenger to medicine*.

A lesson imports what it needs with one line, for example `from helpers import figures, practice`:

======================  ======================================================================
`helpers.tables`        the facts in `data/` as validated tables
`helpers.models`        the quantitative models (numbers in, numbers out)
`helpers.figures`       figures that come with a description in words and a table
`helpers.explorers`     controls, a view and a figure together
`helpers.practice`      questions with immediate feedback
`helpers.lesson`        words, sources, the course map and the self-check of the set-up
======================  ======================================================================
"""

import sys

__version__ = "0.2.0"

if "IPython" in sys.modules:
    from helpers import notebook

    notebook.watch_missing_names()
