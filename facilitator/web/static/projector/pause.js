// A content note before a slide, a break, and the countdown over other screens.
import { html } from "../vendor/preact-htm.js";
import { Canvas, Fit } from "../canvas.js";
import { clockFace, timeOfDay, useSecondsLeft } from "../room_clock.js";
import { InBoth } from "./parts.js";

// So long "Time is up" stays, in seconds.
const UP_STAYS = 60;
// Calm and black show nothing else, and a break shows its own.
const WITHOUT_TIMER = ["black", "calm", "break"];

/** The words in `language`, else in the one that there is, with their language. */
function spokenIn(texts, language) {
  const spoken = texts[language] ? language : Object.keys(texts)[0];
  return [spoken, texts[spoken] || ""];
}

/** What people should know before they see the next slide. */
export function Note({ note, say, language }) {
  const [spoken, text] = spokenIn(note, language);
  const [otherSpoken, otherText] = spokenIn(note, say.other?.language ?? spoken);
  const hasOther = otherSpoken !== spoken;
  return html`<${Canvas} class="note">
    <div class="note-page">
      <p class="note-label"><${InBoth} say=${say} said=${({ t }) => t("Before the next slide")} /></p>
      <${Fit} class="note-words" least=${29} most=${60} watch=${`${language} ${text}`}>
        <p lang=${spoken === "und" ? undefined : spoken}>${text}</p>
        ${hasOther && html`<p class="note-other" lang=${otherSpoken}>${otherText}</p>`}
      <//>
      <p class="note-foot">
        <${InBoth} say=${say} said=${({ t }) => t("Take the time you need. You can step out at any moment.")} />
      </p>
    </div>
  <//>`;
}

/** A break: when it goes on, and how long that is. */
export function Break({ state, say }) {
  const left = useSecondsLeft(state);
  const { timer_ends: ends, time_zone: zone } = state;
  const isOn = ends && left > 0;
  const said = ({ t, language }) => {
    if (isOn) return t("We go on at {time}", { time: timeOfDay(ends, zone, language) });
    return ends ? t("We go on now") : t("Break");
  };
  return html`<${Canvas} class="break">
    <div class="break-page">
      <h1><${InBoth} say=${say} said=${said} /></h1>
      ${isOn && html`<p class="break-clock" role="timer">${clockFace(left)}</p>`}
    </div>
  <//>`;
}

/** The countdown in the corner; it ends without a sound. */
export function Timer({ state, say }) {
  const left = useSecondsLeft(state);
  if (left === null || left < -UP_STAYS || WITHOUT_TIMER.includes(state.screen)) return null;
  if (left > 0) return html`<p class="timer" role="timer">${clockFace(left)}</p>`;
  return html`<p class="timer timer-up">
    <${InBoth} say=${say} said=${({ t }) => t("Time is up")} />
  </p>`;
}
