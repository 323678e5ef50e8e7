// The one bar: time, people, and whether the line holds.
import { html } from "../vendor/preact-htm.js";
import { useRoomClock } from "../room_clock.js";
import { t, tn, words } from "../strings.js";
import { partAfter, standing } from "./clock.js";
import { KeyButton } from "./parts.js";

function length(minutes) {
  const hours = Math.floor(minutes / 60);
  if (hours === 0) return t("{n} min", { n: minutes });
  return t("{h} h {n} min", { h: hours, n: String(minutes % 60).padStart(2, "0") });
}

export function timeLeft(left) {
  if (left >= 0) return tn("{n} minute left", "{n} minutes left", left);
  return tn("{n} minute over", "{n} minutes over", -left);
}

export function pace(behind) {
  if (behind > 0) return tn("{n} minute behind", "{n} minutes behind", behind);
  if (behind < 0) return tn("{n} minute ahead", "{n} minutes ahead", -behind);
  return t("On time");
}

function Fact({ name, label, tone, title, children }) {
  return html`<div class=${`fact fact-${name} ${tone ? `fact-${tone}` : ""}`} title=${title}>
    <dt>${label}</dt>
    <dd>${children}</dd>
  </div>`;
}

function Times({ state, now }) {
  const { untilStart, elapsed, item, left, behind } = standing(state, now);
  if (!item) {
    const said =
      untilStart > 0
        ? tn("Starts in {n} minute", "Starts in {n} minutes", untilStart)
        : t("Not begun");
    return html`<${Fact} name="time" label=${t("Time")}>${said}<//>`;
  }
  return html`<${Fact} name="time" label=${t("Elapsed")}>${length(elapsed)}<//>
    <${Fact} name="item" label=${words(item.title)} tone=${left < 0 && "late"}>
      ${timeLeft(left)}
    <//>
    <${Fact} name="pace" label=${t("Agenda")} tone=${behind > 5 && "late"}>${pace(behind)}<//>`;
}

/** The part that waits to be started: a deck that names none does not start any. */
function partToStart(state, now) {
  const { item, left } = standing(state, now);
  const hasLeftLobby = state.started && state.uncovered !== "lobby";
  const isTime = item ? left <= 0 && now >= endOf(item) : hasLeftLobby;
  return isTime && !state.finished ? partAfter(state.agenda) : undefined;
}

const endOf = ({ began, minutes }) => Date.parse(began) + minutes * 60_000;

function StartPart({ state, now, act }) {
  const part = partToStart(state, now);
  if (!part) return null;
  const title = words(part.title);
  const isFirst = state.agenda.every(({ began }) => !began);
  const label = isFirst ? t("Start: {part}", { part: title }) : t("Start next: {part}", { part: title });
  return html`<${KeyButton} name="next-part" keys="N" label=${label} act=${act} class="start-part" />`;
}

const LINES = {
  connecting: () => t("Connecting…"),
  connected: () => t("Connected"),
  lost: () => t("Connection lost"),
};

export function LineState({ line }) {
  return html`<p class=${`line-state line-${line}`} role="status">
    <svg viewBox="0 0 20 20" aria-hidden="true">
      <circle cx="10" cy="10" r="7" />
      ${line === "lost" && html`<path d="M4 16 L16 4" />`}
    </svg>
    ${LINES[line]()}
  </p>`;
}

export function Bar({ state, count, line, act }) {
  const now = useRoomClock(state.now);
  const withoutName = t("Everybody who signed in so far, also without a name");
  return html`<header class="bar">
    <h1>${words(state.title)}</h1>
    <${StartPart} ...${{ state, now, act }} />
    <dl class="facts">
      <${Times} state=${state} now=${now} />
      <${Fact} name="inside" label=${t("In the room")} title=${t("Signed in and not signed out yet")}>
        ${count?.inside ?? 0}
      <//>
      ${count?.expected > 0 &&
      html`<${Fact}
        name="awaited"
        label=${t("Not here yet")}
        title=${tn("{n} person is expected", "{n} people are expected", count.expected)}
      >
        ${count.awaited}
      <//>`}
      <${Fact} name="signed-in" label=${t("Signed in")} title=${withoutName}>
        ${count?.signed_in ?? 0}
      <//>
      <${Fact}
        name="connected"
        label=${t("Phones now")}
        title=${t("Phones that have the session open at this moment")}
      >
        ${count?.connected ?? 0}
      <//>
      ${(state.evaluation || count?.evaluated > 0) &&
      html`<${Fact} name="evaluated" label=${t("Evaluations")}>${count?.evaluated ?? 0}<//>`}
    </dl>
    <${LineState} line=${line} />
  </header>`;
}
