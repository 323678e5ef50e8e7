/** One question: its choices or its text, and how the answer stands. */

import { html, useEffect, useRef, useState } from "../vendor/preact-htm.js";
import { languageOf, onlyIn, t, words } from "../strings.js";
import { caseWords } from "../case_words.js";
import { Case } from "./case.js";
import { answerWords, fieldOf, isDeclined, isWithdrawn, isWritten, nothing } from "./fields.js";
import { isTooFew } from "./fields/choices.js";
import { Icon } from "./icons.js";
import { forget, keep, recall } from "./kept.js";
import { wear } from "./later.js";
import { stateWords } from "./outbox.js";
import { offered } from "./shuffling.js";
import { HasMoreTime, OwnTime } from "./time_left.js";

export { HasMoreTime };

wear("kinds", new URL("./kinds.css", import.meta.url));

const ICONS = { sending: "clock", waiting: "clock", saved: "check", failed: "alert" };

/** How the answer stands, in words and a drawing. */
export function State({ own, isOpen }) {
  if (!own) return null;
  return html`<p class=${`state state-${own.state}`} data-state=${own.state}>
    <${Icon} name=${ICONS[own.state]} />
    <span>
      ${isWithdrawn(own.answer) && own.state === "saved" && !own.message
        ? t("Your answer was taken back.")
        : stateWords(own, isOpen)}
    </span>
  </p>`;
}

function same(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}

const DECLINED = { declined: "yes" };
const WITHDRAWN = { withdrawn: "yes" };

function draftOf(name, own, started) {
  return recall(name) ?? own?.answer ?? started ?? null;
}

const chosenOf = (answer) => (isDeclined(answer) || isWithdrawn(answer) ? null : answer);

// What was ticked before this script came is in the order of the page; a ranking has
// the order that somebody made.
function inOrder({ kind }, names, answer) {
  return Array.isArray(answer) && kind !== "ranking" ? names.filter((one) => answer.includes(one)) : answer;
}

function OpenForm({ poll, own, code, started, order, onAnswer, onSkip }) {
  const question = { ...poll.question, choices: offered(poll.question, order) };
  const names = poll.question.choices.map((choice) => choice.name);
  const name = `draft:${code}:${poll.name}:${poll.round}`;
  const [value, setValue] = useState(() =>
    inOrder(question, names, chosenOf(draftOf(name, own, started))),
  );
  const touched = useRef(recall(name) !== null);
  const standing = useRef(null);
  const [isShort, setShort] = useState(false);
  useEffect(() => {
    if (own && !touched.current) setValue(chosenOf(own.answer));
  }, [own?.change]);
  const change = (next) => {
    touched.current = true;
    keep(name, next);
    setValue(next);
    setShort(false);
  };
  const isEmpty = nothing(value, question);
  const hasDeclined = isDeclined(own?.answer);
  const hasWithdrawn = isWithdrawn(own?.answer);
  const isSent = own && own.state !== "failed" && same(value, chosenOf(own.answer));
  const submit = (event) => {
    event.preventDefault();
    if (isEmpty || isSent) return;
    if (isTooFew(question, value)) {
      setShort(true);
      return;
    }
    touched.current = false;
    forget(name);
    // The button goes until there is something to change: focus must not go with it.
    if (event.currentTarget.querySelector("button") === document.activeElement) {
      standing.current.focus();
    }
    onAnswer(poll.name, poll.round, isWritten(question) ? value.trim() : value);
  };
  const sayInstead = (answer) => () => {
    touched.current = false;
    forget(name);
    setValue(null);
    setShort(false);
    standing.current.focus();
    onAnswer(poll.name, poll.round, answer);
  };
  const hasAnswered = own && !hasDeclined && !hasWithdrawn;
  const Field = fieldOf(question);
  return html`<form class="stack" onSubmit=${submit}>
    <${Field} ...${{ question, names, value }} onChange=${change} />
    ${isShort &&
    html`<p class="message message-bad" role="alert">
      <${Icon} name="alert" /><span>${t("Choose at least {n}.", { n: question.fewest })}</span>
    </p>`}
    <div class="sent-state" role="status" tabindex="-1" ref=${standing}>
      ${own && (isSent || own.state !== "saved")
        ? html`<${State} own=${own} isOpen=${true} />`
        : hasAnswered && html`<p class="state">
            <${Icon} name="note" /><span>${t("Not sent yet. Your earlier answer still counts.")}</span>
          </p>`}
    </div>
    ${(!isSent || hasDeclined || hasWithdrawn) &&
    html`<button class="button button-wide" aria-disabled=${String(Boolean(isEmpty))}>
      ${own && !hasWithdrawn ? t("Change answer") : t("Send answer")}
    </button>`}
    ${question.decline &&
    (hasDeclined
      ? html`<p class="state">${t("You preferred not to answer.")}</p>`
      : html`<button type="button" class="button-quiet button-wide" onClick=${sayInstead(DECLINED)}>
          ${t("Prefer not to answer")}
        </button>`)}
    ${hasAnswered && isSent &&
    html`<button type="button" class="button-quiet button-wide" onClick=${sayInstead(WITHDRAWN)}>
      ${t("Take my answer back")}
    </button>`}
    ${(!own || hasWithdrawn) &&
    html`<button type="button" class="button-quiet button-wide" onClick=${onSkip}>
      ${t("Skip this question")}
    </button>`}
  </form>`;
}

/** A question put away on this phone: nothing is sent, and it can be taken up again. */
function Skipped({ isNew, onBack }) {
  const place = useRef(null);
  useEffect(() => {
    if (isNew) place.current.focus({ preventScroll: true });
  }, []);
  return html`<div class="skipped stack" tabindex="-1" ref=${place}>
    <p class="state">
      <${Icon} name="note" /><span>${t("You skipped this question. Nothing was sent.")}</span>
    </p>
    <button type="button" class="button-secondary button-wide" onClick=${onBack}>
      ${t("Answer it after all")}
    </button>
  </div>`;
}

function Open({ ahead, more, onMoreTime, ...facts }) {
  const { poll, code, own } = facts;
  const name = `skipped:${code}:${poll.name}:${poll.round}`;
  const [isSkipped, setSkipped] = useState(() => recall(name, false));
  const isNew = useRef(false);
  const skip = (is) => () => {
    if (is) keep(name, true);
    else {
      forget(name);
      document.getElementById("question")?.focus({ preventScroll: true });
    }
    isNew.current = is;
    setSkipped(is);
  };
  const isAway = isSkipped && (!own || isWithdrawn(own.answer));
  return html`${poll.closes_at &&
    !isAway &&
    html`<${OwnTime} key=${poll.closes_at} ...${{ poll, ahead, more, onMoreTime }} />`}
    ${isAway
      ? html`<${Skipped} isNew=${isNew.current} onBack=${skip(false)} />`
      : html`<${OpenForm} ...${facts} onSkip=${skip(true)} />`}`;
}

/** A question on stage: open to answers, or closed. */
export function Poll({ poll, own, answers, ...facts }) {
  const { question } = poll;
  const hasAnswered = own && !isWithdrawn(own.answer);
  const help = words(question.help);
  return html`<section class="stack" aria-labelledby="question">
    <p class="over">
      ${[poll.case ? caseWords(poll.case) : t("Question"), onlyIn(question.label)].filter(Boolean).join(" · ")}
    </p>
    ${poll.case && html`<${Case} told=${poll.case} answers=${answers} />`}
    <h1 id="question" tabindex="-1" lang=${languageOf(question.label)}>${words(question.label)}</h1>
    ${poll.phase === "open"
      ? html`${help && html`<p>${help}</p>`}
          <${Open} key=${`${poll.name}:${poll.round}`} ...${{ poll, own, ...facts }} />`
      : html`<div class="stack" role="status">
          <p class="state">
            <${Icon} name="note" /><span>${t("This question is closed.")}</span>
          </p>
          ${hasAnswered &&
          html`<p><b>${t("Your answer:")}</b> ${isDeclined(own.answer) ? t("Prefer not to answer") : answerWords(question, own.answer)}</p>
            <${State} own=${own} isOpen=${false} />`}
        </div>`}
  </section>`;
}
