// For teachers: an address, the frame that shows it on another page, and its QR code, which is made on the page, since only
// the page knows where it was published.

const QUIET = 4; // modules of white around a QR code, as its standard asks

let encoder = null;

// The library that makes QR codes comes when the first is asked for.
function withEncoder() {
  encoder ??= new Promise((resolve, reject) => {
    const script = element("script", { src: `${document.body.dataset.root}qrcode.js`, onerror: reject, onload: () => resolve(globalThis.qrcode) });
    document.head.append(script);
  });
  return encoder;
}

// A QR code as SVG: one square for each dark module.
function drawnCode(qrcode, text) {
  const code = qrcode(0, "M");
  code.addData(text);
  code.make();
  const size = code.getModuleCount();
  const whole = size + 2 * QUIET;
  const places = [...Array(size).keys()];
  const dark = places.flatMap((row) => places.filter((column) => code.isDark(row, column)).map((column) => `M${column + QUIET} ${row + QUIET}h1v1h-1z`));
  return `<svg viewBox="0 0 ${whole} ${whole}" width="${8 * whole}" height="${8 * whole}" shape-rendering="crispEdges">`
    + `<rect width="${whole}" height="${whole}" fill="#fff"/><path fill="#000" d="${dark.join("")}"/></svg>`;
}

async function showCode(box) {
  const place = box.querySelector(".share-code");
  const address = box.querySelector(".share-address").value;
  if (!place.open || place.dataset.of === address) return;
  place.dataset.of = address;
  const picture = place.querySelector(".share-picture");
  try {
    picture.innerHTML = drawnCode(await withEncoder(), address);
    const written = new XMLSerializer().serializeToString(picture.firstChild);
    place.querySelector("a").href = `data:image/svg+xml,${encodeURIComponent(written)}`;
    place.querySelector("a").hidden = false;
  } catch {
    picture.textContent = phrase("The QR code cannot be made: a file of this edition could not be loaded, or the address is too long.");
  }
}

// Says an address in a box, its frame where it has one, and its QR code where that is open.
function tellAddress(box, address, title) {
  box.querySelector(".share-address").value = address;
  box.querySelector(".share-frame").value = `<iframe src="${escaped(address)}" width="100%" height="720" title="${escaped(title)}"></iframe>`;
  box.querySelector(".share-local").hidden = location.protocol !== "file:";
  showCode(box);
}

function startSharing() {
  const box = document.querySelector(".share");
  if (!box) return;
  box.querySelector(".share-code").addEventListener("toggle", () => showCode(box));
  for (const field of box.querySelectorAll("[readonly]")) field.addEventListener("focus", () => field.select());
  if (box.querySelector("select")) buildLinks(box);
}

// ---------------------------------------------------------------- the page "For your class"

function options(groups) {
  return groups.flatMap(([group, entries]) => {
    const found = entries.map(({ text, value }) => element("option", { textContent: text, value }));
    return group ? [element("optgroup", { label: group }, found)] : found;
  });
}

// A page is chosen, then a place on it: a section, an item, an explorer in a state.
function buildLinks(box) {
  const pages = dataOf(box, "share-places");
  const [page, place] = box.querySelectorAll("select");
  const grouped = [...new Set(pages.map(({ kind }) => kind))].map((kind) => [kind, pages
    .map(({ title, ...each }, value) => ({ ...each, text: title, value })).filter((each) => each.kind === kind)]);
  page.replaceChildren(...options(grouped));
  const tell = () => {
    const { path, title, kind, places } = pages[page.value];
    const { at, explorer, values } = places.flatMap(([, entries]) => entries)[place.value];
    const hash = explorer ? addressOf({ name: explorer }, values) : at && `#${encodeURIComponent(at)}`;
    box.querySelector(".share-frame").closest("label").hidden = kind !== "Explorers";
    tellAddress(box, new URL(path + hash, location.href).href, title);
    const link = box.querySelector(".share-open");
    link.href = path + hash;
  };
  const choosePage = () => {
    let value = 0;
    place.replaceChildren(...options(pages[page.value].places.map(([group, entries]) => [group, entries.map(({ text }) => ({ text, value: value++ }))])));
    tell();
  };
  page.addEventListener("change", choosePage);
  place.addEventListener("change", tell);
  choosePage();
}
