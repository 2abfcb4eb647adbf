// The start page's own word, after shared.js: it stands only where a browser shows the widgets of the course.

function render({ model, el }) {
  const { warnings, warn, end } = begin("setup");
  const problem = foreign.hear(model);
  if (problem) warn(problem);
  const line = element("p", { className: "setup" }, [element("strong", { textContent: model.get("sentence") })]);
  line.setAttribute("role", "status");
  el.append(line, warnings);
  return end;
}

export default { render };
