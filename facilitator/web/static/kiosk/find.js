// A name found by its first letters; only what was typed is ever shown.
import { html, useEffect, useRef, useState } from "../vendor/preact-htm.js";
import { ask } from "./asking.js";
import { Heading, Trouble, forgetful, useFirst } from "./parts.js";
import { useVoice } from "./voice.js";

const RESTS = 250;

function useSearch(place, letters, direction) {
  const { language } = useVoice();
  const [answer, setAnswer] = useState(null);
  const newest = useRef(0);
  useEffect(() => {
    newest.current += 1;
    const mine = newest.current;
    if (!letters.trim()) {
      setAnswer(null);
      return undefined;
    }
    const timer = setTimeout(async () => {
      const found = await ask(`${place}/find`, { letters, direction, language });
      if (mine === newest.current) setAnswer(found);
    }, RESTS);
    return () => clearTimeout(timer);
  }, [letters, direction, language]);
  return answer;
}

function said(answer, direction, t, tn) {
  if (!answer) return "";
  if (!answer.ok) return answer.message || t("The laptop does not answer. Please try again.");
  const { outcome, people } = answer;
  if (outcome === "found") return tn("{n} name", "{n} names", people.length);
  if (outcome === "too-many") return t("Several names begin like this. Type more letters.");
  if (outcome === "more-letters") return t("Type at least three letters.");
  return direction === "out"
    ? t("Nobody of this name is in the room. Check the letters, or ask the trainer.")
    : t("This name is not on the list. Check the letters, or go back and choose “I am not on the list”.");
}

function Names({ people, pick, busy }) {
  const { t } = useVoice();
  return html`<ul class="kiosk-names" role="list">
    ${people.map(({ id, name }) =>
      id
        ? html`<li key=${id}>
            <button
              type="button"
              class="kiosk-name"
              aria-disabled=${busy ? "true" : null}
              onClick=${() => !busy && pick(id)}
            >
              <bdi>${name}</bdi>
            </button>
          </li>`
        : html`<li key=${name} class="kiosk-shared">
            <b><bdi>${name}</bdi></b>
            <span>${t("More than one person has this name. Please ask the trainer.")}</span>
          </li>`,
    )}
  </ul>`;
}

/** Find one's own name, and press it. */
export function Find({ place, direction, finish, back }) {
  const { t, tn, language } = useVoice();
  const [letters, setLetters] = useState("");
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState("");
  const answer = useSearch(place, letters, direction);
  const first = useFirst();
  const pick = async (person) => {
    setBusy(true);
    setTrouble("");
    const path = direction === "in" ? "sign-in" : "sign-out";
    const told = await ask(`${place}/${path}`, { person, language });
    setBusy(false);
    if (told.ok) finish(told);
    else setTrouble(told.message || t("The laptop does not answer. Please try again."));
  };
  const people = answer?.ok ? answer.people : [];
  return html`<section class="kiosk-step">
    <${Heading} quiet=${true}>${direction === "in" ? t("Sign in") : t("Sign out")}<//>
    <div class="field">
      <label for="letters">${t("The first letters of your name")}</label>
      <input
        class="input kiosk-letters"
        id="letters"
        ref=${first}
        type="text"
        dir="auto"
        maxlength="120"
        autocapitalize="words"
        aria-describedby="letters-hint"
        value=${letters}
        onInput=${(event) => setLetters(event.target.value)}
        ...${forgetful}
      />
      <p class="hint" id="letters-hint">${t("At least three. Then press your name.")}</p>
    </div>
    <p class="kiosk-said" role="status">${said(answer, direction, t, tn)}</p>
    ${people.length > 0 && html`<${Names} people=${people} pick=${pick} busy=${busy} />`}
    <${Trouble} sentence=${trouble} />
    <p><button type="button" class="button-secondary" onClick=${back}>${t("Back")}</button></p>
  </section>`;
}
