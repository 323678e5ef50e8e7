/** What is left of the time to answer, and asking for more of it in private. */

import { html, useEffect, useState } from "../vendor/preact-htm.js";
import { clockFace } from "../room_clock.js";
import { t } from "../strings.js";
import { Icon } from "./icons.js";
import { ownEnd } from "./own_time.js";

const SECOND = 1000;

function useLeft(ends, ahead) {
  const left = () => Math.max(0, Math.ceil((ends - Date.now() - ahead) / SECOND));
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    setSeconds(left());
    const timer = setInterval(() => setSeconds(left()), SECOND / 4);
    return () => clearInterval(timer);
  }, [ends, ahead]);
  return seconds;
}

/** Whoever has more time sees so between questions, too, and can do without it. */
export function HasMoreTime({ state, more, onMoreTime }) {
  const isAsked = state.poll?.phase === "open" && state.poll.closes_at;
  if (!more.isOn || isAsked || state.finished) return null;
  return html`<section class="side stack-small" aria-label=${t("Time to answer")}>
    <p class="hint">
      ${t("You have twice the time for each question of this session. Nobody sees that it is you.")}
    </p>
    <button type="button" class="button-quiet" onClick=${() => onMoreTime(false)}>
      ${t("I do not need more time")}
    </button>
    <p class="status state state-failed" role="status">${more.trouble}</p>
  </section>`;
}

/** What is left of the time, and the way to more of it. */
export function OwnTime({ poll, ahead, more, onMoreTime }) {
  const left = useLeft(ownEnd(poll, more.isOn), ahead);
  return html`<div class="own-time stack-small">
    <p class="own-time-left" role="timer">
      <${Icon} name="clock" />
      <span>${t("Time left: {time}", { time: clockFace(left) })}</span>
    </p>
    ${more.isOn
      ? html`<p class="hint">
          ${t("You have twice the time for each question of this session. Nobody sees that it is you.")}
        </p>`
      : null}
    <button
      type="button"
      class=${more.isOn ? "button-quiet" : "button-secondary button-wide"}
      onClick=${() => onMoreTime(!more.isOn)}
    >
      ${more.isOn ? t("I do not need more time") : t("I need more time")}
    </button>
    <p class="status state state-failed" role="status">${more.trouble}</p>
  </div>`;
}
