// A curve that the reader draws before it is computed: points on drawn axes, moved with a pointer or by native sliders.

const CURVE_HEIGHT = 260;
const CURVE_ROOM = { left: 46, right: 20, top: 26, bottom: 40 };
const SVG = element("div", { innerHTML: "<svg></svg>" }).firstChild.namespaceURI;

function drawn(tag, attributes, text = "") {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.textContent = text;
  return node;
}

function drawing(item, id, signal) {
  const { x, y, stops, step, start, given, span } = item.axes;
  const heights = stops.map(() => start);
  let touched = false;
  let computed = null;
  let scale = null;
  const place = element("div", { className: "question-curve" });
  const sliders = stops.map((stop, i) => {
    const input = element("input", { type: "range", id: `${id}-${i}`, min: y.low, max: y.high, step, value: start });
    const value = element("span");
    value.setAttribute("aria-hidden", "true"); // the slider says it itself
    const label = element("label", { htmlFor: input.id, textContent: phrase("at {0} {1}", stop, x.unit) });
    input.addEventListener("input", () => { touched = true; heights[i] = input.valueAsNumber; paint(); });
    return { input, value, row: element("div", { className: "question-point" }, [label, input, value]) };
  });
  const move = (i, height) => {
    const snapped = Math.min(y.high, Math.max(y.low, Math.round(height / step) * step));
    if (touched && snapped === heights[i]) return;
    sliders[i].input.value = snapped;
    sliders[i].input.dispatchEvent(new Event("input", { bubbles: true }));
  };
  // What is held stays in the page: a browser lets go of what is taken out.
  let shown = null;
  const paint = () => {
    sliders.forEach(({ input, value }, i) => {
      input.value = heights[i];
      value.textContent = `${heights[i]} ${y.unit}`;
      input.setAttribute("aria-valuetext", value.textContent);
    });
    if (!place.clientWidth) return;
    if (place.clientWidth !== scale?.width) {
      scale = scaleOf(place.clientWidth, x, y);
      shown = makeCurves(item.axes, scale);
      place.replaceChildren(...shown.nodes);
    }
    shown.update(heights, computed, touched);
  };
  // A point is dragged by its handle; a tap elsewhere moves the point that is nearest.
  let held = -1;
  let dragged = false;
  const at = (event) => {
    const box = place.getBoundingClientRect();
    return { across: event.clientX - box.left, height: scale.height(event.clientY - box.top) };
  };
  const nearest = (across) => stops.map((stop, i) => [Math.abs(scale.x(stop) - across), i]).sort(([a], [b]) => a - b)[0][1];
  place.addEventListener("pointerdown", (event) => {
    dragged = false;
    if (!event.isPrimary || event.button || !event.target.matches(".question-grip")) return;
    event.preventDefault();
    held = Number(event.target.dataset.point);
    place.setPointerCapture(event.pointerId);
  });
  place.addEventListener("pointermove", (event) => {
    if (held < 0) return;
    dragged = true;
    move(held, at(event).height);
  });
  for (const way of ["pointerup", "pointercancel"]) place.addEventListener(way, () => { held = -1; });
  place.addEventListener("click", (event) => {
    if (dragged || event.target.matches(".question-grip")) return;
    const { across, height } = at(event);
    move(nearest(across), height);
  });
  const observer = new ResizeObserver(paint);
  observer.observe(place);
  signal.addEventListener("abort", () => observer.disconnect());
  const points = element("div", { className: "question-points" }, sliders.map(({ row }) => row));
  points.setAttribute("role", "group");
  points.setAttribute("aria-label", phrase("{0}, in {1}", y.title, y.unit));
  const told = element("p", { className: "question-told",
    textContent: phrase("Drag the points, tap where one should be, or use the sliders. At the foot, in orange: {0}, from {1} to {2} {3}.", given, ...span, x.unit) });
  return { nodes: [told, place, points], read: () => (touched ? heights.map(String) : []), write: (answer) => {
    touched = answer.length === stops.length;
    heights.forEach((_, i) => { heights[i] = touched ? Number(answer[i]) : start; });
    computed = null;
    paint();
  }, show: (verdict) => { computed = verdict.computed ?? null; paint(); } };
}

function scaleOf(width, x, y) {
  const { left, right, top, bottom } = CURVE_ROOM;
  const across = (width - left - right) / (x.high - x.low);
  const up = (CURVE_HEIGHT - top - bottom) / (y.high - y.low);
  return { width, x: (value) => left + (value - x.low) * across, y: (value) => CURVE_HEIGHT - bottom - (value - y.low) * up,
    height: (pixel) => y.low + (CURVE_HEIGHT - bottom - pixel) / up };
}

// The axes, and on them what changes: the reader's points and the computed curve.
function makeCurves({ x, y, stops, start, span }, scale) {
  const svg = drawn("svg", { viewBox: `0 0 ${scale.width} ${CURVE_HEIGHT}`, height: CURVE_HEIGHT, "aria-hidden": "true" });
  const [low, high, floor] = [scale.x(x.low), scale.x(x.high), scale.y(y.low)];
  svg.append(drawn("rect", { x: scale.x(span[0]), y: floor - 6, width: scale.x(span[1]) - scale.x(span[0]), height: 6, class: "given" }));
  for (const tick of y.ticks) {
    svg.append(drawn("line", { x1: low, x2: high, y1: scale.y(tick), y2: scale.y(tick), class: "grid" }));
    svg.append(drawn("text", { x: low - 6, y: scale.y(tick) + 4, "text-anchor": "end" }, tick));
  }
  for (const tick of x.ticks) {
    const anchor = tick === x.high ? "end" : "middle";
    svg.append(drawn("text", { x: scale.x(tick), y: floor + 16, "text-anchor": anchor }, tick));
  }
  svg.append(drawn("text", { x: (low + high) / 2, y: CURVE_HEIGHT - 6, "text-anchor": "middle" }, `${x.title} (${x.unit})`));
  svg.append(drawn("text", { x: 2, y: 14 }, `${y.title} (${y.unit})`));
  const seen = drawn("g", {});
  const curve = drawn("polyline", { class: "computed" });
  const sample = drawn("line", { x1: high - 92, x2: high - 64, y1: 10, y2: 10, class: "computed" });
  seen.append(curve, sample, drawn("text", { x: high, y: 14, "text-anchor": "end" }, phrase("computed")));
  const own = drawn("polyline", { class: "own" });
  const points = stops.map((stop) => drawn("circle", { cx: scale.x(stop), r: 8, class: "point" }));
  const grips = stops.map((stop, i) => { // no part of the picture: a browser scrolls with a finger on one
    const grip = element("div", { className: "question-grip" });
    Object.assign(grip.dataset, { point: i });
    grip.style.left = `${scale.x(stop)}px`;
    grip.setAttribute("aria-hidden", "true"); // the slider does the same without a pointer
    return grip;
  });
  svg.append(seen, own, drawn("circle", { cx: low, cy: scale.y(start), r: 4, class: "begin" }), ...points);
  const along = (xs, ys) => xs.map((value, i) => `${scale.x(value)},${scale.y(ys[i])}`).join(" ");
  return { nodes: [svg, ...grips], update: (heights, computed, touched) => {
    seen.setAttribute("visibility", computed ? "visible" : "hidden");
    curve.setAttribute("points", computed ? along(computed.x, computed.y) : "");
    own.setAttribute("points", along([x.low, ...stops], [start, ...heights]));
    own.classList.toggle("untouched", !touched);
    heights.forEach((height, i) => {
      points[i].setAttribute("cy", scale.y(height));
      grips[i].style.top = `${scale.y(height)}px`;
    });
  } };
}
