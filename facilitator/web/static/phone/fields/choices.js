// One choice or several, marked as on the projector.
import { html } from "../../vendor/preact-htm.js";
import { languageOf, t, words } from "../../strings.js";
import { Mark } from "../../shapes.js";

/** How many may be chosen, in words. */
export function howMany({ fewest, most }) {
  if (fewest > 1 && fewest === most) return t("Choose {n}.", { n: most });
  if (fewest > 1 && most) return t("Choose {fewest} to {most}.", { fewest, most });
  if (fewest > 1) return t("Choose at least {n}.", { n: fewest });
  return most ? t("Choose up to {n}.", { n: most }) : t("Choose all that fit.");
}

/** Whether some more are to be chosen before an answer can be sent. */
export function isTooFew({ kind, fewest }, value) {
  return kind === "multiple" && value?.length > 0 && value.length < fewest;
}

/** `names` are those of the choices in the question's own order, where they differ. */
export function Choices({ question, value, onChange, names }) {
  const isMultiple = question.kind === "multiple";
  const chosen = [value ?? []].flat();
  const isFull = isMultiple && question.most > 0 && chosen.length >= question.most;
  const inOrder = names ?? question.choices.map(({ name }) => name);
  const pick = (name) => {
    if (!isMultiple) return onChange(name);
    const next = chosen.includes(name)
      ? chosen.filter((other) => other !== name)
      : [...chosen, name];
    // In the question's own order, as the laptop keeps it.
    return onChange(inOrder.filter((one) => next.includes(one)));
  };
  return html`<fieldset class="choices" aria-describedby=${isMultiple ? "how-many" : null}>
    <legend class="visually-hidden">${words(question.label)}</legend>
    ${isMultiple && html`<p class="hint" id="how-many">${howMany(question)}</p>`}
    ${question.choices.map(({ name, label }, index) => {
      const isChosen = chosen.includes(name);
      return html`<label class="choice" key=${name}>
        <input
          type=${isMultiple ? "checkbox" : "radio"}
          name="choice"
          value=${name}
          checked=${isChosen}
          disabled=${isFull && !isChosen}
          onChange=${() => pick(name)}
        />
        <${Mark} question=${question} index=${index} />
        <span lang=${languageOf(label)}>${words(label)}</span>
      </label>`;
    })}
  </fieldset>`;
}
