/** A page beside the session hears when the room has something for its phone to do. */

import { connect } from "../room.js";
import { language, t } from "../strings.js";
import { keep, recall } from "./kept.js";
import { isCounting, LaptopClock, ownEnd, ownState } from "./own_time.js";

const place = document.getElementById("call");
const { code, presence } = place.dataset;
// What this page may have offered itself, or what its visitor came here for.
const SWITCHES = ["pre", "post", "worksheet", "evaluation", "sign_out"];

let sent = null;
let mine = null;
let laptop = null;
let onAtFirst = null;
let shown = "";
let timer = 0;

function isAnswered({ name, round }) {
  const key = `${name}:${round}`;
  const own = mine.answers[key]?.answer;
  return (own !== undefined && own?.withdrawn !== "yes") || recall(`skipped:${code}:${key}`, false);
}

function switchedOn(state) {
  return SWITCHES.filter((name) => state[name] && !(name === "sign_out" && presence === "out"));
}

/** Return what there is to do in the session: "poll", "task" or "". */
function wanted(state) {
  if (state.finished) return "";
  if (state.poll?.phase === "open" && !isAnswered(state.poll)) return "poll";
  return switchedOn(state).some((name) => !onAtFirst.includes(name)) ? "task" : "";
}

function draw(what) {
  if (what === shown) return;
  shown = what;
  if (what && "home" in place.dataset) {
    location.replace(`/s/${code}`);
    return;
  }
  const wasInside = place.contains(document.activeElement);
  place.replaceChildren(...(what ? notice(what) : []));
  if (wasInside && !what) document.getElementById("main").focus({ preventScroll: true });
}

function notice(what) {
  const words = document.createElement("p");
  words.className = "call-words";
  const said = what === "poll" ? t("A question is open now.") : t("There is something to do in the session.");
  words.textContent = "made" in place.dataset ? `${said} ${t("Write down your code first.")}` : said;
  const way = document.createElement("a");
  Object.assign(way, { className: "button button-wide", href: `/s/${code}` });
  // The next page hands in what this one would have by its own button.
  const ticket = document.querySelector("#ticket input")?.value;
  if (ticket) way.addEventListener("click", () => keep(`ticket:${code}`, ticket));
  way.textContent = what === "poll" ? t("Go to the question") : t("Back to the session");
  return [words, way];
}

function look() {
  clearTimeout(timer);
  if (!sent || !mine) return;
  const state = ownState(sent, mine.more_time, laptop.ahead);
  onAtFirst ??= switchedOn(state);
  draw(wanted(state));
  // The laptop tells nobody that a time is over: phones know so by themselves.
  if (!isCounting(state.poll)) return;
  const left = ownEnd(state.poll, mine.more_time) - Date.now() - laptop.ahead;
  timer = setTimeout(look, Math.max(0, left) + 1);
}

async function catchUp() {
  const told = await room.send("mine", {}, { timeout: 6000 }).catch(() => null);
  if (told?.ok) mine = told;
  look();
}

const room = connect({
  namespace: "/phone",
  auth: () => ({ code, language }),
  probe: "mine",
  onState: (state) => {
    laptop ??= new LaptopClock(state.now);
    laptop.hear(state.now);
    sent = state;
    look();
  },
  onStatus: (status) => {
    if (status === "connected") catchUp();
  },
});
window.addEventListener("leaving", () => room.socket.disconnect());
