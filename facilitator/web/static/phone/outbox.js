/** Answers on their way: sending, waiting, saved; re-sent until the laptop has them. */

import { t } from "../strings.js";
import { keep, recall } from "./kept.js";

const RETRY = 2500;
// Nothing that is wrong with the answer itself: the same answer may pass later.
const PASSING = ["storage-full", "bug", "not-joined"];

/** Every answer of this phone in one session, by "poll:round". */
export class Outbox {
  #name;
  #send;
  #tell;
  #waiting;
  #busy = new Set();
  #timer = 0;
  /** @type {Object<string, {answer: unknown, change: number, state: string, message: string}>} */
  answers = {};

  /** `send(payload)` resolves with the acknowledgement; `tell()` asks for a redraw. */
  constructor(code, { send, tell }) {
    this.#name = `outbox:${code}`;
    this.#send = send;
    this.#tell = tell;
    this.#waiting = recall(this.#name, {});
    for (const [key, { answer, change }] of Object.entries(this.#waiting)) {
      this.answers[key] = { answer, change, state: "waiting", message: "" };
    }
  }

  /** How many answers the laptop has not confirmed yet. */
  get waiting() {
    return Object.keys(this.#waiting).length;
  }

  /** Take over what the server has; an answer still on its way is newer. */
  learn(kept) {
    for (const [key, { answer, change }] of Object.entries(kept ?? {})) {
      const sending = this.#waiting[key];
      if (sending && sending.change > change) continue;
      delete this.#waiting[key];
      this.answers[key] = { answer, change, state: "saved", message: "" };
    }
    this.#store();
    this.#tell();
  }

  /** Give or change an answer. */
  give(question, round, answer) {
    const key = `${question}:${round}`;
    const change = (this.answers[key]?.change ?? 0) + 1;
    this.#waiting[key] = { question, round, answer, change };
    this.answers[key] = { answer, change, state: "sending", message: "" };
    this.#store();
    this.#tell();
    return this.#deliver(key);
  }

  /** Send everything that waits, once more. */
  flush() {
    clearTimeout(this.#timer);
    for (const key of Object.keys(this.#waiting)) this.#deliver(key);
  }

  async #deliver(key) {
    if (this.#busy.has(key)) return;
    this.#busy.add(key);
    const payload = this.#waiting[key];
    this.#show(key, "sending");
    try {
      this.#settle(key, payload, await this.#send(payload));
    } catch {
      this.#show(key, "waiting");
      this.#later();
    } finally {
      this.#busy.delete(key);
    }
    // A mind changed while the earlier answer was on its way.
    const newer = this.#waiting[key];
    if (newer && newer.change > payload.change) await this.#deliver(key);
  }

  #settle(key, payload, said) {
    const isNewest = this.#waiting[key]?.change === payload.change;
    if (!isNewest) return;
    if (!said.ok && PASSING.includes(said.code)) {
      this.#show(key, "waiting", said.message);
      this.#later();
      return;
    }
    delete this.#waiting[key];
    this.#store();
    this.#show(key, said.ok ? "saved" : "failed", said.message);
  }

  #show(key, state, message = "") {
    this.answers[key] = { ...this.answers[key], state, message };
    this.#tell();
  }

  #later() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), RETRY);
  }

  #store() {
    keep(this.#name, this.#waiting);
  }
}

/** Return the words of an answer's state. */
export function stateWords({ state, message }, isOpen) {
  if (message) return message;
  if (state === "sending") return t("Sending…");
  if (state === "waiting") {
    return t("Waiting for the network. Your answer is kept on this phone and is sent by itself.");
  }
  return isOpen
    ? t("Saved. You can change your answer while the question is open.")
    : t("Saved");
}
