"""The HTML edition: every notebook as a page, its explorers live, that needs no kernel, no server and no network."""

from helpers.site.build import FOLDER, build, calls, live, write
from helpers.site.hosting import Hosting
from helpers.site.stock import lacking, stocked

__all__ = ["FOLDER", "Hosting", "build", "calls", "lacking", "live", "stocked", "write"]
