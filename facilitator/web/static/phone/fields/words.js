// A line for each word or short phrase.
import { html, useEffect, useState } from "../../vendor/preact-htm.js";
import { t, words } from "../../strings.js";

const LONGEST = 30;

const lines = (value, most) => Array.from({ length: most }, (_, at) => value?.[at] ?? "");
const said = (typed) => typed.map((word) => word.trim()).filter(Boolean);
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b ?? []);

export function Words({ question, value, onChange }) {
  const { most } = question;
  const [typed, setTyped] = useState(() => lines(value, most));
  // What the laptop keeps may be shorter than what was typed: a word twice is once.
  useEffect(() => {
    if (!same(said(typed), value)) setTyped(lines(value, most));
  }, [value]);
  const change = (at, word) => {
    const next = typed.map((one, place) => (place === at ? word : one));
    setTyped(next);
    onChange(said(next));
  };
  return html`<fieldset class="stack-small" aria-describedby="words-hint">
    <legend class="visually-hidden">${words(question.label)}</legend>
    ${typed.map(
      (word, at) => html`<div class="field" key=${at}>
        <label for=${`word-${at}`}>${t("Word {n}", { n: at + 1 })}</label>
        <input
          class="input"
          id=${`word-${at}`}
          maxlength=${LONGEST}
          autocomplete="off"
          autocapitalize="none"
          value=${word}
          onInput=${(event) => change(at, event.target.value)}
        />
      </div>`,
    )}
    <p class="hint" id="words-hint">${t("One word or a short phrase on each line; one is enough. The trainer reads them first.")}</p>
  </fieldset>`;
}
