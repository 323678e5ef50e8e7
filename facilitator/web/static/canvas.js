// A drawing surface 720 units high that is scaled to its box, so that a wall, a laptop
// and a thumbnail show the same picture; and text as large as its place allows.
import { html, useLayoutEffect, useRef, useState } from "./vendor/preact-htm.js";

export const HEIGHT = 720;
// From 4:3 to a little more than 16:9; other shapes get a margin.
const NARROWEST = 960;
const WIDEST = 1360;

function placeIn(box) {
  const { clientWidth: across, clientHeight: down } = box;
  if (!across || !down) return null;
  const width = Math.min(WIDEST, Math.max(NARROWEST, (HEIGHT * across) / down));
  const scale = Math.min(across / width, down / HEIGHT);
  return {
    width: Math.round(width),
    scale,
    left: (across - width * scale) / 2,
    top: (down - HEIGHT * scale) / 2,
  };
}

/** Children drawn on the surface; `class` also says how the margins are painted. */
export function Canvas({ class: className, children }) {
  const box = useRef(null);
  const [place, setPlace] = useState(null);
  useLayoutEffect(() => {
    const measure = () => setPlace(placeIn(box.current));
    const observer = new ResizeObserver(measure);
    observer.observe(box.current);
    measure();
    return () => observer.disconnect();
  }, []);
  const style = place && {
    width: `${place.width}px`,
    height: `${HEIGHT}px`,
    transform: `translate(${place.left}px, ${place.top}px) scale(${place.scale})`,
  };
  const shape = place && place.width < 1120 ? "canvas-narrow" : "canvas-wide";
  return html`<div class=${`canvas ${className}`} ref=${box}>
    ${place &&
    html`<div class=${`canvas-surface ${shape}`} style=${style} key=${place.width}>
      ${children}
    </div>`}
  </div>`;
}

const isTooWide = (box) => box.scrollWidth > box.clientWidth + 1;

const overflows = (box) =>
  box.scrollHeight > box.clientHeight + 1 ||
  isTooWide(box) ||
  [...box.querySelectorAll(".fit-word")].some(isTooWide);

function largest(box, least, most) {
  let low = least;
  let high = most;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    box.style.fontSize = `${middle}px`;
    if (overflows(box)) high = middle - 1;
    else low = middle;
  }
  box.style.fontSize = `${low}px`;
  return low;
}

/**
 * Children in the largest font size, between `least` and `most` units, at which
 * nothing is cut off and no ".fit-word" is wider than its place. Measured anew when
 * `watch` changes. Where the size would fall under `comfort`, the class "fit-dense"
 * lets the style sheet use two columns.
 */
export function Fit({ class: className, least = 12, most, comfort = 0, watch, children }) {
  const box = useRef(null);
  useLayoutEffect(() => {
    const { classList } = box.current;
    classList.remove("fit-dense");
    const size = largest(box.current, least, most);
    if (size >= comfort) return;
    classList.add("fit-dense");
    if (largest(box.current, least, most) >= size) return;
    classList.remove("fit-dense");
    largest(box.current, least, most);
  }, [watch, least, most, comfort]);
  return html`<div class=${`fit ${className || ""}`} ref=${box}>${children}</div>`;
}
