// The browser's half of a practice item, after shared.js: a fieldset of native controls and a live region for the verdict.

function radios(item, id) {
  const inputs = item.options.map((option) => element("input", { type: "radio", name: id, value: option.letter }));
  const nodes = item.options.map((option, i) =>
    element("label", { className: "question-option" }, [inputs[i], element("span", { textContent: option.text })]));
  return { nodes, read: () => inputs.find((input) => input.checked)?.value ?? "", write: (answer) => {
    for (const input of inputs) input.checked = input.value === answer;
  } };
}

function places(item) {
  const choices = item.options.map((option) => {
    const numbers = ["", ...item.options.map((_, i) => String(i + 1))];
    const select = element("select", {}, numbers.map((n) => element("option", { value: n, textContent: n || "place" })));
    return { letter: option.letter, select, node: element("label", { className: "question-option" }, [select, element("span", { textContent: option.text })]) };
  });
  return { nodes: choices.map((choice) => choice.node), read: () => {
    const placed = choices.filter((choice) => choice.select.value);
    return placed.sort((a, b) => a.select.value - b.select.value).map((choice) => choice.letter)
      .filter((_, i, all) => new Set(placed.map((c) => c.select.value)).size === all.length);
  }, write: (answer) => {
    for (const choice of choices) choice.select.value = String(answer.indexOf(choice.letter) + 1 || "");
  } };
}

function text(item, id) {
  const long = item.kind === "explanation";
  const input = element(long ? "textarea" : "input", { id: `${id}-text` });
  if (!long) Object.assign(input, { type: "text", autocomplete: "off", size: 12 });
  const name = long ? "Your explanation" : `Your answer${item.unit ? ` in ${item.unit}` : ""}`;
  const label = element("label", { htmlFor: input.id, textContent: `${name} ` });
  return { nodes: [element("div", {}, [label, input, ...(long || !item.unit ? [] : [` ${item.unit}`])])],
    read: () => input.value, write: (answer) => { input.value = answer; } };
}

const CONTROLS = { choice: radios, prediction: radios, ordering: places, numeric: text, explanation: text };
const BUTTON = { prediction: "Record my prediction", explanation: "Compare with the rubric" };

function list(lines, boxes) {
  return element("ul", {}, lines.map((line) => element("li", {}, boxes
    ? [element("label", {}, [element("input", { type: "checkbox" }), ` ${line}`])] : [line])));
}

function verdictNodes(verdict) {
  const nodes = [element("p", {}, [element("strong", { textContent: verdict.lead ? `${verdict.lead} ` : "" }), verdict.feedback])];
  if (verdict.idea) nodes.push(element("p", { textContent: `The idea behind this answer: "${verdict.idea}"` }));
  if (verdict.section) nodes.push(element("p", { textContent: `Read again: ${verdict.section}` }));
  if (verdict.rubric) nodes.push(element("p", { textContent: "Tick what your text says:" }), list(verdict.rubric, true));
  if (verdict.compare) {
    nodes.push(element("details", {}, [element("summary", { textContent: "Compare, after you have looked" }), list(verdict.compare)]));
  }
  return nodes;
}

function render({ model, el }) {
  hear(model);
  const item = model.get("item");
  const id = `question-${nextNumber()}`;
  const closed = new AbortController();
  const controls = CONTROLS[item.kind](item, id);
  const feedback = element("div", { className: "question-feedback" });
  feedback.setAttribute("role", "status");
  const button = element("button", { type: "button", textContent: BUTTON[item.kind] ?? "Check" });
  const legend = element("legend", {}, [element("span", { className: "question-lead", textContent: `${item.lead}.` }), item.stem]);
  const fieldset = element("fieldset", { className: "question" }, [legend, ...controls.nodes, button, feedback]);
  fieldset.dataset.question = item.question;
  keepKeys(fieldset, closed.signal);
  let silence = null;
  const lastTime = element("p", { className: "question-kept" });
  fieldset.insertBefore(lastTime, button);
  // What is typed is kept at once: a kernel that dies or a tab that closes takes no draft with it.
  const keep = (answer, status) => work.set("answer", item.question, answer.length ? { answer, status } : undefined);
  fieldset.addEventListener("input", ({ target }) => {
    if (!feedback.contains(target)) keep(controls.read(), "");
  });
  const give = () => {
    clearTimeout(silence);
    silence = setTimeout(() => {
      feedback.dataset.status = "silent";
      feedback.textContent = SILENCE;
    }, PATIENCE_MS);
    model.send({ answer: controls.read() });
  };
  button.addEventListener("click", give);
  fieldset.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches('input[type="text"], input[type="radio"]')) {
      event.preventDefault();
      give();
    }
  });
  const show = () => {
    const verdict = model.get("verdict");
    clearTimeout(silence);
    if (!verdict.status) return;
    lastTime.textContent = "";
    feedback.dataset.status = verdict.status;
    feedback.replaceChildren(...verdictNodes(verdict));
    if (verdict.status !== "unreadable") keep(model.get("answer"), verdict.status);
  };
  model.on("change:verdict", show);
  const fill = () => {
    const answer = work.get("answer", item.question)?.answer ?? "";
    controls.write(answer);
    feedback.replaceChildren();
    lastTime.textContent = answer.length ? `Your last answer is filled in. ${button.textContent} again to read more.` : "";
  };
  window.addEventListener("course-work-changed", fill, { signal: closed.signal });
  const kept = work.get("answer", item.question)?.answer;
  if (kept !== undefined && JSON.stringify(kept) !== JSON.stringify(model.get("answer"))) {
    fill();
  } else {
    if (model.get("answer") !== null) controls.write(model.get("answer"));
    show();
  }
  el.append(fieldset);
  return () => {
    clearTimeout(silence);
    closed.abort();
    model.off("change:verdict", show);
  };
}

export default { render };
