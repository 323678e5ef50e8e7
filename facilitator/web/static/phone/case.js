/** A case on a phone: the vignette, what has happened since, and what happens now. */

import { html } from "../vendor/preact-htm.js";
import { languageOf, t, words } from "../strings.js";
import { answerWords, isDeclined, isWithdrawn } from "./fields.js";

function Passage({ text }) {
  const said = words(text);
  return said && html`<p lang=${languageOf(text)}>${said}</p>`;
}

// What this phone answered at an earlier step, the newest time it was asked.
function ownAnswer({ name }, answers) {
  const rounds = Object.keys(answers)
    .filter((key) => key.replace(/:\d+$/, "") === name && answers[key].state !== "failed")
    .map((key) => Number(key.slice(name.length + 1)));
  return answers[`${name}:${Math.max(...rounds)}`] ?? null;
}

function Own({ question, answers }) {
  const own = ownAnswer(question, answers);
  if (!own || isWithdrawn(own.answer)) return null;
  const said = isDeclined(own.answer) ? "" : answerWords(question, own.answer);
  return html`<div class="case-own">
    <p lang=${languageOf(question.label)}>${words(question.label)}</p>
    <p>
      ${said
        ? html`<b>${t("Your answer:")}</b> <span dir="auto">${said}</span>`
        : t("You preferred not to answer.")}
    </p>
  </div>`;
}

/** What is told before the question: whole at the first step, folded away later. */
export function Case({ told, answers }) {
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
        ${told.earlier.map(
          ({ step, story, question }) => html`<${Passage} key=${step} text=${story} />
            <${Own} key=${question.name} ...${{ question, answers }} />`,
        )}
      </div>
    </details>
    <${Passage} text=${told.story} />
  </div>`;
}
