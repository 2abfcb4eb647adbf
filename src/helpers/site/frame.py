"""What every page of the HTML edition has around its content: head, banner, search, footer."""

import html

COURSE = "Interleukins: from messenger to medicine"
# Before anything is painted: what the reader chose on these pages, else what they chose for all pages.
_THEME = """(() => {
  let chosen;
  try { chosen = JSON.parse(localStorage.getItem("interleukins-course theme")); } catch { /* nothing is kept */ }
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = chosen ?? (dark ? "dark" : "light");
})();"""


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


def framed(title: str, here: str, main: str, ways: str = "", *, plotly: bool = False) -> str:
    """Return a page with head, banner, search and footer around `main`; `here` is the page's folder."""
    root = "../" if here else ""
    library = f'<script defer src="{root}plotly.min.js"></script>' if plotly else ""
    loaded = (
        f'<link rel="stylesheet" href="{root}course.css">\n{library}'
        f'<script defer src="{root}search-index.js"></script><script defer src="{root}course.js"></script>'
    )
    return _whole(title, loaded, f'data-root="{root}"', f"{_banner(root)}\n{main}\n{_footer(ways)}")


def lost(main: str) -> str:
    """Return the page that a server shows for an address without a page, wherever that lies."""
    return _whole("Page not found", "", 'data-root=""', f"{_banner('')}\n{main}\n{_footer('')}<script>{_FIND}</script>")


def alone(title: str, main: str, *, plotly: bool) -> str:
    """Return a page of the folder `explorers` with nothing around `main` but the name of the course."""
    library = '<script defer src="../plotly.min.js"></script>' if plotly else ""
    loaded = f'<link rel="stylesheet" href="../course.css">\n{library}<script defer src="../course.js"></script>'
    body = (
        f'<main id="content">\n<h1><a href="../index.html" target="_top">{COURSE}</a></h1>\n'
        f'<h2 class="unseen">Explorer</h2>\n{main}\n</main>'
    )
    return _whole(title, loaded, 'data-root="../" class="alone"', body)


def _whole(title: str, loaded: str, about: str, body: str) -> str:
    """Return a whole page: what it has `loaded` stands in its head, what is known `about` it at its body."""
    return f"""<!doctype html>
<html lang="en-GB" data-theme="light">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{html.escape(title)} · {COURSE}</title>
<link rel="icon" href="data:,">
<script>{_THEME}</script>
{loaded}
</head>
<body {about}>
{body}
</body>
</html>
"""


def _banner(root: str) -> str:
    return f"""<a class="skip" href="#content">Skip to the content</a>
<header>
<a class="home" href="{root}index.html">{COURSE}</a>
<form role="search" class="search"><label for="search">Search the course</label>
<input id="search" type="search" autocomplete="off" spellcheck="false">
<p class="search-count" role="status"></p><ol class="search-found" aria-label="Sections found"></ol></form>
<button type="button" class="theme" aria-pressed="false">Dark page</button>
</header>"""


def _footer(ways: str) -> str:
    return (
        f"<footer>{ways}<p>Code: BSD 3-Clause. Prose, figures and data: CC BY 4.0. The course is education and not "
        "medical advice.</p></footer>"
    )
