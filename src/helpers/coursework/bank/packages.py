"""Packages of the question bank: archives with a manifest, as platforms import QTI and Common Cartridge."""

import io
import itertools
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from xml.etree import ElementTree as Xml

from helpers.coursework.bank import qti12, qti21
from helpers.coursework.bank.entries import Entry

MANIFEST = "imsmanifest.xml"
_MOMENT = (2026, 1, 1, 0, 0, 0)  # the same bytes for the same bank


def qti12_package(entries: Iterable[Entry]) -> bytes:
    """Return an archive with one assessment of QTI 1.2 for each lesson."""
    lessons = [*by_lesson(entries)]
    files = {f"{qti12.identifier(title)}.xml": qti12.write(title, listed) for title, listed in lessons}
    manifest = _manifest("http://www.imsglobal.org/xsd/imscp_v1p1", "IMS Content", "1.1.3")
    return _archive(manifest, files, "imsqti_xmlv1p2", [_pictures(listed) for _, listed in lessons])


def qti21_package(entries: Iterable[Entry]) -> bytes:
    """Return an archive with one item of QTI 2.1 for each entry."""
    listed = [*entries]
    files = {f"items/{qti12.identifier(entry.name)}.xml": qti21.write(entry) for entry in listed}
    manifest = _manifest("http://www.imsglobal.org/xsd/imscp_v1p1", "QTIv2.1 Package", "1.0.0")
    return _archive(manifest, files, "imsqti_item_xmlv2p1", [_pictures([entry]) for entry in listed])


def by_lesson(entries: Iterable[Entry]) -> Iterator[tuple[str, Sequence[Entry]]]:
    """Yield the entries of each lesson, with the title of their assessment."""
    ordered = sorted(entries, key=lambda entry: entry.category[:2])
    for path, listed in itertools.groupby(ordered, key=lambda entry: entry.category[:2]):
        yield ": ".join(path), list(listed)


def files_of(package: bytes, ending: str = ".xml") -> dict[str, str]:
    """Return the files with an ending that the manifest of a package lists, in its order."""
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        manifest = Xml.fromstring(opened.read(MANIFEST))
        names = [one.get("href", "") for one in manifest.iter() if one.tag.endswith("}file")]
        return {name: opened.read(name).decode("utf-8") for name in names if name.endswith(ending)}


def pictures_of(package: bytes) -> dict[str, str]:
    """Return the pictures of a package by their names."""
    return {name.rpartition("/")[2]: svg for name, svg in files_of(package, ".svg").items()}


def _manifest(namespace: str, schema: str, version: str) -> Xml.Element:
    manifest = Xml.Element("manifest", xmlns=namespace, identifier="interleukins")
    about = Xml.SubElement(manifest, "metadata")
    Xml.SubElement(about, "schema").text = schema
    Xml.SubElement(about, "schemaversion").text = version
    Xml.SubElement(manifest, "organizations")
    return manifest


def _archive(
    manifest: Xml.Element, files: Mapping[str, str], kind: str, pictures: Sequence[Mapping[str, str]]
) -> bytes:
    """Return the files as an archive, each listed in the manifest as a resource of this kind, with its pictures."""
    resources = Xml.SubElement(manifest, "resources")
    for number, (name, shown) in enumerate(zip(files, pictures, strict=True), start=1):
        resource = Xml.SubElement(resources, "resource", identifier=f"r{number}", type=kind, href=name)
        for one in (name, *shown):
            Xml.SubElement(resource, "file", href=one)
    Xml.indent(manifest)
    told = '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(manifest, encoding="unicode") + "\n"
    return archive(told, {name: text for part in (files, *pictures) for name, text in part.items()})


def _pictures(entries: Iterable[Entry]) -> dict[str, str]:
    """Return the pictures that entries show, by their places in the package."""
    return {f"images/{entry.picture.name}": entry.picture.svg for entry in entries if entry.picture}


def archive(manifest: str, files: Mapping[str, str]) -> bytes:
    """Return a manifest and the files that it lists as an archive."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, text in {MANIFEST: manifest, **files}.items():
            opened.writestr(zipfile.ZipInfo(name, _MOMENT), text, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
