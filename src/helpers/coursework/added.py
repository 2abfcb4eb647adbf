"""What a student wrote into the words of a question: beside its title, among its options, in its place.

Which words are the course's is told by the release, so that only a marker can tell them from the student's.
"""

import re
from difflib import SequenceMatcher

MOST_WORDS = 600  # of a cell that are compared
MOST_CHANGED = 0.3  # the share of the course's words beyond which others of about their number are another wording
ALIKE = 2.5  # times as many words, or as few
FEWEST_OTHER = 4  # words that another wording has


def own_lines(released: str, found: str) -> str:
    """Return the lines of the question `found` in which a student wrote something; `released` is how it was given.

    Empty where nothing was written, or where the course has other words for the question by now.
    """
    given, held = released.split()[:MOST_WORDS], list(re.finditer(r"\S+", found))[:MOST_WORDS]
    compared = SequenceMatcher(None, given, [word[0] for word in held], autojunk=False)
    steps = [step for step in compared.get_opcodes() if step[0] != "equal"]
    own = [word for _, _, _, start, end in steps for word in held[start:end]]
    gone = sum(end - start for _, start, end, _, _ in steps)
    if gone > MOST_CHANGED * len(given) and len(own) >= FEWEST_OTHER and gone / ALIKE <= len(own) <= gone * ALIKE:
        return ""
    numbers = {found.count("\n", 0, word.start()) for word in own if re.search(r"\w", word[0])}
    lines = found.split("\n")
    return "\n".join(lines[number].strip() for number in sorted(numbers))
