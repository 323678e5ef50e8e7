// The countdown of the open poll: what is left, more of it, or none.
import { html } from "../vendor/preact-htm.js";
import { clockFace, useRoomClock } from "../room_clock.js";
import { t, tn } from "../strings.js";

const MORE = 30;

function secondsTo(moment, now) {
  return moment ? Math.ceil((Date.parse(moment) - now) / 1000) : null;
}

/** How long the poll is still open, and for how many phones longer. */
export function PollClock({ poll, state, count }) {
  const isTimed = Boolean(poll.closes_at);
  const now = useRoomClock(state.now, isTimed);
  const left = secondsTo(poll.closes_at, now);
  const longer = secondsTo(poll.longer_until, now);
  const phones = count?.more_time ?? 0;
  const said = tn("{n} phone has more time", "{n} phones have more time", phones);
  const isLate = poll.phase === "closed" && longer > 0 && phones > 0;
  return html`${poll.phase === "open" &&
    isTimed &&
    html`<b class="poll-left" role="timer">${t("Closes in {time}", { time: clockFace(left) })}</b>`}
    ${poll.phase === "open" && phones > 0 && html`<span>${said}</span>`}
    ${isLate &&
    html`<span>${t("{phones}: {time} left, or until the results are shown", { phones: said, time: clockFace(longer) })}</span>`}`;
}

/** More time for everybody, or no countdown any more. */
export function PollTimeButtons({ poll, move }) {
  const name = poll.name;
  return html`<button
      type="button"
      class="button-quiet"
      onClick=${() => move("poll_time", { poll: name, seconds: MORE })}
    >
      ${poll.closes_at ? t("+{n} s", { n: MORE }) : t("Close by itself in {n} s", { n: MORE })}
    </button>
    ${poll.closes_at &&
    html`<button type="button" class="button-quiet" onClick=${() => move("stop_poll_time", { poll: name })}>
      ${t("Stop the countdown")}
    </button>`}`;
}
