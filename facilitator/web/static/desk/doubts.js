/** What can be seen to be wrong with a drawn slide. */

// At 1920 pixels across; nothing that is meant to be read is smaller.
const LEAST_HEIGHT = 5;
// A line that shows less of itself than this is cut off.
const LEAST_SHARE = 0.6;
// The frames that the renderer draws where it cannot draw what is meant.
const PLACEHOLDERS = new Set([
  "1px dashed rgb(204, 204, 204)",
  "1px dashed rgb(221, 221, 221)",
  "1px dashed rgb(255, 107, 107)",
  "2px dashed rgb(255, 68, 68)",
]);
const BROKEN_CHART = "Chart render error";
const SPACES = /[\s\u00ad\u200b-\u200f\ufeff]+/gu;

/** Return the flags of a slide drawn in this page; `words` are the lines it must hold. */
export function doubts(element, scale, words) {
  const found = new Set();
  const broken = [...element.querySelectorAll("img")].some((one) => !one.naturalWidth);
  if (broken || placeholders(element).length) found.add("missing-part");
  for (const { rect, node } of lines(element)) {
    if (rect.height * scale < LEAST_HEIGHT) found.add("tiny-text");
    else if (shown(rect, node, element) < LEAST_SHARE) found.add("cut-text");
  }
  const there = squeezed(element.textContent);
  const lost = words.flatMap((line) => line.split(SPACES)).some(
    (word) => !there.includes(squeezed(word)),
  );
  if (lost) found.add("missing-words");
  return found;
}

/** Take away what the renderer wrote in place of what it could not draw. */
export function hidePlaceholders(element) {
  for (const placeholder of placeholders(element)) placeholder.style.visibility = "hidden";
  // The sign on the first picture of a film.
  for (const sign of element.querySelectorAll("img + div")) {
    if (sign.textContent === "▶") sign.remove();
  }
}

function placeholders(element) {
  return [...element.querySelectorAll("div")].filter(
    (one) => PLACEHOLDERS.has(one.style.border) || isBrokenChart(one),
  );
}

function isBrokenChart(one) {
  return !one.childElementCount && one.textContent === BROKEN_CHART;
}

function squeezed(text) {
  return text.normalize("NFKC").replace(SPACES, "").toLowerCase();
}

function* lines(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.data.trim()) continue;
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) yield { rect, node };
  }
}

/** Return how much of a line its own shape lets through, from 0 to 1. */
function shown(rect, node, element) {
  let { left, right, top, bottom } = rect;
  for (let one = node.parentElement; one && one !== element; one = one.parentElement) {
    const { overflowX, overflowY } = one.style;
    if (!overflowX && !overflowY) continue;
    const box = one.getBoundingClientRect();
    if (clips(overflowX)) [left, right] = [Math.max(left, box.left), Math.min(right, box.right)];
    if (clips(overflowY)) [top, bottom] = [Math.max(top, box.top), Math.min(bottom, box.bottom)];
  }
  const area = rect.width * rect.height;
  return area ? (Math.max(0, right - left) * Math.max(0, bottom - top)) / area : 1;
}

function clips(overflow) {
  return overflow === "hidden" || overflow === "clip";
}
