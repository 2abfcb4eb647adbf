"""The question bank as IMS Common Cartridge 1.1: one quiz for each lesson, and links to the pages of the HTML edition.

The profile of questions in a cartridge knows choices and essays. It has no tolerance of a number and no order, so that
these stay out of it; they are in the other formats. What it asks for besides (a kind and whole marks of each question,
three options of a choice, essays that no computer marks, no feedback that nothing shows) is in the schema of its
questions, ccv1p1_qtiasiv1p2p1_v1p0.xsd by IMS Global, with the rules that are noted there.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from xml.etree import ElementTree as Xml

from helpers.coursework import facts
from helpers.coursework.bank import packages, qti12
from helpers.coursework.bank.entries import Entry, Kind

TITLE = "Interleukins: from messenger to medicine"
NAMESPACE = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
LINK = "http://www.imsglobal.org/xsd/imsccv1p1/imswl_v1p1"
LOM = "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest"
QUIZ_TYPE = "imsqti_xmlv1p2/imscc_xmlv1p1/assessment"
LINK_TYPE = "imswl_xmlv1p1"
WEB_TYPE = "webcontent"
KINDS: Mapping[str, str] = {"links": LINK_TYPE, "images": WEB_TYPE}  # by the folder of a file
PROFILES: Mapping[Kind, str] = {
    "choice": "cc.multiple_choice.v0p1",
    "several": "cc.multiple_response.v0p1",
    "essay": "cc.essay.v0p1",
}
TWO_OPTIONS = "cc.true_false.v0p1"


def write(entries: Iterable[Entry], address: str = "") -> bytes:
    """Return the cartridge; `address` is where the HTML edition lies (without one there are no links)."""
    known = [entry for entry in entries if entry.kind in PROFILES]
    files: dict[str, tuple[str, str]] = {}  # name to the title that is shown, and the text
    for title, listed in packages.by_lesson(known):
        name = qti12.identifier(title)
        files[f"{name}/assessment.xml"] = title, _quiz(title, listed)
        files |= {f"images/{entry.picture.name}": ("", entry.picture.svg) for entry in listed if entry.picture}
    for title, page in _pages() if address else ():
        files[f"links/{qti12.identifier(title)}.xml"] = title, _link(title, f"{address.rstrip('/')}/{page}")
    texts = {name: text for name, (_, text) in files.items()}
    return packages.archive(_manifest({name: title for name, (title, _) in files.items()}, texts), texts)


def _pages() -> Sequence[tuple[str, str]]:
    """Return title and file of each lesson's page in the HTML edition."""
    rows = facts.rows("lessons")
    return [(row["title"], f"{int(row['number']):02d}_{row['lesson'].replace('-', '_')}.html") for row in rows]


def _quiz(title: str, entries: Sequence[Entry]) -> str:
    """Return a quiz in the profile of cartridges: each question says of which kind it is."""
    root = Xml.fromstring(qti12.write(title, entries).replace(f' xmlns="{qti12.NAMESPACE}"', ""))
    root.set("xmlns", qti12.NAMESPACE)
    assessment = root.find("assessment")
    if assessment is not None:
        assessment.insert(0, _fields({"cc_profile": "cc.exam.v0p1", "qmd_assessmenttype": "Examination"}))
    for item, entry in zip(root.iter("item"), entries, strict=True):
        metadata = item.find("itemmetadata")
        if metadata is not None:
            metadata.clear()
            metadata.append(_fields(_about(entry)))
        for rubric in item.iterfind(f"itemfeedback[@ident='{qti12.RUBRIC}']"):
            _as_solution(rubric)
    Xml.indent(root)
    return _text(root)


def _about(entry: Entry) -> dict[str, str]:
    """Return what a cartridge wants to know of a question: its kind, its marks, and who marks it."""
    two = entry.kind == "choice" and len(entry.options) == 2
    about = {"cc_profile": TWO_OPTIONS if two else PROFILES[entry.kind]}
    if entry.marks.is_integer():
        about["cc_weighting"] = f"{entry.marks:g}"
    return about | ({"qmd_computerscored": "No"} if entry.kind == "essay" else {})


def _as_solution(rubric: Xml.Element) -> None:
    """Make what markers read a solution: feedback that no condition shows is not allowed."""
    (flow,) = rubric
    rubric.clear()
    rubric.set("ident", "solution")
    Xml.SubElement(Xml.SubElement(rubric, "solution"), "solutionmaterial").append(flow)


def _fields(values: Mapping[str, str]) -> Xml.Element:
    metadata = Xml.Element("qtimetadata")
    for label, value in values.items():
        field = Xml.SubElement(metadata, "qtimetadatafield")
        Xml.SubElement(field, "fieldlabel").text = label
        Xml.SubElement(field, "fieldentry").text = value
    return metadata


def _link(title: str, address: str) -> str:
    link = Xml.Element("webLink", xmlns=LINK)
    Xml.SubElement(link, "title").text = title
    Xml.SubElement(link, "url", href=address, target="_blank")
    return _text(link)


def _manifest(titles: Mapping[str, str], texts: Mapping[str, str]) -> str:
    """Return the manifest: what the cartridge holds, and in which order it is shown; pictures have no title."""
    manifest = Xml.Element("manifest", {"xmlns": NAMESPACE, "xmlns:lomimscc": LOM, "identifier": "interleukins"})
    about = Xml.SubElement(manifest, "metadata")
    Xml.SubElement(about, "schema").text = "IMS Common Cartridge"
    Xml.SubElement(about, "schemaversion").text = "1.1.0"
    general = Xml.SubElement(Xml.SubElement(about, "lomimscc:lom"), "lomimscc:general")
    Xml.SubElement(Xml.SubElement(general, "lomimscc:title"), "lomimscc:string", language="en").text = TITLE
    organizations = Xml.SubElement(manifest, "organizations")
    shown = Xml.SubElement(organizations, "organization", identifier="course", structure="rooted-hierarchy")
    root = Xml.SubElement(shown, "item", identifier="root")
    resources = Xml.SubElement(manifest, "resources")
    numbers = {name: number for number, name in enumerate(titles, start=1)}
    pictures = [name for name, title in titles.items() if not title]
    for name, number in numbers.items():
        if titles[name]:
            item = Xml.SubElement(root, "item", identifier=f"i{number}", identifierref=f"r{number}")
            Xml.SubElement(item, "title").text = titles[name]
        resource = _resource(resources, name, number)
        for picture in pictures:
            if name != picture and PurePosixPath(picture).name in texts[name]:
                Xml.SubElement(resource, "dependency", identifierref=f"r{numbers[picture]}")
    Xml.indent(manifest)
    return _text(manifest)


def _resource(resources: Xml.Element, name: str, number: int) -> Xml.Element:
    """Add a file of the cartridge to what the manifest lists; a picture is content of the web, which has an address."""
    kind = KINDS.get(PurePosixPath(name).parts[0], QUIZ_TYPE)
    address = {"href": name} if kind == WEB_TYPE else {}
    resource = Xml.SubElement(resources, "resource", address, identifier=f"r{number}", type=kind)
    Xml.SubElement(resource, "file", href=name)
    return resource


def _text(root: Xml.Element) -> str:
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(root, encoding="unicode") + "\n"
