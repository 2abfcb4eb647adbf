// The browser's half of every explorer, after shared.js and drawing.js: native controls, a picture, latest value wins.

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

function makeControl(spec, id, value, onInput) {
  const output = element("output");
  const label = element("label", { htmlFor: id }, [spec.label]);
  const slider = spec.kind === "slider";
  const input = slider
    ? element("input", { type: "range", id, min: 0, max: spec.values.length - 1, step: 1 })
    : element("select", { id }, spec.values.map((v, i) => element("option", { value: i, textContent: spec.words[i] })));
  input.dataset.name = spec.name;
  const show = (current) => {
    const index = spec.values.indexOf(current);
    input.value = index;
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
  return { node: element("div", {}, [label, input]), show, values: spec.values };
}

// The parts of the page that change, and the section that holds them.
function makeSection(id, title, warnings) {
  const notice = element("p", { className: "explorer-notice" });
  notice.setAttribute("role", "alert");
  const picture = element("div", { className: "explorer-figure" });
  picture.setAttribute("role", "img");
  // A narrow page scrolls the figure, not itself.
  const frame = element("div", { className: "explorer-frame" }, [picture]);
  frame.setAttribute("role", "group");
  frame.setAttribute("aria-label", "Figure");
  const description = element("p", { className: "explorer-description" });
  description.setAttribute("aria-live", "polite");
  const table = element("div");
  const details = element("details", {}, [element("summary", { textContent: "Read this figure as a table" }), table]);
  const heading = element("h3", { id, textContent: title });
  const places = element("div", { className: "explorer-controls" });
  const presets = element("div", { className: "explorer-presets" });
  presets.setAttribute("role", "group");
  presets.setAttribute("aria-label", "Presets");
  const section = element("section", { className: "explorer" }, [
    heading, warnings, places, presets, notice, frame, description, details,
  ]);
  section.setAttribute("aria-labelledby", id);
  return { section, places, presets, notice, picture, frame, description, table };
}

// What is asked, shown and set: the values of all controls, by name.
function makeControls(model, id, ask, look) {
  let values = { ...model.get("values") };
  const controls = new Map();
  const change = (name, value) => { values = { ...values, [name]: value }; look(values); ask(); };
  for (const spec of model.get("controls")) {
    controls.set(spec.name, makeControl(spec, `${id}-${spec.name}`, values[spec.name], change));
  }
  const choose = (preset) => {
    values = { ...preset };
    for (const [key, control] of controls) control.show(values[key]);
    look(values);
    ask();
  };
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
  return { nodes: [...controls.values()].map((control) => control.node), buttons, set, values: () => values };
}

// Only a new width asks for a new drawing: the height changes with every longer sentence.
function watchWidth({ section, frame }, redraw) {
  let width = 0;
  const observer = new ResizeObserver(() => {
    if (section.clientWidth === width) return;
    width = section.clientWidth;
    if (frame.scrollWidth > frame.clientWidth) frame.tabIndex = 0;
    else frame.removeAttribute("tabindex");
    redraw();
  });
  observer.observe(section);
  return observer;
}

// Paints what the kernel has said last: with plotly.js as soon as it is there (`use`), in words before.
function makePainter(model, { notice, picture, description, table }, warn, drawing, values) {
  let library = null;
  const margins = () => {
    const { problem, ...margin } = foreign.margins(picture) ?? {};
    if (problem) warn(problem);
    return margin;
  };
  const paint = async () => {
    const state = model.get("state");
    // Plots.resize fills the element, so the element has the figure's height.
    if (drawing) drawing.show(state, values());
    const layout = state.figure?.layout;
    if (layout) picture.style.height = `${layout.height ?? layout.template.layout.height}px`;
    // watchWidth follows the page's width, so plotly need not watch the element too. Margins that have grown for long
    // labels stay: the frame holds still while a slider moves, and plotly draws it once where it would otherwise draw,
    // measure the labels and draw again.
    const config = { ...state.figure?.config, responsive: false };
    if (library) await library.react(picture, state.figure.data, { ...layout, ...margins() }, config);
    // Words after the picture: changed before it, the page would be laid out twice.
    notice.textContent = state.notice;
    if (!drawing) picture.setAttribute("aria-label", `${state.title}. ${state.description}`);
    description.textContent = state.description;
    table.innerHTML = state.table;
    if (library || drawing) picture.dataset.painted = String(state.ticket);
  };
  return {
    paint,
    use: (loaded) => { library = loaded; return paint(); },
    resize: () => {
      drawing?.paint();
      if (library && picture.offsetParent) library.Plots.resize(picture);
    },
    purge: () => { if (library) library.purge(picture); },
  };
}

function render({ model, el }) {
  const page = begin("explorer");
  const parts = makeSection(page.id, model.get("title"), page.warnings);
  const { section, notice, picture } = parts;
  const drawing = model.get("state").drawing ? makeDrawing(page.id, picture, (name, value) => controls.set(name, value)) : null;
  const painter = makePainter(model, parts, page.warn, drawing, () => controls.values());
  let busy = false;
  let waiting = false;
  const setBusy = (now) => { busy = now; section.setAttribute("aria-busy", String(now)); };
  const send = talk(model, "state", page, {
    answered: async () => { await painter.paint(); setBusy(false); if (waiting) ask(); },
    failed: (sentence) => { notice.textContent = sentence; setBusy(false); },
  });
  const ask = () => {
    waiting = busy; // the latest value wins: while one answer is on its way, the others wait
    if (busy) return;
    setBusy(true);
    send("values", { values: controls.values() });
  };
  const controls = makeControls(model, page.id, ask, (values) => drawing?.look(values));
  parts.places.append(...controls.nodes);
  if (controls.buttons.length) parts.presets.append(...controls.buttons);
  else parts.presets.remove();
  keepKeys(section, page.signal);
  el.append(section);
  if (drawing) {
    picture.removeAttribute("role");
    picture.classList.add("explorer-drawing");
    parts.frame.after(drawing.card);
    section.append(drawing.save);
  }
  painter.paint();
  if (!drawing) plotly(model).then(async (library) => {
    await painter.use(library);
    picture.on("plotly_click", ({ points }) => controls.set(...(points[0].customdata ?? [])));
  }, (error) => { notice.textContent = `The figure cannot be drawn here (${error.message}). Read it as a table below.`; });
  const observer = watchWidth(parts, painter.resize);
  return () => {
    page.end();
    forgetPlotly(model);
    observer.disconnect();
    painter.purge();
  };
}

export default { render };
