// A case on the wall: its title and step, the vignette at first, and what happens now.
import { html } from "../vendor/preact-htm.js";
import { caseWords } from "../case_words.js";
import { languageOf, words } from "../strings.js";

export function Case({ told, language, say }) {
  const passages = [told.step === 1 ? told.text : null, told.story].filter(
    (text) => text && words(text, language),
  );
  return html`<div class="poll-case">
    <p class="poll-case-step">${caseWords(told, language, say)}</p>
    ${passages.map(
      (text, index) => html`<p key=${index} class="poll-case-text" lang=${languageOf(text, language)}>
        ${words(text, language)}
      </p>`,
    )}
  </div>`;
}
