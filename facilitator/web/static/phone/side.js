/** Beside what is on: the room's questions, and how fast it goes. */

import { html, useEffect, useState } from "../vendor/preact-htm.js";
import { t } from "../strings.js";
import { Icon } from "./icons.js";
import { forget, keep, recall } from "./kept.js";

// Where somebody teaches: a break or a moment of calm has no pace.
const TAUGHT = ["slide", "poll", "worksheet", "question"];

/** What this phone says of the pace, until it fades; and how to say it. */
function usePace(code, onPace) {
  const name = `pace:${code}`;
  const [said, setSaid] = useState(() => {
    const kept = recall(name);
    return kept?.until > Date.now() ? kept : null;
  });
  const [trouble, setTrouble] = useState("");
  useEffect(() => {
    if (!said) return undefined;
    const timer = setTimeout(() => setSaid(null), said.until - Date.now());
    return () => clearTimeout(timer);
  }, [said]);
  const say = async (pace) => {
    const wanted = said?.pace === pace ? null : pace;
    const answer = await onPace(wanted).catch(() => null);
    setTrouble(answer?.ok ? "" : (answer?.message ?? t("Not sent. Try again.")));
    if (!answer?.ok) return;
    const next = wanted && { pace, until: Date.now() + answer.for * 1000 };
    if (next) keep(name, next);
    else forget(name);
    setSaid(next);
  };
  return [said, say, trouble];
}

function Pace({ code, onPace }) {
  const [said, say, trouble] = usePace(code, onPace);
  const paces = [
    ["fast", t("Too fast")],
    ["right", t("Just right")],
    ["lost", t("Lost")],
  ];
  return html`<div class="pace" role="group" aria-labelledby="pace-title" aria-describedby="pace-hint">
    <p id="pace-title">${t("How is the pace for you?")}</p>
    <div class="pace-row">
      ${paces.map(
        ([pace, words]) => html`<button
          type="button"
          key=${pace}
          aria-pressed=${String(said?.pace === pace)}
          onClick=${() => say(pace)}
        >
          ${said?.pace === pace && html`<${Icon} name="check" />`}${words}
        </button>`,
      )}
    </div>
    <p class="hint" id="pace-hint">
      ${said
        ? t("The trainer sees how many say so, not who. It fades by itself.")
        : t("Only the trainer sees how many say so.")}
    </p>
    <p class="status state state-failed" role="status">${trouble}</p>
  </div>`;
}

/** Quiet lines under what is on; while a poll is open they stay away. */
export function Side({ state, code, presence, onPace }) {
  if (state.poll?.phase === "open" || state.finished) return null;
  const isTaught = TAUGHT.includes(state.screen) && presence !== "out";
  const { questions } = state;
  if (questions === null && !isTaught) return null;
  return html`<section class="side stack" aria-label=${t("To the trainer")}>
    ${questions !== null &&
    html`<a class="side-link" href=${`/s/${code}/questions`}>
      <${Icon} name="ask" /><span>${t("Questions of the room")}</span>
      ${questions > 0 && html`<b>${questions}</b>`}
    </a>`}
    ${isTaught && html`<${Pace} ...${{ code, onPace }} />`}
  </section>`;
}

/** A question of the room that is on the wall now. */
export function Asked({ asked }) {
  return html`<section class="stack" aria-labelledby="asked">
    <p class="over">${t("A question of the room")}</p>
    <h1 id="asked" tabindex="-1" class="asked-now" dir="auto">${asked.text}</h1>
  </section>`;
}
