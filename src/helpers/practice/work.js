// The reader's notes and answers, after shared.js: shown, saved to a file, restored from it. No kernel is asked.

const COURSE = "Interleukins: from messenger to medicine";
const FILE = "interleukins-my-work.json";
const KEPT = phrase("This browser keeps your answers and notes, also when the kernel restarts or the page is closed. "
  + "It may forget them: when its data are cleared, in a private window, and Safari after seven days without a visit. "
  + "On Binder and on a computer that others use, save them to a file before you leave.");
const BESIDE = phrase("While a kernel runs, they are also kept in the file {0} beside the notebooks.", FILE);
const NOT_KEPT = phrase("This browser keeps nothing more when the page is closed (a private window, or its storage is switched "
  + "off or full). Save your work to a file before you leave.");
const OTHER_FILE = phrase("This is not a file of this course. Choose the file that 'Save my work to a file' wrote ({0}).", FILE);

const isText = (value) => typeof value === "string";
const isAnswer = (value) => isText(value?.status)
  && (isText(value.answer) || (Array.isArray(value.answer) && value.answer.every(isText)));

function saved() {
  const written = new Date().toISOString();
  const times = Object.fromEntries([["answers", "answer"], ["notes", "note"]].map(([part, kind]) => [part,
    Object.fromEntries(Object.entries(work.entries(kind)).map(([name, { at }]) => [name, at]))]));
  return JSON.stringify({ course: COURSE, written, answers: work.all("answer"), notes: work.all("note"), times }, null, 1);
}

// What the file beside the notebooks holds and this browser has not, or has older; what was taken away does not count.
function newer(entries) {
  const of = (part, kind) => Object.entries(entries?.[part] ?? {})
    .filter(([name, { at, value }]) => value !== undefined && at > work.at(kind, name)
      && JSON.stringify(value) !== JSON.stringify(work.get(kind, name)))
    .map(([name, { at, value }]) => ({ kind, name, value, at }));
  return [...of("answers", "answer"), ...of("notes", "note")];
}

// Work of another browser, or of another address, is offered; nobody's is shown unasked.
function offer(entries, say) {
  const found = newer(entries);
  if (!found.length) return [];
  const number = (kind) => found.filter((entry) => entry.kind === kind).length;
  const what = countWork(number("answer"), number("note"));
  const place = element("p", {}, [phrase("The file {0} beside the notebooks holds {1} that this browser does not have. ", FILE, what)]);
  place.append(button(phrase("Bring them here"), () => {
    for (const { kind, name, value, at } of found) {
      work.set(kind, name, kind === "note" ? work.together(work.get(kind, name) ?? "", value) : value, at);
    }
    window.dispatchEvent(new Event("course-work-changed"));
    place.remove();
    say(phrase("Brought here: {0}.", what));
  }));
  return [place];
}

// Nothing is lost: what the file does not hold stays, and of two different notes on a lesson both are kept.
function restore(text, lessons) {
  let file;
  try {
    file = JSON.parse(text);
  } catch {
    return OTHER_FILE;
  }
  if (file?.course !== COURSE) return OTHER_FILE;
  const entriesOf = (part, fits) => Object.entries(part ?? {}).filter(([, value]) => fits(value))
    .map(([name, value]) => [nowCalled(name), value]);
  const answers = entriesOf(file.answers, isAnswer);
  const notes = entriesOf(file.notes, isText);
  for (const [question, answer] of answers) work.set("answer", question, answer);
  for (const [lesson, note] of notes) {
    work.set("note", lesson, work.together(work.get("note", lesson) ?? "", note));
  }
  window.dispatchEvent(new Event("course-work-changed"));
  const known = new Set(lessons.flatMap(({ lesson, questions }) => [lesson, ...questions]));
  const strange = [...answers, ...notes].filter(([name]) => !known.has(name)).length;
  return phrase("Restored: {0}.", countWork(answers.length, notes.length))
    + (strange ? phrase(" {0} of them belong to questions or lessons that this edition does not have; they are kept, and "
      + "saved with the rest.", strange) : "");
}

function countWork(answers, notes) {
  return phrase("{0} and {1}", answers === 1 ? phrase("1 answer") : phrase("{0} answers", answers),
    notes === 1 ? phrase("1 note") : phrase("{0} notes", notes));
}

function progress({ questions }) {
  const answers = work.all("answer");
  const given = questions.filter((question) => answers[question]?.status); // a draft has none yet
  const right = given.filter((question) => answers[question].status === "right");
  return questions.length === 1
    ? phrase("{0} of 1 question answered, {1} right", given.length, right.length)
    : phrase("{0} of {2} questions answered, {1} right", given.length, right.length, questions.length);
}

function button(label, onClick) {
  const node = element("button", { type: "button", textContent: label });
  node.addEventListener("click", onClick);
  return node;
}

// On a lesson: its notes, to write. On the start page: a list of all lessons, with the notes to read.
function notesOf(lessons, { id, signal }, keepBeside) {
  const lesson = lessons.find(({ here }) => here);
  if (!lesson) {
    const list = element("ul");
    return { nodes: [list], show: () => list.replaceChildren(...lessons.map((lesson) => {
      const note = work.get("note", lesson.lesson);
      const line = `${lesson.shown} ${lesson.title} (${progress(lesson)})`;
      return element("li", {}, [line, ...(note ? [element("blockquote", { textContent: note })] : [])]);
    })) };
  }
  const text = element("textarea", { id: `${id}-notes`, rows: 4 });
  const label = element("label", { htmlFor: text.id, textContent: phrase("My notes on this lesson") });
  const line = element("p");
  text.addEventListener("input", () => {
    work.set("note", lesson.lesson, text.value);
    keepBeside({ notes: { [lesson.lesson]: work.entry("note", lesson.lesson) } });
  }, { signal });
  return { nodes: [line, label, text], show: () => {
    line.textContent = `${progress(lesson)}.`;
    const note = work.get("note", lesson.lesson) ?? "";
    if (text.value !== note) text.value = note;
  } };
}

// What a reader can do with the work: save it to a file, restore it from one, erase it; `say` tells what was done.
function ways(id, lessons, say) {
  const save = button(phrase("Save my work to a file"), () => {
    const address = URL.createObjectURL(new Blob([saved()], { type: "application/json" }));
    element("a", { href: address, download: FILE }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
    say(phrase("Saved as {0} where your browser puts downloads.", FILE));
  });
  const file = element("input", { type: "file", id: `${id}-file`, accept: ".json,application/json" });
  file.addEventListener("change", async () => {
    if (!file.files.length) return;
    const text = await file.files[0].text();
    say(restore(text, lessons));
    file.value = "";
  });
  const erase = button(phrase("Erase my work in this browser"), () => {
    if (!confirm(phrase("Erase all answers and notes of this course in this browser? A saved file stays, and so does the file beside the notebooks."))) return;
    work.erase();
    say(phrase("Erased."));
  });
  const label = element("label", { htmlFor: file.id, textContent: phrase("Restore my work from a file") });
  return element("div", { className: "work-ways" }, [save, element("div", {}, [label, file]), erase]);
}

function render({ model, el }) {
  const page = begin("work");
  const { id, signal, end } = page;
  const keepBeside = keeper(model, page);
  const keepAll = () => keepBeside({ answers: work.entries("answer"), notes: work.entries("note") });
  const said = element("p", { className: "work-said" });
  said.setAttribute("role", "status");
  const say = (words) => { said.textContent = words; };
  const notes = notesOf(model.get("lessons"), page, keepBeside);
  const kept = element("p");
  kept.setAttribute("role", "status");
  const show = () => {
    notes.show();
    const words = (work.lasts() ? KEPT : NOT_KEPT) + (foreign.hasKernel(model) ? ` ${BESIDE}` : "");
    if (kept.textContent !== words) kept.textContent = words; // said once, when it changes
  };
  const section = element("section", { className: "work" }, [
    element("h3", { id, textContent: phrase("My notes and answers") }),
    ...notes.nodes,
    page.warnings,
    ...(foreign.hasKernel(model) ? offer(model.get("kept").entries, say) : []),
    kept,
    ways(id, model.get("lessons"), say),
    said,
  ]);
  section.setAttribute("aria-labelledby", id);
  keepKeys(section, signal);
  // Another tab of the same browser says "storage".
  for (const event of ["course-work", "course-work-changed", "storage"]) {
    window.addEventListener(event, show, { signal });
  }
  window.addEventListener("course-work-changed", keepAll, { signal });
  if (foreign.hasKernel(model) && model.get("kept").problem) page.warn(model.get("kept").problem);
  show();
  keepAll();
  el.append(section);
  return end;
}

export default { render };
