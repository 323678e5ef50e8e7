// Polls: the one in hand with its live answers, and the list of all.
import { html, useEffect, useState } from "../vendor/preact-htm.js";
import { Apart } from "../apart.js";
import { language as pageLanguage, t, tn, words } from "../strings.js";
import { pollWords } from "../case_words.js";
import { Rounds } from "../rounds.js";
import { KeyButton } from "./parts.js";
import { pollInHand } from "./deeds.js";
import { PollClock, PollTimeButtons } from "./poll_clock.js";
import { PollMoves } from "./poll_moves.js";
import { canCopy } from "./poll_form.js";
import { Written } from "./written.js";
import { PollSetup } from "./poll_setup.js";

function phaseWords({ phase, round, results_shown: isShown }) {
  const said = {
    ready: t("Not asked yet"),
    open: isShown ? t("Open, results shown") : t("Open"),
    closed: isShown ? t("Closed, results shown") : t("Closed"),
  }[phase];
  return round > 1 ? `${said} · ${t("round {n}", { n: round })}` : said;
}

function Phase({ poll }) {
  return html`<span class=${`phase phase-${poll.phase}`}>
    <svg viewBox="0 0 20 20" aria-hidden="true">
      ${poll.phase === "open" && html`<circle cx="10" cy="10" r="8" />`}
      ${poll.phase === "closed" && html`<rect x="3" y="3" width="14" height="14" />`}
      ${poll.phase === "ready" && html`<circle class="hollow" cx="10" cy="10" r="7" />`}
    </svg>
    ${phaseWords(poll)}
  </span>`;
}

function Buttons({ poll, act, ask, move }) {
  const again = html`<${KeyButton}
    name="ask-again"
    label=${t("Ask again…")}
    act=${() => ask("ask-again")}
    quiet=${true}
  />`;
  const moves = { poll, act, class: "poll-buttons" };
  // While a poll is open there are three moves before it, and more beside it.
  return poll.phase === "open"
    ? html`<${PollMoves} ...${moves} />
        <div class="poll-buttons poll-seldom">${again}<${PollTimeButtons} ...${{ poll, move }} /></div>`
    : html`<${PollMoves} ...${moves}>${poll.phase === "closed" && again}<//>
        <${PollSetup} key=${poll.name} poll=${poll} />`;
}

// More than these nobody takes in.
const ROUNDS_BACK = 3;

/** Puts an earlier round beside the newest, and takes it away. */
function Compare({ poll, move }) {
  const rounds = Array.from({ length: poll.round - 1 }, (_, index) => index + 1);
  const show = (round) => move("compare", { poll: poll.name, round });
  return html`<div class="poll-buttons compare-rounds">
    ${rounds.slice(-ROUNDS_BACK).map((round) => {
      const isOn = poll.compared === round;
      return html`<button
        key=${round}
        type="button"
        class="button-secondary"
        aria-pressed=${String(isOn)}
        onClick=${() => show(isOn ? 0 : round)}
      >
        ${t("Compare with round {n}", { n: round })}
      </button>`;
    })}
  </div>`;
}

const isWritten = (question) => ["text", "words"].includes(question?.kind) || question?.other;

// What people wrote stands below the chart, with what can be done about it.
const counted = (results) => ({ ...results, texts: [] });

// Five columns with words under them need a laptop's width.
const narrow = window.matchMedia("(max-width: 900px)");
const chartSize = () => (narrow.matches ? "small" : "medium");

/** How many answered a poll, counted live while it is on stage. */
function answeredNow(poll, { state, results, count }) {
  if (state.poll?.name !== poll.name) return poll.answered;
  const isTold = results?.poll === poll.name && results.round === poll.round;
  return isTold ? results.answered : (count?.answered ?? 0);
}

/** The poll that the keys act on. */
export function InHand({ state, results, count, act, ask, move }) {
  const poll = pollInHand(state);
  if (!poll) {
    return html`<p class="quiet in-hand-none">
      ${t("No poll is on. Choose one below, or go on with the slides.")}
    </p>`;
  }
  const isTold =
    state.poll?.name === poll.name &&
    results?.poll === poll.name &&
    results.round === poll.round;
  const answered = answeredNow(poll, { state, results, count });
  // A phone that answered and fell asleep is one of them all the same.
  const phones = Math.max(count?.connected ?? 0, answered);
  const question = state.poll?.question;
  return html`<section class="in-hand" tabindex="-1" aria-label=${t("The poll in hand")}>
    <h3>${pollWords(poll)}</h3>
    <p class="in-hand-state">
      <${Phase} poll=${poll} />
      <${PollClock} ...${{ poll, state, count }} />
      <b class="answered">
        ${t("{n} answered, {phones}", { n: answered, phones: tn("{n} phone", "{n} phones", phones) })}
      </b>
    </p>
    <${Buttons} ...${{ poll, act, ask, move }} />
    ${poll.round > 1 && question?.choices.length > 0 && html`<${Compare} ...${{ poll, move }} />`}
    ${isTold &&
    question?.choices.length + (question?.number ? 1 : 0) > 0 &&
    html`<${Apart}
      version=${state.v}
      instead=${html`<p class="quiet">${t("These results cannot be drawn here. All answers are kept.")}</p>`}
    >
      <${Rounds} results=${counted(results)} question=${question} language=${pageLanguage} size=${chartSize()} />
    <//>`}
    ${isTold &&
    isWritten(question) &&
    html`<${Written} key=${`${poll.name}:${poll.round}`} ...${{ question, results, move }} areShown=${poll.results_shown} />`}
  </section>`;
}

/** Brings a poll up; its panel then comes into view and has the keyboard. */
function useBringUp(inHand, move) {
  const [wanted, want] = useState("");
  useEffect(() => {
    if (!wanted || inHand?.name !== wanted) return;
    want("");
    const panel = document.querySelector(".in-hand");
    panel.focus({ preventScroll: true });
    panel.scrollIntoView({ block: "start", behavior: "instant" });
  }, [wanted, inHand?.name]);
  return (poll) => {
    want(poll);
    move("choose_poll", { poll });
  };
}

/** All polls of the session, with what became of each. */
export function PollList({ state, results, count, move, ask }) {
  const inHand = pollInHand(state);
  const bringUp = useBringUp(inHand, move);
  return html`<div class="poll-list-head">
      <h3>${t("All polls")}</h3>
      <button type="button" class="button-secondary" onClick=${() => ask("poll ")}>
        ${t("New poll…")}
      </button>
    </div>
    <ul class="poll-list" role="list">
      ${state.polls.map(
        (poll) => html`<li key=${poll.name} aria-current=${poll === inHand ? "true" : undefined}>
          <div>
            <p class="poll-list-label">${pollWords(poll)}</p>
            <p class="poll-list-state">
              <${Phase} poll=${poll} />
              ${poll.phase !== "ready" && html` · ${tn("{n} answer", "{n} answers", answeredNow(poll, { state, results, count }))}`}
              ${!poll.placed && html` · ${t("not between the slides")}`}
            </p>
          </div>
          ${canCopy(poll) &&
          html`<button type="button" class="button-quiet" onClick=${() => ask(`poll ${poll.name}`)}>
            ${t("Duplicate…")}<span class="visually-hidden"> ${pollWords(poll)}</span>
          </button>`}
          <button
            type="button"
            class="button-quiet"
            onClick=${() => bringUp(poll.name)}
          >
            ${t("Bring up")}<span class="visually-hidden"> ${pollWords(poll)}</span>
          </button>
        </li>`,
      )}
    </ul>`;
}
