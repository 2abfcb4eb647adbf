"""The paper for a journal of open education: what it cites is the course's own source, and nothing is cited in vain."""

import re

from helpers import tables
from tests.notebooks import ROOT

TOOLS = {"nbgrader_2019"}  # papers on programs, which no table of facts cites


def test_the_paper_cites_what_its_bibliography_holds():
    paper = (ROOT / "paper.md").read_text(encoding="utf-8")
    held = dict(
        re.findall(r"^@\w+\{(\w+),.*?^ *doi *= \{(.+?)\}$", (ROOT / "paper.bib").read_text("utf-8"), re.M | re.S)
    )
    assert set(re.findall(r"@(\w+)", paper)) == set(held)
    known = tables.load("references").set_index("reference")["doi"]
    facts = set(held) - TOOLS
    assert len(facts) == len(held) - len(TOOLS) and {key: held[key] for key in facts} == dict(known[sorted(facts)])
