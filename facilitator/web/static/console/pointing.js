// Pointing at the slide: a laser dot, a part to fill the wall with, what plays on it.
import { html, useEffect, useRef, useState } from "../vendor/preact-htm.js";
import { t } from "../strings.js";
import { Dot } from "../projector/dot.js";
import { KeyButton } from "./parts.js";

const BETWEEN_POINTS = 33;
// What is drawn smaller was meant as a click: the part around it, half as wide.
const LEAST_DRAWN = 0.08;
const CLICKED = 0.5;

const within = (share, size = 0) => Math.min(1 - size, Math.max(0, share));

function placeOf(event) {
  const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
  return [within((event.clientX - left) / width), within((event.clientY - top) / height)];
}

const around = ([x, y], size = CLICKED) => [
  within(x - size / 2, size),
  within(y - size / 2, size),
  size,
  size,
];

/** The part between two corners, in the shape of the slide, so that it fills the wall. */
export function partBetween([ax, ay], [bx, by]) {
  const size = Math.max(Math.abs(bx - ax), Math.abs(by - ay));
  if (size < LEAST_DRAWN) return around([bx, by]);
  return around([(ax + bx) / 2, (ay + by) / 2], Math.min(1, size));
}

/** Send where the dot is, at most some thirty times a second, and that it is gone. */
function useLaser(point) {
  const [at, setAt] = useState(null);
  const state = useRef({ waiting: 0, newest: null });
  const send = () => {
    state.current.waiting = 0;
    point(state.current.newest);
  };
  const show = (place) => {
    setAt(place);
    state.current.newest = place;
    state.current.waiting ||= setTimeout(send, BETWEEN_POINTS);
  };
  useEffect(
    () => () => {
      clearTimeout(state.current.waiting);
      point(null);
    },
    [],
  );
  return [at, show];
}

function Laser({ point }) {
  const [at, show] = useLaser(point);
  return html`<div
    class="pointing pointing-laser"
    data-pointing="laser"
    onPointerDown=${(event) => show(placeOf(event))}
    onPointerMove=${(event) => show(placeOf(event))}
    onPointerLeave=${() => show(null)}
    onPointerUp=${(event) => event.pointerType !== "mouse" && show(null)}
    onPointerCancel=${() => show(null)}
  >
    <${Dot} at=${at} />
  </div>`;
}

// A third of the slide each, for keys, screen readers and thumbs.
const cells = () => [
  [t("Top left"), 1 / 6, 1 / 6],
  [t("Top"), 1 / 2, 1 / 6],
  [t("Top right"), 5 / 6, 1 / 6],
  [t("Middle left"), 1 / 6, 1 / 2],
  [t("Middle"), 1 / 2, 1 / 2],
  [t("Middle right"), 5 / 6, 1 / 2],
  [t("Bottom left"), 1 / 6, 5 / 6],
  [t("Bottom"), 1 / 2, 5 / 6],
  [t("Bottom right"), 5 / 6, 5 / 6],
];

function ZoomArea({ choose }) {
  const [from, setFrom] = useState(null);
  const [to, setTo] = useState(null);
  const surface = useRef(null);
  const end = (event) => {
    if (from) choose(partBetween(from, placeOf(event)));
  };
  const part = from && to && partBetween(from, to);
  const percent = (share) => `${100 * share}%`;
  useEffect(() => surface.current.querySelector("button").focus(), []);
  return html`<div
    class="pointing pointing-zoom"
    data-pointing="zoom"
    role="group"
    aria-label=${t("Draw the part of the slide to enlarge, or choose one")}
    ref=${surface}
    onPointerDown=${(event) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      setFrom(placeOf(event));
      setTo(null);
    }}
    onPointerMove=${(event) => from && setTo(placeOf(event))}
    onPointerUp=${end}
    onPointerCancel=${() => setFrom(null)}
    onKeyDown=${(event) => event.key === "Escape" && choose(null)}
  >
    ${cells().map(
      ([name, x, y]) => html`<button
        key=${name}
        type="button"
        aria-label=${name}
        onClick=${(event) => event.detail === 0 && choose(around([x, y]))}
      ></button>`,
    )}
    ${part &&
    html`<span
      class="pointing-part"
      style=${{
        left: percent(part[0]),
        top: percent(part[1]),
        width: percent(part[2]),
        height: percent(part[3]),
      }}
    ></span>`}
  </div>`;
}

/** What lies on the small projector's slide while the trainer points. */
export function Pointing({ state, pointer, setPointer, move, point }) {
  if (state.screen !== "slide" || state.finished) return null;
  if (pointer === "laser") return html`<${Laser} key=${state.slide?.n} point=${point} />`;
  if (pointer !== "zoom") return null;
  const choose = (part) => {
    setPointer("");
    if (part) move("zoom", { part });
  };
  return html`<${ZoomArea} choose=${choose} />`;
}

/** The buttons beside what is on the projector. */
export function PointingTools({ state, pointer, act }) {
  const off = state.screen !== "slide" || state.finished;
  const isZoom = pointer === "zoom" || Boolean(state.zoom);
  const button = { disabled: off, act, quiet: true };
  return html`<div class="pointing-tools">
    ${state.media?.length > 0 &&
    html`<${KeyButton} name="play" keys="P" label=${state.playing ? t("Pause") : t("Play")} ...${button} />`}
    <${KeyButton} name="laser" keys="D" label=${t("Dot")} pressed=${pointer === "laser"} ...${button} />
    <${KeyButton}
      name="zoom"
      keys="Z"
      label=${state.zoom ? t("Zoom out") : t("Zoom")}
      pressed=${isZoom}
      ...${button}
    />
  </div>`;
}
