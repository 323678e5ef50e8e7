/** A case on a phone: the vignette, what has happened since, and what happens now. */

import { html } from "../vendor/preact-htm.js";
import { languageOf, t, words } from "../strings.js";

function Passage({ text }) {
  const said = words(text);
  return said && html`<p lang=${languageOf(text)}>${said}</p>`;
}

/** What is told before the question: whole at the first step, folded away later. */
export function Case({ told }) {
  if (told.step === 1) {
    return html`<div class="case-told stack-small">
      <${Passage} text=${told.text} /><${Passage} text=${told.story} />
    </div>`;
  }
  return html`<div class="case-told stack-small">
    <details key=${told.step}>
      <summary>${t("The case so far")}</summary>
      <div class="stack-small">
        <${Passage} text=${told.text} />
        ${told.earlier.map(({ step, story }) => html`<${Passage} key=${step} text=${story} />`)}
      </div>
    </details>
    <${Passage} text=${told.story} />
  </div>`;
}
