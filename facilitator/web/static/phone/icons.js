/** Small drawings that stand beside words, never instead of them. */

import { html } from "../vendor/preact-htm.js";

const PATHS = {
  check: "M4 12.5l5 5L20 6.5",
  alert: "M12 3l9.5 17h-19zM12 10v4M12 17.4v.1",
  note: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 11v5M12 7.6v.1",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 7v5l3 2",
  plus: "M5 12h14M12 5v14",
  minus: "M5 12h14",
  whole: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  back: "M15 5l-7 7 7 7",
  onward: "M9 5l7 7-7 7",
  up: "M12 19V5M6 11l6-6 6 6",
  cross: "M6 6l12 12M18 6L6 18",
  ask: "M4 5h16v11H10l-4 4v-4H4z",
  form: "M6 3h12v18H6zM9 8h6M9 12h6M9 16h3",
};

export function Icon({ name }) {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d=${PATHS[name]} />
  </svg>`;
}
