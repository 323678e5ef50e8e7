// Parts of the kiosk: a heading that takes the focus, fields that keep nothing.
import { html, useEffect, useRef } from "../vendor/preact-htm.js";
import { words } from "../strings.js";
import { useVoice } from "./voice.js";

/** The heading of a screen; it takes the focus unless a field below does. */
export function Heading({ children, quiet = false }) {
  const place = useRef(null);
  useEffect(() => {
    if (!quiet) place.current?.focus();
  }, []);
  return html`<h1 tabindex="-1" ref=${place}>${children}</h1>`;
}

/** A place that takes the focus when it is first drawn. */
export function useFirst() {
  const place = useRef(null);
  useEffect(() => place.current?.focus(), []);
  return place;
}

/** Nothing that a person types is offered to the next one. */
export const forgetful = {
  autocomplete: "off",
  autocorrect: "off",
  spellcheck: false,
  "data-1p-ignore": "",
};

/** What did not work, beside the button that was pressed. */
export function Trouble({ sentence }) {
  return html`<div role="alert" id="trouble">
    ${sentence && html`<p class="message message-bad">${sentence}</p>`}
  </div>`;
}

/** One of the fields that this session asks for. */
export function Field({ field, value, onInput, required, wrong, first }) {
  const { t, language } = useVoice();
  const id = `field-${field.name}`;
  const label = words(field.label, language);
  const set = (event) => onInput(field.name, event.target.value);
  const control = field.choices.length
    ? html`<select class="select" id=${id} value=${value} onChange=${set} ...${forgetful}>
        <option value="">${t("Choose, or leave empty")}</option>
        ${field.choices.map(
          (choice) =>
            html`<option key=${choice.value} value=${choice.value}>
              ${words(choice.label, language)}
            </option>`,
        )}
      </select>`
    : html`<input
        class="input"
        id=${id}
        ref=${first}
        aria-invalid=${wrong ? "true" : null}
        aria-describedby=${wrong ? "trouble" : null}
        type="text"
        inputmode=${field.name === "email" ? "email" : "text"}
        autocapitalize=${field.name === "email" ? "none" : "words"}
        dir="auto"
        maxlength=${field.longest || 80}
        value=${value}
        required=${required}
        onInput=${set}
        ...${forgetful}
      />`;
  return html`<div class="field">
    <label for=${id}>
      ${label}${required && html` <span class="needed">${t("(required)")}</span>`}
    </label>
    ${control}
  </div>`;
}
