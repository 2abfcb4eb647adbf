"""What every plate is held to: no two words overlap, none leaves the page, and every row that is told has its part."""

import itertools
import re

from helpers.colours import LIGHT
from helpers.illustrations import PAGE, TELEPHONE, Illustration


def crowded(picture: Illustration) -> list[str]:
    """Return what is wrong with the words of a picture in its two layouts: over each other, or out of the page."""
    found = []
    for width in (PAGE, TELEPHONE):
        drawing = picture.drawing(width)
        for word in drawing.words:
            if word.box.left < 0 or word.box.right > width or word.box.top < 0 or word.box.bottom > drawing.height:
                found.append(f"{width}: '{word.text}' leaves the page")
        for one, other in itertools.combinations(drawing.words, 2):
            if one.box.grown(-1.5).meets(other.box.grown(-1.5)):
                found.append(f"{width}: '{one.text}' over '{other.text}'")
    return found


def keys(picture: Illustration, table: str) -> set[str]:
    """Return the keys of the rows of `table` that the picture shows."""
    return {row.key for row in picture.rows() if row.table == table}


def signs(picture: Illustration) -> set[str]:
    """Return what the signs in the key of a picture stand for."""
    return {picture.key} if isinstance(picture.key, str) else {sign.words for sign in picture.key}


def as_drawn(marks):
    """Return the markup of marks or nodes as it stands in a picture: with the colours of a light page."""
    return re.sub(r"var\(--([a-z-]+)\)", lambda name: LIGHT[name[1]], "".join(mark.markup() for mark in marks))


CROSSED = """() => {
  // Words of the picture on the page through which a line is seen to run, each with the colour of the line.
  const picture = document.querySelector("svg");
  const [, , width, height] = picture.getAttribute("viewBox").split(" ");
  picture.style = `width:${width}px;height:${height}px`;
  const order = [...picture.querySelectorAll("*")], found = [];
  const words = order.filter((one) => one.tagName === "text").map((one) => [one, one.getBoundingClientRect()]);
  const covers = (one) => ["rect", "path", "circle"].includes(one.tagName) && getComputedStyle(one).fill !== "none";
  for (const line of picture.querySelectorAll("path[fill=none],path:not([fill])")) {
    const long = line.getTotalLength(), matrix = line.getScreenCTM();
    const points = [...Array(Math.ceil(long / 2)).keys()].map((i) =>
      line.getPointAtLength(2 * i).matrixTransform(matrix));
    for (const [word, box] of words) {
      const seen = ({ x, y }) => x > box.left + 1 && x < box.right - 1 && y > box.top + 4 && y < box.bottom - 3.5
        && !document.elementsFromPoint(x, y).some((one) => covers(one) && order.indexOf(one) > order.indexOf(line));
      if (points.some(seen)) found.push(`${word.textContent}: ${line.getAttribute("stroke")}`);
    }
  }
  return found;
}"""
