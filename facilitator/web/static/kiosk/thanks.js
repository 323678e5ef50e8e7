// Thanks, and the way back to the start, which a person can hold up.
import { html, useEffect, useState } from "../vendor/preact-htm.js";
import { timeOfDay } from "../room_clock.js";
import { Heading } from "./parts.js";
import { apart, useVoice } from "./voice.js";

const STAYS = 12;
const SECOND = 1000;

/** Whole seconds until `over` is called, counted while `isOn`. */
export function useCountdown(seconds, isOn, over) {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    if (!isOn) return undefined;
    const timer = setInterval(() => setLeft((before) => before - 1), SECOND);
    return () => clearInterval(timer);
  }, [isOn]);
  useEffect(() => {
    if (isOn && left <= 0) over();
  }, [left, isOn]);
  return left;
}

function stands(direction, told, t, facts, language) {
  if (told.counts_from) {
    const time = timeOfDay(told.counts_from, facts.time_zone, language);
    return t("You are early, and signed in. Your time counts from {time}, when the door opens.", { time });
  }
  if (direction === "out") return t("You are signed out. Goodbye.");
  if (!told.name) return t("You take part without a name.");
  return told.changed ? t("You are signed in.") : t("You are signed in already.");
}

export function Thanks({ facts, direction, told, back }) {
  const { t, tn, language } = useVoice();
  const [isHeld, hold] = useState(false);
  const left = useCountdown(STAYS, !isHeld, back);
  const name = told.name && apart(told.name);
  return html`<section class="kiosk-step kiosk-thanks">
    <svg class="kiosk-mark" viewBox="0 0 48 48" aria-hidden="true">
      <circle cx="24" cy="24" r="22" /><path d="m14 25 7 7 14-15" />
    </svg>
    <${Heading}>${name ? t("Thank you, {name}", { name }) : t("Thank you")}<//>
    <p class="kiosk-lead">${stands(direction, told, t, facts, language)}</p>
    ${facts.credit && name && direction === "in" &&
    html`<p>${t("Do you need continuing-education credit? The trainer writes your details down.")}</p>`}
    <p><button type="button" class="button kiosk-done" onClick=${back}>${t("Done")}</button></p>
    <p class="kiosk-away">
      ${isHeld
        ? html`<span role="status">${t("This stays until you press “Done”.")}</span>`
        : html`<span>
              ${tn("Back to the start in {n} second.", "Back to the start in {n} seconds.", Math.max(left, 0))}
            </span>
            <button type="button" class="button-quiet" onClick=${() => hold(true)}>
              ${t("Stay here")}
            </button>`}
    </p>
  </section>`;
}
