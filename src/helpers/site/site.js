// The HTML edition: figures drawn from the data beside them, practice items judged on the page, search.

const FIRST_FOUND = 30;
const PRINT_WIDTH = 680;
// A figure and its sentence are seen at once on a laptop (px): their height, what of it the title and the key take, and
// the width from which on this holds.
const HEIGHT = 600;
const ABOVE = 56;
const BESIDE_WORDS = 620;
// Below this width (px) tables become cards, except those with more rows than this.
const CARDS_BELOW = 560;
const CARDS_AT_MOST = 40;

function dataOf(node, name) {
  return JSON.parse(node.querySelector(`script.${name}`).textContent);
}

// ---------------------------------------------------------------- figures

const figures = new Map();

// Each figure has the width of its page, and is drawn anew when that changes.
function drawFigures() {
  for (const figure of document.querySelectorAll("figure:has(> script.figure-data)")) {
    const [title, picture] = [".figure-title", ".figure-picture"].map((part) => figure.querySelector(part));
    const [legend, list] = figure.querySelectorAll(":scope > .figure-key");
    const parts = { title, legend, picture, list };
    const figcaption = figure.querySelector("figcaption");
    figures.set(picture, { parts, spec: dataOf(figure, "figure-data"), words: figcaption, width: 0 });
  }
  const observer = new ResizeObserver((entries) => { for (const { target } of entries) fitToPage(target); });
  for (const picture of figures.keys()) observer.observe(picture);
}

function fitToPage(picture) {
  const figure = figures.get(picture);
  if (picture.clientWidth === figure.width) return;
  figure.width = picture.clientWidth;
  drawAt(figure, figure.width);
}

async function drawAt({ parts, spec, words }, width) {
  const room = width < BESIDE_WORDS ? Infinity : HEIGHT - words.offsetHeight - ABOVE;
  await drawFitted(Plotly, parts, spec, { width, room, moved: new Set(), grow: { r: 0, h: 0 } });
  parts.picture.dataset.painted = "true";
}

// A figure is printed as it stands, smaller: drawing it anew takes several turns, which a printer does not wait for.
function forPrint() {
  for (const [picture, { width }] of figures) if (width > PRINT_WIDTH) picture.style.zoom = PRINT_WIDTH / width;
}

function forScreen() {
  for (const picture of figures.keys()) picture.style.zoom = "";
}

// On a narrow page, each row of a table whose columns do not fit becomes a card, in which each value
// follows its heading; a long table stays one, and scrolls.
function stack(box) {
  const table = box.querySelector("table");
  if (!table || Number(box.dataset.width) === box.clientWidth) return;
  box.dataset.width = box.clientWidth;
  table.classList.remove("stacked");
  if (box.scrollWidth <= box.clientWidth || box.clientWidth > CARDS_BELOW || table.rows.length > CARDS_AT_MOST) return;
  const heads = [...table.tHead.rows[0].cells].map((head) => head.textContent);
  for (const [part, role] of [["tbody", "rowgroup"], ["tbody tr", "row"], ["tbody td", "cell"]]) {
    for (const node of table.querySelectorAll(part)) node.setAttribute("role", role);
  }
  for (const row of table.tBodies[0].rows) [...row.cells].forEach((cell, at) => { cell.dataset.head = heads[at]; });
  table.setAttribute("role", "table");
  table.classList.add("stacked");
}

// What scrolls sideways must be reachable by the keyboard; what does not must not be a stop.
function watchScrolling() {
  const update = (entries) => {
    for (const { target } of entries) {
      stack(target);
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  };
  const observer = new ResizeObserver(update);
  for (const node of document.querySelectorAll(".scroll")) observer.observe(node);
  return observer;
}

// ---------------------------------------------------------------- practice

// Stands where the kernel's model stands in JupyterLab: the same names and messages, the answer at once.
function standIn(item) {
  const values = { item: item.form, answer: null, verdict: {} };
  const listeners = new Map();
  return {
    get: (name) => values[name],
    on: (event, listener) => listeners.set(event, listener),
    off: (event) => listeners.delete(event),
    send: ({ ticket, answer }) => {
      values.answer = answer;
      const reply = judging.judge(item, answer);
      // A notebook's page lies where the notebook lies.
      const place = reply.place && { place: reply.place.replace(/\.ipynb(?=#)/, ".html") };
      values.verdict = { ...reply, ...place, ticket };
      listeners.get("change:verdict")?.();
    },
  };
}

function openPractice() {
  for (const place of document.querySelectorAll(".practice")) {
    const item = dataOf(place, "practice-item");
    place.replaceChildren();
    form.render({ model: standIn(item), el: place });
  }
}

function openWork() {
  for (const place of document.querySelectorAll(".my-work")) {
    const lessons = dataOf(place, "lessons");
    panel.render({ model: { get: () => lessons }, el: place });
  }
}

// ---------------------------------------------------------------- light and dark

function startTheme() {
  const page = document.documentElement;
  const button = document.querySelector("button.theme");
  const sheet = document.querySelector("link.dark");
  const show = (theme) => {
    page.dataset.theme = theme;
    if (sheet) sheet.media = theme === "dark" ? "all" : "not all";
  };
  const say = () => button?.setAttribute("aria-pressed", String(page.dataset.theme === "dark"));
  button?.addEventListener("click", () => {
    show(page.dataset.theme === "dark" ? "light" : "dark");
    store.write("theme", page.dataset.theme);
    say();
  });
  say();
  // What is chosen on one page holds for those that are open beside it, too.
  store.follow(() => {
    const chosen = store.read("theme");
    if (!chosen || chosen === page.dataset.theme) return;
    show(chosen);
    say();
  });
  let shown;
  addEventListener("beforeprint", () => { shown = page.dataset.theme; show("light"); });
  addEventListener("afterprint", () => show(shown));
}

// ---------------------------------------------------------------- search

const GREEK = { α: "alpha", β: "beta", γ: "gamma", δ: "delta", κ: "kappa", λ: "lambda", τ: "tau" };

function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[αβγδκλτ]/g, (letter) => GREEK[letter]);
}

// Sections with every word of the query, those with all words in the heading first.
function find(query) {
  const words = folded(query).split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const found = [];
  for (const section of globalThis.courseSections) {
    section.foldedHeading ??= folded(`${section.title} ${section.heading}`);
    section.foldedText ??= `${section.foldedHeading} ${folded(section.text)}`;
    if (words.every((word) => section.foldedText.includes(word))) found.push(section);
  }
  const inHeading = (section) => Number(words.every((word) => section.foldedHeading.includes(word)));
  return found.sort((a, b) => inHeading(b) - inHeading(a));
}

function excerpt(text, query) {
  const at = text.toLowerCase().indexOf(query.trim().toLowerCase().split(/\s+/)[0]);
  const begin = Math.max(0, at - 60);
  return `${begin ? "…" : ""}${text.slice(begin, begin + 160)}${text.length > begin + 160 ? "…" : ""}`;
}

function startSearch() {
  const search = document.querySelector("form.search");
  if (!search) return;
  const input = search.querySelector("input");
  const count = search.querySelector(".search-count");
  const list = search.querySelector(".search-found");
  const root = document.body.dataset.root;
  const show = () => {
    const found = find(input.value);
    const shown = found.slice(0, FIRST_FOUND);
    const sections = found.length === 1 ? phrase("1 section") : phrase("{0} sections", found.length);
    const rest = found.length > FIRST_FOUND ? phrase(", the first {0} shown", FIRST_FOUND) : "";
    count.textContent = input.value.trim() ? phrase("{0} found{1}.", sections, rest) : "";
    list.replaceChildren(...shown.map((section) => element("li", {}, [
      element("a", { href: `${root}${section.page}#${encodeURIComponent(section.anchor)}`, textContent: section.heading }),
      section.heading === section.title ? "" : ` (${section.title})`,
      element("br"),
      excerpt(section.text, input.value),
    ])));
  };
  const clear = () => { input.value = ""; show(); };
  input.addEventListener("input", show);
  search.addEventListener("submit", (event) => { event.preventDefault(); list.querySelector("a")?.focus(); });
  search.addEventListener("keydown", (event) => { if (event.key === "Escape") { clear(); input.focus(); } });
  list.addEventListener("click", (event) => { if (event.target.matches("a")) clear(); });
}

// ---------------------------------------------------------------- the reader's way through the course

// Where the reader is: the page, and the last heading above the middle of the window.
function rememberPlace() {
  const title = document.querySelector("h1").textContent;
  const keep = () => {
    if (document.visibilityState !== "hidden") return;
    const above = [...document.querySelectorAll("main :is(h2, h3)[id]")].filter((node) => node.getBoundingClientRect().top < innerHeight / 2);
    const heading = above.at(-1);
    const page = decodeURIComponent(location.pathname).split("/").at(-1);
    store.write("place", { page, title, anchor: heading?.id ?? "", heading: heading?.textContent ?? "" });
  };
  document.addEventListener("visibilitychange", keep);
}

// What was answered of each lesson, and the place where the reader stopped.
function showProgress() {
  const answers = work.all("answer");
  for (const place of document.querySelectorAll(".progress")) {
    const items = place.dataset.items.split(" ").filter(Boolean);
    const given = items.map((item) => answers[item]?.status).filter(Boolean);
    const right = given.filter((status) => status === "right").length;
    place.textContent = phrase("{0} of {1} items answered, {2} right", given.length, items.length, right);
    place.hidden = !given.length;
  }
  const stopped = store.read("place");
  const line = document.querySelector(".continue");
  if (!stopped?.page || !line) return;
  const href = `${encodeURIComponent(stopped.page)}${stopped.anchor ? `#${encodeURIComponent(stopped.anchor)}` : ""}`;
  line.replaceChildren(phrase("Continue where you stopped: "), element("a", { href, textContent: [stopped.title, stopped.heading].filter(Boolean).join(": ") }));
  line.hidden = false;
  document.querySelector(".begin").hidden = true;
}

startTheme();
openPractice();
openWork();
if (document.querySelector("main.front")) {
  showProgress();
  store.follow(showProgress);
} else if (document.body.dataset.root === "") rememberPlace();
startSearch();
startSharing();
openExplorers(watchScrolling());
if (globalThis.Plotly) {
  drawFigures();
  addEventListener("beforeprint", forPrint);
  addEventListener("afterprint", forScreen);
}
