// Drawings in an explorer: the picture for the width that there is, parts that answer to pointer and keyboard, the cards
// behind them, looks that change at once, and the picture as a file.

const NARROW = 560; // below this width (px) the telephone's layout is shown
const WIDEST = 1000;
const TALLEST = 480;
const PLATES = 4; // how many are kept as elements: to read one from its text takes some milliseconds
const FINGER = 24; // how high (px) a place to tap must be

// Makes the place of a drawing answer: `choose(name, value)` is called when a part stands for a value of a control.
function makeDrawing(id, picture, choose) {
  let shown = "";
  let state = null;
  let open = "";
  const card = element("div", { className: "explorer-card" });
  card.setAttribute("aria-live", "polite");
  const save = element("p", { className: "explorer-save" }, [
    phrase("Save this picture: "), saver("SVG", () => state), " ", saver("PNG", () => state),
  ]);
  const parts = () => [...picture.querySelectorAll("[data-card], [data-control]")];
  const mark = () => {
    for (const part of parts()) {
      const { control, value } = part.dataset;
      const pressed = control ? String(state.values[control]) === value : part.dataset.card === open;
      part.setAttribute("aria-pressed", String(pressed));
      part.classList.toggle("chosen", pressed);
    }
  };
  const act = (part) => {
    if (part.dataset.control) return choose(part.dataset.control, part.dataset.value);
    open = open === part.dataset.card ? "" : part.dataset.card;
    card.replaceChildren(...(open ? cardOf(state.drawing.cards[open]) : []));
    return mark();
  };
  picture.addEventListener("click", (event) => {
    const part = event.target.closest("[data-card], [data-control]") ?? lineAt(parts(), event);
    if (!part || !picture.contains(part)) return;
    focusOn(parts(), part);
    act(part);
  });
  picture.addEventListener("keydown", (event) => {
    const part = event.target.closest("[data-card], [data-control]");
    if (!part) return;
    if (event.key === "Enter" || event.key === " ") act(part);
    else if (!walk(parts(), part, event.key)) return;
    event.preventDefault();
  });
  const plates = new Map(); // by their text
  const plate = (svg) => {
    const node = plates.get(svg) ?? element("div", { innerHTML: own(svg, id) }).firstElementChild;
    plates.delete(svg);
    plates.set(svg, node);
    if (plates.size > PLATES) plates.delete(plates.keys().next().value);
    return node;
  };
  const fitting = ({ drawing }) => ((picture.clientWidth || NARROW) < NARROW ? drawing.narrow : drawing.wide);
  // One drawing fits a page, the other a telephone; a new one keeps the reader's place among its parts.
  const paint = () => {
    if (!state) return;
    const svg = fitting(state);
    if (svg !== shown) {
      const held = keyOf(document.activeElement?.closest?.("[data-card], [data-control]"));
      picture.replaceChildren(plate(svg));
      shown = svg;
      fitHeight(picture.firstElementChild);
      makeButtons(picture.firstElementChild, parts());
      const again = held && picture.contains(document.activeElement) === false && parts().find((part) => keyOf(part) === held);
      if (again) focusOn(parts(), again);
    }
    look(state.values);
    mark();
  };
  const look = (values) => {
    const svg = picture.firstElementChild;
    for (const [name, value] of Object.entries(values)) if (state.drawing.looks.includes(name)) svg.dataset[name] = value;
  };
  return {
    card, save, paint,
    // Reads a picture that may be shown next.
    prepare: (next) => { plate(fitting(next)); },
    // A page that is laid out anew before the answer is there keeps the look.
    look: (values) => {
      if (!state) return;
      state.values = values;
      look(values);
    },
    show: (next, values) => {
      state = { ...next, values };
      if (open && !state.drawing.cards[open]) { open = ""; card.replaceChildren(); }
      paint();
    },
  };
}

// A picture grows with its page as long as it stays low enough to be seen with its controls; its type is never small.
function fitHeight(svg) {
  const { width, height } = svg.viewBox.baseVal;
  svg.style.maxWidth = `${Math.round(Math.min(WIDEST, Math.max(width, (TALLEST * width) / height)))}px`;
}

// Every identifier of a picture begins with the picture's own; on a page it begins with the widget's as well.
function own(svg, id) {
  const name = svg.match(/ id="([^"]+)" class="plate/)[1];
  return svg.replaceAll(`"${name}`, `"${id}-${name}`).replaceAll(` ${name}-`, ` ${id}-${name}-`).replaceAll(`#${name}`, `#${id}-${name}`);
}

function keyOf(part) {
  return part ? `${part.dataset.control ?? ""} ${part.dataset.value ?? part.dataset.card}` : "";
}

// A picture whose parts answer is a group of buttons, with one place in the order of the Tab key: arrows walk from there.
function makeButtons(svg, parts) {
  if (!parts.length) return;
  svg.setAttribute("role", "group");
  parts.forEach((part, i) => {
    part.setAttribute("role", "button");
    part.setAttribute("tabindex", i ? "-1" : "0");
    part.setAttribute("aria-label", part.querySelector("title")?.textContent ?? "");
  });
}

// A part that is a line of words answers between its words, too, and as high as a finger needs it.
function lineAt(parts, { clientX, clientY }) {
  const lines = parts.map((part) => ({ part, box: part.getBoundingClientRect() })).filter(({ box }) => box.height <= FINGER);
  const away = ({ top, bottom }) => Math.abs(clientY - (top + bottom) / 2);
  return lines.filter(({ box }) => box.left <= clientX && clientX <= box.right && away(box) <= FINGER / 2)
    .sort((one, other) => away(one.box) - away(other.box))[0]?.part;
}

function focusOn(parts, part) {
  for (const other of parts) other.setAttribute("tabindex", other === part ? "0" : "-1");
  part.focus({ preventScroll: true });
}

function walk(parts, part, key) {
  const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  const place = parts.indexOf(part);
  const next = key === "Home" ? 0 : key === "End" ? parts.length - 1 : key in steps ? place + steps[key] : -1;
  if (!parts[next]) return key in steps;
  focusOn(parts, parts[next]);
  return true;
}

function cardOf({ title, sentences, links }) {
  const list = Object.entries(links).map(([words, href]) => {
    const link = element("a", { href, textContent: words, target: "_blank", rel: "noopener" });
    return element("li", {}, [link]);
  });
  return [
    element("h4", { textContent: title }),
    ...sentences.map((sentence) => element("p", { textContent: sentence })),
    ...(list.length ? [element("ul", {}, list)] : []),
  ];
}

// ---------------------------------------------------------------- the picture as a file

function saver(kind, state) {
  const button = element("button", { type: "button", textContent: kind });
  button.addEventListener("click", async () => {
    const { drawing, title } = state();
    const svg = cited(drawing.wide, drawing.sources);
    const text = new XMLSerializer().serializeToString(svg);
    const blob = new Blob([text], { type: "image/svg+xml" });
    download(kind === "SVG" ? blob : await asPng(blob, svg.viewBox.baseVal), `${title}.${kind.toLowerCase()}`);
  });
  return button;
}

// The picture on a light ground with its line of citations below.
function cited(source, sources) {
  const svg = new DOMParser().parseFromString(source, "image/svg+xml").documentElement;
  svg.dataset.theme = "light";
  const { width, height } = svg.viewBox.baseVal;
  const lines = sources.match(/.{1,105}(?:\s|$)/g) ?? [];
  lines.forEach((line, i) => {
    const text = document.createElementNS(svg.namespaceURI, "text");
    text.setAttribute("x", 14);
    text.setAttribute("y", height + 16 + 16 * i);
    text.setAttribute("font-size", 12);
    text.textContent = line.trim();
    svg.append(text);
  });
  const whole = height + 16 * lines.length + 14;
  svg.setAttribute("viewBox", `0 0 ${width} ${whole}`);
  svg.setAttribute("width", width);
  svg.setAttribute("height", whole);
  svg.querySelector("rect").setAttribute("height", whole);
  return svg;
}

async function asPng(blob, { width, height }) {
  const image = new Image();
  const address = URL.createObjectURL(blob);
  await new Promise((resolve, reject) => { Object.assign(image, { onload: resolve, onerror: reject, src: address }); });
  const canvas = element("canvas", { width: 2 * width, height: 2 * height });
  canvas.getContext("2d").drawImage(image, 0, 0, 2 * width, 2 * height);
  URL.revokeObjectURL(address);
  return new Promise((resolve) => { canvas.toBlob(resolve, "image/png"); });
}

function download(blob, name) {
  const link = element("a", { href: URL.createObjectURL(blob), download: name.replace(/[^\p{L}\p{N}. -]/gu, "") });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
