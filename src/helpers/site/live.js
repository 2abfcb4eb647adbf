// Explorers without a kernel: a stand-in for their model looks up what Python has computed for every state. Nothing of it
// is loaded before a reader touches an explorer.

const LOST = phrase("The controls are off: a file of this edition could not be loaded. Reload the page to try again.");

// ---------------------------------------------------------------- the files of an explorer (packing.py writes them)

const grids = (() => {
  const arrived = new Map();
  const files = new Map();
  globalThis.courseGrid = (name, text) => arrived.get(name)?.(text);
  const unpack = async (text) => {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text());
  };
  // A script, since a page opened as a file may load nothing else.
  const load = (name) => new Promise((resolve, reject) => {
    arrived.set(name, resolve);
    const script = element("script", { src: `${document.body.dataset.root}grids/${name}.js`, onerror: reject });
    document.head.append(script);
  });
  // The values of a file by their numbers, each read when it is asked for; `first` is the file whose nodes it names.
  const opened = ({ pool, steps, values, starts, order, refusal }, first) => {
    const made = [];
    const before = first?.size ?? 0;
    const node = (number) => (number < before ? first.node(number) : made[number - before] ??= read(pool[number - before]));
    const read = (value) => {
      if (typeof value === "string") {
        if (value[0] !== "~") return value;
        return value[1] === "~" ? value.slice(1) : node(parseInt(value.slice(1), 36));
      }
      if (Array.isArray(value)) return value[0] === "~+" ? value.slice(1).map(read).join("") : value.map(read);
      if (value === null || typeof value !== "object") return value;
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, read(item)]));
    };
    const places = new Map();
    let number = 0;
    steps.forEach((step, place) => places.set(number += step, place));
    return { node, size: pool.length, starts, order, refusal, value: (at) => (places.has(at) ? read(values[places.get(at)]) : null) };
  };
  const file = (key, number) => {
    const name = `${key}/${number}`;
    if (!files.has(name)) {
      const first = number ? file(key, 0).promise : null;
      const kept = { now: null };
      kept.promise = load(name).then(unpack).then(async (content) => (kept.now = opened(content, await first)));
      kept.promise.catch(() => files.delete(name));
      files.set(name, kept);
    }
    return files.get(name);
  };
  // In which of the later files a number stands.
  const home = ({ starts }, number) => starts.findLastIndex((start) => start <= number) + 1;
  // The number of a state: that of the stops of its controls, in the order of the grid, the last counting first; a
  // control that is off counts as at its first stop.
  const numberOf = ({ order }, controls, values) => order.reduce((number, name) => {
    const spec = controls.find((control) => control.name === name);
    const off = Object.entries(spec.needs).some(([needed, alive]) => !alive.includes(values[needed]));
    return number * spec.values.length + (off ? 0 : spec.values.indexOf(values[name]));
  }, 0);
  return {
    first: (key) => file(key, 0).promise,
    // { entry, refusal } of the state with these values, at once where its files are there, else a promise of it.
    look(key, controls, values) {
      const first = file(key, 0);
      if (!first.now) return first.promise.then(() => this.look(key, controls, values));
      const number = numberOf(first.now, controls, values);
      const answer = (held) => ({ entry: held.value(number), refusal: first.now.refusal });
      const place = home(first.now, number);
      if (!place) return answer(first.now);
      const held = file(key, place);
      return held.now ? answer(held.now) : held.promise.then(answer);
    },
  };
})();

function escaped(text) {
  const signs = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;" };
  return text.replace(/[&<>"']/g, (sign) => signs[sign]);
}

// The table of a state as Python writes it.
function tableOf({ caption, columns }) {
  const rows = columns[0][2].map((_, row) => `<tr>${columns.map(([, before, cells]) => `${before}${cells[row]}</td>`).join("")}</tr>`);
  return `<table class="course-table"><caption style="text-align:left">${escaped(caption)}</caption>`
    + `<thead><tr>${columns.map(([head]) => head).join("")}</tr></thead><tbody>${rows.join("")}</tbody></table>`;
}

function scrolled(table, caption) {
  return `<div class="scroll" role="group" aria-label="${phrase("Table: {0}", escaped(caption))}">${table}</div>`;
}

// ---------------------------------------------------------------- the stand-in

// What is shown in a state, as the kernel says it; what the model refuses leaves what was shown `before`.
function said({ entry, refusal }, controls, values, before, ticket) {
  if (!entry && !refusal) throw new Error("The grid lacks a state.");
  const chosen = controls.filter((spec) => values[spec.name] !== spec.values[0]).map((spec) => values[spec.name]);
  const notice = entry ? entry.notice ?? "" : refusal.replace("{}", chosen.join(", "));
  if (notice) return { ...before, ticket, notice };
  return { ...entry, ticket, notice: "", table: scrolled(tableOf(entry.table), entry.table.caption) };
}

// Stands where the kernel's model stands in JupyterLab: the same names and messages.
function explorerModel(data, state) {
  const traits = { title: data.title, controls: data.controls, presets: data.presets, values: data.values, state };
  const listeners = new Map();
  const tell = (event, content) => { for (const listener of [...(listeners.get(event) ?? [])]) listener(content); };
  const answer = (next, values) => {
    if (!next.notice) traits.values = values;
    traits.state = next;
    tell("change:state");
  };
  const refuse = () => tell("msg:custom", { version: VERSION, kind: "refusal", problem: LOST });
  return {
    get: (name) => traits[name],
    on: (event, listener) => listeners.set(event, [...(listeners.get(event) ?? []), listener]),
    off: (event, listener) => listeners.set(event, (listeners.get(event) ?? []).filter((other) => other !== listener)),
    silence: phrase("The answer is on its way: the line is slow, or it is broken. Wait, or reload the page."),
    set(name, value) {
      traits[name] = value;
      tell(`change:${name}`);
    },
    async send({ kind, ticket, values }) {
      if (kind !== "values" && kind !== "foresee") return;
      try {
        const found = grids.look(data.key, data.controls, values);
        // What is there is answered at once.
        const state = said(found instanceof Promise ? await found : found, data.controls, values, traits.state, ticket);
        if (kind === "values") answer(state, values);
        else if (!state.notice) tell("msg:custom", { version: VERSION, kind: "foreseen", values, state });
      } catch {
        if (kind === "values") refuse(); // what nobody has asked for may come later
      }
    },
  };
}

// ---------------------------------------------------------------- on the page

// The values that the end of an address gives to an explorer (#explorer=two_drugs&kb_nM=1); null where it names another.
function asked({ name, controls }, hash) {
  const given = new URLSearchParams(hash.slice(1));
  if (given.get("explorer") !== name) return null;
  const found = controls.map((spec) => [spec.name, spec.values.find((value) => String(value) === given.get(spec.name))]);
  return Object.fromEntries(found.filter(([, value]) => value !== undefined));
}

// A page may hold an explorer twice or thrice; each has a name of its own.
function nameAgain(section, title, number) {
  section.removeAttribute("aria-labelledby");
  section.setAttribute("aria-label", phrase("{0}, number {1}", title, number));
}

// The part of an address that gives an explorer these values.
function addressOf({ name }, values) {
  return `#${new URLSearchParams({ explorer: name, ...values })}`;
}

// On a page of its own an explorer writes its state into the address, and into the frame for another page; elsewhere a
// link leads there.
function share(place, data, values) {
  const hash = addressOf(data, values);
  const link = place.querySelector(".explorer-alone a");
  if (link) link.href = `${document.body.dataset.root}explorers/${data.key}.html${hash}`;
  if (!document.body.matches(".alone")) return;
  history.replaceState(null, "", hash);
  tellAddress(document.querySelector(".share"), location.href, data.title);
}

function ownPage(data) {
  const link = element("a", { textContent: phrase("Open this explorer on a page of its own") });
  link.setAttribute("aria-label", phrase("Open this explorer on a page of its own: {0}", data.title));
  return element("p", { className: "explorer-alone" }, [link]);
}

// Puts an explorer in its place on the page; returns what shows it anew where the address asks for it.
function openExplorer(place, scrolling, number) {
  const data = dataOf(place, "explorer-data");
  const script = place.querySelector("script");
  const table = place.querySelector(".scroll").outerHTML;
  const description = place.querySelector(".figure-description").textContent;
  let close = () => {};
  let model = null;
  const show = (values) => {
    close();
    place.replaceChildren(script);
    model = explorerModel({ ...data, values: { ...data.values, ...values } }, { ...data.state, ticket: 0, notice: "", description, table });
    close = explorer.render({ model, el: place });
    model.on("msg:custom", ({ kind }) => { if (kind === "refusal") for (const control of place.querySelectorAll(".explorer-side :is(input, select, button)")) control.disabled = true; });
    if (number > 1) nameAgain(place.querySelector(".explorer"), data.title, number);
    const watch = () => { for (const node of place.querySelectorAll(".scroll")) scrolling.observe(node); };
    new MutationObserver(watch).observe(place.querySelector(".explorer-rest"), { childList: true, subtree: true });
    watch();
    if (!document.body.matches(".alone")) place.querySelector(".explorer").append(ownPage(data));
    model.on("change:state", () => share(place, data, model.get("values")));
    if (values) model.send({ kind: "values", ticket: 1, values: model.get("values") });
  };
  const touched = () => grids.first(data.key).catch(() => {});
  for (const touch of ["pointerdown", "focusin"]) place.addEventListener(touch, touched, { once: true });
  show(null);
  return () => {
    const values = asked(data, location.hash);
    if (!values) return share(place, data, model.get("values"));
    show(values);
    place.scrollIntoView();
    return share(place, data, model.get("values"));
  };
}

function openExplorers(scrolling) {
  const places = document.querySelectorAll(".live");
  if (!places.length) return;
  const library = globalThis.Plotly ? Promise.resolve(Plotly) : Promise.reject(new Error("plotly.js could not be loaded"));
  library.catch(() => {}); // a page of drawings needs none
  globalThis.__coursePlotly = { library };
  const names = [...places].map((place) => place.dataset.explorer);
  const all = [...places].map((place, i) => openExplorer(place, scrolling, names.slice(0, i + 1).filter((name) => name === names[i]).length));
  const follow = () => { for (const showAsked of all) showAsked(); };
  follow();
  addEventListener("hashchange", follow);
}
