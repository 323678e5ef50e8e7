/** Areas on a picture, moved and resized by hand; their fields say the same in numbers. */

const SIDES = ["left", "top", "width", "height"];
const LEAST = 5;
const WHOLE = 100;
const map = document.querySelector(".survey-map");
let held = null;

function fieldsOf(area) {
  return SIDES.map((side) => document.getElementById(`area.${area}.${side}`));
}

/** Where a pointer is, in percent of the picture. */
function placeOf({ clientX, clientY }) {
  const { left, top, width, height } = map.getBoundingClientRect();
  return [(WHOLE * (clientX - left)) / width, (WHOLE * (clientY - top)) / height];
}

function within(number, least, most) {
  return Math.round(Math.min(Math.max(number, least), most));
}

/** The box of an area whose middle, or whose far corner, was dragged so far. */
function dragged({ box, isCorner }, across, down) {
  const [left, top, width, height] = box;
  if (isCorner) {
    const wide = within(width + across, LEAST, WHOLE - left);
    return [left, top, wide, within(height + down, LEAST, WHOLE - top)];
  }
  const x = within(left + across, 0, WHOLE - width);
  return [x, within(top + down, 0, WHOLE - height), width, height];
}

function draw(area, [left, top, width, height]) {
  const says = {
    rect: { x: left, y: top, width, height },
    circle: { cx: `${left + width / 2}%`, cy: `${top + height / 2}%` },
    text: { x: `${left + width / 2}%`, y: `${top + height / 2}%` },
    ".survey-corner": { x: `${left + width}%`, y: `${top + height}%` },
  };
  for (const [kind, facts] of Object.entries(says)) {
    const scope = kind === "rect" ? "#survey-areas" : "#survey-numbers";
    const drawn = map.querySelector(`${scope} ${kind}[data-area="${area}"]`);
    for (const [name, value] of Object.entries(facts)) drawn?.setAttribute(name, value);
  }
}

function take(event) {
  const drawn = event.target.closest("[data-area]");
  if (!drawn || event.button) return;
  event.preventDefault();
  const { area } = drawn.dataset;
  const box = fieldsOf(area).map((field) => Number(field.value));
  const isCorner = drawn.classList.contains("survey-corner");
  held = { area, box, isCorner, from: placeOf(event) };
  map.setPointerCapture(event.pointerId);
}

function move(event) {
  if (!held) return;
  const [x, y] = placeOf(event);
  const box = dragged(held, x - held.from[0], y - held.from[1]);
  fieldsOf(held.area).forEach((field, at) => {
    field.value = box[at];
  });
  draw(held.area, box);
}

/** What was dragged is kept as if it had been typed. */
function leave() {
  if (!held) return;
  const [first] = fieldsOf(held.area);
  held = null;
  first.dispatchEvent(new Event("input", { bubbles: true }));
}

if (map) {
  map.classList.add("survey-by-hand");
  document.getElementById("by-hand").hidden = false;
  map.addEventListener("pointerdown", take);
  map.addEventListener("pointermove", move);
  map.addEventListener("pointerup", leave);
  map.addEventListener("pointercancel", leave);
}
