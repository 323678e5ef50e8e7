// Statements on one scale: numbers side by side below each, their words said once.
import { html } from "../../vendor/preact-htm.js";
import { languageOf, t, words } from "../../strings.js";

function Points({ question, row, chosen, onChoose }) {
  return html`<div class="rating-points matrix-points">
      ${question.choices.map(
        ({ name, label }, index) => html`<label class="choice" key=${name}>
          <input
            type="radio"
            name=${`choice.${row}`}
            value=${name}
            aria-label=${words(label)}
            checked=${chosen === name}
            onChange=${() => onChoose(name)}
          />
          <span aria-hidden="true">${index + 1}</span>
        </label>`,
      )}
    </div>
    <p class="matrix-said" aria-hidden="true">
      ${question.choices.map(({ name, label }) => html`<span key=${name}>${words(label)}</span>`)}
    </p>`;
}

export function Matrix({ question, value, onChange }) {
  const rated = value ?? {};
  const choose = (row, name) => {
    const next = { ...rated, [row]: name };
    // In the question's own order, as the laptop keeps it.
    const inOrder = question.rows.filter((one) => next[one.name]);
    onChange(Object.fromEntries(inOrder.map((one) => [one.name, next[one.name]])));
  };
  const done = question.rows.filter(({ name }) => rated[name]).length;
  return html`<fieldset class="matrix">
    <legend class="visually-hidden">${words(question.label)}</legend>
    <ol class="matrix-key">
      ${question.choices.map(
        ({ name, label }, index) => html`<li key=${name}>
          <span class="choice-mark" aria-hidden="true">${index + 1}</span>
          <span lang=${languageOf(label)}>${words(label)}</span>
        </li>`,
      )}
    </ol>
    ${question.rows.map(
      ({ name, label }) => html`<fieldset class="matrix-row" key=${name}>
        <legend lang=${languageOf(label)}>${words(label)}</legend>
        <${Points}
          question=${question}
          row=${name}
          chosen=${rated[name]}
          onChoose=${(chosen) => choose(name, chosen)}
        />
      </fieldset>`,
    )}
    <p class="hint">${t("{n} of {all} answered.", { n: done, all: question.rows.length })}</p>
  </fieldset>`;
}

/** Whether no statement has an answer yet. */
export function matrixLacks(question, value) {
  return !question.rows.some(({ name }) => value?.[name]);
}

/** Each statement with what was chosen. */
export function matrixWords(question, answer) {
  const labels = new Map(question.choices.map(({ name, label }) => [name, words(label)]));
  return question.rows
    .filter(({ name }) => answer[name])
    .map(({ name, label }) => `${words(label)}: ${labels.get(answer[name])}`)
    .join("; ");
}
