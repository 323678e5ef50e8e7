// A question on the wall: its choices, how many answered, and the results when shown.
import { html } from "../vendor/preact-htm.js";
import { languageOf, onlyIn, words } from "../strings.js";
import { isScale } from "../question_kinds.js";
import { Canvas, Fit } from "../canvas.js";
import { caseWords } from "../case_words.js";
import { clockFace, useSecondsLeft } from "../room_clock.js";
import { FEWEST } from "../charts.js";
import { Rounds } from "../rounds.js";
import { Case } from "./case.js";
import { PictureMap } from "../picture_map.js";
import { Mark } from "../shapes.js";

const MANY = 5;

function Choices({ question, language }) {
  const choices = question.choices || [];
  if (question.kind === "point") {
    const { picture } = question;
    return html`<div class="poll-picture"><${PictureMap} ...${{ picture, language }} areas=${picture.drawn} /></div>`;
  }
  if (question.kind === "rating") return html`<${Rating} ...${{ question, language }} />`;
  const layout = isScale(question)
    ? "poll-scale"
    : choices.length > MANY
      ? "poll-choices poll-choices-many"
      : "poll-choices";
  return html`${question.rows.length > 0 && html`<${Statements} ...${{ question, language }} />`}<ol class=${layout}>
    ${choices.map(
      ({ name, label }, index) => html`<li key=${name}>
        <${Mark} question=${question} index=${index} />
        <span class="fit-word">${words(label, language)}</span>
      </li>`,
    )}
  </ol>`;
}

function Statements({ question, language }) {
  return html`<ul class="poll-statements">
    ${question.rows.map(({ name, label }) => html`<li key=${name}>${words(label, language)}</li>`)}
  </ul>`;
}

function Rating({ question, language }) {
  const { choices, ends } = question;
  return html`<div class="poll-rating">
    <ol>
      ${choices.map(({ name }) => html`<li key=${name}><span class="choice-mark">${name}</span></li>`)}
    </ol>
    <p class="poll-rating-ends">
      <span>${words(ends.low, language)}</span><span>${words(ends.high, language)}</span>
    </p>
  </div>`;
}

function order({ most }, say) {
  if (!most) return say.t("Put them in order on your phone, best first");
  return say.t("Choose up to {most} on your phone, best first", { most });
}

function instruction(question, say) {
  if (question.kind === "numeric") return say.t("Write a number on your phone");
  if (question.kind === "text") return say.t("Write your answer on your phone");
  if (question.kind === "words") {
    return say.tn("Write a word on your phone", "Write up to {n} words on your phone", question.most);
  }
  if (question.kind === "point") return say.t("Point at the picture on your phone");
  if (question.kind === "matrix") return say.t("Answer each statement on your phone");
  if (question.kind === "ranking") return order(question, say);
  if (question.kind !== "multiple") return say.t("Choose one on your phone");
  const { fewest, most } = question;
  if (fewest > 1 && fewest === most) return say.t("Choose {n} on your phone", { n: most });
  if (fewest > 1 && most) {
    return say.t("Choose {fewest} to {most} on your phone", { fewest, most });
  }
  if (fewest > 1) return say.t("Choose at least {n} on your phone", { n: fewest });
  if (!most) return say.t("Choose all that apply on your phone");
  return say.t("Choose up to {most} on your phone", { most });
}

// The ring is drawn from the top; its circle is so long, and a number stands beside it.
const AROUND = 2 * Math.PI * 8;

/** What is left of the time: a ring that empties, and a number; it makes no haste. */
function TimeLeft({ poll, now, say }) {
  const left = useSecondsLeft({ timer_ends: poll.closes_at, now });
  if (left === null || poll.phase !== "open") return null;
  const whole = (Date.parse(poll.closes_at) - Date.parse(poll.begun_at)) / 1000;
  const share = Math.max(0, Math.min(1, left / whole));
  return html`<p class="poll-time" role="timer">
    <svg viewBox="0 0 20 20" aria-hidden="true">
      <circle class="poll-time-whole" cx="10" cy="10" r="8" />
      <circle
        class="poll-time-left"
        cx="10"
        cy="10"
        r="8"
        transform="rotate(-90 10 10)"
        stroke-dasharray=${`${share * AROUND} ${AROUND}`}
      />
    </svg>
    <span class="visually-hidden">${say.t("Time left:")}</span> ${clockFace(left)}
  </p>`;
}

function Asked({ question, told, phase, few, language, say }) {
  const title = words(question.label, language);
  const help = words(question.help, language);
  const only = onlyIn(question.label, language, say);
  const most = question.choices.length === 0 ? 64 : 46;
  const watch = `${language} ${title} ${phase} ${few}`;
  return html`<${Fit} class="poll-body" least=${16} most=${most} watch=${watch}>
    ${told && html`<${Case} ...${{ told, language, say }} />`}
    <h1 class="poll-question" lang=${languageOf(question.label, language)}>${title}</h1>
    ${only && html`<p class="poll-help">${only}</p>`}
    ${help && html`<p class="poll-help">${help}</p>`}
    <${Choices} question=${question} language=${language} />
    ${phase === "open" && html`<p class="poll-instruction">${instruction(question, say)}</p>`}
    ${few && html`<p class="poll-help">${say.t("Shown from {n} answers on.", { n: FEWEST })}</p>`}
  <//>`;
}

function Answered({ question, told, results, language, say }) {
  const title = words(question.label, language);
  const shown = (results.texts || []).filter((text) => text.shown !== false);
  const watch = [language, title, results.few, results.counts?.length, results.earlier?.round, ...shown.map(({ id, count, pinned }) => `${id}${count}${pinned}`)];
  return html`<div class="poll-results">
    <${Fit} class="poll-results-title" least=${20} most=${42} watch=${`${language} ${title}`}>
      ${told && html`<p class="poll-case-step">${caseWords(told, language, say)}</p>`}
      <h1 class="poll-question">${title}</h1>
    <//>
    <${Fit} class="poll-results-body" least=${12} most=${question.kind === "words" ? 60 : 36} watch=${watch.join(" ")}>
      <${Rounds} ...${{ results, question, language }} size="large" speech=${say} />
    <//>
  </div>`;
}

function Phase({ phase, say }) {
  const said = {
    ready: say.t("Opens in a moment"),
    open: say.t("Open"),
    closed: say.t("Closed"),
  };
  return html`<p class=${`poll-phase poll-phase-${phase}`}>
    <svg viewBox="0 0 20 20" aria-hidden="true">
      ${phase === "open" && html`<circle cx="10" cy="10" r="8" />`}
      ${phase === "closed" && html`<rect x="3" y="3" width="14" height="14" />`}
      ${phase === "ready" && html`<circle class="hollow" cx="10" cy="10" r="7" />`}
    </svg>
    ${said[phase]}
  </p>`;
}

/** The poll on stage; `results` is null until the trainer shows them. */
export function Poll({ poll, results, count, say, language, now }) {
  const { question, phase } = poll;
  const answered = Math.max(results?.answered || 0, count?.answered || 0);
  // Until there is something to draw, the room needs the question and its choices.
  const few = phase === "open" && Boolean(results?.few);
  return html`<${Canvas} class="poll">
    <div class="poll-page" key=${`${poll.name} ${poll.round}`}>
      ${results && !few
        ? html`<${Answered} ...${{ question, told: poll.case, results, language, say }} />`
        : html`<${Asked} ...${{ question, told: poll.case, phase, few, language, say }} />`}
      <div class="poll-foot">
        <${Phase} phase=${phase} say=${say} />
        <${TimeLeft} key=${poll.closes_at} ...${{ poll, now, say }} />
        ${phase !== "ready" &&
        html`<p class="poll-answered">
          ${say.tn("{n} answered", "{n} answered", answered)}
        </p>`}
      </div>
    </div>
  <//>`;
}
