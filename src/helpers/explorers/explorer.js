// The browser's half of every explorer, after shared.js: native controls, one plotly.js per page, latest value wins.

// plotly.js arrives once per page, whatever the number of explorers on it.
function plotly(model) {
  if (globalThis.__coursePlotly) return globalThis.__coursePlotly.library;
  const library = new Promise((resolve, reject) => {
    const receive = async (content, buffers) => {
      if (content.answer !== "plotly") return;
      model.off("msg:custom", receive);
      try {
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
    model.send({ ask: "plotly" });
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

// Margins that have grown for long labels stay: the frame holds still while a slider moves, and plotly draws it once
// where it would otherwise draw, measure the labels and draw again.
function margins(picture) {
  const size = picture._fullLayout?._size;
  return size && { margin: { l: size.l, r: size.r, t: size.t, b: size.b } };
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

function render({ model, el }) {
  hear(model);
  const id = `explorer-${nextNumber()}`;
  const closed = new AbortController();
  let values = { ...model.get("values") };
  let ticket = 0;
  let busy = false;
  let waiting = false;
  let silence = null;

  const heading = element("h3", { id, textContent: model.get("title") });
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

  const section = element("section", { className: "explorer" }, [heading]);
  section.setAttribute("aria-labelledby", id);
  keepKeys(section, closed.signal);
  const setBusy = (now) => {
    busy = now;
    section.setAttribute("aria-busy", String(now));
    clearTimeout(silence);
    if (now) silence = setTimeout(() => { notice.textContent = SILENCE; setBusy(false); }, PATIENCE_MS);
  };
  const ask = () => {
    if (busy) { waiting = true; return; }
    setBusy(true);
    waiting = false;
    // A ticket that the state had before would leave it unchanged, and so unanswered.
    ticket = Math.max(ticket, model.get("state").ticket) + 1;
    model.send({ ticket, values });
  };
  const controls = new Map();
  const change = (name, value) => { values = { ...values, [name]: value }; ask(); };
  for (const spec of model.get("controls")) {
    controls.set(spec.name, makeControl(spec, `${id}-${spec.name}`, values[spec.name], change));
  }
  const presets = element("div", { className: "explorer-presets" });
  presets.setAttribute("role", "group");
  presets.setAttribute("aria-label", "Presets");
  for (const [name, preset] of Object.entries(model.get("presets"))) {
    const button = element("button", { type: "button", textContent: name });
    button.addEventListener("click", () => {
      values = { ...preset };
      for (const [key, control] of controls) control.show(values[key]);
      ask();
    });
    presets.append(button);
  }

  let library = null;
  const paint = async () => {
    const state = model.get("state");
    // Plots.resize fills the element, so the element has the figure's height.
    const { layout } = state.figure;
    picture.style.height = `${layout.height ?? layout.template.layout.height}px`;
    // The observer below follows the page's width, so plotly need not watch the element too.
    const config = { ...state.figure.config, responsive: false };
    if (library) await library.react(picture, state.figure.data, { ...layout, ...margins(picture) }, config);
    // Words after the picture: changed before it, the page would be laid out twice.
    notice.textContent = state.notice;
    picture.setAttribute("aria-label", `${state.title}. ${state.description}`);
    description.textContent = state.description;
    table.innerHTML = state.table;
    if (library) picture.dataset.painted = String(state.ticket);
  };
  const receive = async () => {
    await paint();
    setBusy(false);
    if (waiting) ask();
  };
  model.on("change:state", receive);

  section.append(element("div", { className: "explorer-controls" }, [...controls.values()].map((c) => c.node)));
  if (presets.childElementCount) section.append(presets);
  section.append(notice, frame, description, details);
  el.append(section);
  paint();
  plotly(model).then(async (loaded) => {
    library = loaded;
    await paint();
    // A click on a point that names a control and a value chooses it, as the control itself does.
    picture.on("plotly_click", ({ points }) => {
      const [name, value] = points[0].customdata ?? [];
      const control = controls.get(name);
      if (!control?.values.includes(value)) return;
      control.show(value);
      change(name, value);
    });
  }, (error) => { notice.textContent = `The figure cannot be drawn here (${error}). Read it as a table below.`; });

  // Only a new width asks for a new drawing: the height changes with every longer sentence.
  let width = 0;
  const resize = new ResizeObserver(() => {
    if (section.clientWidth === width) return;
    width = section.clientWidth;
    if (frame.scrollWidth > frame.clientWidth) frame.tabIndex = 0;
    else frame.removeAttribute("tabindex");
    if (library && picture.offsetParent) library.Plots.resize(picture);
  });
  resize.observe(section);
  return () => {
    clearTimeout(silence);
    closed.abort();
    forgetPlotly(model);
    resize.disconnect();
    model.off("change:state", receive);
    if (library) library.purge(picture);
  };
}

export default { render };
