"""What every page of the HTML edition has around its content: head, banner, search, footer."""

import html
import posixpath
from collections.abc import Sequence
from dataclasses import dataclass

from helpers.site.page import Page
from helpers.site.translating import phrase, spoken

COURSE = "Interleukins: from messenger to medicine"
# Before anything is painted: what the reader chose on these pages, else what they chose for all pages.
_THEME = """(() => {
  let chosen;
  try { chosen = JSON.parse(localStorage.getItem("interleukins-course theme")); } catch { /* nothing is kept */ }
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = chosen ?? (dark ? "dark" : "light");
})();"""
# The colours of figures on dark pages are looked up for each mark that a browser draws, so a light page does without.
_DARK = """document.currentScript.previousElementSibling.media =
  document.documentElement.dataset.theme === "dark" ? "all" : "not all";"""


# Served for an address that has no page, so it may stand in for any depth: the folders above are tried, the nearest
# first, until one has the edition's script.
_FIND = """(() => {
  const above = [];
  for (let at = location.pathname.replace(/[^/]*$/, ""); at; at = at.replace(/[^/]*\\/$/, "")) above.push(at);
  const links = [...document.querySelectorAll("a[href]:not(.skip)")].map((node) => [node, node.getAttribute("href")]);
  const attempt = () => {
    const root = above.shift();
    if (!root) return;
    document.body.dataset.root = root;
    for (const [node, address] of links) node.href = root + address;
    const add = (name, given) => document.head.append(Object.assign(document.createElement(name), given));
    const found = () => {
      add("link", { rel: "stylesheet", href: `${root}course.css` });
      add("script", { src: `${root}search-index.js` });
    };
    add("script", { src: `${root}course.js`, onload: found, onerror: attempt });
  };
  attempt();
})();"""


def about_course() -> str:
    """Return the sentence that says what the course is."""
    return phrase("Small proteins tell cells what to do: see who speaks, who hears, and where a medicine steps in.")


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says of itself: title, path in the edition, a sentence, and what else its head holds (HTML)."""

    title: str
    path: str
    about: str = ""
    shared: str = ""

    def markup(self) -> str:
        """Return it as it stands in the head of the page."""
        title = COURSE if self.title == COURSE else f"{html.escape(self.title)} · {COURSE}"
        about = html.escape(self.about or about_course())
        return (
            f'<title>{title}</title>\n<meta name="description" content="{about}">\n'
            f'<meta property="og:title" content="{title}">\n<meta property="og:description" content="{about}">\n'
            f'<meta property="og:type" content="website">{self.shared}'
        )


def framed(head: Head, main: str, ways: str = "", *, course: Sequence[Page], plotly: bool = False) -> str:
    """Return a page with its head, banner, search, menu of the `course` and footer around `main`."""
    root = "../" if posixpath.dirname(head.path) else ""
    library = f'<script defer src="{root}plotly.min.js"></script>' if plotly else ""
    loaded = (
        f"{_styles(root)}\n{library}"
        f'<script defer src="{root}search-index.js"></script><script defer src="{root}course.js"></script>'
    )
    return _whole(head, loaded, f'data-root="{root}"', f"{_banner(root, course)}\n{main}\n{_footer(ways)}")


def lost(main: str, course: Sequence[Page]) -> str:
    """Return the page that a server shows for an address without a page, wherever that lies."""
    body = f"{_banner('', course)}\n{main}\n{_footer('')}<script>{_FIND}</script>"
    return _whole(Head(phrase("Page not found"), "404.html"), "", 'data-root=""', body)


def alone(title: str, main: str, *, plotly: bool) -> str:
    """Return a page of the folder `explorers` with nothing around `main` but the name of the course."""
    library = '<script defer src="../plotly.min.js"></script>' if plotly else ""
    loaded = f'{_styles("../")}\n{library}<script defer src="../course.js"></script>'
    body = (
        f'<main id="content">\n<h1><a href="../index.html" target="_top">{COURSE}</a></h1>\n'
        f'<h2 class="unseen">{phrase("Explorer")}</h2>\n{main}\n</main>'
    )
    return _whole(Head(title, "explorers"), loaded, 'data-root="../" class="alone"', body)


def _styles(root: str) -> str:
    """Return the links to the style sheets: the first is on where the page is dark."""
    return (
        f'<link rel="stylesheet" class="dark" href="{root}dark.css" media="not all"><script>{_DARK}</script>\n'
        f'<link rel="stylesheet" href="{root}course.css">'
    )


def _whole(head: Head, loaded: str, about: str, body: str) -> str:
    """Return a whole page: what it has `loaded` stands in its head, what is known `about` it at its body."""
    return f"""<!doctype html>
<html lang="{spoken().language}" data-theme="light">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
{head.markup()}
<link rel="icon" href="data:,">
<script>{_THEME}</script>
{loaded}
</head>
<body {about}>
{body}
</body>
</html>
"""


def _menu(root: str, course: Sequence[Page]) -> str:
    """Return the pages of the course behind a disclosure; the start page has the name of the course as its title."""
    own = [(page.path, phrase("Start here") if page.title == COURSE else page.title) for page in course]
    every = [
        *own,
        ("glossary.html", phrase("Words")),
        ("sources.html", phrase("Sources")),
        ("for_your_class.html", phrase("For your class")),
    ]
    lines = "".join(f'<li><a href="{root}{html.escape(path)}">{html.escape(title)}</a></li>' for path, title in every)
    name = phrase("All pages")
    listed = f'<nav aria-label="{name}"><ul>{lines}</ul></nav>'
    return f'<details class="menu"><summary>{name}</summary>{listed}</details>'


def _banner(root: str, course: Sequence[Page]) -> str:
    return f"""<a class="skip" href="#content">{phrase("Skip to the content")}</a>
<header>
<a class="home" href="{root}index.html">{COURSE}</a>
<form role="search" class="search"><label for="search">{phrase("Search the course")}</label>
<input id="search" type="search" autocomplete="off" spellcheck="false">
<p class="search-count" role="status"></p><ol class="search-found" aria-label="{phrase("Sections found")}"></ol></form>
{_menu(root, course)}<button type="button" class="theme" aria-pressed="false">{phrase("Dark page")}</button>
</header>"""


def _footer(ways: str) -> str:
    licences = phrase(
        "Code: BSD 3-Clause. Prose, figures and data: CC BY 4.0. The course is education and not medical advice."
    )
    return f"<footer>{ways}<p>{licences}</p></footer>"
