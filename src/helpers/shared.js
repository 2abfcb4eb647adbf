// What every widget of the course uses on a page. Each widget has its own copy of this text; what they share lives in
// the page (globalThis) or in the browser (localStorage).

const PATIENCE_MS = 12000;
const SILENCE = "The kernel has not answered yet. If it stays silent, choose in the menu: Kernel, "
  + "Restart Kernel and Run All Cells.";

// JupyterLab takes arrows and letters for its own commands unless told not to (Ctrl and Cmd stay its own), and the line
// breaks of a text. Escape leads out to the cell, from where the arrows go on, as it does from code.
function keepKeys(node, signal) {
  window.addEventListener("keydown", (event) => {
    const forLab = (event.ctrlKey || event.metaKey) && event.key !== "Enter";
    if (node.contains(event.target)) event.target.toggleAttribute("data-lm-suppress-shortcuts", !forLab);
  }, { capture: true, signal });
  node.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("textarea")) event.stopPropagation();
    if (event.key === "Escape" && !event.isComposing) node.closest(".jp-Cell")?.focus({ preventScroll: true });
  }, { signal });
}

// anywidget waits 2 s for a widget's script, then drops every message to this widget, even when a page that was only
// busy has got the script by now. Whoever calls this has: messages then go to the widget as to any other.
function hear(model) {
  const known = model.set?.({}); // the widget manager's own model
  const handle = Object.getPrototypeOf(known?.constructor.prototype ?? {})?._handle_comm_msg;
  if (handle) known.comm?.on_msg(handle.bind(known));
}

function nextNumber() {
  globalThis.__courseCount = (globalThis.__courseCount ?? 0) + 1;
  return globalThis.__courseCount;
}

function element(tag, properties = {}, children = []) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}

// ---------------------------------------------------------------- the reader's own work

// Answers by question ({ answer, status }) and notes by lesson (text), one entry of localStorage each: they outlive the
// kernel, the tab and the browser. Where a browser keeps nothing, or no more, they live as long as the page.
const work = (() => {
  const PREFIX = "interleukins-course";
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
  const write = (key, value) => {
    const put = () => (value === undefined ? place().removeItem(key) : place().setItem(key, JSON.stringify(value)));
    try {
      put();
    } catch {
      stayInPage();
      put();
    }
  };
  write(PREFIX, "");
  write(PREFIX, undefined);
  const keyOf = (kind, name) => `${PREFIX} ${kind} ${name}`;
  const read = (key) => {
    try {
      return JSON.parse(place().getItem(key)) ?? undefined;
    } catch {
      return undefined; // written by something else than the course
    }
  };
  return {
    lasts: () => !globalThis.__courseWork,
    get: (kind, name) => read(keyOf(kind, name)),
    // No value takes the entry away.
    set: (kind, name, value) => {
      write(keyOf(kind, name), value);
      window.dispatchEvent(new Event("course-work"));
    },
    // Everything of one kind, as { name: value }.
    all: (kind) => {
      const start = keyOf(kind, "");
      const keys = Object.keys(place()).filter((key) => key.startsWith(start) && read(key) !== undefined).sort();
      return Object.fromEntries(keys.map((key) => [key.slice(start.length), read(key)]));
    },
    erase: () => {
      for (const key of Object.keys(place())) if (key.startsWith(`${PREFIX} `)) write(key, undefined);
      window.dispatchEvent(new Event("course-work-changed"));
    },
  };
})();
