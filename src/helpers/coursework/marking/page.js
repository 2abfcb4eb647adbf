// The page for marking: shows one text after the other and stores each decision as soon as it is taken.
"use strict";

const token = document.documentElement.dataset.token;
const $ = (id) => document.getElementById(id);
let items = [], item = null, place = 0, waiting = null, sending = Promise.resolve();

const text = () => item.texts[place];
const all = () => items.flatMap((one) => one.texts);

async function load() {
  const answer = await fetch("texts");
  items = (await answer.json()).items;
  for (const [number, one] of items.entries()) $("item").append(new Option(`${one.item} ${one.title} (${one.texts.length})`, number));
  history.replaceState(null, "", location.pathname); // the token does not stay in the address
  if (items.length === 0) return say("Nothing waits for a person.");
  choose(Math.max(0, items.findIndex((one) => one.texts.some((each) => each.points === null))));
}

function choose(number) {
  item = items[number];
  $("item").value = number;
  go(Math.max(0, item.texts.findIndex((each) => each.points === null)));
}

function go(where) {
  flush();
  place = where;
  const one = text();
  $("task").textContent = one.task;
  $("answer").textContent = one.answer || "(no text)";
  $("right").textContent = one.right;
  $("out-of").textContent = `of ${item.out_of}`;
  $("points").value = one.points ?? "";
  $("comment").value = one.comment;
  $("rubric").replaceChildren(...item.rubric.map((line, number) => button(`${number + 1}. ${line.text} (${line.score})`, () => toggle(line), one.lines.includes(line.name))));
  bank();
  progress();
}

function button(label, act, pressed) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = label;
  if (pressed !== undefined) made.setAttribute("aria-pressed", pressed);
  made.addEventListener("click", act);
  return made;
}

function bank() {
  $("bank").replaceChildren(...item.comments.slice(0, 12).map((comment) => button(comment, () => {
    const field = $("comment"), there = field.value.trim();
    if (!there.includes(comment)) field.value = there ? `${there} ${comment}` : comment;
    changed();
  })));
}

function progress() {
  const done = all().filter((one) => one.points !== null).length;
  $("progress").max = all().length;
  $("progress").value = done;
  $("marked").textContent = `${done} of ${all().length}`;
  $("place").textContent = `Text ${place + 1} of ${item.texts.length}`;
}

function toggle(line) {
  const one = text();
  one.lines = one.lines.includes(line.name) ? one.lines.filter((name) => name !== line.name) : [...one.lines, line.name];
  const sum = item.rubric.filter((each) => one.lines.includes(each.name)).reduce((total, each) => total + each.score, 0);
  $("points").value = Math.min(sum, item.out_of);
  [...$("rubric").children].forEach((made, number) => made.setAttribute("aria-pressed", one.lines.includes(item.rubric[number].name)));
  changed();
}

function changed() {
  const said = $("points").value.trim().replace(",", ".");
  const points = said === "" ? null : Number(said);
  if (points !== null && !(points >= 0 && points <= item.out_of)) return say(`Marks are a number from 0 to ${item.out_of}.`, true);
  const one = text();
  one.points = points;
  one.comment = $("comment").value.trim();
  waiting = { one, sent: { text: one.text, points, lines: one.lines, comment: one.comment } };
  say("Saving");
  clearTimeout(changed.timer);
  changed.timer = setTimeout(flush, 300);
  progress();
}

function flush() {
  clearTimeout(changed.timer);
  if (!waiting) return sending;
  const { one, sent } = waiting;
  waiting = null;
  const of = item;
  if (sent.comment && sent.points !== null && !of.comments.includes(sent.comment)) of.comments.unshift(sent.comment);
  sending = sending.then(async () => {
    try {
      const answer = await post("mark", sent);
      if (!answer.ok) return say((await answer.json()).error ?? "Not saved.", true);
      const { other } = await answer.json();
      if (!waiting || other) say(other ? `Saved. ${other}` : "Saved.");
    } catch {
      waiting = waiting ?? { one, sent };
      say("Not saved: the program in the terminal does not answer. Nothing is lost while this page stays open.", true);
    }
  });
  return sending;
}

const post = (where, what) => fetch(where, { method: "POST", headers: { "X-Marking-Token": token }, body: JSON.stringify(what) });

function say(words, bad = false) {
  $("status").textContent = words;
  $("status").classList.toggle("bad", bad);
}

function step(by) {
  const where = place + by;
  if (where >= 0 && where < item.texts.length) go(where);
  else say(by > 0 ? "This was the last text of this question." : "This is the first text of this question.");
}

function open() {
  const after = [...item.texts.keys()].map((number) => (place + 1 + number) % item.texts.length);
  const found = after.find((number) => item.texts[number].points === null);
  if (found !== undefined) return go(found);
  const other = items.findIndex((one) => one.texts.some((each) => each.points === null));
  if (other >= 0) return choose(other);
  flush();
  say("Every text has marks.");
}

document.addEventListener("keydown", (event) => {
  const field = ["TEXTAREA", "SELECT", "INPUT"].includes(event.target.tagName) && event.target.type !== "checkbox";
  if (event.key === "Escape" && field) return event.target.blur();
  if (event.key === "Enter" && event.target === $("points")) return event.target.blur();
  if (!item || field || !$("keys").checked || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Enter" && ["BUTTON", "SUMMARY", "INPUT"].includes(event.target.tagName)) return;
  const line = item.rubric[Number(event.key) - 1];
  const keys = { Enter: () => step(1), n: () => step(1), p: () => step(-1), u: open, m: () => $("points").focus(), c: () => $("comment").focus(), 0: none };
  const act = line ? () => toggle(line) : keys[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
});

function none() {
  text().lines = [];
  [...$("rubric").children].forEach((made) => made.setAttribute("aria-pressed", false));
  $("points").value = 0;
  changed();
}

$("item").addEventListener("change", () => choose(Number($("item").value)));
$("points").addEventListener("input", changed);
$("comment").addEventListener("input", changed);
$("previous").addEventListener("click", () => step(-1));
$("next").addEventListener("click", () => step(1));
$("open").addEventListener("click", open);
$("end").addEventListener("click", async () => {
  await flush();
  await post("end", {});
  document.querySelector("main").remove();
  document.querySelector("header").replaceChildren(Object.assign(document.createElement("h1"), { textContent: "Done. The reports are being written; you may close this page." }));
});
window.addEventListener("beforeunload", (event) => { if (waiting) event.preventDefault(); });
load();
