/** Which slide a phone is at: the room's, or an earlier one, and who goes first. */

import { language, t } from "../strings.js";

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

/** Return the language a slide is read in, and its words in it. */
export function slideText(slide) {
  const spoken = slide.texts[language] ? language : Object.keys(slide.texts)[0];
  const tag = spoken === "und" ? undefined : spoken;
  return { spoken: tag, text: slide.texts[spoken] ?? { title: "", blocks: [] } };
}
