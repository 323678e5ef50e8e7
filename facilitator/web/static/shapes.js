// What stands before a choice: its letter in a shape of its own, or its number on a
// scale. The same shapes are in templates/phone/kinds/_choices.html.
import { html } from "./vendor/preact-htm.js";
import { isScale } from "./question_kinds.js";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const MIDDLE = 16.4;
// Circle, square, triangle, diamond, pentagon, hexagon, star, cross.
const SHAPES = [
  "M12 .5a11.5 11.5 0 1 0 0 23 11.5 11.5 0 0 0 0-23z",
  "M2 2h20v20H2z",
  "M12 .5 24 22.5H0z",
  "M12 0 24 12 12 24 0 12z",
  "M12 .6 23.8 9.2 19.3 23H4.7L.2 9.2z",
  "M6 1.6h12L24 12l-6 10.4H6L0 12z",
  "M12 0l3.6 6H22l-3.4 6L22 18h-6.4L12 24l-3.6-6H2l3.4-6L2 6h6.4z",
  "M6.5 0h11v6.5H24v11h-6.5V24h-11v-6.5H0v-11h6.5z",
];
const ROUNDED = "M5 0h14a5 5 0 0 1 5 5v14a5 5 0 0 1-5 5H5a5 5 0 0 1-5-5V5a5 5 0 0 1 5-5z";
// A triangle is wide where it is low.
const TRIANGLE = 2;
const LOW = 19.5;

/**
 * The mark of a choice. Shuffled choices have none: their places differ from phone to
 * phone, and a letter would send people to another choice than the wall's.
 */
export function Mark({ question, index }) {
  if (question?.kind === "numeric" || question?.shuffle) return null;
  if (isScale(question)) {
    return html`<span class="choice-mark" aria-hidden="true">${index + 1}</span>`;
  }
  return html`<span class="choice-mark choice-shape" aria-hidden="true">
    <svg viewBox="0 0 24 24" focusable="false">
      <path d=${SHAPES[index] ?? ROUNDED} />
      <text x="12" y=${index === TRIANGLE ? LOW : MIDDLE}>${LETTERS[index] ?? ""}</text>
    </svg>
  </span>`;
}
