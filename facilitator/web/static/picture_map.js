// A picture with its areas and what was pointed at: the same drawing on every screen.
import { html } from "./vendor/preact-htm.js";
import * as strings from "./strings.js";

const WHOLE = 1000;

/** "375,250" as two whole thousandths; null where there is no place. */
export function placeOf(answer) {
  const found = /^(\d{1,4}),(\d{1,4})$/.exec(answer ?? "");
  return found && [Number(found[1]), Number(found[2])];
}

/** The area in which a place lies, else undefined (`named_area` in domain/surveys/points.py). */
export function areaAt({ areas }, [x, y]) {
  const within = (place, start, size) =>
    (place >= start * 10 && place < (start + size) * 10) || (place === WHOLE && start + size === 100);
  return areas.find(({ box: [left, top, wide, high] }) => within(x, left, wide) && within(y, top, high));
}

/** The place in the middle of an area, as an answer. */
export function middleOf({ box: [left, top, wide, high] }) {
  return `${Math.floor(left * 10 + wide * 5)},${Math.floor(top * 10 + high * 5)}`;
}

function Outline({ box: [left, top, wide, high], number, unit, picture }) {
  const x = (left / 100) * picture.wide;
  const y = (top / 100) * picture.high;
  return html`<g>
    <rect
      class="map-area"
      x=${x}
      y=${y}
      width=${(wide / 100) * picture.wide}
      height=${(high / 100) * picture.high}
    />
    <circle class="map-number" cx=${x + unit * 3} cy=${y + unit * 3} r=${unit * 2.4} />
    <text class="map-text" x=${x + unit * 3} y=${y + unit * 4} font-size=${unit * 3}>${number}</text>
  </g>`;
}

/**
 * The picture, with its areas numbered and outlined where `areas` is true, and `dots`
 * as `[x, y, phones]` in thousandths: the more phones, the larger.
 */
export function PictureMap({ picture, areas, dots = [], language }) {
  const { wide, high, digest } = picture;
  const unit = Math.max(wide, high) / 100;
  return html`<svg
    class="map"
    viewBox=${`0 0 ${wide} ${high}`}
    role="img"
    aria-label=${strings.words(picture.alt, language)}
    focusable="false"
  >
    <image href=${`/pictures/${digest}-960.webp`} width=${wide} height=${high} preserveAspectRatio="none" />
    ${areas &&
    picture.areas.map(
      (area, index) => html`<${Outline} key=${area.name} ...${area} ...${{ number: index + 1, unit, picture }} />`,
    )}
    ${dots.map(
      ([x, y, phones]) => html`<circle
        key=${`${x},${y}`}
        class="map-dot"
        cx=${(x / WHOLE) * wide}
        cy=${(y / WHOLE) * high}
        r=${unit * Math.min(4, 1.2 * Math.sqrt(phones))}
      />`,
    )}
  </svg>`;
}
