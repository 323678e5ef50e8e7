// Somebody who is not on the list writes who they are.
import { html, useRef, useState } from "../vendor/preact-htm.js";
import { ask, mark } from "./asking.js";
import { Field, Heading, Trouble, useFirst } from "./parts.js";
import { useVoice } from "./voice.js";

function Notice({ host }) {
  const { t } = useVoice();
  return html`<p class="hint kiosk-notice">
    ${host
      ? t("It is kept on the trainer’s laptop with the times you come and leave, so that your attendance can be shown. The trainers and {host} see it.", { host })
      : t("It is kept on the trainer’s laptop with the times you come and leave, so that your attendance can be shown. The trainers and the organization that holds the session see it.")}
  </p>`;
}

// Which field a refusal is about.
const ABOUT = { "missing-field": "name", "bad-email": "email" };

/** The session's own sign-in fields. */
export function Unlisted({ place, facts, finish, back }) {
  const { t, language } = useVoice();
  const once = useRef(mark());
  const [typed, setTyped] = useState({});
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState("");
  const [wrong, setWrong] = useState("");
  const first = useFirst();
  const set = (name, value) => setTyped((before) => ({ ...before, [name]: value }));
  const send = async (event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setTrouble("");
    setWrong("");
    const body = { ...typed, once: once.current, language };
    const told = await ask(`${place}/sign-in`, body);
    setBusy(false);
    if (told.ok) {
      finish(told);
      return;
    }
    setTrouble(told.message || t("The laptop does not answer. Please try again."));
    setWrong(ABOUT[told.code] || "");
    document.getElementById(`field-${ABOUT[told.code]}`)?.focus();
  };
  return html`<section class="kiosk-step">
    <${Heading} quiet=${true}>${t("Sign in")}<//>
    <form class="kiosk-form" autocomplete="off" novalidate onSubmit=${send}>
      ${facts.fields.map(
        (field) =>
          html`<${Field}
            key=${field.name}
            field=${field}
            value=${typed[field.name] || ""}
            required=${field.name === "name"}
            wrong=${wrong === field.name}
            first=${field.name === "name" ? first : null}
            onInput=${set}
          />`,
      )}
      <${Notice} host=${facts.host} />
      <${Trouble} sentence=${trouble} />
      <p class="kiosk-buttons">
        <button type="button" class="button-secondary" onClick=${back}>${t("Back")}</button>
        <button class="button" aria-disabled=${busy ? "true" : null}>${t("Sign in")}</button>
      </p>
    </form>
  </section>`;
}
