/** How long a question is open for this phone, by the laptop's clock. */

/** Until when a poll is open on this phone, in milliseconds; NaN without a countdown. */
export function ownEnd({ closes_at: closes, longer_until: longer }, moreTime) {
  return Date.parse(moreTime ? longer : closes);
}

/** Whether a poll is open and closes by itself. */
export function isCounting(poll) {
  return poll?.phase === "open" && Boolean(poll.closes_at);
}

/**
 * The room as this phone sees it: a question whose time is over for others is open as
 * long as there is more time. `ahead` is how far the laptop's clock is before this one.
 */
export function ownState(sent, moreTime, ahead) {
  const { late, poll, screen } = sent;
  const now = Date.now() + ahead;
  if (late && moreTime && now < ownEnd(late, true)) {
    return { ...sent, poll: { ...late, phase: "open" }, results: null };
  }
  if (!isCounting(poll) || now < ownEnd(poll, moreTime)) return sent;
  // The laptop closes it now, and sends nothing to phones that know so.
  return { ...sent, poll: screen === "poll" ? { ...poll, phase: "closed" } : null };
}

// A message that fits no better was long on its way, or a clock was put right since.
const FITS = 1000;

/** The laptop's clock, as far as a phone can know it by what it was sent. */
export class LaptopClock {
  /** How far the laptop's clock is before this phone's, in milliseconds. */
  ahead;
  /** Whether the laptop has to be asked. */
  isDoubtful = false;

  constructor(now) {
    this.ahead = Date.parse(now) - Date.now();
  }

  /** Learn from a message that says when it was sent: the quickest one is right. */
  hear(now) {
    const ahead = Date.parse(now) - Date.now();
    this.isDoubtful ||= this.ahead - ahead > FITS;
    this.ahead = Math.max(this.ahead, ahead);
  }

  /** Ask the laptop, by `ask`, which resolves with its `{now}`; return whether it said. */
  async learn(ask) {
    this.isDoubtful = false;
    const asked = Date.now();
    const said = await ask().catch(() => null);
    if (said?.ok) this.ahead = Date.parse(said.now) - (asked + Date.now()) / 2;
    else this.isDoubtful = true;
    return !this.isDoubtful;
  }
}
