// Polls: the one in hand with its live answers, and the list of all.
import { html } from "../vendor/preact-htm.js";
import { language as pageLanguage, t, tn, words } from "../strings.js";
import { Rounds } from "../rounds.js";
import { KeyButton } from "./parts.js";
import { pollInHand } from "./deeds.js";
import { PollClock, PollTimeButtons } from "./poll_clock.js";
import { canCopy } from "./poll_form.js";
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

function Texts({ texts, areShown, move }) {
  return html`<p class="hint">
      ${areShown
        ? t("The projector shows what you let through.")
        : t("Held. Let answers through, then show the results (R).")}
    </p>
    <ul class="held" role="list">
      ${texts.map(
        ({ id, text, shown }) => html`<li key=${id} class=${shown ? "held-shown" : ""}>
          <p>${text}</p>
          <button
            type="button"
            class="button-secondary"
            aria-pressed=${String(shown)}
            onClick=${() => move(shown ? "hide_text" : "show_text", { text: id })}
          >
            ${shown ? t("Hide") : t("Show")}
            <span class="visually-hidden">${text}</span>
          </button>
        </li>`,
      )}
    </ul>
    ${texts.length === 0 && html`<p class="quiet">${t("No answers yet.")}</p>`}`;
}

function Buttons({ poll, act, ask, move }) {
  const isOpen = poll.phase === "open";
  return html`<div class="poll-buttons">
    ${isOpen
      ? html`<${KeyButton} name="close" keys="X" label=${t("Close and show results")} act=${act} />
          <${KeyButton} name="close-only" label=${t("Close")} act=${act} />`
      : html`<${KeyButton}
          name="open"
          keys="O"
          label=${poll.phase === "ready" ? t("Open the poll") : t("Open again")}
          act=${act}
        />`}
    <${KeyButton}
      name="results"
      keys="R"
      label=${poll.results_shown ? t("Hide results") : t("Show results")}
      act=${act}
      disabled=${poll.phase === "ready"}
    />
    <${KeyButton}
      name="ask-again"
      label=${t("Ask again…")}
      act=${() => ask("ask-again")}
      disabled=${poll.phase === "ready"}
      quiet=${true}
    />
  </div>
  ${isOpen ? html`<${PollTimeButtons} ...${{ poll, move }} />` : html`<${PollSetup} key=${poll.name} poll=${poll} />`}`;
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
  return html`<section class="in-hand" aria-label=${t("The poll in hand")}>
    <h3>${words(poll.label)}</h3>
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
    question?.kind === "text" &&
    html`<${Texts} texts=${results.texts} areShown=${poll.results_shown} move=${move} />`}
    ${isTold &&
    question?.kind !== "text" &&
    html`<${Rounds} ...${{ results, question }} language=${pageLanguage} size=${chartSize()} />`}
  </section>`;
}

/** All polls of the session, with what became of each. */
export function PollList({ state, results, count, move, ask }) {
  const inHand = pollInHand(state);
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
            <p class="poll-list-label">${words(poll.label)}</p>
            <p class="poll-list-state">
              <${Phase} poll=${poll} />
              ${poll.phase !== "ready" && html` · ${tn("{n} answer", "{n} answers", answeredNow(poll, { state, results, count }))}`}
              ${!poll.placed && html` · ${t("not between the slides")}`}
            </p>
          </div>
          ${canCopy(poll) &&
          html`<button type="button" class="button-quiet" onClick=${() => ask(`poll ${poll.name}`)}>
            ${t("Duplicate…")}<span class="visually-hidden"> ${words(poll.label)}</span>
          </button>`}
          <button
            type="button"
            class="button-quiet"
            onClick=${() => move("choose_poll", { poll: poll.name })}
          >
            ${t("Bring up")}<span class="visually-hidden"> ${words(poll.label)}</span>
          </button>
        </li>`,
      )}
    </ul>`;
}
