// A figure fitted to its place: what it needs at this width, and the list of what has no room beside its mark. Used by
// the explorers and by the HTML edition. The figure itself says what it is: its axes, its names and `layout.meta.rooms`,
// the parts of a hidden axis in which the names of a column stand.

const fit = (() => {
  const FAMILY = "system-ui, 'Segoe UI', Helvetica, Arial, sans-serif";
  const NARROW = 480; // px below which a figure is higher than it would like, rather than wide
  const CURVES = { least: 250, share: 0.82 }; // the height of a plot without rows: px, and of a narrow one's width
  const LINE = 14.5; // px from one line of small letters to the next, where rows move together
  const GAP = 22; // px between two columns, where their links run
  const PANEL = { width: 150, height: 190, above: 26, below: 44 };

  // ------------------------------------------------------------------ words and their width

  const pen = document.createElement("canvas").getContext("2d");
  const known = new Map();
  const plain = (text) => String(text ?? "").replace(/\s*<br\s*\/?>\s*/g, " ").replace(/<[^>]*>/g, "");
  const lines = (text) => String(text ?? "").split(/<br\s*\/?>/);

  // The width of the longest line of a text (px); bold letters are wider.
  function wide(text, size = 13) {
    const key = `${size} ${text}`;
    if (!known.has(key)) {
      pen.font = `${/<b>/.test(text) ? "bold " : ""}${size}px ${FAMILY}`;
      known.set(key, Math.max(...lines(text).map((line) => pen.measureText(plain(line)).width)));
    }
    return known.get(key);
  }

  // The text in lines of at most `room` px, where its words allow it; what stands before the first word stands before
  // each line.
  function wrapped(text, room, size = 13) {
    const whole = String(text);
    if (wide(whole, size) <= room) return whole;
    if (/<(span|sup|sub|i)\b|<\/b>[^<]*<br>/.test(whole)) return lines(whole).map((line) => (/<br/.test(whole) ? wrapped(line, room, size) : line)).join("<br>");
    const [, before, rest] = /^([\s\u00a0]*)([^]*)$/.exec(whole.replace(/<br\s*\/?>/g, " "));
    const bold = /^<b>/.test(rest) ? "<b>" : "";
    const made = [];
    for (const word of rest.split(/[ \n]+/).filter(Boolean)) {
      const longer = made.length ? `${made.at(-1)} ${word}` : word;
      if (made.length && wide(bold + before + longer, size) <= room) made[made.length - 1] = longer;
      else made.push(...broken(word, room, size));
    }
    return made.map((line) => before + line).join("<br>");
  }

  // A word that is wider than its room breaks after a hyphen or a stroke.
  function broken(word, room, size) {
    if (wide(word, size) <= room) return [word];
    const parts = word.split(/(?<=[a-z][-/])(?=[a-z])/i);
    return parts.reduce((done, part) => {
      if (done.length && wide(done.at(-1) + part, size) <= room) done[done.length - 1] += part;
      else done.push(part);
      return done;
    }, []);
  }

  // ------------------------------------------------------------------ axes

  const axesOf = (layout, letter) => Object.keys(layout).filter((key) => RegExp(`^${letter}axis\\d*$`).test(key));
  const titleOf = (thing) => (typeof thing?.title === "string" ? thing.title : thing?.title?.text ?? "");
  const sizeOf = (thing) => thing?.font?.size ?? thing?.textfont?.size ?? 13;

  // The names of the rows: what the axis calls them, or what the data call them.
  function rowsOf(axis, letter, data) {
    if (axis.ticktext) {
      const each = axis.range ? Math.abs(axis.range[1] - axis.range[0]) / axis.ticktext.length : 1;
      return axis.rows || each < 1.9 ? { values: axis.tickvals, names: axis.ticktext } : null;
    }
    const id = letter.replace("axis", "");
    const here = data.filter((trace) => (trace.yaxis ?? "y") === id && typeof trace.y?.[0] === "string");
    const found = axis.categoryarray ?? [...new Set(here.flatMap((trace) => trace.y))];
    return found.length && here.length ? { values: found, names: found } : null;
  }

  // The names of rows in lines, and the height that the rows need (px). Where that is more than `high`, their details
  // (a second line in a <span>) are left to the table, and rows of one line are lower than those of several.
  function fitRows(layout, data, width, high) {
    const whole = rowsIn(layout, data, width, (name) => name, 1.25);
    const short = () => rowsIn(layout, data, width, (name) => String(name).replace(/<br><span.*?<\/span>/, ""), 1.15);
    const { need, axes, heights } = whole.need <= high && !whole.long ? whole : short();
    Object.assign(layout, axes);
    if (width <= NARROW) layout.annotations = layout.annotations.filter((note) => !saysRow(note));
    const sum = heights.reduce((all, each) => all + each, 0);
    return need > high && heights.length && sum < 0.9 * need ? spread(layout, data, heights) : need;
  }

  // The axes of rows with their names in lines, the height that they need, and that of each row where there is one axis.
  function rowsIn(layout, data, width, told, pitch) {
    const axes = {};
    let need = 0;
    let long = false;
    let heights = [];
    for (const key of axesOf(layout, "y")) {
      const rows = rowsOf(layout[key], key, data);
      if (!rows || layout[key].visible === false) continue;
      const size = Math.min(layout[key].tickfont?.size ?? 13, pitch < 1.2 ? 12 : 20);
      const most = Math.max(84, (width <= NARROW ? 0.43 : layout.xaxis?.ticktext ? 0.39 : 0.46) * width * widthOf(layout, key, data));
      const names = rows.names.map((name, place) => wrapped(told(name), most, size) + beside(layout, rows.values[place], width));
      long ||= names.some((name) => wide(name, size) > 1.1 * most);
      axes[key] = { ...layout[key], tickvals: rows.values, ticktext: names, tickmode: "array", rows: true, tickfont: { ...layout[key].tickfont, size } };
      heights = names.map((name) => (1.3 * (lines(name).length - 1) + pitch) * size + (lines(name).length > 1 ? 3 : 0));
      const range = layout[key].range;
      const steps = range && typeof rows.values[0] === "number" ? Math.abs(range[1] - range[0]) : names.length + 0.4;
      const [low, high] = layout[key].domain ?? [0, 1];
      need = Math.max(need, steps * Math.max(...heights) / (high - low));
    }
    const numbers = axes.yaxis && axes.yaxis.tickvals.every((value, place) => value === place) && axes.yaxis.range;
    return { need, long, axes, heights: numbers && Object.keys(axes).length === 1 ? heights : [] };
  }

  // Gives each row its own height.
  function spread(layout, data, heights) {
    const edges = heights.map((_, row) => row - 0.5).concat(heights.length - 0.5);
    const places = heights.reduce((sums, height) => [...sums, sums.at(-1) + height], [0]);
    const way = along(edges, places);
    move(layout, data, "y", way);
    const range = layout.yaxis.range.map(way);
    layout.yaxis = { ...layout.yaxis, range };
    return Math.abs(range[1] - range[0]);
  }

  // Words that stand in the plot at the right end of a row.
  const saysRow = (note) => note.xref === "paper" && note.x === 1 && note.yref !== "paper" && note.xanchor === "right";

  // What a row says at its right end: beside the plot, or below the row's name where the plot is narrow.
  function beside(layout, value, width) {
    if (width > NARROW) return "";
    return layout.annotations.filter((note) => saysRow(note) && note.y === value).map((note) => `<br><b>${plain(note.text)}</b>`).join("");
  }

  // Words that stand in the plot at its right end get a margin of their own, where the plot is not wide. Returns its width.
  function besidePlot(layout, width) {
    if (width > 620 || width <= NARROW) return 0;
    const notes = layout.annotations.filter(saysRow);
    for (const note of notes) Object.assign(note, { xanchor: "left", xshift: 4 });
    return Math.max(0, ...notes.map((note) => wide(note.text, sizeOf(note)) + 8));
  }

  // A grid of names becomes one column, line by line.
  function unfoldGrid(layout, data) {
    const { grid } = layout.meta;
    for (const trace of data) {
      trace.y = trace.y.map((y, point) => grid * y + trace.x[point]);
      trace.x = trace.x.map(() => 0);
      trace.marker = { ...trace.marker, size: Math.min(trace.marker.size, 11) };
    }
    layout.shapes = [];
    const [from, to] = layout.yaxis.range;
    layout.yaxis = { ...layout.yaxis, tickvals: layout.yaxis.tickvals.map((value) => grid * value), range: [grid * (from + 0.5) - 0.5, to] };
    layout.xaxis = { ...layout.xaxis, range: [layout.xaxis.range[0], 1] };
    layout.meta = { rooms: layout.meta.rooms.slice(0, 1) };
  }

  // The share of the width that belongs to the panel of an axis.
  function widthOf(layout, key, data) {
    const id = key.replace("axis", "");
    const partner = data.find((trace) => (trace.yaxis ?? "y") === id)?.xaxis ?? "x";
    const [low, high] = layout[partner.replace("x", "xaxis")]?.domain ?? [0, 1];
    return Math.min(1, high - low + 0.2);
  }

  // Fewer ticks where they would touch, names of ticks upright only where they must be, and titles in lines.
  function fitAxes(layout, data, width, height) {
    const rows = Math.max(30, ...axesOf(layout, "y").flatMap((key) => (rowsOf(layout[key], key, data)?.names ?? []).map((name) => wide(name, layout[key].tickfont?.size ?? 13))));
    const size = width < 620 ? 13 : 14;
    const titled = (axis, long, letters = size) => ({ ...axisTitle(axis), font: { size: letters }, text: wrapped(titleOf(axis), long, letters) });
    for (const key of axesOf(layout, "x")) {
      const axis = layout[key];
      const [low, high] = axis.domain ?? [0, 1];
      const long = (width - rows - 26 - (titleOf(layout.yaxis) ? 24 : 0)) * (high - low);
      layout[key] = { ...axis, title: titled(axis, long) };
      if (axis.range && typeof axis.dtick === "number") {
        const each = long / (Math.abs(axis.range[1] - axis.range[0]) / axis.dtick);
        const least = axis.type === "log" ? 58 : 34;
        if (each < least) layout[key].dtick = axis.dtick * Math.ceil(least / each);
      } else if (!axis.ticktext && !axis.tickvals && axis.type !== "log" && width < 620) {
        Object.assign(layout[key], { dtick: undefined, nticks: Math.max(2, Math.floor(long / 62)) });
      }
      if (axis.ticktext) fitCells(data, (long - 10) / axis.ticktext.length - 3);
      if (axis.ticktext) layout[key] = { ...layout[key], ...upright(axis, long) };
    }
    for (const key of axesOf(layout, "y")) {
      const [low, high] = layout[key].domain ?? [0, 1];
      const long = Math.max(90, height * (high - low));
      const small = layout[key].automargin === false && wide(titleOf(layout[key]), size) > long ? 12 : size;
      layout[key] = { ...layout[key], title: titled(layout[key], long, small) };
    }
  }

  // The template has all names of ticks shown; numbers below a plot may still be too many for its right end.
  function spareNumbers(layout) {
    for (const key of axesOf(layout, "x").filter((key) => !layout[key].ticktext)) {
      layout[key] = { ticklabeloverflow: "hide past div", ...layout[key] };
    }
  }

  // The squares of a map are no wider than their places.
  function fitCells(data, most) {
    for (const trace of data) {
      if (typeof trace.marker?.size === "number" && trace.marker.size >= 30) trace.marker = { ...trace.marker, size: Math.min(trace.marker.size, most) };
    }
  }

  // How the names of a horizontal axis stand: level where each has room, else upright.
  function upright(axis, width) {
    const size = Math.min(12, axis.tickfont?.size ?? 12);
    const each = (width - 10) / Math.max(1, axis.ticktext.length);
    const level = axis.ticktext.map((name) => lines(name).map((line) => wrapped(line, each - 4, size)).join("<br>"));
    const fits = Math.max(...level.map((name) => wide(name, size))) <= each + 2;
    const longest = each > 50 ? 100 : 400; // turned, a name may have two lines where there is room between the names
    const upwards = axis.ticktext.map((name) => [wrapped(lines(name).slice(0, -1).join(" "), longest, size), lines(name).at(-1)].filter(Boolean).join("<br>"));
    return { ticktext: fits ? level : upwards, tickangle: fits ? 0 : -90, tickfont: { ...axis.tickfont, size } };
  }

  const axisTitle = (axis) => (typeof axis.title === "object" ? axis.title : {});

  // ------------------------------------------------------------------ columns of names with links between them

  const withNames = (trace) => /text/.test(trace.mode ?? "") && /(left|right)$/.test(String(trace.textposition));
  const at = (value, place) => (Array.isArray(value) ? value[place] : value);

  // Gives each column the width that its names need, as far as there is any, and returns the names, in lines.
  function fitColumns(layout, data, width, moved) {
    const rooms = layout.meta?.rooms;
    if (!rooms || !layout.xaxis?.range) return [];
    const names = data.flatMap((trace, number) => (withNames(trace) ? namesOf(trace, number, rooms, width <= NARROW) : []));
    const [low, top] = layout.xaxis.range;
    const scale = width / (top - low);
    const headings = (layout.annotations ?? []).filter((note) => note.name === "heading");
    const asked = rooms.map((_, place) => askedBy([
      ...names.filter((name) => name.place === place),
      ...headings.filter((note) => placeIn(rooms, note.x, note.xanchor === "right") === place)
        .map((note) => ({ text: wrapped(note.text, 1, sizeOf(note)), size: sizeOf(note), beside: 0, heading: true })),
    ]));
    let given = rooms.map(([from, to]) => (to - from) * scale);
    if (asked.some(({ natural }, place) => natural > given[place])) {
      const all = width - gapsOf(layout, rooms, width).reduce((sum, gap) => sum + gap, 0);
      const most = asked.reduce((sum, { least }) => sum + least, 0);
      if (most > all) moveColumn(names, asked, moved);
      given = sharedOut(asked, all);
      remap(layout, data, rooms, given, width);
    }
    for (const name of names) {
      name.shown = wrapped(name.text, given[name.place] - name.beside, name.size);
      data[name.trace].text[name.point] = name.shown;
    }
    leadLinks(layout, data, names);
    fitHeadings(layout, names, width);
    return names;
  }

  // A line that begins inside a room begins where the name beside it ends.
  function leadLinks(layout, data, names) {
    if (!layout.meta.starts) return;
    const { starts } = layout.meta;
    for (const trace of data.filter((one) => one.mode === "lines")) {
      trace.x = trace.x.map((x, point) => {
        const room = starts.findIndex(([from, to]) => x > from + 1 && x < to - 1);
        const name = names.find((one) => one.place === room && Math.abs(one.y - trace.y[point]) < 1e-6);
        return name ? Math.min(starts[room][1], starts[room][0] + name.beside + wide(name.shown, name.size) + 3) : x;
      });
    }
  }

  // Where not even the longest words fit, the shortest column of several names goes to the list.
  function moveColumn(names, asked, moved) {
    const open = asked.map((_, place) => place).filter((place) => names.filter((name) => name.place === place && !isNumber(name.text)).length > 1);
    const place = open.sort((a, b) => asked[a].names - asked[b].names)[0];
    for (const name of names) if (name.place === place) moved.add(`t${name.trace}.${name.point}`);
  }

  const isNumber = (text) => /^<b>\d+<\/b>$/.test(String(text).trim());

  // What the names of a column ask for: the width of the longest (`natural`), and of the longest word (`least`).
  function askedBy(names) {
    const most = (measure) => Math.max(20, ...names.map((name) => measure(name) + name.beside + 4));
    return {
      names: names.filter((name) => !name.heading).length,
      natural: most(({ text, size }) => wide(text, size)),
      least: most(({ text, size }) => wide(wrapped(text, 1, size), size)),
    };
  }

  // Each column gets the width of its longest word; what is left goes to the columns with the most names first.
  function sharedOut(asked, all) {
    const given = asked.map(({ least }) => least);
    let left = all - given.reduce((sum, each) => sum + each, 0);
    const order = asked.map((_, place) => place).sort((a, b) => asked[b].names - asked[a].names);
    for (const place of order) {
      const more = Math.max(0, Math.min(left, asked[place].natural - given[place]));
      given[place] += more;
      left -= more;
    }
    return given;
  }

  // A heading has the width up to the next one, and stands above the plot.
  function fitHeadings(layout, names, width) {
    const headings = (layout.annotations ?? []).filter((note) => note.name === "heading" && plain(note.text));
    const [low, top] = layout.xaxis.range;
    const px = (x) => (x - low) / (top - low) * width;
    const spots = headings.map((note) => px(note.x)).sort((a, b) => a - b);
    for (const note of headings) {
      const here = px(note.x);
      const [before, after] = [spots.filter((x) => x < here - 1).at(-1) ?? 0, spots.find((x) => x > here + 1) ?? width];
      if (width <= NARROW) note.font = { ...note.font, size: 12 };
      note.text = wrapped(note.text, (note.xanchor === "right" ? here - before : after - here) - 8, sizeOf(note));
      note.align = note.xanchor === "right" ? "right" : "left";
      if (note.yref === "y") {
        const [from, to] = ends(names.map((name) => name.y));
        layout.yaxis = { ...layout.yaxis, range: layout.yaxis.range[0] < layout.yaxis.range[1] ? [from, to] : [to, from] };
      }
      Object.assign(note, { yref: "paper", y: 1, yanchor: "bottom", yshift: 2 });
    }
  }

  function namesOf(trace, number, rooms, small) {
    trace.text = Array.isArray(trace.text) ? [...trace.text] : trace.x.map(() => trace.text);
    if (small) trace.textfont = { ...trace.textfont, size: 12 };
    return trace.text.map((text, point) => {
      const left = /left$/.test(at(trace.textposition, point));
      const marker = /markers/.test(trace.mode) ? at(trace.marker?.size, point) ?? 8 : 0;
      const place = placeIn(rooms, trace.x[point], left);
      return { trace: number, point, place, text, size: at(sizeOf(trace), point), beside: marker ? marker / 2 + 5 : 3, air: small ? 6 : 0, y: trace.y[point] };
    });
  }

  // The room whose edge a name leans on.
  function placeIn(rooms, x, left) {
    const far = rooms.map(([from, to]) => Math.abs((left ? to : from) - x));
    return far.indexOf(Math.min(...far));
  }

  // The edges of rooms and gaps along the horizontal axis, and the room that begins at each (-1: a gap).
  function stretches(layout, rooms) {
    const [low, high] = layout.xaxis.range;
    const edges = [...new Set([Math.min(low, rooms[0][0]), ...rooms.flat(), Math.max(high, rooms.at(-1)[1])])].sort((a, b) => a - b);
    return edges.slice(0, -1).map((from, step) => ({
      from, to: edges[step + 1], room: rooms.findIndex(([start, end]) => from >= start - 1e-9 && from < end - 1e-9),
    }));
  }

  // The least width of each gap: enough for links, where links run.
  function gapsOf(layout, rooms, width) {
    const inner = stretches(layout, rooms).filter(({ room }) => room < 0);
    const between = inner.filter(({ from, to }) => from >= rooms[0][0] && to <= rooms.at(-1)[1]).length;
    const least = width > NARROW ? Math.max(GAP, 44 - 8 * between) : GAP;
    return inner.map(({ from, to }) => {
      const outer = from < rooms[0][0] || to > rooms.at(-1)[1];
      return outer ? Math.min(8, (to - from) * width) : least;
    });
  }

  // Moves everything on the horizontal axis so that rooms have the widths that are `given`, and gaps the rest.
  function remap(layout, data, rooms, given, width) {
    const parts = stretches(layout, rooms);
    const gaps = gapsOf(layout, rooms, width);
    const spare = width - [...gaps, ...given].reduce((sum, each) => sum + each, 0);
    const grown = gaps.map((gap) => gap + Math.max(0, spare) * (gap < GAP ? 0 : 1) / Math.max(1, gaps.filter((each) => each >= GAP).length));
    const places = [0];
    let gap = 0;
    for (const { room } of parts) places.push(places.at(-1) + (room < 0 ? grown[gap++] : given[room]));
    const edges = [...parts.map(({ from }) => from), parts.at(-1).to];
    const way = along(edges, places);
    move(layout, data, "x", way);
    layout.meta = { ...layout.meta, starts: rooms.map((room) => room.map(way)) };
    layout.xaxis = { ...layout.xaxis, range: [0, places.at(-1)] };
  }

  // The piecewise straight way from `edges` to `places`, which goes on beyond both ends.
  function along(edges, places) {
    return (value) => {
      if (typeof value !== "number") return value;
      let step = edges.findIndex((_, i) => i + 1 < edges.length && value <= edges[i + 1]);
      if (step < 0) step = edges.length - 2;
      return places[step] + (value - edges[step]) / (edges[step + 1] - edges[step]) * (places[step + 1] - places[step]);
    };
  }

  function move(layout, data, axis, way) {
    for (const trace of data) trace[axis] = trace[axis].map(way);
    const main = layout[`${axis}axis`];
    if (main?.tickvals) layout[`${axis}axis`] = { ...main, tickvals: main.tickvals.map(way) };
    for (const note of layout.annotations ?? []) {
      if (note[`${axis}ref`] !== "paper") note[axis] = way(note[axis]);
      if (note[`a${axis}ref`] === axis) note[`a${axis}`] = way(note[`a${axis}`]);
    }
    for (const shape of layout.shapes ?? []) {
      if (shape[`${axis}ref`] === "paper") continue;
      for (const end of [`${axis}0`, `${axis}1`]) shape[end] = way(shape[end]);
    }
  }

  // The height at which no name of a column stands on the next. Where that is more than `high`, rows move together
  // wherever they have more room than their names need.
  function fitHeights(layout, data, names, high, tight) {
    if (!names.length) return 0;
    const range = layout.yaxis?.range ?? ends(names.map((name) => name.y));
    const span = Math.abs(range[1] - range[0]);
    const pairs = [...pairsOf(names, tight ? 1.14 : 1.2), ...endsOf(names, range)];
    const uniform = span * Math.max(0, ...pairs.map(({ from, to, least }) => least / (to - from)));
    if (uniform <= high || !pairs.length) return uniform;
    const heights = [...new Set([...range, ...names.map((name) => name.y)])].sort((a, b) => a - b);
    const slope = Math.min(high / span, LINE) * 0.35;
    const places = [];
    heights.forEach((height, number) => {
      const before = number ? places[number - 1] + slope * (height - heights[number - 1]) : 0;
      places.push(Math.max(before, ...pairs.filter(({ to }) => to === height).map(({ from, least }) => places[heights.indexOf(from)] + least)));
    });
    const way = along(heights, places);
    move(layout, data, "y", way);
    for (const name of names) name.y = way(name.y);
    const whole = places.at(-1);
    layout.yaxis = { ...layout.yaxis, range: range[0] < range[1] ? [0, whole] : [whole, 0] };
    return whole;
  }

  // Boxes around names are as high as their words, in a plot that is `high` (px).
  function fitBoxes(layout, data, names, high) {
    const [from, to] = layout.yaxis?.range ?? [0, 1];
    const each = Math.abs(to - from) / high;
    for (const trace of data.filter((one) => one.name === "box")) {
      trace.y = [...trace.y];
      for (let first = 0; first < trace.y.length; first = trace.y.indexOf(null, first) + 1 || trace.y.length) {
        const corners = trace.y.slice(first, trace.y.indexOf(null, first) < 0 ? undefined : trace.y.indexOf(null, first));
        const middle = (Math.min(...corners) + Math.max(...corners)) / 2;
        const left = trace.x[first];
        const mine = names.filter((name) => Math.abs(data[name.trace].x[name.point] - left) < 30 || layout.meta.starts === undefined);
        const name = mine.sort((a, b) => Math.abs(a.y - middle) - Math.abs(b.y - middle))[0];
        if (!name) continue;
        const half = (tallOf(name, 1.15) / 2) * each;
        corners.forEach((y, i) => { trace.y[first + i] = name.y + (y > middle ? half : -half); });
      }
    }
  }

  // The first and the last name, and how far they stay from the ends of the axis (px).
  function endsOf(names, range) {
    const [low, high] = [...range].sort((a, b) => a - b);
    return names.flatMap(({ y, shown, size }) => {
      const least = tallOf({ shown, size }) / 2 + 1;
      return [{ from: low, to: y, least }, { from: y, to: high, least }];
    }).filter(({ from, to }) => to - from > 1e-6);
  }

  const tallOf = ({ shown, size }, pitch = 1.2) => (1.3 * (lines(shown).length - 1) + pitch) * size;

  // Names that follow one another in a column, and how far apart their middles must be (px): names in lines would read
  // as one where the next begins as near as the next line.
  function pairsOf(names, pitch) {
    const long = ({ shown }) => lines(shown).length > 1;
    return [...new Set(names.map((name) => name.place))].flatMap((place) => {
      const column = names.filter((name) => name.place === place).sort((a, b) => a.y - b.y);
      return column.slice(1).map((name, i) => ({
        from: column[i].y, to: name.y,
        least: (tallOf(name, pitch) + tallOf(column[i], pitch)) / 2 + (long(name) || long(column[i]) ? name.air : 0),
      })).filter(({ from, to }) => to - from > 1e-6);
    });
  }

  function ends(numbers) {
    return [Math.min(...numbers) - 0.8, Math.max(...numbers) + 0.8];
  }

  // ------------------------------------------------------------------ panels

  // Panels that stand side by side stand one below the other where each would be too narrow. Returns their height.
  function fitPanels(layout, data, width) {
    const panels = axesOf(layout, "x").map((key) => ({ key, mine: layout[key].anchor?.replace("y", "yaxis") ?? "yaxis" }))
      .filter(({ key, mine }) => layout[mine] && layout[key].domain);
    const starts = new Set(panels.map(({ key }) => layout[key].domain[0]));
    const narrowest = Math.min(...panels.map(({ key }) => layout[key].domain[1] - layout[key].domain[0]));
    if (starts.size < 2 || narrowest * (width - 70) > PANEL.width) return 0;
    const heights = panels.map(({ mine }) => Math.max(120, 17 * (rowsOf(layout[mine], mine, data)?.names.length ?? PANEL.height / 17)));
    const all = heights.reduce((sum, height) => sum + height + PANEL.above + PANEL.below, -PANEL.below);
    let down = 0;
    panels.forEach(({ key, mine }, number) => {
      const top = 1 - (down + PANEL.above) / all;
      down += heights[number] + PANEL.above + PANEL.below;
      const old = [layout[key].domain, layout[mine].domain ?? [0, 1]];
      const domain = [Math.max(0, top - heights[number] / all), top];
      for (const note of layout.annotations ?? []) {
        const here = note.xref === "paper" && note.x >= old[0][0] - 0.02 && note.x <= old[0][1] && Math.abs(note.y - old[1][1]) < 0.06;
        if (here && !note.placed) Object.assign(note, { x: 0, y: top, placed: true, name: "panel" });
      }
      layout[key] = { ...layout[key], domain: [0, 1] };
      layout[mine] = { ...layout[mine], domain };
    });
    for (const note of layout.annotations ?? []) delete note.placed;
    return all;
  }

  // ------------------------------------------------------------------ around the plot

  // What stands above and below the plot without being an axis (px).
  function around(layout, above) {
    const notes = (layout.annotations ?? []).filter((note) => note.yref === "paper" && (above ? note.y >= 1 : note.y <= 0));
    const reach = notes.map((note) => {
      const high = lines(note.text).length * 1.3 * sizeOf(note) + 6;
      const shift = above ? note.yshift ?? 0 : -(note.yshift ?? 0);
      const anchor = note.yanchor ?? (above ? "top" : "bottom");
      if (anchor === (above ? "bottom" : "top")) return shift + high;
      return anchor === "middle" ? shift + high / 2 : shift;
    });
    return Math.max(above ? 10 : 8, ...reach);
  }

  function legendOf(data, layout) {
    if (!layout.showlegend) return [];
    const seen = new Set();
    return data.filter((trace) => trace.name && trace.showlegend !== false && !seen.has(trace.name) && seen.add(trace.name))
      .map((trace) => ({ trace, text: trace.name }));
  }

  // ------------------------------------------------------------------ the whole figure

  // Returns the figure for `width` px, at most `room` px high where its words allow it: { data, layout, title, legend,
  // list, least }. `moved` holds what has no room beside its mark: "n3" is annotation 3, "t2.0" point 0 of trace 2; `grow`
  // the margin that short words at the right end have asked for, and the height that the words of axes have. Where it is `tight`, a column of names may go to the list.
  function fitted(spec, width, { room = Infinity, moved = new Set(), grow = { r: 0, h: 0 }, tight = false } = {}) {
    const template = spec.layout.template?.layout ?? {};
    const layout = { ...spec.layout };
    layout.annotations = (layout.annotations ?? []).map((note) => ({ ...note }));
    layout.shapes = (layout.shapes ?? []).map((shape) => ({ ...shape }));
    const data = spec.data.map((trace, number) => ({ ...trace, uid: `t${number}` }));
    const given = { ...template.margin, ...layout.margin };
    const before = moved.size;
    const list = takenOut(layout, data, moved, width <= NARROW);
    const margin = { l: given.l, r: given.r };
    if (width < 620) {
      const hidden = layout.xaxis?.visible === false;
      if (!fixed(layout, "y")) margin.l = Math.min(given.l, hidden ? 6 : 10);
      margin.r = Math.max(grow.r, besidePlot(layout, width), Math.min(given.r, 12));
      for (const trace of data) if (trace.mode === "markers") trace.cliponaxis = false;
    }
    if (layout.meta?.grid && width < 620) unfoldGrid(layout, data);
    const rowNames = layout.yaxis?.visible === false ? [] : layout.yaxis?.ticktext ?? [];
    const labels = layout.meta?.rooms ? Math.max(0, ...rowNames.map((name) => wide(name, layout.yaxis.tickfont?.size ?? 13) + 12)) : 0;
    const columns = fitColumns(layout, data, width - margin.l - margin.r - labels, moved);
    if (moved.size > before) return fitted(spec, width, { room, moved, grow, tight });
    margin.t = around(layout, true);
    margin.b = Math.max(around(layout, false), fixed(layout, "x") ? given.b : 0);
    const panels = fitPanels(layout, data, width);
    const outside = () => grow.h + margin.t + margin.b + (fixed(layout, "x") || layout.xaxis?.tickangle === -90 ? 0 : belowAxis(layout));
    const wish = (layout.height ?? template.height ?? 420) - Math.max(0, given.t - margin.t) - Math.max(0, given.b - margin.b - belowAxis(layout));
    const liked = rowed(layout) || width > NARROW ? wish : Math.min(wish, Math.max(CURVES.least, CURVES.share * width));
    const rows = fitRows(layout, data, width, Math.min(room, width > NARROW ? Infinity : 0) - outside());
    fitAxes(layout, data, width, Math.min(liked, room) - outside());
    spareNumbers(layout);
    if (layout.xaxis?.tickangle === -90) margin[layout.xaxis.side === "top" ? "t" : "b"] += belowAxis(layout);
    const inside = Math.max(rowed(layout) ? 64 : 0, fitHeights(layout, data, columns, Math.min(liked, room) - outside(), tight) || rows || panels);
    if (tight && columns.length && !moved.has("column") && inside + outside() > room && layout.meta.rooms.length > 3) {
      moveColumn(columns, layout.meta.rooms.map((_, place) => ({ names: columns.filter((name) => name.place === place).length })), moved);
      moved.add("column");
      return fitted(spec, width, { room, moved, grow, tight });
    }
    const least = inside ? inside + outside() : layout.xaxis?.visible === false ? 0.7 * wish : CURVES.least;
    const height = Math.round(Math.max(least, Math.min(liked, room)));
    if (columns.length) fitBoxes(layout, data, columns, height - outside());
    return {
      data,
      layout: { ...layout, width, height, margin, title: { text: "" }, showlegend: false },
      title: plain(titleOf(spec.layout)),
      legend: { text: plain(titleOf(layout.legend)), entries: legendOf(data, spec.layout) },
      list,
      least,
      inside,
    };
  }

  // What the horizontal axis needs for its ticks and its title.
  function belowAxis(layout) {
    const axis = layout.xaxis ?? {};
    if (axis.visible === false) return 0;
    const ticks = axis.tickangle === -90 ? Math.max(...axis.ticktext.map((name) => wide(name, 12))) + 10
      : 8 + 16 * Math.max(1, ...(axis.ticktext ?? []).map((name) => lines(name).length));
    return ticks + (titleOf(axis) ? 8 + 17 * lines(titleOf(axis)).length : 0);
  }

  const fixed = (layout, letter) => axesOf(layout, letter).some((key) => layout[key].automargin === false && layout[key].visible !== false);
  const rowed = (layout) => Boolean(layout.meta?.rooms || layout.yaxis?.ticktext || layout.yaxis?.categoryarray);

  // Replaces what has no room by a number, and a curve's name by nothing; returns the entries of the list.
  function takenOut(layout, data, moved, narrow) {
    const list = [];
    const numbers = new Map();
    const numbered = (text) => {
      if (!numbers.has(text)) {
        numbers.set(text, numbers.size + 1);
        list.push({ number: numbers.size, text });
      }
      return numbers.get(text);
    };
    const curveOf = (note) => data.findLast((trace) => trace.name && trace.mode !== "markers" && trace.name === plain(note.text));
    const curves = layout.annotations.some((note, place) => moved.has(`n${place}`) && curveOf(note));
    layout.annotations = layout.annotations.filter((note, place) => {
      note.place = place;
      if (note.name === "foot" && (narrow || moved.has(`n${place}`))) list.push(...lines(note.text).map((text) => ({ text: plain(text) })));
      if (note.name === "foot") return !narrow && !moved.has(`n${place}`) && Boolean(Object.assign(note, { x: 0, xref: "paper" }));
      const trace = curveOf(note);
      if (!moved.has(`n${place}`) && !(curves && trace)) return true;
      if (trace) list.push({ trace, text: trace.name });
      else Object.assign(note, { text: `<b>${numbered(plain(note.text))}</b>` });
      return !trace;
    });
    data.forEach((trace, number) => {
      if (!Array.isArray(trace.text)) return;
      trace.text = trace.text.map((text, point) =>
        (moved.has(`t${number}.${point}`) ? `<b>${numbered(plain(text).trim())}</b>` : text));
    });
    return list;
  }

  // How a figure is built: how many words it has, and where they belong. Numbers may change in it.
  function build({ data, layout }) {
    const texts = data.map((trace) => (Array.isArray(trace.text) ? trace.text.length : 0));
    return [texts, layout.annotations?.length ?? 0, layout.yaxis?.ticktext?.length ?? 0].join();
  }

  // ------------------------------------------------------------------ what collides

  // Returns the words of a drawn figure that lie on other words or marks, or reach out of it, as `fitted` takes them
  // (`moved`), and how far short ones reach out at the right (`out`, px).
  function crowded(picture, made) {
    const frame = picture.getBoundingClientRect();
    // Off the screen a browser may not lay words out: what has no width says nothing.
    const texts = textsOf(picture, made).filter(({ box }) => box.right > box.left);
    const obstacles = [...picture.querySelectorAll(".scatterlayer .points path")].map(boxOf).filter((box) => box.right - box.left > 5);
    const stay = texts.filter((text) => !text.id);
    const found = [];
    let reach = 0;
    for (const text of texts.filter((one) => one.box.right > frame.right + 1 && one.box.right - one.box.left < 0.25 * (frame.right - frame.left))) {
      reach = Math.max(reach, text.box.right - frame.right);
      text.box.right = frame.right;
    }
    for (const text of texts.filter((one) => one.id).sort((a, b) => a.long - b.long)) {
      const out = text.box.left < frame.left - 1 || text.box.right > frame.right + 1 || text.box.top < frame.top - 1 || text.box.bottom > frame.bottom + 1;
      if (out || stay.some((other) => over(text.box, other.box)) || (text.solid && obstacles.some((box) => over(text.box, box)))) found.push(text.id);
      else stay.push(text);
    }
    return { found, reach: Math.ceil(reach) };
  }

  function boxOf(node) {
    const { left, right, top, bottom } = node.getBoundingClientRect();
    return { left, right, top, bottom };
  }

  const over = (one, other) => Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1
    && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 3;

  function textsOf(picture, { data, layout }) {
    const found = [...picture.querySelectorAll(".xtick text, .ytick text, .xtitle, .ytitle, [class*='tick'] text")]
      .map((node) => ({ id: "", box: boxOf(node) }));
    for (const node of picture.querySelectorAll(".annotation[data-index]")) {
      const note = layout.annotations[Number(node.dataset.index)];
      const words = node.querySelector(".annotation-text");
      if (!words || !plain(note.text)) continue;
      const id = /^<b>\d+<\/b>$/.test(note.text) || note.name === "heading" ? "" : `n${note.place}`;
      found.push({ id, box: boxOf(words), long: words.textContent.length, solid: true });
    }
    const bars = [...picture.querySelectorAll(".barlayer .trace.bars")];
    data.filter((trace) => trace.type === "bar").forEach((trace, place) => {
      if (!Array.isArray(trace.text) || !bars[place]) return;
      const left = trace.text.map(plain);
      for (const words of bars[place].querySelectorAll(".bartext")) {
        const point = left.findIndex((text) => text.replace(/\s/g, "") === words.textContent.replace(/\s/g, ""));
        if (point < 0) continue;
        const id = /^\d+$/.test(left[point]) && /^<b>/.test(trace.text[point]) ? "" : `t${data.indexOf(trace)}.${point}`;
        left[point] = " taken";
        found.push({ id, box: boxOf(words), long: words.textContent.length, solid: false });
      }
    });
    data.forEach((trace, number) => {
      if (!/text/.test(trace.mode ?? "") || !trace.text) return;
      const left = (Array.isArray(trace.text) ? trace.text : [trace.text]).map(plain);
      const free = !/center$/.test(String(trace.textposition));
      for (const words of picture.querySelectorAll(`.tracet${number} .textpoint text`)) {
        const point = left.findIndex((text) => text.replace(/\s/g, "") === words.textContent.replace(/\s/g, ""));
        if (point < 0) continue;
        const id = free && !/^\d+$/.test(left[point]) ? `t${number}.${point}` : "";
        left[point] = " taken";
        found.push({ id, box: boxOf(words), long: words.textContent.length, solid: false });
      }
    });
    return found;
  }

  // ------------------------------------------------------------------ the list beside the figure

  const SIGNS = {
    circle: '<circle cx="8" cy="8" r="5"/>', square: '<rect x="3.5" y="3.5" width="9" height="9"/>',
    diamond: '<path d="M8 2l6 6-6 6-6-6z"/>', "triangle-up": '<path d="M8 3l6 10H2z"/>',
    cross: '<path d="M6 2h4v4h4v4h-4v4H6v-4H2V6h4z"/>',
    x: '<path d="M4.5 2L8 5.5 11.5 2 14 4.5 10.5 8 14 11.5 11.5 14 8 10.5 4.5 14 2 11.5 5.5 8 2 4.5z"/>',
    star: '<path d="M8 1.5l2 4.6 5 .4-3.8 3.2 1.2 4.8L8 12l-4.4 2.5 1.2-4.8L1 6.5l5-.4z"/>',
    hexagon: '<path d="M8 2l5.5 3v6L8 14l-5.500-3V5z"/>',
    "line-ns": '<path d="M8 2v12" stroke-width="2"/>', "line-ew": '<path d="M2 8h12" stroke-width="2"/>',
  };
  const DASHES = { dash: "6 3", dot: "2 2", dashdot: "6 2 2 2", longdash: "9 3", longdashdot: "9 2 2 2" };

  // The sign of a trace, as it is drawn: its line, its mark, its bar or its area.
  function sign(trace) {
    const colour = at(trace.marker?.color, 0) ?? trace.line?.color ?? trace.fillcolor ?? "#1f1f1f";
    if (trace.type === "bar") return bar(colour, at(trace.marker?.pattern?.shape, 0));
    if (trace.fill && !(trace.line?.width > 0)) return `<rect x="1" y="3" width="22" height="10" fill="${trace.fillcolor}"/>`;
    const line = /lines/.test(trace.mode ?? "lines")
      ? `<path d="M1 8h22" stroke="${trace.line?.color ?? colour}" stroke-width="2.5" fill="none" stroke-dasharray="${DASHES[trace.line?.dash] ?? ""}"/>` : "";
    if (!/markers/.test(trace.mode ?? "")) return line;
    const [, symbol, open] = /^([a-z-]*?)(-open)?$/.exec(at(trace.marker?.symbol, 0) ?? "circle");
    const fill = open ? `fill="none" stroke="${colour}" stroke-width="1.8"` : `fill="${colour}" stroke="${colour}"`;
    return `${line}<g transform="translate(4 0)" ${fill}>${SIGNS[symbol] ?? SIGNS.circle}</g>`;
  }

  function bar(colour, pattern) {
    const stripes = pattern ? '<path d="M3 14L13 3M11 14L21 3" stroke="#fff" stroke-width="2"/>' : "";
    return `<rect x="1" y="3" width="22" height="11" fill="${colour}"/>${stripes}`;
  }

  function entry({ trace, number, text }) {
    const item = document.createElement("li");
    if (trace) item.innerHTML = `<svg width="24" height="16" viewBox="0 0 24 16" aria-hidden="true">${sign(trace)}</svg>`;
    else if (number) item.append(Object.assign(document.createElement("b"), { textContent: number }));
    // A style, as plotly gives its marks, is what the style sheet for dark pages looks at; stripes stay white, as plotly's.
    for (const { style, attributes } of item.querySelectorAll("svg :not([stroke='#fff'])")) Object.assign(style, { fill: attributes.fill?.value ?? "", stroke: attributes.stroke?.value ?? "" });
    item.append(Object.assign(document.createElement("span"), { textContent: text }));
    return item;
  }

  const sameAs = new WeakMap();

  // Fills a list with entries, where they are not there yet.
  function show(place, entries, before = "") {
    const now = JSON.stringify([before, entries.map(({ trace, number, text }) => [number, text, trace && sign(trace)])]);
    if (sameAs.get(place) === now) return;
    sameAs.set(place, now);
    place.replaceChildren(...(before ? [Object.assign(document.createElement("li"), { textContent: before })] : []), ...entries.map(entry));
    place.hidden = !entries.length;
  }

  return { fitted, crowded, show, wide, build };
})();

// The height of the plot inside its axes' words, as drawn.
function plotHeight(picture, { layout }) {
  const { margin } = foreign.margins(picture) ?? {};
  return margin ? layout.height - margin.t - margin.b : Infinity;
}

// What the title of a figure says beside the name of its explorer, which stands above the controls: "Two steps (simulated)"
// beside "Two steps" is "Simulated".
function beside(title, name) {
  const more = name && title.startsWith(name) ? title.slice(name.length) : title;
  const words = more === title ? title : /^(?:: (.+)| \((.+)\)|)$/.exec(more)?.slice(1).find(Boolean) ?? (more && title);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

// Says around a picture ({ title, legend, list, heading }) what belongs to the figure in it.
function tellFitted({ title, legend, list, heading }, made) {
  title.textContent = beside(made.title, heading);
  fit.show(legend, made.legend.entries, made.legend.text);
  fit.show(list, made.list);
}

// Draws a figure into its parts ({ picture, title, legend, list, heading }) as often as it takes until no word collides;
// a picture that is not seen yet has no `words` around it. What has been moved to the list stays there while the width
// stays (`moved`), and so does a margin that grew (`grow`).
async function drawFitted(library, parts, spec, { width, room, moved, grow, tight = false, margins = () => ({}), words = parts }) {
  const { picture } = parts;
  const turn = parts.turn = (parts.turn ?? 0) + 1;
  for (let round = 0; ; round++) {
    const made = fit.fitted(spec, width, { room, moved, grow, tight });
    picture.style.height = `${made.layout.height}px`;
    if (words) tellFitted(words, made);
    const layout = { ...made.layout, ...(round ? {} : margins()) };
    await library.react(picture, made.data, layout, picture.layout ? undefined : { ...spec.config, responsive: false });
    if (parts.turn !== turn) return null; // something newer is being drawn
    const { found, reach } = fit.crowded(picture, made);
    const short = made.inside ? Math.ceil(made.inside - plotHeight(picture, made)) : 0;
    if ((!found.length && !reach && short < 3) || round === 4) return made;
    if (short >= 3) grow.h += short;
    for (const id of found) moved.add(id);
    if (reach) grow.r = Math.min(0.3 * width, made.layout.margin.r + reach + 2);
  }
}
