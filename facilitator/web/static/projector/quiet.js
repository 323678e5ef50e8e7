// Screens that ask for nothing: calm and black.
import { html } from "../vendor/preact-htm.js";
import { Canvas } from "../canvas.js";
import { InBoth } from "./parts.js";

const LEAVES = [
  [148, 560, -18, 1.15],
  [96, 610, -38, 0.9],
  [214, 618, 8, 0.85],
  [1150, 574, 16, 1.1],
  [1204, 622, 34, 0.85],
  [1088, 628, -8, 0.8],
];

function Leaf({ at: [x, y, turn, size] }) {
  return html`<g transform=${`translate(${x} ${y}) rotate(${turn}) scale(${size})`}>
    <path class="calm-leaf" d="M0 120 C-46 70 -44 -20 0 -92 C44 -20 46 70 0 120 Z" />
    <path class="calm-vein" d="M0 190 V-60 M0 60 L-22 30 M0 60 L22 30 M0 10 L-18 -18 M0 10 L18 -18" />
  </g>`;
}

/** A still horizon: nothing to read but one gentle line, in each language of the session. */
export function Calm({ say }) {
  return html`<div class="calm">
    <svg
      class="calm-picture"
      viewBox="0 0 1280 720"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
    >
      <rect class="calm-sky" width="1280" height="720" />
      <circle class="calm-sun" cx="640" cy="372" r="118" />
      <path class="calm-far" d="M0 420 C180 350 330 372 470 404 S760 440 900 396 S1150 340 1280 388 V720 H0 Z" />
      <path class="calm-middle" d="M0 492 C220 446 420 500 640 486 S1040 436 1280 480 V720 H0 Z" />
      <path class="calm-near" d="M0 586 C260 542 480 600 720 580 S1120 546 1280 574 V720 H0 Z" />
      ${LEAVES.map((at, index) => html`<${Leaf} key=${index} at=${at} />`)}
    </svg>
    <${Canvas} class="calm-words">
      <p>
        <${InBoth} say=${say} said=${({ t }) => t("Take the time you need.")} />
      </p>
    <//>
  </div>`;
}

/** Nothing at all. */
export function Black({ say }) {
  return html`<div class="black">
    <p class="visually-hidden">${say.t("The screen is black.")}</p>
  </div>`;
}
