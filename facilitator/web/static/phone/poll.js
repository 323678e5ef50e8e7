/** One question: its choices or its text, and how the answer stands. */

import { html, useEffect, useRef, useState } from "../vendor/preact-htm.js";
import { languageOf, onlyIn, t, words } from "../strings.js";
import { answerWords, fieldOf, isWritten, nothing } from "./fields.js";
import { Icon } from "./icons.js";
import { forget, keep, recall } from "./kept.js";
import { stateWords } from "./outbox.js";

const ICONS = { sending: "clock", waiting: "clock", saved: "check", failed: "alert" };

/** How the answer stands, in words and a drawing. */
export function State({ own, isOpen }) {
  if (!own) return null;
  return html`<p class=${`state state-${own.state}`} data-state=${own.state}>
    <${Icon} name=${ICONS[own.state]} /><span>${stateWords(own, isOpen)}</span>
  </p>`;
}

function same(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}

const DECLINED = { declined: "yes" };
const isDeclined = (answer) => answer?.declined === "yes";

function draftOf(name, own, started) {
  return recall(name) ?? own?.answer ?? started ?? null;
}

const chosenOf = (answer) => (isDeclined(answer) ? null : answer);

function OpenForm({ poll, own, code, started, onAnswer }) {
  const { question } = poll;
  const name = `draft:${code}:${poll.name}:${poll.round}`;
  const [value, setValue] = useState(() => chosenOf(draftOf(name, own, started)));
  const touched = useRef(recall(name) !== null);
  const standing = useRef(null);
  useEffect(() => {
    if (own && !touched.current) setValue(chosenOf(own.answer));
  }, [own?.change]);
  const change = (next) => {
    touched.current = true;
    keep(name, next);
    setValue(next);
  };
  const isEmpty = nothing(value, question);
  const hasDeclined = isDeclined(own?.answer);
  const isSent = own && own.state !== "failed" && same(value, chosenOf(own.answer));
  const submit = (event) => {
    event.preventDefault();
    if (isEmpty || isSent) return;
    touched.current = false;
    forget(name);
    // The button goes until there is something to change: focus must not go with it.
    if (event.currentTarget.querySelector("button") === document.activeElement) {
      standing.current.focus();
    }
    onAnswer(poll.name, poll.round, isWritten(question) ? value.trim() : value);
  };
  const decline = () => {
    touched.current = false;
    forget(name);
    setValue(null);
    standing.current.focus();
    onAnswer(poll.name, poll.round, DECLINED);
  };
  const Field = fieldOf(question);
  return html`<form class="stack" onSubmit=${submit}>
    <${Field} question=${question} value=${value} onChange=${change} />
    <div class="sent-state" role="status" tabindex="-1" ref=${standing}>
      ${own && (isSent || own.state !== "saved")
        ? html`<${State} own=${own} isOpen=${true} />`
        : own && html`<p class="state">
            <${Icon} name="note" /><span>${t("Not sent yet. Your earlier answer still counts.")}</span>
          </p>`}
    </div>
    ${(!isSent || hasDeclined) &&
    html`<button class="button button-wide" aria-disabled=${String(Boolean(isEmpty))}>
      ${own ? t("Change answer") : t("Send answer")}
    </button>`}
    ${question.decline &&
    (hasDeclined
      ? html`<p class="state">${t("You preferred not to answer.")}</p>`
      : html`<button type="button" class="button-quiet button-wide" onClick=${decline}>
          ${t("Prefer not to answer")}
        </button>`)}
  </form>`;
}

/** A question on stage: open to answers, or closed. */
export function Poll({ poll, own, code, started, onAnswer }) {
  const { question } = poll;
  const help = words(question.help);
  return html`<section class="stack" aria-labelledby="question">
    <p class="over">
      ${[t("Question"), onlyIn(question.label)].filter(Boolean).join(" · ")}
    </p>
    <h1 id="question" tabindex="-1" lang=${languageOf(question.label)}>${words(question.label)}</h1>
    ${poll.phase === "open"
      ? html`${help && html`<p>${help}</p>`}
          <${OpenForm}
            key=${`${poll.name}:${poll.round}`}
            ...${{ poll, own, code, started, onAnswer }}
          />`
      : html`<div class="stack" role="status">
          <p class="state">
            <${Icon} name="note" /><span>${t("This question is closed.")}</span>
          </p>
          ${own &&
          html`<p><b>${t("Your answer:")}</b> ${isDeclined(own.answer) ? t("Prefer not to answer") : answerWords(question, own.answer)}</p>
            <${State} own=${own} isOpen=${false} />`}
        </div>`}
  </section>`;
}
