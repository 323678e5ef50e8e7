// A number of something, between its ends.
import { html } from "../../vendor/preact-htm.js";
import { t } from "../../strings.js";
import { unitWords } from "../../question_kinds.js";

const locale = document.documentElement.lang === "es" ? "es-US" : "en-US";
const number = new Intl.NumberFormat(locale);

export function Amount({ question, value, onChange }) {
  const { least, greatest, decimals } = question.number;
  const unit = unitWords(question);
  return html`<div class="field">
    <label for="text">${t("Your answer")}${unit && html` <span class="needed">(${unit})</span>`}</label>
    <input
      class="input amount"
      id="text"
      inputmode=${decimals ? "decimal" : "numeric"}
      autocomplete="off"
      maxlength="16"
      aria-describedby="number-range"
      value=${value ?? ""}
      onInput=${(event) => onChange(event.target.value)}
    />
    <p class="hint" id="number-range">
      ${t("A number from {least} to {greatest}.", { least: number.format(least), greatest: number.format(greatest) })}
    </p>
  </div>`;
}
