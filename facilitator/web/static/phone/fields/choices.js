// One choice or several, lettered as on the projector.
import { html, useEffect, useState } from "../../vendor/preact-htm.js";
import { languageOf, t, words } from "../../strings.js";
import { isScale } from "../../question_kinds.js";
import { answerOf, isOther, namesOf, OtherWords, otherOf } from "./other.js";

// As on the projector: a scale counts, other choices have letters.
function mark(question, index) {
  return isScale(question) ? String(index + 1) : String.fromCharCode(65 + index);
}

export function Choices({ question, value, onChange }) {
  const isMultiple = question.kind === "multiple";
  const chosen = namesOf(value);
  const [typed, setTyped] = useState(otherOf(value));
  useEffect(() => {
    if (otherOf(value)) setTyped(otherOf(value));
  }, [value]);
  const isFull = isMultiple && question.most > 0 && chosen.length >= question.most;
  const pick = (name) => {
    if (!isMultiple) return onChange(answerOf(question, [name], typed));
    const next = chosen.includes(name)
      ? chosen.filter((other) => other !== name)
      : [...chosen, name];
    return onChange(answerOf(question, next, typed));
  };
  const write = (words) => {
    setTyped(words);
    onChange(answerOf(question, chosen, words));
  };
  return html`<fieldset class="choices" aria-describedby=${isMultiple ? "how-many" : null}>
    <legend class="visually-hidden">${words(question.label)}</legend>
    ${isMultiple &&
    html`<p class="hint" id="how-many">
      ${question.most
        ? t("Choose up to {n}.", { n: question.most })
        : t("Choose all that fit.")}
    </p>`}
    ${question.choices.map(({ name, label }, index) => {
      const isChosen = chosen.includes(name);
      const choice = html`<label class="choice" key=${name}>
        <input
          type=${isMultiple ? "checkbox" : "radio"}
          name="choice"
          value=${name}
          checked=${isChosen}
          disabled=${isFull && !isChosen}
          onChange=${() => pick(name)}
        />
        <span class="choice-mark" aria-hidden="true">${mark(question, index)}</span>
        <span lang=${languageOf(label)}>${words(label)}</span>
      </label>`;
      if (!isChosen || !isOther(question, name)) return choice;
      return [choice, html`<${OtherWords} key="words" value=${typed} onChange=${write} />`];
    })}
  </fieldset>`;
}
