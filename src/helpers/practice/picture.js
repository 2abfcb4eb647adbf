// A picture in which the reader chooses a part: each part is a button with a name, and the same names stand in a list
// below for who does not see the picture, or does not want it. After drawing.js.

const LEAST_PX = 250; // with less room the list is open from the beginning

function choosing(item, id, signal) {
  const names = radios(item, id);
  const place = element("div", { className: "question-picture" });
  const list = element("details", { className: "question-list" }, [
    element("summary", { textContent: phrase("Choose from a list instead") }), ...names.nodes,
  ]);
  const parts = () => [...place.querySelectorAll("[data-part]")];
  const optionOf = (part) => item.options.find((option) => option.part === part.dataset.part);
  const mark = () => {
    for (const part of parts()) {
      const chosen = optionOf(part).letter === names.read();
      part.setAttribute("aria-pressed", String(chosen));
      part.classList.toggle("chosen", chosen);
    }
  };
  const choose = (part) => {
    names.write(optionOf(part).letter);
    mark();
    place.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const partOf = (event) => event.target.closest("[data-part]");
  place.addEventListener("click", (event) => {
    const part = partOf(event);
    if (!part) return;
    focusOn(parts(), part);
    choose(part);
  });
  place.addEventListener("keydown", (event) => {
    const part = partOf(event);
    if (!part) return;
    if (event.key === "Enter" || event.key === " ") choose(part);
    else if (!walk(parts(), part, event.key)) return;
    event.preventDefault();
  });
  list.addEventListener("input", mark);
  let shown = "";
  const paint = () => {
    const width = place.clientWidth;
    if (width && width < LEAST_PX) list.open = true;
    const svg = width < NARROW - 40 ? item.picture.narrow : item.picture.wide;
    if (svg === shown) return;
    shown = svg;
    place.innerHTML = own(svg, id);
    const drawn = place.firstElementChild;
    drawn.style.maxWidth = `${drawn.viewBox.baseVal.width}px`;
    makeButtons(drawn, parts());
    for (const part of parts()) part.setAttribute("aria-label", optionOf(part).text);
    mark();
  };
  const observer = new ResizeObserver(paint);
  observer.observe(place);
  signal.addEventListener("abort", () => observer.disconnect());
  return { nodes: [place, list], read: names.read, write: (answer) => { names.write(answer); mark(); } };
}
