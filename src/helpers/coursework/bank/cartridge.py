"""The question bank as IMS Common Cartridge 1.1: one quiz for each lesson, and links to the pages of the HTML edition.

The profile of questions in a cartridge knows choices and essays. It has no tolerance of a number and no order, so that
these stay out of it; they are in the other formats.
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
PROFILES: Mapping[Kind, str] = {
    "choice": "cc.multiple_choice.v0p1",
    "several": "cc.multiple_response.v0p1",
    "essay": "cc.essay.v0p1",
}


def write(entries: Iterable[Entry], address: str = "") -> bytes:
    """Return the cartridge; `address` is where the HTML edition lies (without one there are no links)."""
    known = [entry for entry in entries if entry.kind in PROFILES]
    files: dict[str, tuple[str, str]] = {}  # name to the title that is shown, and the text
    for title, listed in packages.by_lesson(known):
        name = qti12.identifier(title)
        files[f"{name}/assessment.xml"] = title, _quiz(title, listed)
    for title, page in _pages() if address else ():
        files[f"links/{qti12.identifier(title)}.xml"] = title, _link(title, f"{address.rstrip('/')}/{page}")
    texts = {name: text for name, (_, text) in files.items()}
    return packages.archive(_manifest({name: title for name, (title, _) in files.items()}), texts)


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
            metadata.append(_fields({"cc_profile": PROFILES[entry.kind]}))
    Xml.indent(root)
    return _text(root)


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


def _manifest(titles: Mapping[str, str]) -> str:
    """Return the manifest: what the cartridge holds, and in which order it is shown."""
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
    for number, (name, title) in enumerate(titles.items(), start=1):
        item = Xml.SubElement(root, "item", identifier=f"i{number}", identifierref=f"r{number}")
        Xml.SubElement(item, "title").text = title
        kind = LINK_TYPE if PurePosixPath(name).parts[0] == "links" else QUIZ_TYPE
        resource = Xml.SubElement(resources, "resource", identifier=f"r{number}", type=kind)
        Xml.SubElement(resource, "file", href=name)
    Xml.indent(manifest)
    return _text(manifest)


def _text(root: Xml.Element) -> str:
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(root, encoding="unicode") + "\n"
