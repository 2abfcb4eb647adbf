// The browser's half of every explorer, after shared.js and drawing.js: native controls, a picture, latest value wins.

// What stands between the name of a group and that of an entry.
const GROUPED = ": ";

// plotly.js arrives once per page, whatever the number of explorers on it.
function plotly(model) {
  if (globalThis.__coursePlotly) return globalThis.__coursePlotly.library;
  const library = new Promise((resolve, reject) => {
    const receive = async (content, buffers) => {
      if (content.kind !== "library") return;
      model.off("msg:custom", receive);
      try {
        if (content.problem) throw new Error(content.problem);
        const bytes = new Blob([buffers[0]]).stream().pipeThrough(new DecompressionStream("gzip"));
        const source = await new Response(bytes).text();
        const module = { exports: {} };
        new Function("module", "exports", "define", source).call(globalThis, module, module.exports, undefined);
        resolve(module.exports);
      } catch (error) {
        reject(error);
      }
    };
    model.on("msg:custom", receive);
    model.send({ version: VERSION, kind: "plotly" });
  });
  const asked = { model, library };
  globalThis.__coursePlotly = asked;
  library.then(() => { asked.model = null; }, () => forgetPlotly(model));
  return library;
}

// What a model asked for and did not get must not keep the next one from asking.
function forgetPlotly(model) {
  if (globalThis.__coursePlotly?.model === model) globalThis.__coursePlotly = undefined;
}

// The entries of a list; where they belong to groups, each group has its name, and its entries do without it.
function optionsOf({ words, groups }) {
  const entry = (text, i) => element("option", { value: i, textContent: text });
  if (!groups.length) return words.map(entry);
  return [...new Set(groups)].map((label) => element("optgroup", { label }, words.flatMap((text, i) =>
    (groups[i] === label ? [entry(text.slice(label.length + GROUPED.length), i)] : []))));
}

function makeControl(spec, id, value, onInput) {
  const output = element("output");
  const label = element("label", { htmlFor: id }, [spec.label]);
  const slider = spec.kind === "slider";
  const input = slider
    ? element("input", { type: "range", id, min: 0, max: spec.values.length - 1, step: 1 })
    : element("select", { id }, optionsOf(spec));
  input.dataset.name = spec.name;
  // A list shows its choice in one line: what is longer is written below it as well.
  const whole = element("span", { className: "explorer-whole", hidden: true });
  whole.setAttribute("aria-hidden", "true");
  const spellOut = () => {
    const words = spec.words[Number(input.value)];
    whole.textContent = words;
    whole.hidden = slider || !input.clientWidth || (!spec.groups.length && fit.wide(words, 13) <= input.clientWidth - 26);
  };
  const show = (current) => {
    const index = spec.values.indexOf(current);
    input.value = index;
    spellOut();
    if (!slider) return;
    output.textContent = spec.words[index];
    input.setAttribute("aria-valuetext", spec.words[index]);
  };
  input.addEventListener("input", () => {
    const current = spec.values[Number(input.value)];
    show(current);
    onInput(spec.name, current);
  });
  show(value);
  if (slider) label.append(" ", output);
  const reason = element("span", { id: `${id}-idle`, className: "explorer-idle", hidden: true });
  // A control that does nothing now is off, and says why.
  const idle = (sentence) => {
    input.disabled = Boolean(sentence);
    reason.hidden = !sentence;
    reason.textContent = sentence;
    if (sentence) input.setAttribute("aria-describedby", reason.id);
    else input.removeAttribute("aria-describedby");
  };
  return { node: element("div", { className: "explorer-control" }, [label, input, whole, reason]), show, spellOut, idle, spec, values: spec.values };
}

// Why a control does nothing at these `values` of all controls; "" where it does something.
function whyIdle({ needs = {} }, values, controls) {
  for (const [name, alive] of Object.entries(needs)) {
    if (alive.includes(values[name])) continue;
    const { label, words, values: stops } = controls.get(name).spec;
    return phrase("Off: “{0}” is “{1}”.", label, words[stops.indexOf(values[name])]);
  }
  return "";
}

// The parts of the page that change, and the section that holds them: controls at the side, where there is room for it,
// and the figure with its words.
function makeSection(id, heading, warnings) {
  const notice = element("p", { className: "explorer-notice" });
  notice.setAttribute("role", "alert");
  const title = element("p", { className: "explorer-title" });
  const [legend, list] = [phrase("Key"), phrase("Named here, and by a number in the figure")].map((name) => {
    const made = element("ul", { className: "figure-key", hidden: true });
    made.setAttribute("aria-label", name);
    return made;
  });
  const picture = element("div", { className: "explorer-figure" });
  picture.setAttribute("role", "img");
  const description = element("p", { className: "explorer-description" });
  description.setAttribute("aria-live", "polite");
  const table = element("div");
  const details = element("details", {}, [element("summary", { textContent: phrase("Read this figure as a table") }), table]);
  const rest = element("div", { className: "explorer-rest" }, [details]);
  const places = element("div", { className: "explorer-controls" });
  const presets = element("div", { className: "explorer-presets" });
  presets.setAttribute("role", "group");
  presets.setAttribute("aria-label", phrase("Presets"));
  const side = element("div", { className: "explorer-side" }, [element("h3", { id, textContent: heading }), warnings, places, presets]);
  const shown = element("div", { className: "explorer-shown" }, [notice, title, legend, picture, list]);
  const body = element("div", { className: "explorer-body" }, [side, shown, description, rest]);
  const section = element("section", { className: "explorer" }, [body]);
  section.setAttribute("aria-labelledby", id);
  return { section, body, side, shown, places, presets, notice, heading, title, legend, list, picture, description, rest, table };
}

// What is asked, shown and set: the values of all controls, by name.
function makeControls(model, id, ask, look) {
  let values = { ...model.get("values") };
  const controls = new Map();
  const sort = () => { for (const control of controls.values()) control.idle(whyIdle(control.spec, values, controls)); };
  const change = (name, value) => { values = { ...values, [name]: value }; sort(); look(values); ask(name); };
  for (const spec of model.get("controls")) {
    controls.set(spec.name, makeControl(spec, `${id}-${spec.name}`, values[spec.name], change));
  }
  const choose = (preset) => {
    values = { ...preset };
    for (const [key, control] of controls) control.show(values[key]);
    sort();
    look(values);
    ask();
  };
  sort();
  const buttons = Object.entries(model.get("presets")).map(([name, preset]) => {
    const button = element("button", { type: "button", textContent: name });
    button.addEventListener("click", () => choose(preset));
    return button;
  });
  // A part of a picture that names a control and a value chooses it, as the control itself does.
  const set = (name, written) => {
    const value = controls.get(name)?.values.find((one) => String(one) === String(written));
    if (value === undefined) return;
    controls.get(name).show(value);
    change(name, value);
  };
  const spellOut = () => { for (const control of controls.values()) control.spellOut(); };
  return { nodes: [...controls.values()].map((control) => control.node), buttons, set, spellOut, values: () => values };
}

// The pieces of a sentence in which no line ends within a name such as IL-6 or TGF-β.
const unbroken = (sentence) =>
  sentence.split(/\b([A-Za-z]+-(?:\d\w*|[α-ωΑ-Ω]\w*))/).map((piece, index) =>
    index % 2 ? element("span", { className: "explorer-kept", textContent: piece }) : piece);

// Only a new width asks for a new drawing: the height changes with every longer sentence.
function watchWidth({ section }, redraw) {
  let width = 0;
  const observer = new ResizeObserver(() => {
    if (section.clientWidth === width) return;
    width = section.clientWidth;
    redraw();
  });
  observer.observe(section);
  return observer;
}

// More lists than this have their names beside them.
const MANY = 4;
// How high a whole explorer may be where its controls stand beside the figure (px): what a laptop shows at once.
const HEIGHT = 600;

// Where the figure stands: its width, and the height that the rest leaves it. While the width stays the same, the place
// does not grow, and what has gone to the list or to the side stays there, so that nothing jumps while a slider moves; a
// figure that is built in another way begins anew.
function makePlace({ section, body, side, shown, picture, description, list }) {
  const moved = new Set();
  const grow = { r: 0, h: 0 };
  let width = 0;
  let built = "";
  let room = Infinity;
  const tall = () => section.classList.contains("explorer-tall");
  const beside = () => getComputedStyle(body).getPropertyValue("--beside").trim() === "1";
  // What the rest of the explorer leaves for the figure.
  const left = () => {
    const around = shown.getBoundingClientRect().bottom - section.getBoundingClientRect().top - picture.clientHeight;
    return Math.floor(HEIGHT - around - (tall() ? 0 : description.offsetHeight + 8) - 12);
  };
  // As `left`, with a longer or shorter sentence, and below the figure.
  const expectedRoom = (sentence) => {
    const probe = element("p", { className: description.className }, unbroken(sentence));
    probe.style.cssText = `position: absolute; visibility: hidden; font-size: 14px; width: ${shown.clientWidth}px`;
    shown.append(probe);
    const high = probe.offsetHeight;
    probe.remove();
    const end = list.hidden ? picture.getBoundingClientRect().bottom : list.getBoundingClientRect().bottom + 2;
    return Math.floor(HEIGHT - (end - section.getBoundingClientRect().top - picture.clientHeight) - (high + 8) - 12);
  };
  return {
    now: () => ({ width, room, tight: tall(), moved: [...moved], grow: { ...grow } }),
    // What `look` would find, if this state were shown now.
    expected: (state) => ({
      width: picture.clientWidth, room: beside() ? expectedRoom(state.description) : Infinity, tight: false, moved: [], grow: { r: 0, h: 0 },
    }),
    settle(after) {
      for (const id of after.moved) moved.add(id);
      Object.assign(grow, after.grow);
    },
    // Whether the width is new, or the figure is built in another way.
    isNew: (figure) => picture.clientWidth !== width || fit.build(figure) !== built,
    // Looks at the page, on which the words of the figure stand.
    look(figure) {
      built = fit.build(figure);
      section.classList.remove("explorer-tall");
      moved.clear();
      Object.assign(grow, { r: 0, h: 0 });
      [width, room] = [picture.clientWidth, beside() ? left() : Infinity];
    },
    // Returns whether the figure must be drawn again, lower: a figure that needs more height gets it from the sentence,
    // which then stands at the side.
    tighten({ least, layout }) {
      if (!Number.isFinite(room)) return false;
      if (least > Math.min(room, left()) && !tall()) {
        const flat = HEIGHT + least - left();
        section.classList.add("explorer-tall");
        if (Math.max(side.offsetHeight + description.offsetHeight + 24, HEIGHT + least - left()) < flat) {
          room = left();
          return true;
        }
        section.classList.remove("explorer-tall");
      }
      const now = left();
      if (layout.height <= now || now >= room) return false;
      room = now;
      return true;
    },
  };
}

// Paints what the kernel has said last: with plotly.js as soon as it is there (`use`), in words before.
function makePainter(model, parts, warn, drawing, values, pressed) {
  const { notice, picture, description, table } = parts;
  const place = makePlace(parts);
  const sheets = drawing ? null : makeSheets(picture, (sheet) => sheet.on("plotly_click", pressed));
  let library = null;
  let fresh = true;
  // Margins that have grown for long labels stay: the frame holds still while a slider moves, and plotly draws it once
  // where it would otherwise draw, measure the labels and draw again.
  const margins = () => {
    const { problem, ...margin } = (fresh ? null : foreign.margins(sheets.front.picture)) ?? {};
    if (problem) warn(problem);
    return margin;
  };
  // All that a drawing depends on beside its figure.
  const now = () => ({ ...place.now(), margin: margins() });
  // Draws a figure on a sheet, with the `words` around it where it is seen; returns null where something newer is drawn.
  const drawOn = async (sheet, figure, conditions, words) => {
    const [moved, grow] = [new Set(conditions.moved), { ...conditions.grow }];
    sheet.figure = null;
    const made = await drawFitted(library, sheet, figure, { ...conditions, moved, grow, margins: () => conditions.margin, words });
    if (made) sheets.keep(sheet, { figure, under: JSON.stringify(conditions), made, after: { moved, grow } });
    return made && sheet;
  };
  // Shows a figure: on the sheet on which it stands already, or drawn anew.
  const show = async (figure) => {
    const conditions = now();
    const ready = sheets.find(figure, JSON.stringify(conditions));
    const sheet = ready ?? await drawOn(sheets.front, figure, conditions, parts);
    if (!sheet) return null;
    fresh = false;
    place.settle(sheet.after);
    sheets.turn(sheet);
    if (ready) tellFitted(parts, sheet.made);
    return sheet.made;
  };
  // Where the sentence stands above a plate, a longer one would push the plate down: its room does not shrink again. It is
  // measured before it is changed, when the page is laid out.
  let held = { width: 0, high: 0 };
  const hold = () => {
    const width = description.clientWidth;
    if (width !== held.width) {
      description.style.minHeight = "";
      held = { width, high: 0 };
    }
    held.high = Math.max(held.high, description.offsetHeight);
    description.style.minHeight = `${held.high}px`;
  };
  const say = (state) => {
    notice.textContent = state.notice;
    if (!drawing) picture.setAttribute("aria-label", `${state.title}. ${state.description}`);
    description.replaceChildren(...unbroken(state.description));
    table.innerHTML = state.table;
  };
  const paint = async () => {
    const state = model.get("state");
    if (drawing) {
      hold();
      drawing.show(state, values());
    }
    if (!library || !picture.offsetParent) {
      // What JupyterLab has taken off the page has no width to be fitted to: it is drawn as it is, and anew when it is seen.
      const { data, layout, config } = state.figure ?? {};
      if (library) {
        sheets.front.figure = null;
        await library.react(sheets.front.picture, data, layout, { ...config, responsive: false });
      }
      say(state);
      if (library || drawing) picture.dataset.painted = String(state.ticket);
      return;
    }
    if (place.isNew(state.figure)) {
      say(state);
      place.look(state.figure);
      fresh = true;
    }
    let made = await show(state.figure);
    // Words after the picture: changed before it, the page would be laid out twice.
    say(state);
    for (let round = 0; made && round < 3 && place.tighten(made); round++) {
      fresh = true;
      made = await show(state.figure);
    }
    picture.dataset.painted = String(state.ticket);
  };
  return {
    paint,
    // Draws what may be asked for next.
    ahead: async (state) => {
      if (drawing) drawing.prepare(state);
      if (!library || fresh || !picture.offsetParent) return;
      const conditions = place.isNew(state.figure) ? { ...place.expected(state), margin: {} } : now();
      if (sheets.find(state.figure, JSON.stringify(conditions)) !== sheets.back) await drawOn(sheets.back, state.figure, conditions, null);
    },
    use: (loaded) => { library = loaded; return paint(); },
    resize: () => {
      if (drawing) {
        drawing.paint();
        hold();
      }
      if (!library || !picture.offsetParent) return;
      sheets.clear(library.purge);
      paint();
    },
    purge: () => {
      if (!library) return;
      sheets.clear(library.purge);
      library.purge(sheets.front.picture);
    },
  };
}

// How many states of an explorer a page keeps, and how long (ms) after a move the kernel is told where the page stands.
const KEPT = 24;
const SETTLED_MS = 400;
// How long (ms) a control that jumps is still before its neighbours are drawn: at once would keep the next jump waiting.
const STILL_MS = 150;

// States by their values: those that were shown, and those that the kernel has computed before anybody asked for them. A
// move to the stop beside the last one is then answered at once, and the kernel works while the reader looks.
function makeMemory(model, signal, then) {
  const states = new Map();
  const expected = new Set(); // what was asked for ahead; what the model refuses never comes
  let before = model.get("values");
  let next = null; // the values that a reader who goes on comes to
  let walks = false;
  let untold = null; // the values that are shown, as long as the kernel has not been told
  let settled = null;
  let still = null;
  const wait = () => {
    clearTimeout(still);
    still = setTimeout(() => { if (states.has(nameOf(next))) then(states.get(nameOf(next))); }, walks ? 0 : STILL_MS);
  };
  // Whoever opens this explorer again is to find it as it was left, and what is refused leaves what was shown.
  const tell = () => {
    clearTimeout(settled);
    if (untold) model.send({ version: VERSION, kind: "shown", values: untold });
    untold = null;
  };
  const nameOf = (values) => JSON.stringify(Object.entries(values ?? {}).sort());
  const keep = (values, state) => {
    states.delete(nameOf(values));
    states.set(nameOf(values), state);
    if (states.size > KEPT) states.delete(states.keys().next().value);
  };
  const receive = (content) => {
    if (content.kind !== "foreseen") return;
    expected.delete(nameOf(content.values));
    keep(content.values, content.state);
    wait();
  };
  model.on("msg:custom", receive);
  signal.addEventListener("abort", () => { clearTimeout(settled); clearTimeout(still); model.off("msg:custom", receive); });
  return {
    keepShown() { if (!model.get("state").notice) keep(model.get("values"), model.get("state")); },
    // Shows what is kept of these values, as if the kernel had answered; returns false where nothing is.
    show(values) {
      const state = states.get(nameOf(values));
      if (!state) {
        tell();
        return false;
      }
      model.set("values", values);
      model.set("state", { ...state, ticket: model.get("state").ticket + 1 });
      untold = values;
      clearTimeout(settled);
      settled = setTimeout(tell, SETTLED_MS);
      return true;
    },
    // Asks for the states that one stop more or less of the control `name` leads to; of one that moves on, two stops ahead.
    foresee(values, name) {
      const { values: stops } = model.get("controls").find((spec) => spec.name === name);
      const at = stops.indexOf(values[name]);
      const far = at - stops.indexOf(before[name]);
      const step = Math.sign(far);
      before = values;
      walks = Math.abs(far) === 1;
      const places = (step ? [step, 2 * step, -step] : [1, -1]).map((way) => at + way).filter((place) => place in stops);
      const near = places.map((place) => ({ ...values, [name]: stops[place] }));
      [next] = near;
      for (const asked of near) {
        if (states.has(nameOf(asked)) || expected.has(nameOf(asked))) continue;
        expected.add(nameOf(asked));
        model.send({ version: VERSION, kind: "foresee", values: asked });
      }
      wait();
    },
  };
}

// Calls `then` when what was painted is on the screen.
function afterFrame(then) {
  requestAnimationFrame(() => setTimeout(then));
}

function render({ model, el }) {
  const page = begin("explorer");
  const parts = makeSection(page.id, model.get("title"), page.warnings);
  const { section, notice, picture } = parts;
  const drawing = model.get("state").drawing ? makeDrawing(page.id, picture, (name, value) => controls.set(name, value)) : null;
  const pressed = ({ points }) => controls.set(...(points[0].customdata ?? []));
  const painter = makePainter(model, parts, page.warn, drawing, () => controls.values(), pressed);
  const memory = makeMemory(model, page.signal, async (state) => { if (!busy) await painter.ahead(state); });
  let busy = false;
  let waiting = false;
  let moved = ""; // the control that was moved last; none after a preset
  const setBusy = (now) => { busy = now; section.setAttribute("aria-busy", String(now)); };
  const send = talk(model, "state", page, {
    answered: async () => {
      memory.keepShown();
      await painter.paint();
      setBusy(false);
      if (waiting) ask(moved);
      else if (moved) afterFrame(() => { if (!busy) memory.foresee(controls.values(), moved); });
    },
    failed: (sentence) => { notice.textContent = sentence; setBusy(false); },
  });
  const ask = (name = "") => {
    moved = name;
    waiting = busy; // the latest value wins: while one answer is on its way, the others wait
    if (busy) return;
    setBusy(true);
    if (!memory.show(controls.values())) send("values", { values: controls.values() });
  };
  const controls = makeControls(model, page.id, ask, (values) => drawing?.look(values));
  parts.places.append(...controls.nodes);
  // A pointer goes where it likes, and its answer is not kept waiting; the keyboard goes to the stop beside.
  parts.places.addEventListener("focusin", ({ target }) => {
    if (target.matches(":focus-visible")) memory.foresee(controls.values(), target.dataset.name);
  });
  // A mouse that comes to the controls is slower than a first drawing on the sheet behind.
  const near = ({ pointerType }) => { if (pointerType === "mouse" && !busy) painter.ahead(model.get("state")); };
  parts.places.addEventListener("pointerenter", near, { once: true });
  const lists = model.get("controls").every(({ kind }) => kind === "choice");
  parts.places.classList.toggle("explorer-many", lists && controls.nodes.length > MANY);
  if (controls.buttons.length) parts.presets.append(...controls.buttons);
  else parts.presets.remove();
  keepKeys(section, page.signal);
  el.append(section);
  if (drawing) {
    picture.removeAttribute("role");
    picture.classList.add("explorer-drawing");
    parts.body.classList.add("explorer-plate");
    picture.after(drawing.card);
    parts.rest.append(drawing.save);
  } else parts.body.classList.add("explorer-beside");
  memory.keepShown();
  painter.paint();
  if (!drawing) plotly(model).then(painter.use, (error) => { notice.textContent = phrase("The figure cannot be drawn here ({0}). Read it as a table below.", error.message); });
  for (const [event, printed] of [["beforeprint", true], ["afterprint", false]]) {
    window.addEventListener(event, () => {
      section.classList.toggle("explorer-printed", printed);
      painter.resize();
    }, { signal: page.signal });
  }
  const observer = watchWidth(parts, () => { controls.spellOut(); painter.resize(); });
  return () => {
    page.end();
    forgetPlotly(model);
    observer.disconnect();
    painter.purge();
  };
}

export default { render };
