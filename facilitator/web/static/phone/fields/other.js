// "Other" with words: how such an answer is put together and taken apart.
import { html } from "../../vendor/preact-htm.js";
import { t } from "../../strings.js";

const OTHER = "other";
const LONGEST = 80;

const isMapping = (answer) => answer !== null && typeof answer === "object" && !Array.isArray(answer);

/** The names chosen, whatever form the answer has. */
export function namesOf(answer) {
  return isMapping(answer) ? Object.keys(answer) : [answer ?? []].flat();
}

/** What stands behind "Other"; "" where nothing does. */
export function otherOf(answer) {
  return isMapping(answer) ? (answer[OTHER] ?? "") : "";
}

/** The answer of these names, in the question's own order; with words it is a mapping. */
export function answerOf(question, names, words, inOrder) {
  const kept = inOrder.filter((name) => names.includes(name));
  if (question.other && kept.includes(OTHER) && words.trim()) {
    return Object.fromEntries(kept.map((name) => [name, name === OTHER ? words : ""]));
  }
  return question.kind === "multiple" ? kept : (kept[0] ?? null);
}

export const isOther = (question, name) => question.other && name === OTHER;

/** The field that opens behind "Other". */
export function OtherWords({ value, onChange }) {
  return html`<div class="field other-words">
    <label for="other-words">${t("Say it in your words, if you like")}</label>
    <input
      class="input"
      id="other-words"
      maxlength=${LONGEST}
      autocomplete="off"
      value=${value}
      onInput=${(event) => onChange(event.target.value)}
    />
    <p class="hint">${t("The trainer reads it first.")}</p>
  </div>`;
}
