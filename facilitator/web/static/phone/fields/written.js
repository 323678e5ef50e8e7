// A text, with the room that is left for it.
import { html } from "../../vendor/preact-htm.js";
import { t } from "../../strings.js";

const locale = document.documentElement.lang === "es" ? "es-US" : "en-US";
const number = new Intl.NumberFormat(locale);

export function Written({ question, value, onChange }) {
  const left = question.longest - (value ?? "").length;
  return html`<div class="field">
    <label for="text">${t("Your answer")}</label>
    <textarea
      class="textarea"
      id="text"
      rows="4"
      maxlength=${question.longest}
      aria-describedby="room-left"
      value=${value ?? ""}
      onInput=${(event) => onChange(event.target.value)}
    ></textarea>
    <p class="hint counter" id="room-left">
      <span>${t("The trainer reads it first.")}</span>
      <span>${t("{n} left", { n: number.format(left) })}</span>
    </p>
  </div>`;
}
