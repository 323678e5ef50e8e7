/** The phone's page: what is on now, drawn from the room's snapshots. */

import { html, render } from "./vendor/preact-htm.js";
import { connect } from "./room.js";
import { language, spoken, t } from "./strings.js";
import { LookingBack } from "./phone/following.js";
import { forget, recall } from "./phone/kept.js";
import { Later } from "./phone/later.js";
import { Now, topic } from "./phone/now.js";
import { Outbox } from "./phone/outbox.js";
import { isCounting, LaptopClock, ownEnd, ownState } from "./phone/own_time.js";
import { post } from "./phone/sending.js";

const OFFLINE_PATIENCE = 1500;
// A whole room opens the page at once: what it does not need yet comes spread out.
const LATER_AFTER = 1500;
const LATER_WITHIN = 6000;
const SECOND = 1000;
// Who looks at the clock so late was asleep, or the clock was put right.
const OVERSLEPT = 4 * SECOND;

const facts = JSON.parse(document.getElementById("facts").textContent);
const { code, presence } = facts;
const place = document.getElementById("now");
const said = document.getElementById("said");

const laptop = new LaptopClock(facts.snapshot.now);
const view = {
  code,
  presence,
  shared: facts.shared,
  forms: facts.forms,
  followUp: facts.follow_up,
  sent: facts.snapshot,
  state: facts.snapshot,
  get ahead() {
    return laptop.ahead;
  },
  order: facts.order,
  more: { isOn: Boolean(facts.mine.more_time), trouble: "" },
  evaluated: facts.mine.evaluated,
  handedIn: facts.mine.sent,
  thanks: facts.thanks,
  me: null,
  status: "connecting",
  refused: null,
  leaving: { state: "", words: "" },
  started: null,
  back: new LookingBack({ code, slide: facts.earlier, tell: onLook }),
  slides: new Later(() => spoken(import("./phone/slides.js")), () => draw()),
  polls: new Later(() => spoken(import("./phone/poll.js")), () => draw()),
};

view.state = ownState(view.sent, view.more.isOn, view.ahead);
const outbox = new Outbox(code, { send: sendAnswer, tell: () => draw() });
let isDrawn = false;
let lastTopic = topic(view)[0];
let offlineTimer = 0;
let ownTimer = 0;

// A choice ticked before the scripts were loaded is not lost.
function begun() {
  const ticked = [...place.querySelectorAll("input[name=choice]:checked")];
  const text = place.querySelector("textarea[name=text]")?.value;
  if (text) return text;
  if (!ticked.length) return begunInParts();
  return ticked[0].type === "checkbox" ? ticked.map((f) => f.value) : ticked[0].value;
}

// A statement that was rated, an option that was given a place.
function begunInParts() {
  const option = ({ name }) => name.slice("choice.".length);
  const rated = [...place.querySelectorAll("input[name^='choice.']:checked")];
  if (rated.length) return Object.fromEntries(rated.map((f) => [option(f), f.value]));
  const placed = [...place.querySelectorAll("select[name^='choice.']")].filter((f) => f.value);
  placed.sort((a, b) => Number(a.value) - Number(b.value));
  return placed.length ? placed.map(option) : null;
}

function draw() {
  if (!place.isConnected) return;
  const { slides, polls, state } = view;
  const [what] = topic(view)[0].split(" ");
  const part = { slide: slides, earlier: slides, poll: polls }[what];
  part?.want();
  if (state.seen.length) slides.want();
  // The page came with its slide or question: that stays until it can be drawn here.
  if (!isDrawn && part && !part.part && !part.isLost) return;
  if (!isDrawn) {
    view.started = begun();
    place.replaceChildren();
  }
  isDrawn = true;
  const all = {
    ...view,
    answers: outbox.answers,
    waiting: waitingElsewhere(),
    onAnswer: (...given) => outbox.give(...given),
    onSignOut: signOut,
    onMoreTime: askForMoreTime,
    onPace: (pace) => room.send("pace", { pace }, { timeout: 6000 }),
  };
  render(html`<${Now} ...${all} />`, place);
}

// The question on the page says itself that its answer waits.
function waitingElsewhere() {
  const { poll } = view.state;
  const own = poll && outbox.answers[`${poll.name}:${poll.round}`];
  const isHere = own && (own.state === "waiting" || own.state === "sending");
  return outbox.waiting - (isHere ? 1 : 0);
}

function sendAnswer(payload) {
  if (!room.socket.connected) return Promise.reject(new Error("no connection"));
  return room.send("answer", payload, { timeout: 6000 });
}

async function catchUp() {
  const mine = await room.send("mine", {}, { timeout: 6000 }).catch(() => null);
  askTheTime();
  if (!mine?.ok) return;
  view.evaluated = mine.evaluated;
  view.handedIn = mine.sent;
  showMoreTime(mine.more_time);
  outbox.learn(mine.answers);
  outbox.flush();
}

function onState(sent) {
  laptop.hear(sent.now);
  view.sent = sent;
  follow();
}

// What the room is at, as long as this phone's own time does not say otherwise.
function follow() {
  const state = ownState(view.sent, view.more.isOn, view.ahead);
  goOn(state);
  clearTimeout(ownTimer);
  if (isCounting(state.poll)) waitForEnd();
  if (isCounting(view.sent.poll)) askTheTime();
}

async function askTheTime() {
  if (!laptop.isDoubtful || !room.socket.connected) return;
  const isTold = await laptop.learn(() => room.send("now", {}, { timeout: 3000 }));
  if (isTold) follow();
}

function timeLeft() {
  return ownEnd(view.state.poll, view.more.isOn) - Date.now() - view.ahead;
}

// A phone that sleeps wakes in the middle of a wait: none is longer than a second.
function waitForEnd() {
  const began = Date.now();
  ownTimer = setTimeout(() => {
    const passed = Date.now() - began;
    if (passed < 0 || passed > OVERSLEPT) laptop.isDoubtful = true;
    if (timeLeft() <= 0) follow();
    else waitForEnd();
    askTheTime();
  }, Math.min(SECOND, Math.max(0, timeLeft()) + 1));
}

function showMoreTime(isOn, trouble = "") {
  const isSame = view.more.isOn === isOn && view.more.trouble === trouble;
  view.more = { isOn, trouble };
  if (!isSame) follow();
}

async function askForMoreTime(wanted) {
  const said = await room.send("more_time", { wanted }, { timeout: 6000 }).catch(() => null);
  if (said?.ok) showMoreTime(said.wanted);
  else showMoreTime(view.more.isOn, said?.message ?? t("Not sent. Try again."));
}

function goOn(state) {
  view.back.follow(view.state, state);
  view.state = state;
  const [now, title] = topic(view);
  const before = lastTopic;
  const wasInside = place.contains(document.activeElement);
  lastTopic = now;
  // Who was thanked goes on with the room.
  if (now !== before) view.thanks = "";
  draw();
  if (now === before) return;
  said.textContent = title;
  // Whoever looks at an earlier slide is told, and left where they are.
  if (!(now.startsWith("earlier") && before.startsWith("earlier"))) goTo(wasInside);
}

function goTo(wasInside) {
  // Whoever was on something that is gone starts at the top of what is new.
  const isLost = wasInside && !place.contains(document.activeElement);
  if (isLost || document.activeElement === document.body) {
    place.querySelector("h1")?.focus({ preventScroll: true });
  }
  document.getElementById("main").scrollTo({ top: 0 });
  window.scrollTo({ top: 0 });
}

// Another slide was looked for, or live again: it comes from the top.
function onLook() {
  const wasInside = place.contains(document.activeElement);
  const before = lastTopic;
  lastTopic = topic(view)[0];
  draw();
  if (lastTopic === before) return;
  said.textContent = place.querySelector("h1")?.textContent ?? "";
  goTo(wasInside);
}

function onStatus(status, refusal) {
  clearTimeout(offlineTimer);
  view.refused = refusal ?? null;
  if (status === "refused" && refusal.code === "not-joined") return joinAgain();
  if (status === "connected") catchUp();
  if (status === "offline" && view.status !== "offline") {
    // A change of network takes a moment; only a lasting one is worth a word.
    offlineTimer = setTimeout(() => {
      view.status = status;
      draw();
    }, OFFLINE_PATIENCE);
    return undefined;
  }
  view.status = status;
  return draw();
}

function joinAgain() {
  const last = Number(sessionStorage.getItem("joined-again") ?? 0);
  if (Date.now() - last < 10000) return;
  sessionStorage.setItem("joined-again", String(Date.now()));
  location.reload();
}

async function signOut(event) {
  event.preventDefault();
  if (view.leaving.state === "sending" || view.leaving.state === "waiting") return;
  const answer = await post(`/s/${code}/me/sign-out`, {}, (state, sentence) => {
    view.leaving = { state, words: sentence };
    draw();
  });
  if (answer.ok) {
    location.assign(`/s/${code}/me`);
    return;
  }
  view.leaving = { state: "failed", words: answer.message };
  draw();
}

async function learnWho() {
  const ticket = recall(`ticket:${code}`);
  if (ticket) {
    await post(`/s/${code}/me/evaluated`, { ticket });
    forget(`ticket:${code}`);
  }
  const answer = await fetch(`/s/${code}/me`, {
    headers: { Accept: "application/json" },
  }).catch(() => null);
  if (!answer?.ok) return;
  view.me = await answer.json();
  draw();
}

// Loaded again, the page says it no more.
if (view.thanks) history.replaceState(history.state, "", location.pathname);
outbox.learn(facts.mine.answers);
follow();
const room = connect({
  namespace: "/phone",
  auth: () => ({ code, language }),
  probe: "mine",
  onState,
  onStatus,
});
// How many questions are on the list: told apart from what is on, few and far between.
room.socket.on("questions", ({ questions }) => {
  view.sent = { ...view.sent, questions };
  view.state = { ...view.state, questions };
  draw();
});
window.addEventListener("leaving", () => {
  view.back.leave();
  room.socket.disconnect();
});
learnWho();
setTimeout(
  () => {
    view.polls.want();
    view.slides.want();
  },
  LATER_AFTER + LATER_WITHIN * Math.random(),
);
