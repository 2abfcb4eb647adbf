"""The HTML edition: every notebook as a page, its explorers live, that needs no kernel, no server and no network."""

from helpers.site.build import FOLDER, build, calls, live, messages, write
from helpers.site.hosting import Hosting
from helpers.site.stock import lacking, stocked
from helpers.site.translating import FOLDER as CATALOGUES
from helpers.site.translating import INTERFACE, TEMPLATES, Translation, missing, template, translation

__all__ = [
    "CATALOGUES",
    "FOLDER",
    "TEMPLATES",
    "INTERFACE",
    "Hosting",
    "Translation",
    "build",
    "calls",
    "lacking",
    "live",
    "messages",
    "missing",
    "stocked",
    "template",
    "translation",
    "write",
]
