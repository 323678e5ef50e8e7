/** The laptop's clock, as far as a phone can know it by what it was sent. */

// A message that fits no better was long on its way, or a clock was put right since.
const FITS = 1000;

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
