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


def framed(title: str, here: str, main: str, ways: str = "", *, plotly: bool = False) -> str:
    """Return a page with head, banner, search and footer around `main`; `here` is the page's folder."""
    root = "../" if here else ""
    library = f'<script defer src="{root}plotly.min.js"></script>' if plotly else ""
    return f"""<!doctype html>
<html lang="en-GB" data-theme="light">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{html.escape(title)} · {COURSE}</title>
<link rel="icon" href="data:,">
<script>{_THEME}</script>
<link rel="stylesheet" href="{root}course.css">
{library}<script defer src="{root}search-index.js"></script><script defer src="{root}course.js"></script>
</head>
<body data-root="{root}">
<a class="skip" href="#content">Skip to the content</a>
<header>
<a class="home" href="{root}index.html">{COURSE}</a>
<form role="search" class="search"><label for="search">Search the course</label>
<input id="search" type="search" autocomplete="off" spellcheck="false">
<p class="search-count" role="status"></p><ol class="search-found" aria-label="Sections found"></ol></form>
<button type="button" class="theme" aria-pressed="false">Dark page</button>
</header>
{main}
<footer>{ways}<p>Code: BSD 3-Clause. Prose, figures and data: CC BY 4.0. The course is education and not medical advice.
</p></footer>
</body>
</html>
"""


def alone(title: str, main: str, *, plotly: bool) -> str:
    """Return a page of the folder `explorers` with nothing around `main` but the name of the course."""
    library = '<script defer src="../plotly.min.js"></script>' if plotly else ""
    return f"""<!doctype html>
<html lang="en-GB" data-theme="light">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{html.escape(title)} · {COURSE}</title>
<link rel="icon" href="data:,">
<script>{_THEME}</script>
<link rel="stylesheet" href="../course.css">
{library}<script defer src="../course.js"></script>
</head>
<body data-root="../" class="alone">
<main id="content">
<h1><a href="../index.html" target="_top">{COURSE}</a></h1>
<h2 class="unseen">Explorer</h2>
{main}
</main>
</body>
</html>
"""
