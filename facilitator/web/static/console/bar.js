// The one bar: time, people, and whether the line holds.
import { html } from "../vendor/preact-htm.js";
import { useRoomClock } from "../room_clock.js";
import { t, tn, words } from "../strings.js";
import { partAfter, standing } from "./clock.js";
import { endedAt } from "./ended.js";
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
  if (state.finished) {
    return state.ended_at && html`<${Fact} name="time" label=${t("Ended")}>${endedAt(state)}<//>`;
  }
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

/** A number of people; pressed, it says who they are, to nobody but the trainer. */
function People({ name, list, label, title, number, ask, isRemote }) {
  const show = (event) => {
    event.currentTarget.blur();
    ask(`people ${list}`);
  };
  return html`<${Fact} name=${name} label=${label} title=${title}>
    ${isRemote
      ? number
      : html`<button type="button" class="fact-names" aria-label=${t("{label}: {n}. Show the names", { label, n: number })} onClick=${show}>
          ${number}
        </button>`}
  <//>`;
}

function Room({ count, ask, isRemote }) {
  const { inside = 0, signed_in: came = 0, expected = 0, awaited = 0 } = count ?? {};
  const shared = { ask, isRemote };
  return html`<${People} ...${shared} name="inside" list="inside" number=${inside} label=${t("In now")} title=${t("Signed in and not signed out yet, also without a name")} />
    <${People} ...${shared} name="out" list="out" number=${came - inside} label=${t("Out now")} title=${t("Signed in and out again")} />
    ${expected > 0 &&
    html`<${People} ...${shared} name="expected" list="expected" number=${expected} label=${t("Expected")} title=${t("Everybody on the roster")} />
      <${People} ...${shared} name="awaited" list="awaited" number=${awaited} label=${t("Not yet")} title=${t("On the roster and not signed in yet")} />`}`;
}

export function Bar({ state, count, line, act, ask, isRemote }) {
  const now = useRoomClock(state.now, !state.finished);
  return html`<header class="bar">
    <h1>${words(state.title)}</h1>
    <${StartPart} ...${{ state, now, act }} />
    <dl class="facts">
      <${Times} state=${state} now=${now} />
      <${Room} ...${{ count, ask, isRemote }} />
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
