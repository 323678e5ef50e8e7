// A poll typed on the spot, or begun as a copy of another one.
import { html, useEffect, useRef, useState } from "../vendor/preact-htm.js";
import { language as pageLanguage, t } from "../strings.js";
import { Dialog } from "./parts.js";

const WITH_CHOICES = ["single", "multiple", "ranking"];
const LONGEST_QUESTION = 200;

const kinds = () => [
  ["single", t("One answer")],
  ["multiple", t("Several answers")],
  ["ranking", t("Putting in order")],
  ["agreement", t("Agreement scale")],
  ["confidence", t("Confidence scale")],
  ["text", t("Written answer")],
  ["words", t("Word cloud")],
  ["quality", t("Quality scale")],
];

/** Whether this form can hold a poll of that kind. */
export const canCopy = ({ kind, choices }) =>
  kinds().some(([name]) => name === kind) && choices.length <= 8;

const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");

function begun(original) {
  const lines = (language) =>
    (original?.choices ?? []).map((label) => label[language]).filter(Boolean).join("\n");
  return {
    key: newKey(),
    copy_of: original?.name ?? "",
    kind: original?.kind ?? "single",
    label: { en: original?.label.en ?? "", es: original?.label.es ?? "" },
    choices: { en: lines("en"), es: lines("es") },
  };
}

async function keep(session, written) {
  try {
    const answer = await fetch(`/console/${session}/polls`, {
      method: "POST",
      headers: { Accept: "application/json", "Content-Type": "application/json" },
      body: JSON.stringify(written),
    });
    return await answer.json();
  } catch {
    return { ok: false, message: t("The program did not answer. Try again.") };
  }
}

function Field({ name, label, rows, value, wrong, hint, lang, change, ...rest }) {
  return html`<div class="field">
    <label for=${name}>${label}</label>
    <textarea
      class="textarea"
      id=${name}
      rows=${rows}
      lang=${lang}
      value=${value}
      aria-invalid=${wrong ? "true" : undefined}
      aria-describedby=${`${name}-said`}
      onInput=${(event) => change(event.target.value)}
      ...${rest}
    ></textarea>
    <p class=${wrong ? "wrong" : "hint"} id=${`${name}-said`}>${wrong || hint}</p>
  </div>`;
}

function Language({ lang, written, wrong, set }) {
  const isSpanish = lang === "es";
  const put = (part) => (value) => set({ [part]: { ...written[part], [lang]: value } });
  return html`<fieldset class="poll-language">
    <legend>${isSpanish ? t("In Spanish") : t("In English")}</legend>
    <${Field}
      name=${`label_${lang}`}
      label=${t("Question")}
      rows="2"
      lang=${lang}
      maxlength=${LONGEST_QUESTION}
      value=${written.label[lang]}
      wrong=${wrong[`label_${lang}`]}
      change=${put("label")}
    />
    ${WITH_CHOICES.includes(written.kind) &&
    html`<${Field}
      name=${`choices_${lang}`}
      label=${t("Choices")}
      rows="5"
      lang=${lang}
      value=${written.choices[lang]}
      wrong=${wrong[`choices_${lang}`]}
      hint=${t("2 to 8, one on each line")}
      change=${put("choices")}
    />`}
  </fieldset>`;
}

function Kinds({ chosen, choose }) {
  const shown = kinds().filter(([name]) => name !== "quality" || chosen === "quality");
  return html`<fieldset class="poll-kinds">
    <legend>${t("Kind")}</legend>
    ${shown.map(
      ([name, words]) => html`<label key=${name}>
        <input
          type="radio"
          name="kind"
          value=${name}
          checked=${name === chosen}
          onChange=${() => choose(name)}
        />
        <span>${words}</span>
      </label>`,
    )}
  </fieldset>`;
}

/** The dialog; `id` is the name of the poll that it copies, empty for a new one. */
export function PollDialog({ id, session, state, move, close }) {
  const original = state.polls.find(({ name }) => name === id);
  const [written, setWritten] = useState(() => begun(original));
  const [answer, setAnswer] = useState({});
  const form = useRef(null);
  const set = (change) => setWritten((before) => ({ ...before, ...change }));
  const first = pageLanguage;
  useEffect(() => form.current.querySelector(`#label_${first}`).focus(), []);
  useEffect(() => form.current?.querySelector("[aria-invalid]")?.focus(), [answer]);
  const send = async (event) => {
    event.preventDefault();
    const isNow = event.submitter?.value !== "later";
    const told = await keep(session, written);
    if (!told.ok) return setAnswer(told);
    close();
    return isNow && move("choose_poll", { poll: told.poll });
  };
  const languages = first === "es" ? ["es", "en"] : ["en", "es"];
  const wrong = answer.wrong ?? {};
  return html`<${Dialog}
    title=${original ? t("Duplicate a poll") : t("New poll")}
    close=${close}
    class="poll-dialog"
  >
    <form ref=${form} onSubmit=${send} novalidate>
      <${Kinds} chosen=${written.kind} choose=${(kind) => set({ kind })} />
      <div class="poll-languages">
        ${languages.map(
          (lang) => html`<${Language} key=${lang} ...${{ lang, written, wrong, set }} />`,
        )}
      </div>
      <p class="hint">
        ${t("One language is enough: everybody sees it, marked with its language.")}
      </p>
      <p class="poll-said" role="alert">${answer.message}</p>
      <div class="dialog-buttons">
        <button type="button" class="button-secondary" onClick=${close}>${t("Cancel")}</button>
        <button class="button-secondary" value="later">${t("Keep for later")}</button>
        <button class="button" value="now">${t("Keep and bring up")}</button>
      </div>
    </form>
  <//>`;
}
