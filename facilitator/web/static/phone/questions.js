/** What the room asks: ask, vote, and see what became of one's own. */

import { html, render } from "../vendor/preact-htm.js";
import { connect } from "../room.js";
import { language, t, tn } from "../strings.js";
import { Icon } from "./icons.js";
import { forget, keep, recall } from "./kept.js";
import { post } from "./sending.js";

// A hint reaches every phone at once; those that read the list fetch it spread out.
const FETCH_WITHIN = 3000;

const facts = JSON.parse(document.getElementById("facts").textContent);
const { code, longest } = facts;
const place = document.getElementById("questions");
const said = document.getElementById("said");
const address = `/s/${code}/questions`;
const draftName = `draft:${code}:ask`;
const shown = new Intl.NumberFormat(language === "es" ? "es-US" : "en-US");

const STANDS = {
  held: () => t("The trainer reads it first."),
  shown: () => t("On the list"),
  "on-stage": () => t("On the screen now"),
  answered: () => t("Answered"),
  hidden: () => t("The trainer has read it and does not put it on the list."),
};

const view = {
  seen: facts.seen,
  order: inOrder(facts.seen.questions, []),
  draft: recall(draftName) ?? begun() ?? fresh(),
  sending: { state: "", words: "" },
  trouble: "",
  goesOn: false,
};

function fresh() {
  const key = [...crypto.getRandomValues(new Uint8Array(16))];
  return { key: key.map((byte) => byte.toString(16).padStart(2, "0")).join(""), text: "", change: 1 };
}

// What was typed before this script came, or was to be changed, is not lost.
function begun() {
  const form = place.querySelector("form");
  const typed = Object.fromEntries(form ? new FormData(form) : []);
  if (!typed.text) return null;
  return { key: typed.key, text: typed.text, change: Number(typed.change) };
}

/** Most votes first at the beginning; later, rows stay where a thumb may already be. */
function inOrder(questions, before) {
  const newcomers = questions.filter(({ id }) => !before.includes(id));
  const rank = ({ standing }) => (standing === "answered" ? 1 : 0);
  newcomers.sort((a, b) => rank(a) - rank(b) || b.votes - a.votes);
  return [...before, ...newcomers.map(({ id }) => id)];
}

function learn(seen) {
  view.order = inOrder(seen.questions, view.order);
  view.seen = seen;
  draw();
}

function setDraft(draft) {
  view.draft = draft;
  if (draft.text) keep(draftName, draft);
  else forget(draftName);
  draw();
}

async function send(fields, done) {
  const answer = await post(address, formOf(fields), (state, words) => {
    view.sending = { state, words };
    draw();
  });
  if (answer.ok) {
    done();
    learn(answer);
  } else {
    view.sending = { state: "failed", words: answer.message };
    draw();
  }
}

function formOf(fields) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

function ask(event) {
  event.preventDefault();
  if (!view.draft.text.trim() || view.sending.state === "sending") return;
  send({ do: "ask", ...view.draft }, () => {
    view.sending = { state: "saved", words: t("Sent. The trainer reads it first.") };
    setDraft(fresh());
  });
}

function takeBack({ key, change }) {
  send({ do: "take_back", key, change: change + 1 }, () => {
    view.sending = { state: "saved", words: t("Taken back. It is gone from every screen.") };
    place.querySelector("h1").focus({ preventScroll: true });
  });
}

function mend({ key, text, change }) {
  view.sending = { state: "", words: "" };
  setDraft({ key, text, change: change + 1 });
  place.querySelector("textarea")?.focus();
}

async function vote(question) {
  const { seen } = view;
  const given = !question.voted;
  const change = (seen.change += 1);
  const put = (voted, by) => {
    Object.assign(question, { voted, votes: question.votes + by });
    draw();
  };
  put(given, given ? 1 : -1);
  const answer = await room
    .send("vote", { question: question.id, given, change }, { timeout: 6000 })
    .catch(() => ({ ok: false, message: t("Your vote was not sent. Try again.") }));
  view.trouble = answer.ok ? "" : answer.message;
  if (answer.ok) draw();
  else put(!given, given ? -1 : 1);
}

function Ask({ draft, sending }) {
  const left = longest - draft.text.length;
  const isEmpty = !draft.text.trim();
  const isChange = draft.change > 1;
  return html`<form class="stack-small" onSubmit=${ask}>
    <div class="field">
      <label for="text">${isChange ? t("Change your question") : t("Your question")}</label>
      <textarea
        class="textarea"
        id="text"
        rows="3"
        maxlength=${longest}
        aria-describedby="about-asking"
        value=${draft.text}
        onInput=${(event) => setDraft({ ...draft, text: event.target.value })}
      ></textarea>
      <p class="hint counter" id="about-asking">
        <span>${t("Nobody sees who asks. Please leave out names. The trainer reads it first.")}</span>
        <span>${t("{n} left", { n: shown.format(left) })}</span>
      </p>
    </div>
    <p class=${`status state state-${sending.state}`} role="status">${sending.words}</p>
    <button class="button button-wide" aria-disabled=${String(isEmpty)}>${t("Send the question")}</button>
    ${isChange &&
    html`<button type="button" class="button-quiet button-wide" onClick=${() => setDraft(fresh())}>
      ${t("Leave it as it is")}
    </button>`}
  </form>`;
}

function Own({ own }) {
  if (!own.length) return null;
  return html`<section class="stack-small" aria-labelledby="own">
    <h2 id="own">${t("From this phone")}</h2>
    <ul role="list" class="asked-list">
      ${own.map(
        (one) => html`<li key=${one.key}>
          <p class="asked-text" dir="auto">${one.text}</p>
          <p class="hint">${STANDS[one.standing]()}</p>
          <div class="row">
            ${["held", "shown"].includes(one.standing) &&
            html`<button type="button" class="button-quiet" onClick=${() => mend(one)}>
              ${t("Change")}<span class="visually-hidden"> ${one.text}</span>
            </button>`}
            <button type="button" class="button-quiet" onClick=${() => takeBack(one)}>
              ${t("Take back")}<span class="visually-hidden"> ${one.text}</span>
            </button>
          </div>
        </li>`,
      )}
    </ul>
  </section>`;
}

function Line({ question }) {
  const { text, votes, voted, standing } = question;
  const isOver = standing === "answered";
  return html`<li class="asked-row">
    <div>
      <p class="asked-text" dir="auto">${text}</p>
      ${(isOver || standing === "on-stage") && html`<p class="hint">${STANDS[standing]()}</p>`}
    </div>
    ${isOver
      ? html`<p class="hint">${tn("{n} vote", "{n} votes", votes)}</p>`
      : html`<button type="button" class="vote" aria-pressed=${String(voted)} onClick=${() => vote(question)}>
          <${Icon} name=${voted ? "check" : "up"} /><b>${shown.format(votes)}</b>
          <span class="visually-hidden">${t("Vote for:")} ${text}</span>
        </button>`}
  </li>`;
}

function Listed({ questions, order, trouble }) {
  const known = new Map(questions.map((question) => [question.id, question]));
  const lines = order.filter((id) => known.has(id)).map((id) => known.get(id));
  return html`<section class="stack-small" aria-labelledby="listed">
    <h2 id="listed">${t("What others ask")}</h2>
    <p class="status state state-failed" role="status">${trouble}</p>
    ${lines.length === 0 && html`<p class="hint">${t("No question is on the list yet.")}</p>`}
    <ul role="list" class="asked-list">
      ${lines.map((question) => html`<${Line} key=${question.id} question=${question} />`)}
    </ul>
  </section>`;
}

function Page({ seen, order, draft, sending, trouble, goesOn }) {
  const home = `/s/${code}`;
  return html`${goesOn &&
    html`<p class="message room-goes-on" role="status">
      <${Icon} name="note" />
      <span>${t("The room has come to a poll.")} ${" "}<a href=${home}>${t("Back to the session")}</a></span>
    </p>`}
    <p class="back">
      <a class="button-quiet" href=${home}><${Icon} name="back" />${t("Back to the session")}</a>
    </p>
    <h1 tabindex="-1">${t("Questions of the room")}</h1>
    ${seen.open
      ? html`<${Ask} ...${{ draft, sending }} />
          <${Own} own=${seen.own} />
          <${Listed} ...${{ questions: seen.questions, order, trouble }} />`
      : html`<p class="lead">${t("Questions are not open now. The trainer opens them.")}</p>`}`;
}

let isDrawn = false;

function draw() {
  if (!place.isConnected) return;
  if (!isDrawn) place.replaceChildren();
  isDrawn = true;
  render(html`<${Page} ...${view} />`, place);
}

let coming = 0;

function fetchSoon(within) {
  clearTimeout(coming);
  coming = setTimeout(async () => {
    const seen = await room.send("questions", {}, { timeout: 6000 }).catch(() => null);
    if (seen?.ok) learn(seen);
  }, within * Math.random());
}

let pollTimer = 0;

function onState(state) {
  const { poll, questions, screen, asked, now } = state;
  const isAsked = poll?.phase === "open";
  clearTimeout(pollTimer);
  if (isAsked && poll.closes_at) {
    // No message says so: every phone knows when.
    const over = () => onState({ ...state, poll: null });
    pollTimer = setTimeout(over, Date.parse(poll.closes_at) - Date.parse(now));
  }
  if (isAsked && !view.goesOn) said.textContent = t("The room has come to a poll.");
  const before = onState.before;
  onState.before = `${questions} ${screen === "question" && asked?.id}`;
  view.goesOn = isAsked;
  draw();
  if (before !== undefined && before !== onState.before) fetchSoon(FETCH_WITHIN);
}

const room = connect({
  namespace: "/phone",
  auth: () => ({ code, language }),
  probe: "mine",
  onState,
  onStatus: (status) => status === "connected" && fetchSoon(FETCH_WITHIN / 3),
});
room.socket.on("questions", () => fetchSoon(FETCH_WITHIN));
window.addEventListener("leaving", () => room.socket.disconnect());
draw();
