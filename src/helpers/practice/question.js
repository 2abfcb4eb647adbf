// The browser's half of a practice item, after shared.js: a fieldset of native controls and a live region for the verdict.

function radios(item, id) {
  const inputs = item.options.map((option) => element("input", { type: "radio", name: id, value: option.letter }));
  const nodes = item.options.map((option, i) =>
    element("label", { className: "question-option" }, [inputs[i], element("span", { textContent: option.text })]));
  return { nodes, read: () => inputs.find((input) => input.checked)?.value ?? "", write: (answer) => {
    for (const input of inputs) input.checked = input.value === answer;
  } };
}

// An order is given by the number of each row, or by dragging rows by their handles, which sets the numbers.
function places(item) {
  const choices = item.options.map((option) => {
    const numbers = ["", ...item.options.map((_, i) => String(i + 1))];
    const select = element("select", {}, numbers.map((n) => element("option", { value: n, textContent: n || phrase("place") })));
    const label = element("label", { className: "question-option" }, [select, element("span", { textContent: option.text })]);
    const handle = element("span", { className: "question-handle", textContent: "⠿", title: phrase("Drag to its place") });
    handle.setAttribute("aria-hidden", "true"); // the number does the same without a pointer
    const row = element("div", { className: "question-row" }, [handle, label]);
    row.dataset.letter = option.letter;
    return { letter: option.letter, text: option.text, select, row };
  });
  const list = element("div", { className: "question-places" }, choices.map(({ row }) => row));
  const moved = element("p", { className: "question-moved" });
  moved.setAttribute("aria-live", "polite");
  const byPlace = () => [...choices].sort((a, b) => a.select.value - b.select.value);
  const read = () => {
    const placed = byPlace().filter(({ select }) => select.value);
    return placed.map(({ letter }) => letter).filter((_, i, all) => new Set(placed.map((c) => c.select.value)).size === all.length);
  };
  const arrange = () => { if (read().length === choices.length) list.append(...byPlace().map(({ row }) => row)); };
  draggable(list, arrange, (row) => {
    const rows = [...list.children];
    for (const choice of choices) choice.select.value = String(rows.indexOf(choice.row) + 1);
    const { text } = choices.find((choice) => choice.row === row);
    moved.textContent = phrase("\"{0}\" is at place {1} of {2} now.", text, rows.indexOf(row) + 1, rows.length);
    list.dispatchEvent(new Event("input", { bubbles: true }));
  });
  return { nodes: [list, moved], read, write: (answer) => {
    for (const { letter, select } of choices) select.value = String(answer.indexOf(letter) + 1 || "");
    arrange();
  } };
}

// Rows of a list follow the pointer that holds one of their handles: mouse, finger or pen. The held row stays in the page
// and the others move around it, since a browser lets go of what is taken out.
function draggable(list, begin, dropped) {
  let held = null;
  let went = false;
  const end = (event) => {
    if (!held) return;
    const row = held;
    held = null;
    delete row.dataset.held;
    if (went && event.type === "pointerup") dropped(row);
  };
  list.addEventListener("pointerdown", (event) => {
    if (!event.target.matches(".question-handle") || !event.isPrimary || event.button) return;
    event.preventDefault();
    begin();
    held = event.target.parentElement;
    went = false;
    held.dataset.held = "true";
    list.setPointerCapture(event.pointerId);
  });
  list.addEventListener("pointermove", ({ clientY }) => {
    went = true;
    const above = (row) => row && clientY < row.getBoundingClientRect().top + row.offsetHeight / 2;
    const below = (row) => row && clientY > row.getBoundingClientRect().top + row.offsetHeight / 2;
    while (held && above(held.previousElementSibling)) held.after(held.previousElementSibling);
    while (held && below(held.nextElementSibling)) held.before(held.nextElementSibling);
  });
  for (const way of ["pointerup", "pointercancel"]) list.addEventListener(way, end);
}

function text(item, id) {
  const long = item.kind === "explanation";
  const input = element(long ? "textarea" : "input", { id: `${id}-text` });
  if (!long) Object.assign(input, { type: "text", autocomplete: "off", size: 12 });
  const short = item.unit ? phrase("Your answer in {0}", item.unit) : phrase("Your answer");
  const name = long ? phrase("Your explanation") : short;
  const label = element("label", { htmlFor: input.id, textContent: `${name} ` });
  return { nodes: [element("div", {}, [label, input])],
    read: () => input.value, write: (answer) => { input.value = answer; } };
}

const CONTROLS = { choice: radios, prediction: radios, ordering: places, numeric: text, explanation: text, picture: choosing, curve: drawing, verdicts: judged };
const BUTTON = { prediction: phrase("Record my prediction"), explanation: phrase("Compare with the rubric"),
  curve: phrase("Show the computed curve"), verdicts: phrase("Record my verdicts") };

function list(lines, boxes) {
  return element("ul", {}, lines.map((line) => element("li", {}, boxes
    ? [element("label", {}, [element("input", { type: "checkbox" }), ` ${line}`])] : [line])));
}

// Where to read again, as a link; the lesson is named where it is another one.
function readAgain(verdict, model, warn) {
  const link = element("a", { href: verdict.place, textContent: verdict.section });
  foreign.openInLab(model, link).then((problem) => { if (problem) warn(problem); });
  return element("p", {}, [phrase("Read again: "), link, verdict.lesson ? phrase(" in the lesson \"{0}\"", verdict.lesson) : ""]);
}

function verdictNodes(verdict, model, warn) {
  const nodes = [element("p", {}, [element("strong", { textContent: verdict.lead ? `${phrase(verdict.lead)} ` : "" }), verdict.feedback])];
  if (verdict.idea) nodes.push(element("p", { textContent: phrase("The idea behind this answer: \"{0}\" {1}", verdict.idea, verdict.correction) }));
  if (verdict.computed) nodes.push(element("p", { textContent: verdict.computed.told }));
  if (verdict.place) nodes.push(readAgain(verdict, model, warn));
  if (verdict.rubric) nodes.push(element("p", { textContent: phrase("Tick what your text says:") }), list(verdict.rubric, true));
  if (verdict.compare) {
    nodes.push(element("details", {}, [element("summary", { textContent: phrase("Compare, after you have looked") }), list(verdict.compare)]));
  }
  return nodes;
}

// What is typed is kept at once: a kernel that dies or a tab that closes takes no draft with it.
function keep(item, answer, status, keepBeside) {
  work.set("answer", item.question, answer.length ? { answer, status } : undefined);
  keepBeside({ answers: { [item.question]: work.entry("answer", item.question) } });
}

function makeForm(item, { id, signal, warnings }) {
  const controls = CONTROLS[item.kind](item, id, signal);
  const feedback = element("div", { className: "question-feedback" });
  feedback.setAttribute("role", "status");
  const button = element("button", { type: "button", textContent: BUTTON[item.kind] ?? phrase("Check") });
  const lastTime = element("p", { className: "question-kept" });
  const legend = element("legend", {}, [element("span", { className: "question-lead", textContent: `${phrase(item.lead)}.` }), item.stem]);
  const fieldset = element("fieldset", { className: "question" }, [
    legend, warnings, ...controls.nodes, lastTime, button, feedback,
  ]);
  fieldset.dataset.question = item.question;
  return { controls, feedback, button, lastTime, fieldset };
}

// Fills the form with what was answered or typed before, here or where the work was restored from.
function fill({ controls, feedback, lastTime, button }, answer) {
  controls.write(answer);
  feedback.replaceChildren();
  lastTime.textContent = answer.length ? phrase("Your last answer is filled in. {0} again to read more.", button.textContent) : "";
}

function render({ model, el }) {
  const page = begin("question");
  const { signal, end } = page;
  const item = model.get("item");
  const form = makeForm(item, page);
  const { controls, feedback, fieldset } = form;
  const keepBeside = keeper(model, page);
  const kept = () => work.get("answer", item.question)?.answer;
  const show = () => {
    const verdict = model.get("verdict");
    if (!verdict.status) return;
    form.lastTime.textContent = "";
    feedback.dataset.status = verdict.status;
    feedback.replaceChildren(...verdictNodes(verdict, model, page.warn));
    controls.show?.(verdict);
    if (verdict.status !== "unreadable") keep(item, model.get("answer"), verdict.status, keepBeside);
  };
  const send = talk(model, "verdict", page, {
    answered: show,
    failed: (sentence) => { feedback.dataset.status = "silent"; feedback.textContent = sentence; },
  });
  const give = () => send("answer", { answer: controls.read() });

  form.button.addEventListener("click", give);
  fieldset.addEventListener("input", ({ target }) => {
    if (!feedback.contains(target)) keep(item, controls.read(), "", keepBeside);
  });
  fieldset.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches('input[type="text"], input[type="radio"]')) {
      event.preventDefault();
      give();
    }
  });
  keepKeys(fieldset, signal);
  window.addEventListener("course-work-changed", () => fill(form, kept() ?? ""), { signal });
  if (kept() !== undefined && JSON.stringify(kept()) !== JSON.stringify(model.get("answer"))) {
    fill(form, kept());
  } else {
    if (model.get("answer") !== null) controls.write(model.get("answer"));
    show();
  }
  el.append(fieldset);
  return end;
}

export default { render };
