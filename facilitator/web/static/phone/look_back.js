/** Earlier slides: a phone may look at what the room has seen, and is never lost there. */

import { html } from "../vendor/preact-htm.js";
import { language, t } from "../strings.js";
import { Icon } from "./icons.js";
import { Slide } from "./slide.js";

// Screens that are for everybody at once; what covers the room covers this, too.
const FOR_ALL = ["note", "break", "sign-out"];
const QUIET = ["calm", "black"];

function isOpen(poll) {
  return poll?.phase === "open";
}

/** Whether what is on leaves room for an earlier slide. */
export function mayLook(state) {
  return !state.finished && !QUIET.includes(state.screen) && !isOpen(state.poll);
}

function comesForward(before, after) {
  if (after.finished) return true;
  if (isOpen(after.poll)) {
    const { poll } = before;
    const same = isOpen(poll) && poll.name === after.poll.name;
    return !same || poll.round !== after.poll.round;
  }
  return after.screen !== before.screen && FOR_ALL.includes(after.screen);
}

/** Return the nearest seen slide before (`by` −1) or after (1) slide `n`, or 0. */
export function neighbour(seen, n, by) {
  if (by > 0) {
    const ahead = seen.find(([, last]) => last > n);
    return ahead ? Math.max(ahead[0], n + 1) : 0;
  }
  const behind = seen.filter(([first]) => first < n).at(-1);
  return behind ? Math.min(behind[1], n - 1) : 0;
}

/** The earlier slide on view, if any; `tell` is called when that changes. */
export class LookingBack {
  trouble = "";

  constructor({ code, slide, tell }) {
    Object.assign(this, { code, slide, tell });
    this.turn = 0;
    this.ready = new Set();
    this.mark();
  }

  /** The address says which slide it is: a refresh and the other language keep it. */
  mark() {
    const query = this.slide ? `?slide=${this.slide.n}` : "";
    history.replaceState(history.state, "", location.pathname + query);
    const link = document.getElementById("language");
    if (link) link.href = `${location.pathname}${query || "?"}${query && "&"}lang=${link.lang}`;
  }

  async open(n) {
    const turn = (this.turn += 1);
    const answer = await fetch(`/s/${this.code}/slides/${n}`, {
      headers: { Accept: "application/json" },
    }).catch(() => null);
    const found = await answer?.json().catch(() => null);
    if (turn !== this.turn) return;
    if (answer?.ok) this.show(found);
    else this.fail(found?.message);
  }

  show(slide) {
    Object.assign(this, { slide, trouble: "" });
    this.mark();
    this.tell();
  }

  fail(sentence) {
    this.trouble = sentence || t("This slide could not be loaded. Try again.");
    this.tell();
  }

  /** Go back to what is on, without a word to anybody. */
  leave() {
    this.turn += 1;
    Object.assign(this, { slide: null, trouble: "" });
    this.mark();
  }

  close() {
    this.leave();
    this.tell();
  }

  /** What people should know before they see the slide, until they want to see it. */
  get note() {
    const { note, n } = this.slide;
    if (this.ready.has(n)) return "";
    return note[language] ?? Object.values(note)[0] ?? "";
  }

  /** Take a slide with a content note as wanted. */
  accept() {
    this.ready.add(this.slide.n);
    this.tell();
  }

  /** Give way where the room comes to something that is for everybody. */
  follow(before, after) {
    const { slide } = this;
    if (!slide) return;
    const isSeen = after.seen.some(([first, last]) => first <= slide.n && slide.n <= last);
    if (!isSeen || comesForward(before, after)) this.leave();
  }
}

/** Where the room is, in a sentence. */
export function roomPlace({ slide, screen }) {
  if (slide) return t("The room is at slide {n}", { n: slide.n });
  if (screen === "poll") return t("The room is at a question");
  return t("The room is not at a slide now");
}

function Way({ back, live, by, to }) {
  const says = by < 0 ? t("Earlier slide") : t("Later slide");
  const go = (event) => {
    event.preventDefault();
    if (to === live?.n) back.close();
    else back.open(to);
  };
  return html`<a class="button-secondary" href=${`?slide=${to}`} onClick=${go} rel=${by < 0 ? "prev" : "next"}>
    ${by < 0 && html`<${Icon} name="back" />`}
    <span class=${back.slide ? "visually-hidden" : ""}>
      ${back.slide || live ? says : t("Look at earlier slides")}
    </span>
    ${by > 0 && html`<${Icon} name="onward" />`}
  </a>`;
}

/** The ways to earlier slides, and back to live from one. */
export function Ways({ back, state }) {
  const { seen, slide: live } = state;
  const here = back.slide?.n ?? live?.n;
  const earlier = neighbour(seen, here ?? Infinity, -1);
  const later = here ? neighbour(seen, here, 1) : 0;
  if (!back.slide && !earlier && !later) return null;
  const stay = (event) => {
    event.preventDefault();
    back.close();
  };
  return html`<nav class=${back.slide ? "ways ways-back" : "ways"} aria-label=${t("Earlier slides")}>
    ${back.slide && html`<p class="ways-room">${roomPlace(state)}</p>`}
    <p class="status state-failed" role="status">${back.trouble}</p>
    <div class="ways-row">
      ${earlier ? html`<${Way} key="earlier" by=${-1} to=${earlier} ...${{ back, live }} />` : html`<span key="first"></span>`}
      ${back.slide &&
      html`<a key="live" class="button" href=${location.pathname} onClick=${stay}>${t("Back to live")}</a>`}
      ${later ? html`<${Way} key="later" by=${1} to=${later} ...${{ back, live }} />` : html`<span key="last"></span>`}
    </div>
  </nav>`;
}

function Note({ slide, note, back }) {
  return html`<article class="slide">
    <p class="over">${t("Slide {n} of {of} · earlier slide", { n: slide.n, of: slide.of })}</p>
    <h1 tabindex="-1">${t("Before you look at this slide")}</h1>
    <p class="lead">${note}</p>
    <p>
      <button type="button" class="button-secondary button-wide" onClick=${() => back.accept()}>
        ${t("Show this slide")}
      </button>
    </p>
  </article>`;
}

/** The earlier slide on view; what people should know of it comes first. */
export function Earlier({ back, state }) {
  const { slide, note } = back;
  return html`${note
      ? html`<${Note} ...${{ slide, note, back }} />`
      : html`<${Slide} slide=${slide} isEarlier=${true} />`}
    <${Ways} ...${{ back, state }} />`;
}
