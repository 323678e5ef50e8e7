/** A content note before a slide, a break, and the countdown of the room. */

import { html } from "../vendor/preact-htm.js";
import { clockFace, timeOfDay, useSecondsLeft } from "../room_clock.js";
import { language, t } from "../strings.js";

// So long "Time is up" stays, in seconds.
const UP_STAYS = 60;

/** The note or the break in a word that changes with it, and its title; else null. */
export function momentTopic({ screen, note, timer_ends: ends }) {
  if (screen === "note" && note) return ["note", t("Before the next slide")];
  return screen === "break" ? [`break ${ends}`, t("Break")] : null;
}

function spokenIn(texts) {
  const spoken = texts[language] ? language : Object.keys(texts)[0];
  return [spoken === "und" ? undefined : spoken, texts[spoken]];
}

function Note({ note }) {
  const [spoken, text] = spokenIn(note);
  return html`<section class="moment stack">
    <h1 tabindex="-1">${t("Before the next slide")}</h1>
    <p class="lead" lang=${spoken}>${text}</p>
    <p>${t("Take the time you need. “Take a break” is at the bottom of this page at any moment.")}</p>
  </section>`;
}

/** What whoever signed in before the door opened is told, until it opens. */
export function Early({ state }) {
  const { opens_at: opens, now, time_zone: zone } = state;
  const left = useSecondsLeft({ timer_ends: opens, now });
  if (left === null || left <= 0) return null;
  return html`<p class="message message-wait">
    ${t("You are early. Your sign-in is kept, and your time counts from {time}.", { time: timeOfDay(opens, zone, language) })}
  </p>`;
}

function Break({ state }) {
  const left = useSecondsLeft(state);
  const { timer_ends: ends, time_zone: zone } = state;
  const isOn = left !== null && left > 0;
  return html`<section class="moment moment-break stack">
    <h1 tabindex="-1">${t("Break")}</h1>
    ${isOn &&
    html`<p class="lead">${t("We go on at {time}", { time: timeOfDay(ends, zone, language) })}</p>
      <p class="moment-clock" role="timer">${clockFace(left)}</p>`}
    ${ends && !isOn && html`<p class="lead">${t("We go on now")}</p>`}
  </section>`;
}

/** What the room pauses for, or nothing. */
export function Moment({ state }) {
  if (state.screen === "break") return html`<${Break} state=${state} />`;
  return state.screen === "note" && state.note ? html`<${Note} note=${state.note} />` : null;
}

/** The countdown on the projector, in a line; a break shows its own. */
export function Countdown({ state }) {
  const left = useSecondsLeft(state);
  if (left === null || left < -UP_STAYS || state.screen === "break") return null;
  return html`<p class="countdown" role="timer">
    ${left > 0 ? t("Time left: {time}", { time: clockFace(left) }) : t("Time is up")}
  </p>`;
}
