// How a poll is going to be opened: with how much time, and when its results show.
import { html, useEffect, useRef, useState } from "../vendor/preact-htm.js";
import { clockFace } from "../room_clock.js";
import { t } from "../strings.js";

const TIMES = [0, 30, 60, 120, 180];
const LEAST = 5;
const MOST = 1800;
const OTHER = "other";

// What the trainer chose on this screen, by poll; until then it is as prepared.
const chosen = new Map();
const listeners = new Set();

/** What a poll is opened with: the payload of `open_poll` and `ask_again`. */
export function setupOf(poll) {
  const prepared = { seconds: poll.seconds, live: poll.results === "live" };
  return { poll: poll.name, ...prepared, ...chosen.get(poll.name) };
}

function choose(poll, change) {
  chosen.set(poll.name, { ...chosen.get(poll.name), ...change });
  for (const tell of listeners) tell((n) => n + 1);
}

function useSetup(poll) {
  const [, tell] = useState(0);
  useEffect(() => {
    listeners.add(tell);
    return () => listeners.delete(tell);
  }, []);
  return setupOf(poll);
}

function timeWords(seconds) {
  return seconds ? clockFace(seconds) : t("No countdown");
}

function Seconds({ poll, seconds, isOther, setOther }) {
  const times = TIMES.includes(seconds) || isOther ? TIMES : [...TIMES, seconds];
  const byHand = useRef(false);
  const pick = ({ target }) => {
    // As with buttons: whoever uses the mouse has the console's keys at once.
    if (byHand.current) target.blur();
    setOther(target.value === OTHER);
    if (target.value !== OTHER) choose(poll, { seconds: Number(target.value) });
  };
  return html`<label class="setup-time">
    <span>${t("Time to answer")}</span>
    <select
      class="select"
      value=${isOther ? OTHER : String(seconds)}
      onPointerDown=${() => (byHand.current = true)}
      onKeyDown=${() => (byHand.current = false)}
      onChange=${pick}
    >
      ${[...times]
        .sort((a, b) => a - b)
        .map((one) => html`<option key=${one} value=${String(one)}>${timeWords(one)}</option>`)}
      <option value=${OTHER}>${t("Other…")}</option>
    </select>
  </label>`;
}

function OtherSeconds({ poll, seconds }) {
  const [isWrong, setWrong] = useState(false);
  const read = ({ target }) => {
    const typed = Number(target.value);
    const isGood = Number.isInteger(typed) && typed >= LEAST && typed <= MOST;
    setWrong(!isGood);
    if (isGood) choose(poll, { seconds: typed });
  };
  return html`<label class="setup-time">
    <span>${t("Seconds, {least} to {most}", { least: LEAST, most: MOST })}</span>
    <input
      class="input"
      type="text"
      inputmode="numeric"
      autocomplete="off"
      maxlength="4"
      value=${seconds || ""}
      aria-invalid=${isWrong ? "true" : undefined}
      onInput=${read}
    />
  </label>`;
}

/** Chosen before a poll is opened; what was prepared with it is chosen already. */
export function PollSetup({ poll }) {
  const { seconds, live } = useSetup(poll);
  const [isOther, setOther] = useState(false);
  return html`<div class="poll-setup">
    <${Seconds} ...${{ poll, seconds, isOther, setOther }} />
    ${isOther && html`<${OtherSeconds} ...${{ poll, seconds }} />`}
    <label class="setup-live">
      <input
        type="checkbox"
        checked=${live}
        onClick=${({ detail, target }) => detail > 0 && target.blur()}
        onChange=${({ target }) => choose(poll, { live: target.checked })}
      />
      <span>${t("Results on the wall while people answer")}</span>
    </label>
  </div>`;
}
