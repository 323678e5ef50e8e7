/** Looking closely at a slide's picture: by pinch, double tap, keys or buttons. */

import { html, useEffect, useRef, useState } from "../vendor/preact-htm.js";
import { language, t } from "../strings.js";
import { Icon } from "./icons.js";

const STEPS = [1, 1.5, 2, 3, 4, 6];
const MOST = STEPS.at(-1);
const TAP_CLOSER = 2;
const DOUBLE_TAP = { within: 320, apart: 32 };
// Beyond this the small picture has fewer points than the screen shows.
const NEEDS_LARGE = 1.25;

const percent = new Intl.NumberFormat(language === "es" ? "es-US" : "en-US", {
  style: "percent",
});

function between(a, b) {
  return {
    x: (a.clientX + b.clientX) / 2,
    y: (a.clientY + b.clientY) / 2,
    apart: Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY),
  };
}

/**
 * The picture in a box that scrolls: one finger, a wheel or arrow keys move it as they
 * move any page, so only the size is ours. While the whole page is zoomed, two fingers
 * are the browser's.
 */
class Lens {
  scale = 1;
  pinch = null;
  tap = null;

  constructor(box, tell) {
    this.box = box;
    this.picture = box.querySelector("img");
    this.tell = tell;
    this.ending = new AbortController();
    const { signal } = this.ending;
    const on = (name, act, options = {}) =>
      box.addEventListener(name, act.bind(this), { signal, ...options });
    on("touchstart", this.touch, { passive: false });
    on("touchmove", this.move, { passive: false });
    on("touchend", this.lift, { passive: false });
    on("touchcancel", this.lift);
    on("dblclick", (event) => this.toggle(event));
    on("keydown", this.key);
    window.visualViewport?.addEventListener("resize", () => this.leave(), { signal });
    this.leave();
  }

  end() {
    this.ending.abort();
    this.to(1);
  }

  get isPageZoomed() {
    return (window.visualViewport?.scale ?? 1) > 1.01;
  }

  leave() {
    this.box.classList.toggle("slide-view-left", this.isPageZoomed);
  }

  /** Return a point of the screen as one of the box. */
  within({ x, y }) {
    const { left, top } = this.box.getBoundingClientRect();
    return { x: x - left - this.box.clientLeft, y: y - top - this.box.clientTop };
  }

  get centre() {
    return { x: this.box.clientWidth / 2, y: this.box.clientHeight / 2 };
  }

  /** Show the picture at a scale; what is under `from` moves to `to`. */
  set(scale, from, to = from) {
    const next = Math.min(MOST, Math.max(1, scale));
    const { box, picture } = this;
    const x = (box.scrollLeft + from.x) / this.scale;
    const y = (box.scrollTop + from.y) / this.scale;
    this.scale = next;
    const size = next === 1 ? "" : `${next * 100}%`;
    Object.assign(picture.style, { width: size, height: size });
    box.classList.toggle("slide-view-closer", next > 1);
    box.scrollTo(x * next - to.x, y * next - to.y);
  }

  /** Show the picture at a scale, and say so. */
  to(scale, point = this.centre) {
    this.set(scale, point);
    const { box } = this;
    if (this.scale > 1) {
      box.tabIndex = 0;
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", t("Picture of this slide, closer"));
    } else {
      for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
    }
    this.tell(this.scale);
  }

  step(by) {
    const nearer = STEPS.find((one) => one > this.scale + 0.01) ?? MOST;
    const farther = STEPS.filter((one) => one < this.scale - 0.01).at(-1) ?? 1;
    this.to(by > 0 ? nearer : farther);
  }

  toggle({ clientX, clientY }) {
    this.to(this.scale > 1 ? 1 : TAP_CLOSER, this.within({ x: clientX, y: clientY }));
  }

  touch(event) {
    this.pinch = null;
    if (event.touches.length !== 2 || this.isPageZoomed) return;
    event.preventDefault();
    this.tap = null;
    const { x, y, apart } = between(...event.touches);
    this.pinch = { apart, scale: this.scale, point: this.within({ x, y }) };
  }

  move(event) {
    this.tap = null;
    if (!this.pinch || event.touches.length !== 2) return;
    if (event.cancelable) event.preventDefault();
    const { x, y, apart } = between(...event.touches);
    const point = this.within({ x, y });
    this.set((this.pinch.scale * apart) / this.pinch.apart, this.pinch.point, point);
    this.pinch.point = point;
  }

  lift(event) {
    if (this.pinch) {
      this.pinch = null;
      this.to(this.scale);
      return;
    }
    if (event.type !== "touchend" || event.touches.length || this.isPageZoomed) return;
    const touch = event.changedTouches[0];
    const before = this.tap;
    this.tap = { touch, at: event.timeStamp };
    if (!before || event.timeStamp - before.at > DOUBLE_TAP.within) return;
    if (between(before.touch, touch).apart > DOUBLE_TAP.apart) return;
    // Else the browser makes a double click of it, too.
    event.preventDefault();
    this.tap = null;
    this.toggle(touch);
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "+" || event.key === "=") this.step(1);
    else if (event.key === "-") this.step(-1);
    else if (event.key === "0") this.to(1);
    else return;
    event.preventDefault();
  }
}

// The large picture comes to whoever looks closely, and only then.
function useLarge(view, digest, isClose) {
  useEffect(() => {
    if (!isClose) return undefined;
    let isWanted = true;
    const large = new Image();
    large.src = `/pictures/${digest}-1920.webp`;
    large.decode().then(
      () => {
        if (isWanted) view.current.querySelector("img").src = large.src;
      },
      () => {},
    );
    return () => {
      isWanted = false;
    };
  }, [digest, isClose]);
}

function Button({ icon, says, isOff, onClick }) {
  return html`<button
    type="button"
    class="button-quiet"
    title=${says}
    aria-disabled=${String(isOff)}
    onClick=${() => isOff || onClick()}
  >
    <${Icon} name=${icon} /><span class="visually-hidden">${says}</span>
  </button>`;
}

/** The buttons under the picture in the box `view`, which also takes gestures. */
export function Zoom({ view, digest }) {
  const [scale, setScale] = useState(1);
  const lens = useRef(null);
  useEffect(() => {
    lens.current = new Lens(view.current, setScale);
    return () => lens.current.end();
  }, []);
  useLarge(view, digest, scale > NEEDS_LARGE);
  return html`<div class="zoom-buttons" role="group" aria-label=${t("Size of the picture")}>
    <${Button} icon="minus" says=${t("Smaller")} isOff=${scale <= 1} onClick=${() => lens.current.step(-1)} />
    <span class="zoom-size" role="status">${percent.format(scale)}</span>
    <${Button} icon="plus" says=${t("Larger")} isOff=${scale >= MOST} onClick=${() => lens.current.step(1)} />
    <${Button} icon="whole" says=${t("Whole slide")} isOff=${scale <= 1} onClick=${() => lens.current.to(1)} />
  </div>`;
}
