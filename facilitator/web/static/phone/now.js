/** The one thing that is on for this phone, and what is left to do. */

import { html, useEffect, useState } from "../vendor/preact-htm.js";
import { language, spoken, t, tn, words } from "../strings.js";
import { mayLook, roomPlace, slideText } from "./following.js";
import { Icon } from "./icons.js";
import { wear } from "./later.js";
import { Countdown, Early, Moment, momentTopic } from "./moments.js";
import { Asked, Side } from "./side.js";

/** Return what is on in a word that changes when the room goes on, and its title. */
export function topic({ state, back }) {
  if (state.finished) return ["finished", t("This session has ended. Thank you for taking part.")];
  if (back?.slide && mayLook(state)) {
    const place = roomPlace(state);
    return [`earlier ${back.slide.n} ${back.note} ${place}`, place];
  }
  if (state.screen === "calm" || state.screen === "black") {
    return ["quiet", t("We are taking a moment")];
  }
  if (state.poll) {
    const { name, round, phase, question } = state.poll;
    const said = phase === "open" ? t("New question:") : t("This question is closed.");
    return [`poll ${name} ${round} ${phase}`, `${said} ${words(question.label)}`];
  }
  if (state.slide) {
    return [`slide ${state.slide.n}`, slideText(state.slide).text.title];
  }
  const moment = momentTopic(state);
  if (moment) return moment;
  if (state.asked) return [`asked ${state.asked.id}`, t("A question of the room")];
  if (state.screen === "sign-out") return ["sign-out", t("Before you go")];
  if (state.screen === "poll") return ["coming", t("A question is coming")];
  return ["waiting", ""];
}

function dress() {
  wear("charts", new URL("../charts.css", import.meta.url));
  wear("kind-charts", new URL("../kind_charts.css", import.meta.url));
}

// Most of the time a phone shows no results: what draws them comes when needed.
function Drawn({ results, question }) {
  const [draw, setDraw] = useState(null);
  useEffect(() => {
    dress();
    spoken(import("../charts.js")).then(({ Results }) => setDraw(() => Results), () => {});
  }, []);
  return html`<section class="stack" aria-labelledby="results">
    <h2 id="results">${t("What the room said")}</h2>
    ${draw
      ? html`<${draw} ...${{ results, question, language }} size="small" />`
      : html`<p>${t("Loading…")}</p>`}
  </section>`;
}

function Quiet() {
  return html`<div class="quiet stack">
    <h1 tabindex="-1">${t("We are taking a moment")}</h1>
    <p>${t("There is nothing to do now. The session goes on when everybody is ready.")}</p>
  </div>`;
}

function Ended({ code, me, followUp }) {
  return html`<div class="stack">
    <h1 tabindex="-1">${t("This session has ended. Thank you for taking part.")}</h1>
    ${followUp === "open" &&
    html`<p><a class="button button-wide" href=${`/f/${code}`}>${t("Answer the follow-up")}</a></p>`}
    ${me?.signed_in &&
    html`<p><a class="button-secondary button-wide" href=${`/s/${code}/me`}>${t("See your times")}</a></p>`}
  </div>`;
}

function welcome(me, presence) {
  if (presence === "out") return t("You are signed out");
  if (me?.name) return t("You are in, {name}", { name: me.name });
  return presence === "in" ? t("You are signed in") : t("You are in, without a name");
}

function Waiting({ state, me, presence }) {
  if (state.screen === "sign-out") {
    return html`<div class="stack">
      <h1 tabindex="-1">${t("Before you go")}</h1>
      <p class="lead">${t("Thank you for being here today.")}</p>
    </div>`;
  }
  if (state.screen === "poll") {
    return html`<div class="stack">
      <h1 tabindex="-1">${t("A question is coming")}</h1>
      <p class="lead">${t("It appears here as soon as the trainer opens it.")}</p>
    </div>`;
  }
  return html`<div class="stack">
    <h1 tabindex="-1">
      ${welcome(me, presence)}
    </h1>
    ${presence === "in" && html`<${Early} state=${state} />`}
    ${presence !== "out" &&
    html`<p class="lead">
      ${t("Please keep this page open. The next question or slide comes here.")}
    </p>`}
    ${presence === "anonymous" &&
    html`<p><a href="?step=sign-in">${t("Sign in with your name after all")}</a></p>`}
  </div>`;
}

// Leaving early and coming back are never more than a tap away, and never in the way.
function Coming({ state, code, presence }) {
  if (presence === "out") {
    return html`<section class="stack" aria-label=${t("Your attendance")}>
      <p class="state state-saved">
        <${Icon} name="check" />
        <a href=${`/s/${code}/me`}>${t("You are signed out. See your times")}</a>
      </p>
      ${state.guarded
        ? html`<a class="button-secondary button-wide" href=${`/s/${code}/me`}>${t("I am back")}</a>`
        : html`<form method="post" action=${`/s/${code}/me/sign-in`}>
            <button class="button-secondary button-wide">${t("I am back")}</button>
          </form>`}
    </section>`;
  }
  if (!presence || state.poll) return null;
  return html`<p class="early">
    <a href=${`/s/${code}/me`}>${t("Your attendance")}</a>
    ${!state.sign_out &&
    html`<a href=${`/s/${code}/me#leave-now`}>${t("I have to leave now")}</a>`}
    ${state.screen === "lobby" &&
    html`<a href=${`/s/${code}/me/another`}>${t("Somebody else signs in on this phone")}</a>`}
  </p>`;
}

/** One form besides the evaluation: to be filled in, or to be changed. */
function FormTask({ name, title, code, isSent }) {
  const there = `/s/${code}/${name}`;
  if (!isSent || name === "worksheet") {
    return html`<a class="button-secondary button-wide" href=${there}>
      <${Icon} name="form" />${t("Fill in “{title}”", { title })}
    </a>`;
  }
  return html`<div class="stack-small">
    <p class="state state-saved">
      <${Icon} name="check" /><span>${t("“{title}” is sent.", { title })}</span>
    </p>
    <p><a href=${there}>${t("Change what you sent")}</a></p>
  </div>`;
}

/** A form that was sent a moment ago: who sent it is back where the session goes on. */
function Thanks({ thanks, state, code, forms }) {
  return html`<div class="message message-good thanks">
    <${Icon} name="check" />
    <div>
      <p>${t("Thank you.")} ${t("“{title}” is sent.", { title: forms[thanks] })}</p>
      ${state[thanks] && html`<p><a href=${`/s/${code}/${thanks}`}>${t("Change what you sent")}</a></p>`}
    </div>
  </div>`;
}

// Who handed in what the session ends with may come back to it in three months.
function CodeTask({ code }) {
  return html`<p><a href=${`/s/${code}/evaluation/code`}>${t("Keep a code for the follow-up")}</a></p>`;
}

function Tasks(facts) {
  const { state, code, evaluated, handedIn, shared, presence, forms, onSignOut, leaving } = facts;
  const mayComeBack = facts.followUp === "code" && (evaluated || handedIn.includes("post"));
  const isTask = (name) => !["evaluation", facts.thanks].includes(name) && state[name];
  const open = Object.entries(forms).filter(([name]) => isTask(name));
  const isEnd = state.screen === "sign-out";
  const first = isEnd && !evaluated ? "button" : "button-secondary";
  const last = isEnd && (evaluated || !state.evaluation) ? "button" : "button-secondary";
  const isIn = presence === "in" || presence === "anonymous";
  // At a guarded door the page of one's own times asks for the code on the screen.
  const needsCode = state.guarded && presence === "in";
  const isNothing = open.length === 0 && !state.evaluation && !(state.sign_out && isIn);
  if (isNothing && !mayComeBack) return null;
  return html`<section class="tasks stack" aria-label=${t("To do")}>
    ${open.map(
      ([name, title]) =>
        html`<${FormTask} key=${name} ...${{ name, title, code }} isSent=${handedIn.includes(name)} />`,
    )}
    ${state.evaluation &&
    (evaluated
      ? html`<p class="state state-saved">
          <${Icon} name="check" />
          <span>
            ${shared
              ? t("An evaluation is in from this phone.")
              : t("Your evaluation is in. Thank you.")}
          </span>
        </p>
        ${shared &&
        html`<p><a href=${`/s/${code}/me`}>${t("Somebody else on this phone fills one in")}</a></p>`}`
      : html`<a class=${`${first} button-wide`} href=${`/s/${code}/evaluation`}>
          <${Icon} name="form" />${t("Fill in the evaluation")}
        </a>`)}
    ${mayComeBack && html`<${CodeTask} code=${code} />`}
    ${state.sign_out &&
    isIn &&
    needsCode &&
    html`<a class=${`${last} button-wide`} href=${`/s/${code}/me`}>${t("Sign out")}</a>`}
    ${state.sign_out &&
    isIn &&
    !needsCode &&
    html`<form class="stack-small" onSubmit=${onSignOut}>
      <button class=${`${last} button-wide`}>${t("Sign out")}</button>
      <p class="hint">${t("Signing out notes the time that you leave.")}</p>
      <p class=${`status state state-${leaving.state}`} role="status">${leaving.words}</p>
    </form>`}
  </section>`;
}

function Network({ status, waiting, refused }) {
  if (status === "refused") {
    return html`<p class="message message-bad" role="alert">
      <${Icon} name="alert" /><span>${refused?.message}</span>
    </p>`;
  }
  if (status !== "offline" && !waiting) return null;
  return html`<p class="message message-wait network">
    <${Icon} name="clock" />
    <span>
      ${status === "offline" && t("No connection to the room. This page tries again by itself.")}
      ${" "}${waiting > 0 &&
      tn("{n} answer waits to be sent.", "{n} answers wait to be sent.", waiting)}
    </span>
  </p>`;
}

// What draws slides and questions comes after the page, or as soon as there is one.
function Awaited({ title, isLost }) {
  return html`<div class="stack">
    <h1 tabindex="-1" dir="auto">${title || t("Slides")}</h1>
    ${isLost
      ? html`<p>${t("This could not be loaded. Try again.")}</p>
          <p><a class="button-secondary button-wide" href=${location.href}>${t("Load this page again")}</a></p>`
      : html`<p>${t("Loading…")}</p>`}
  </div>`;
}

/** Everything between the bar and the foot of the page. */
export function Now(facts) {
  const { state, code, answers, started, onAnswer, back, slides, polls } = facts;
  const { Slide = Awaited, Earlier = Awaited, Ways } = slides.part ?? {};
  const { Poll = Awaited, HasMoreTime } = polls.part ?? {};
  const { isLost } = slides;
  const [kind, title] = topic(facts);
  const key = state.poll ? `${state.poll.name}:${state.poll.round}` : "";
  if (kind === "finished") return html`<${Ended} ...${facts} />`;
  if (kind === "quiet") {
    return html`<${Network} ...${facts} /><${Quiet} />`;
  }
  if (back.slide && mayLook(state)) {
    return html`<${Network} ...${facts} />
      <${Countdown} state=${state} />
      <${Tasks} ...${facts} />
      <${Earlier} ...${facts} ...${{ title, isLost }} />`;
  }
  const { order, ahead, more, onMoreTime } = facts;
  const asked = { code, answers, started, order, ahead, more, onAnswer, onMoreTime };
  const pauses = momentTopic(state) !== null;
  // What is to be done comes before a question that is over.
  const isOver = state.poll?.phase === "closed";
  const tasks = html`<${Tasks} ...${facts} />`;
  return html`<${Network} ...${facts} />
    ${facts.thanks && html`<${Thanks} ...${facts} />`}
    <${Countdown} state=${state} />
    <${Moment} state=${state} />
    ${isOver && tasks}
    ${state.poll &&
    html`<${Poll}
      poll=${state.poll}
      own=${answers[key]}
      title=${words(state.poll.question.label)}
      isLost=${polls.isLost}
      ...${asked}
    />`}
    ${state.poll &&
    state.results &&
    html`<${Drawn} results=${state.results} question=${state.poll.question} />`}
    ${!state.poll && state.asked && html`<${Asked} asked=${state.asked} />`}
    ${!state.poll && !state.slide && !state.asked && !pauses && html`<${Waiting} ...${facts} />`}
    ${!isOver && tasks}
    ${state.slide && !state.poll && html`<${Slide} slide=${state.slide} ...${{ title, isLost }} />`}
    ${!state.poll && Ways && html`<${Ways} ...${facts} />`}
    <${Side} ...${facts} />
    ${HasMoreTime && html`<${HasMoreTime} ...${{ state, more, onMoreTime }} />`}
    <${Coming} ...${facts} />`;
}
