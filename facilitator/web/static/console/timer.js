// The countdown and the break: started in a dialog, seen and changed beside the wall.
import { html, useState } from "../vendor/preact-htm.js";
import { clockFace, timeOfDay, useSecondsLeft } from "../room_clock.js";
import { language, t, tn } from "../strings.js";
import { Dialog } from "./parts.js";

const MINUTES = [1, 2, 5, 10];
const BREAKS = [5, 10, 15];
const MOST = 180;
// As on the wall, and a little longer: the trainer may have looked away.
const UP_STAYS = 90;

/** How much is left, and the buttons that change it; nothing while none runs. */
export function TimerLine({ state, move }) {
  const left = useSecondsLeft(state);
  const isBreak = state.screen === "break";
  if (!isBreak && (left === null || left < -UP_STAYS)) return null;
  const more = (minutes) => () => move("add_minutes", { minutes });
  const end = () => move(isBreak && state.next_step ? "next" : "stop_timer");
  const ends = state.timer_ends && timeOfDay(state.timer_ends, state.time_zone, language);
  return html`<section class="timer-line" aria-label=${isBreak ? t("Break") : t("Countdown")}>
    <p>
      ${isBreak ? t("Break") : t("Countdown")}${" "}
      ${left > 0
        ? html`<b role="timer">${clockFace(left)}</b> <span>${t("until {time}", { time: ends })}</span>`
        : html`<b>${isBreak ? t("We go on now") : t("Time is up")}</b>`}
    </p>
    ${[1, 5].map(
      (minutes) => html`<button type="button" class="button-quiet" onClick=${more(minutes)}>
        ${t("+{n} min", { n: minutes })}
      </button>`,
    )}
    <button type="button" class="button-quiet" onClick=${end}>
      ${isBreak ? t("End") : t("Stop")}
    </button>
  </section>`;
}

function Choices({ minutes, act }) {
  return html`<div class="minutes">
    ${minutes.map(
      (n) => html`<button key=${n} type="button" class="button-secondary" onClick=${() => act(n)}>
        ${tn("{n} minute", "{n} minutes", n)}
      </button>`,
    )}
  </div>`;
}

export function TimerDialog({ state, move, close }) {
  const [typed, setTyped] = useState("");
  const minutes = Number(typed);
  const isGood = Number.isInteger(minutes) && minutes >= 1 && minutes <= MOST;
  const [isWrong, setWrong] = useState(false);
  const act = (name) => (n) => {
    close();
    move(name, { minutes: n });
  };
  const start = (name) => (isGood ? act(name)(minutes) : setWrong(true));
  return html`<${Dialog} title=${t("Countdown, or a break")} close=${close} class="timer-dialog">
    <h3>${t("Countdown in a corner of the wall")}</h3>
    <${Choices} minutes=${MINUTES} act=${act("timer")} />
    <h3>${t("Break, with a screen that says when you go on")}</h3>
    <${Choices} minutes=${BREAKS} act=${act("break")} />
    <form
      onSubmit=${(event) => {
        event.preventDefault();
        start("timer");
      }}
    >
      <label class="label" for="minutes">${t("Other minutes, 1 to {most}", { most: MOST })}</label>
      <div class="minutes">
        <input
          id="minutes"
          class="input"
          type="text"
          inputmode="numeric"
          autocomplete="off"
          maxlength="3"
          value=${typed}
          aria-invalid=${isWrong ? "true" : undefined}
          aria-describedby="minutes-wrong"
          onInput=${(event) => {
            setTyped(event.target.value.trim());
            setWrong(false);
          }}
        />
        <button class="button">${t("Start the countdown")}</button>
        <button type="button" class="button-secondary" onClick=${() => start("break")}>
          ${t("Take a break")}
        </button>
      </div>
      <p class="wrong" id="minutes-wrong" role="status">
        ${isWrong && t("Write a whole number from 1 to {most}.", { most: MOST })}
      </p>
    </form>
    <div class="dialog-buttons">
      ${state.timer_ends &&
      html`<button
        type="button"
        class="button-secondary"
        onClick=${() => {
          close();
          move("stop_timer");
        }}
      >
        ${t("Stop the countdown")}
      </button>`}
      <button type="button" class="button-secondary" onClick=${close}>${t("Cancel")}</button>
    </div>
  <//>`;
}
