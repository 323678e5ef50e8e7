/** One question: its choices or its text, and how the answer stands. */

import { html, useEffect, useRef, useState } from "../vendor/preact-htm.js";
import { languageOf, onlyIn, t, words } from "../strings.js";
import { isScale, unitWords } from "../question_kinds.js";
import { Icon } from "./icons.js";
import { forget, keep, recall } from "./kept.js";
import { stateWords } from "./outbox.js";

const ICONS = { sending: "clock", waiting: "clock", saved: "check", failed: "alert" };
const locale = document.documentElement.lang === "es" ? "es-US" : "en-US";
const number = new Intl.NumberFormat(locale);

/** How the answer stands, in words and a drawing. */
export function State({ own, isOpen }) {
  if (!own) return null;
  return html`<p class=${`state state-${own.state}`} data-state=${own.state}>
    <${Icon} name=${ICONS[own.state]} /><span>${stateWords(own, isOpen)}</span>
  </p>`;
}

// As on the projector: a scale counts, other choices have letters.
function mark(question, index) {
  return isScale(question) ? String(index + 1) : String.fromCharCode(65 + index);
}

function same(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}

function Choices({ question, value, onChange }) {
  const isMultiple = question.kind === "multiple";
  const chosen = [value ?? []].flat();
  const isFull = isMultiple && question.most > 0 && chosen.length >= question.most;
  const pick = (name) => {
    if (!isMultiple) return onChange(name);
    const next = chosen.includes(name)
      ? chosen.filter((other) => other !== name)
      : [...chosen, name];
    // In the question's own order, as the laptop keeps it.
    return onChange(question.choices.map((c) => c.name).filter((n) => next.includes(n)));
  };
  return html`<fieldset class="choices" aria-describedby=${isMultiple ? "how-many" : null}>
    <legend class="visually-hidden">${words(question.label)}</legend>
    ${isMultiple &&
    html`<p class="hint" id="how-many">
      ${question.most
        ? t("Choose up to {n}.", { n: question.most })
        : t("Choose all that fit.")}
    </p>`}
    ${question.choices.map(({ name, label }, index) => {
      const isChosen = chosen.includes(name);
      return html`<label class="choice" key=${name}>
        <input
          type=${isMultiple ? "checkbox" : "radio"}
          name="choice"
          value=${name}
          checked=${isChosen}
          disabled=${isFull && !isChosen}
          onChange=${() => pick(name)}
        />
        <span class="choice-mark" aria-hidden="true">${mark(question, index)}</span>
        <span lang=${languageOf(label)}>${words(label)}</span>
      </label>`;
    })}
  </fieldset>`;
}

function Written({ question, value, onChange }) {
  const left = question.longest - (value ?? "").length;
  return html`<div class="field">
    <label for="text">${t("Your answer")}</label>
    <textarea
      class="textarea"
      id="text"
      rows="4"
      maxlength=${question.longest}
      aria-describedby="room-left"
      value=${value ?? ""}
      onInput=${(event) => onChange(event.target.value)}
    ></textarea>
    <p class="hint counter" id="room-left">
      <span>${t("The trainer reads it first.")}</span>
      <span>${t("{n} left", { n: number.format(left) })}</span>
    </p>
  </div>`;
}

// Numbers alone, as large as a thumb; the ends are said below them.
function Rating({ question, value, onChange }) {
  return html`<fieldset class="rating" aria-describedby="ends">
    <legend class="visually-hidden">${words(question.label)}</legend>
    <div class="rating-points">
      ${question.choices.map(
        ({ name, label }) => html`<label class="choice" key=${name}>
          <input
            type="radio"
            name="choice"
            value=${name}
            aria-label=${words(label)}
            checked=${value === name}
            onChange=${() => onChange(name)}
          />
          <span aria-hidden="true">${name}</span>
        </label>`,
      )}
    </div>
    <p class="rating-ends" id="ends">
      <span>${words(question.ends.low)}</span><span>${words(question.ends.high)}</span>
    </p>
  </fieldset>`;
}

function Amount({ question, value, onChange }) {
  const { least, greatest, decimals } = question.number;
  const unit = unitWords(question);
  return html`<div class="field">
    <label for="text">${t("Your answer")}${unit && html` <span class="needed">(${unit})</span>`}</label>
    <input
      class="input amount"
      id="text"
      inputmode=${decimals ? "decimal" : "numeric"}
      autocomplete="off"
      maxlength="16"
      aria-describedby="number-range"
      value=${value ?? ""}
      onInput=${(event) => onChange(event.target.value)}
    />
    <p class="hint" id="number-range">
      ${t("A number from {least} to {greatest}.", { least: number.format(least), greatest: number.format(greatest) })}
    </p>
  </div>`;
}

const FIELDS = { text: Written, numeric: Amount, rating: Rating };
const DECLINED = { declined: "yes" };
const isDeclined = (answer) => answer?.declined === "yes";
const isWritten = ({ kind }) => kind === "text" || kind === "numeric";

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
  const isEmpty = !value || value.length === 0 || !String(value).trim();
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
  const Field = FIELDS[question.kind] ?? Choices;
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

function answerWords(question, answer) {
  if (isDeclined(answer)) return t("Prefer not to answer");
  if (question.kind === "numeric") return `${answer} ${unitWords(question)}`.trim();
  if (question.kind === "text") return answer;
  const chosen = [answer].flat();
  return question.choices
    .filter(({ name }) => chosen.includes(name))
    .map(({ label }) => words(label))
    .join(", ");
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
          html`<p><b>${t("Your answer:")}</b> ${answerWords(question, own.answer)}</p>
            <${State} own=${own} isOpen=${false} />`}
        </div>`}
  </section>`;
}
