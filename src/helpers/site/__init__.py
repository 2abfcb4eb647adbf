"""The HTML edition: every notebook as a page that needs no kernel, no server and no network."""

from helpers.site.build import FOLDER, build, write

__all__ = ["FOLDER", "build", "write"]
