// The reader's own verdicts on claims, each with at most one reason: recorded before the course's are seen.

function judged(item, id) {
  const rows = item.claims.map((claim, i) => {
    const options = ["", ...item.verdicts].map((word) => element("option", { value: word, textContent: word || phrase("verdict") }));
    const select = element("select", { id: `${id}-verdict-${i}` }, options);
    const reason = element("textarea", { id: `${id}-reason-${i}`, rows: 2, maxLength: 200 }); // a long one is read whole
    const row = element("div", { className: "question-claim" }, [
      element("p", { textContent: `${claim.key}: ${claim.text}` }),
      element("label", { htmlFor: select.id, textContent: phrase("My verdict on {0}", claim.key) }), select,
      element("label", { htmlFor: reason.id, textContent: phrase("because") }), reason,
    ]);
    reason.setAttribute("aria-label", phrase("My reason on {0}", claim.key));
    return { ...claim, select, reason, row };
  });
  const [now, later] = [true, false].map((inClass) => rows.filter((row) => row.in_class === inClass).map(({ row }) => row));
  const home = element("details", { className: "question-list" }, [
    element("summary", { textContent: phrase("At home, or where time is left: {0} more claims", later.length) }), ...later,
  ]);
  return { nodes: [...now, home], read: () => rows.filter(({ select, reason }) => select.value || reason.value)
    .flatMap(({ key, select, reason }) => [key, select.value, reason.value]), write: (answer) => {
    for (const { key, select, reason } of rows) {
      const at = Array.isArray(answer) ? answer.findIndex((part, i) => part === key && i % 3 === 0) : -1;
      select.value = at < 0 ? "" : answer[at + 1];
      reason.value = at < 0 ? "" : answer[at + 2];
    }
  } };
}
