// How fast it goes for the room: a line that is there only while enough phones say so.
import { html } from "../vendor/preact-htm.js";
import { t, tn } from "../strings.js";

const PACES = ["fast", "right", "lost"];

function said(pace, n) {
  if (pace === "fast") return tn("{n} too fast", "{n} too fast", n);
  return pace === "right" ? tn("{n} just right", "{n} just right", n) : tn("{n} lost", "{n} lost", n);
}

/** The numbers in words, and beside them a bar of as many parts. */
export function PaceLine({ count }) {
  const pace = count?.pace;
  if (!pace) return null;
  return html`<div class="pace-line" role="group" aria-label=${t("How the room finds the pace")}>
    <span class="pace-title">${t("Pace")}</span>
    <span class="pace-bar" aria-hidden="true">
      ${PACES.map((one) => html`<i key=${one} class=${`pace-${one}`} style=${{ flexGrow: pace[one] }}></i>`)}
    </span>
    <span>${PACES.map((one) => said(one, pace[one])).join(" · ")}</span>
  </div>`;
}
