// A figure in an explorer has two sheets, one on the other, of which one is seen. On the other stands what was seen before,
// or what the reader may ask for next, drawn with plotly.js while nobody waits: a move then turns the sheets.

// The sheets of a `picture`. On each stands a `figure`, as it is drawn `under` some conditions, with what came of it.
// `opened` is called with each new one when plotly.js has drawn on it.
function makeSheets(picture, opened) {
  const add = () => {
    const sheet = { picture: element("div", { className: "explorer-sheet" }) };
    picture.append(sheet.picture);
    return sheet;
  };
  let front = add();
  let back = null;
  return {
    get front() { return front; },
    // Throws away what is not seen: in a place of another width it would be drawn otherwise.
    clear(purge) {
      if (!back) return;
      purge(back.picture);
      back.picture.remove();
      back = null;
    },
    find: (figure, under) => [front, back].find((sheet) => sheet?.figure === figure && sheet.under === under),
    // The sheet that is not seen, for something new.
    get back() {
      back ??= add();
      back.picture.classList.add("explorer-back");
      return back;
    },
    keep(sheet, drawn) {
      if (sheet !== front && sheet !== back) return; // thrown away while it was drawn
      if (!sheet.made) {
        opened(sheet.picture);
        // What a reader has zoomed is not as it was drawn.
        sheet.picture.on("plotly_relayout", () => { sheet.figure = null; });
      }
      Object.assign(sheet, drawn);
    },
    turn(sheet) {
      if (sheet === front) return;
      front.picture.classList.add("explorer-back");
      sheet.picture.classList.remove("explorer-back");
      [front, back] = [sheet, front];
    },
  };
}
