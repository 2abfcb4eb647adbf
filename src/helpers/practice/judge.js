// Judging in a page without a kernel: the replies of compiled.py, and the number rules of judging.py, word by word.

function unreadable(feedback) {
  return { status: "unreadable", lead: "", feedback, section: "" };
}

// Python's float reads the digits of every script; Number reads 0 to 9. Digits stand in runs that begin with zero.
function latinDigits(text) {
  const isDigit = (point) => /^\p{Nd}$/u.test(String.fromCodePoint(point));
  return text.replace(/\p{Nd}/gu, (digit) => {
    let back = 0;
    while (isDigit(digit.codePointAt(0) - back - 1)) back += 1;
    return String(back % 10);
  });
}

function cut(text) {
  const letters = [...text];
  return letters.length <= 40 ? text : `${letters.slice(0, 37).join("")}...`;
}

function unitKey(unit) {
  return unit.replace(/\s+/g, "").replace(/[\u00b5\u03bc]/g, "u").toLowerCase();
}

// Returns {number} or {problem}, a sentence.
function parseNumber(text, unit) {
  const shown = text.trim();
  const example = unit ? phrase("Write a number such as 0.5 (in {0}).", unit) : phrase("Write a number such as 0.5.");
  if (!shown) return { problem: phrase("The answer is empty. {0}", example) };
  const compact = shown.replaceAll("\u2212", "-").replace(/(?<=\p{Nd})\s(?=\p{Nd}{3}(\P{Nd}|$))/gu, "");
  const dotted = compact.replace(",", ".");
  if (/^[+-]?[1-9]\p{Nd}{0,2}(,\p{Nd}{3})+(\.\p{Nd}+)?\P{Nd}*$/u.test(compact)) {
    const plain = compact.replaceAll(",", "");
    if (dotted.split(".").length > 2 || dotted.includes(",")) {
      return { problem: phrase("Leave the commas out: write {0} instead of {1}.", plain, shown) };
    }
    return { problem: phrase("A comma can be read in two ways: write {0} or {1} instead of {2}.", plain, dotted, shown) };
  }
  if (/^[+-]?\p{Nd}*,\p{Nd}+\P{Nd}*$/u.test(compact)) {
    return { problem: phrase("Use a dot as decimal mark: write {0} instead of {1}.", dotted, shown) };
  }
  const match = /^([+-]?(?:\p{Nd}+\.?\p{Nd}*|\.\p{Nd}+)(?:[eE][+-]?\p{Nd}+)?)\s*(.*)$/su.exec(compact);
  if (!match) return { problem: phrase("'{0}' is not a number. {1}", cut(shown), example) };
  const number = Number(latinDigits(match[1]));
  const rest = match[2].trim();
  if (rest && unitKey(rest) !== unitKey(unit)) {
    const wanted = unit ? phrase("in {0}", unit) : phrase("without a unit");
    return { problem: phrase("'{0}' after the number was not understood. Give one number {1}.", cut(rest), wanted) };
  }
  if (!Number.isFinite(number)) return { problem: phrase("'{0}' is too large to be a number here. {1}", cut(shown), example) };
  return { number };
}

function numeric(item, answer) {
  const { number, problem } = parseNumber(answer, item.unit);
  if (problem) return unreadable(problem);
  const close = ({ value }) => Math.abs(number - value) <= item.tolerance * Math.abs(value) + 1e-12;
  const known = item.near.find(close);
  if (known) return known.reply;
  const feedback = number < item.near[0].value
    ? phrase("{0} is too small. Check the formula and the units, and try again.", answer)
    : phrase("{0} is too large. Check the formula and the units, and try again.", answer);
  return { ...item.wrong, feedback };
}

function ordering(item, answer) {
  const sameEntries = [...answer].sort().join() === [...item.right].sort().join();
  if (!sameEntries) return item.unreadable;
  const wrong = item.right.findIndex((letter, place) => letter !== answer[place]);
  return wrong < 0 ? item.complete : item.replies[`${wrong}${answer[wrong]}`];
}

function explanation(item, answer) {
  return answer.split(/\s+/).filter(Boolean).length < item.fewest ? item.unreadable : item.complete;
}

// The first line that does not hold says why; what holds is said in curves.py.
function curve(item, answer) {
  const { x, y, stops, start } = item.form.axes;
  const heights = Array.isArray(answer) ? answer.map(Number) : [];
  const drawn = new Map([[x.low, start], ...stops.map((stop, i) => [stop, heights[i]])]);
  if (heights.length !== stops.length || !heights.every((height) => height >= y.low && height <= y.high)) return item.unreadable;
  const holds = ({ aspect, first, last, tolerance }) => {
    if (aspect === "peak") {
      const peak = stops[heights.indexOf(Math.max(...heights))];
      return first <= peak && peak <= last;
    }
    const least = tolerance * (y.high - y.low);
    if (aspect === "rises") return drawn.get(last) - drawn.get(first) >= least;
    const onTheWay = [...drawn].filter(([place]) => first <= place && place <= last).map(([, height]) => height);
    return Math.max(...onTheWay) - drawn.get(last) >= least;
  };
  return { ...(item.checks.find((check) => !holds(check))?.reply ?? item.complete), computed: item.computed };
}

// The reader's verdicts are recorded, and compared with the course's for the claims that were judged.
function verdicts(item, answer) {
  const given = new Map();
  if (Array.isArray(answer)) {
    for (let i = 0; i + 1 < answer.length; i += 3) if (item.verdicts.includes(answer[i + 1])) given.set(answer[i], answer[i + 1]);
  }
  const judged = item.claims.filter(([key]) => given.has(key));
  if (!judged.length) return item.unreadable;
  const feedback = phrase("Recorded: {0} of {1} claims. Read on, and compare when you have seen the rows.", judged.length, item.claims.length);
  const compare = judged.map(([key, verdict, reason]) => (
    `${phrase("{0}: the course says {1}, you say {2}.", key, verdict, given.get(key))} ${reason}`
  ));
  return { status: "open", lead: "", feedback, section: "", compare };
}

function oneOf(item, answer) {
  return Object.hasOwn(item.replies, answer) ? item.replies[answer] : item.unreadable;
}

const JUDGES = { choice: oneOf, prediction: oneOf, picture: oneOf, numeric, ordering, explanation, curve, verdicts };

// `item` is what compiled.py made of a practice item; the reply is what widget.py would show.
function judge(item, answer) {
  return JUDGES[item.kind](item, answer);
}

export default { judge };
