// What every widget of the course uses on a page, after foreign.js. Each widget has its own copy of this text; what they
// share lives in the page (globalThis) or in the browser (localStorage).

const PATIENCE_MS = 12000;
const SILENCE = "The kernel has not answered yet. If it stays silent, choose in the menu: Kernel, "
  + "Restart Kernel and Run All Cells.";
const VERSION = 1; // of messages.json, the contract with the kernel

// Words of a page, given in English. An edition in another language brings its own (courseWords), by the English; {0} and
// {1} in them stand for the values.
function phrase(english, ...values) {
  const said = globalThis.courseWords?.[english] ?? english;
  return said.replace(/\{(\d)\}/g, (_, place) => values[place]);
}

function element(tag, properties = {}, children = []) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}

// ---------------------------------------------------------------- a widget, and its talk with the kernel

// What a widget begins with: a name on the page (`id`), a `signal` that its end gives, and a place for `warnings`, the
// sentences about what cannot be done on this page.
function begin(kind) {
  globalThis.__courseCount = (globalThis.__courseCount ?? 0) + 1;
  const closed = new AbortController();
  const warnings = element("div", { className: "course-warnings" });
  const warn = (sentence) => {
    if (warnings.textContent.includes(sentence)) return;
    warnings.append(element("p", { textContent: sentence }));
  };
  return { id: `${kind}-${globalThis.__courseCount}`, signal: closed.signal, end: () => closed.abort(), warnings, warn };
}

// The arrows and letters of a widget are its own, and so are the line breaks of a text (Ctrl and Cmd stay JupyterLab's).
// Escape leads out to the cell, from where the arrows go on, as it does from code.
function keepKeys(node, signal) {
  window.addEventListener("keydown", (event) => {
    const forLab = (event.ctrlKey || event.metaKey) && event.key !== "Enter";
    if (node.contains(event.target)) foreign.keepFromLab(event.target, !forLab);
  }, { capture: true, signal });
  node.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("textarea")) event.stopPropagation();
    if (event.key === "Escape" && !event.isComposing) foreign.cellOf(node)?.focus({ preventScroll: true });
  }, { signal });
}

// Asks the kernel, one message of the contract after another. The answer is the trait `answer`, with the ticket of the
// question: then `answered` is called; `failed` gets a sentence where none comes in time, or where it is refused.
function talk(model, answer, { signal, warn }, { answered, failed }) {
  const problem = foreign.hear(model);
  if (problem) warn(problem);
  let ticket = 0;
  let silence = null;
  const settle = () => { clearTimeout(silence); answered(); };
  const refuse = (content) => {
    if (content.kind !== "refusal") return;
    clearTimeout(silence);
    failed(content.problem);
  };
  model.on(`change:${answer}`, settle);
  model.on("msg:custom", refuse);
  signal.addEventListener("abort", () => {
    clearTimeout(silence);
    model.off(`change:${answer}`, settle);
    model.off("msg:custom", refuse);
  });
  return (kind, fields) => {
    clearTimeout(silence);
    silence = setTimeout(() => failed(model.silence ?? SILENCE), PATIENCE_MS);
    // A ticket that the answer had before would leave it unchanged, and so unheard.
    ticket = Math.max(ticket, model.get(answer).ticket ?? 0) + 1;
    model.send({ version: VERSION, kind, ticket, ...fields });
  };
}

// ---------------------------------------------------------------- the reader's own work

// The first edition called a question "04-12" and the notes on a lesson "04": by the place that the lesson had then.
const FIRST_EDITION = ["start-here", "messengers", "families-and-receptors", "a-brief-signal", "balance", "il6-activity-map",
  "two-ways-to-signal", "measuring-il6", "agonists-and-antagonists", "ligand-or-receptor", "dose-and-time",
  "product-landscape", "check-the-lecture"];

function nowCalled(name) {
  return name.replace(/^\d\d(?=$|-\d\d$)/, (place) => FIRST_EDITION[Number(place)] ?? place);
}

// One entry of localStorage for each thing, under the course's own prefix, and under the address of the reader's own
// server: on a JupyterHub, two people can use one browser. Where a browser keeps nothing, or no more, the entries live as
// long as the page.
const store = (() => {
  const address = foreign.address();
  const PREFIX = `interleukins-course${address === "/" ? "" : `@${address}`} `;
  const MEMORY = {
    getItem(key) { return this[key] ?? null; },
    setItem(key, value) { this[key] = value; },
    removeItem(key) { delete this[key]; },
  };
  const place = () => globalThis.__courseWork ?? globalThis.localStorage;
  const stayInPage = () => {
    let entries = {};
    try {
      entries = { ...globalThis.localStorage }; // all its space is used: what is there goes on
    } catch {
      // storage is switched off: there is nothing
    }
    globalThis.__courseWork ??= Object.assign(Object.create(MEMORY), entries);
  };
  // No value takes the entry away.
  const write = (name, value) => {
    const key = PREFIX + name;
    const put = () => (value === undefined ? place().removeItem(key) : place().setItem(key, JSON.stringify(value)));
    try {
      put();
    } catch {
      stayInPage();
      put();
    }
  };
  const read = (name) => {
    try {
      return JSON.parse(place().getItem(PREFIX + name)) ?? undefined;
    } catch {
      return undefined; // written by something else than the course
    }
  };
  const names = () => Object.keys(place()).filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length));
  // Calls `changed` when another page has written, and when this page comes back as it was left. A page that is opened in
  // the moment in which another one writes may have read before.
  const follow = (changed) => {
    addEventListener("storage", ({ key }) => { if (key === null || key.startsWith(PREFIX)) changed(); });
    addEventListener("pageshow", ({ persisted }) => { if (persisted) changed(); });
  };
  write("", ""); // whether the browser keeps anything shows at once
  write("", undefined);
  return { read, write, names, follow, lasts: () => !globalThis.__courseWork };
})();

// Answers by question ({ answer, status }) and notes by lesson (text): they outlive the kernel, the tab and the browser.
// With each stands the time (ms) at which it was given or taken away.
const work = {
  // Of two different notes on a lesson both are kept.
  together: (one, other) => (one.includes(other) ? one : [one, other].filter(Boolean).join("\n\n")),
  lasts: store.lasts,
  get: (kind, name) => store.read(`${kind} ${name}`),
  set: (kind, name, value, at = Date.now()) => {
    store.write(`${kind} ${name}`, value);
    store.write(`at ${kind} ${name}`, at);
    window.dispatchEvent(new Event("course-work"));
  },
  // When it was given, 0 where it is older than that is kept, -1 where there is nothing.
  at: (kind, name) => store.read(`at ${kind} ${name}`) ?? (store.read(`${kind} ${name}`) === undefined ? -1 : 0),
  // An entry as the kernel keeps it, and all of a kind, also those that were taken away.
  entry: (kind, name) => ({ at: work.at(kind, name), value: store.read(`${kind} ${name}`) }),
  entries: (kind) => {
    const names = [...Object.keys(work.all(`at ${kind}`)), ...Object.keys(work.all(kind))];
    return Object.fromEntries(names.map((name) => [name, work.entry(kind, name)]));
  },
  // Everything of one kind, as { name: value }.
  all: (kind) => {
    const found = store.names().filter((name) => name.startsWith(`${kind} `)).sort();
    const entries = found.map((name) => [name.slice(kind.length + 1), store.read(name)]);
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  },
  erase: () => {
    for (const name of store.names()) store.write(name, undefined);
    window.dispatchEvent(new Event("course-work-changed"));
  },
};

// What the first edition kept under its own names is taken over.
for (const kind of ["answer", "note"]) {
  for (const [name, value] of Object.entries(work.all(kind)).filter(([name]) => nowCalled(name) !== name)) {
    const key = `${kind} ${nowCalled(name)}`;
    const there = store.read(key);
    store.write(key, kind === "note" ? work.together(there ?? "", value) : there ?? value);
    store.write(`${kind} ${name}`, undefined);
  }
}

// A living kernel keeps the work in a file beside the notebooks, too: another browser, or another address of the same
// server, finds it there. What is given within a moment goes in one message. Returns the function that is to be called
// with what was given: { answers, notes }, entries by name.
function keeper(model, { signal, warn }) {
  if (!foreign.hasKernel(model)) return () => {};
  const SOON_MS = 400;
  let waiting = null;
  let given = { answers: {}, notes: {} };
  const send = () => {
    waiting = null;
    model.send({ version: VERSION, kind: "keep", entries: given });
    given = { answers: {}, notes: {} };
  };
  const said = (content) => { if (content.kind === "warning") warn(content.problem); };
  model.on("msg:custom", said);
  signal.addEventListener("abort", () => {
    model.off("msg:custom", said);
    if (waiting) { clearTimeout(waiting); send(); }
  });
  return ({ answers = {}, notes = {} }) => {
    Object.assign(given.answers, answers);
    Object.assign(given.notes, notes);
    waiting ??= setTimeout(send, SOON_MS);
  };
}
