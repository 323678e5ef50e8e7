import { html } from "../../vendor/preact-htm.js";
import { words } from "../../strings.js";

// Numbers alone, as large as a thumb; the ends are said below them.
export function Rating({ question, value, onChange }) {
  return html`<fieldset class="rating" aria-describedby="ends">
    <legend class="visually-hidden">${words(question.label)}</legend>
    <div class="rating-points">
      ${question.choices.map(
        ({ name, label }) => html`<label class="choice" key=${name}>
          <input
            type="radio"
            name="choice"
            value=${name}
            aria-label=${words(label)}
            checked=${value === name}
            onChange=${() => onChange(name)}
          />
          <span aria-hidden="true">${name}</span>
        </label>`,
      )}
    </div>
    <p class="rating-ends" id="ends">
      <span>${words(question.ends.low)}</span><span>${words(question.ends.high)}</span>
    </p>
  </fieldset>`;
}
