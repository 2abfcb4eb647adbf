// A figure in an explorer has a few sheets, one on the other, of which one is seen. On the others stand what was seen
// before and what the reader may ask for next, drawn with plotly.js while nobody waits: a move then turns a sheet.

const SHEETS = 3;

// The sheets of a `picture`. On each stands a `figure`, as it is drawn `under` some conditions, with what came of it.
// `opened` is called with each new one when plotly.js has drawn on it.
function makeSheets(picture, opened) {
  const sheets = []; // what was seen or drawn last stands first
  const add = () => {
    sheets.unshift({ picture: element("div", { className: "explorer-sheet" }) });
    picture.append(sheets[0].picture);
    return sheets[0];
  };
  const first = (sheet) => sheets.unshift(...sheets.splice(sheets.indexOf(sheet), 1));
  let front = add();
  return {
    get front() { return front; },
    // Throws away what is not seen: in a place of another width it would be drawn otherwise.
    clear(purge) {
      for (const sheet of sheets.splice(0).filter((one) => one !== front)) {
        purge(sheet.picture);
        sheet.picture.remove();
      }
      sheets.push(front);
    },
    find: (figure, under) => sheets.find((sheet) => sheet.figure === figure && sheet.under === under),
    // A sheet that is not seen, for something new.
    back() {
      const sheet = sheets.length < SHEETS ? add() : sheets.findLast((one) => one !== front);
      sheet.picture.classList.add("explorer-back");
      return sheet;
    },
    keep(sheet, drawn) {
      if (!sheets.includes(sheet)) return; // thrown away while it was drawn
      if (!sheet.made) {
        opened(sheet.picture);
        // What a reader has zoomed is not as it was drawn.
        sheet.picture.on("plotly_relayout", () => { sheet.figure = null; });
      }
      Object.assign(sheet, drawn);
      first(sheet);
    },
    turn(sheet) {
      if (sheet === front) return;
      front.picture.classList.add("explorer-back");
      sheet.picture.classList.remove("explorer-back");
      front = sheet;
      first(sheet);
    },
  };
}
