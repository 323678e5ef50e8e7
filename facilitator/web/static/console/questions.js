// The room's questions: held, on phones, on stage, answered or hidden.
import { html, useEffect, useRef, useState } from "../vendor/preact-htm.js";
import { t, tn } from "../strings.js";
import { Switch } from "./parts.js";

const number = new Intl.NumberFormat(document.documentElement.lang === "es" ? "es-US" : "en-US");

/** How many wait to be read. */
export function heldCount(questions) {
  return questions.questions.filter(({ standing }) => standing === "held").length;
}

/** The words of the tab, with how many wait. */
export function QuestionsTab({ questions }) {
  const held = heldCount(questions);
  return html`${t("Questions")}
    ${held > 0 &&
    html` <b class="tab-count"><span aria-hidden="true">${number.format(held)}</span>
      <span class="visually-hidden">${t("Held: {n}", { n: number.format(held) })}</span></b>`}`;
}

// The move last made by keyboard: its button may go, and Space on the page is "next".
let keyed = "";

function Move({ name, label, about, move, quiet, ...given }) {
  const kind = quiet ? "button-quiet" : "button-secondary";
  const make = (event) => {
    keyed = event.detail === 0 ? name : "";
    if (!keyed) event.currentTarget.blur();
    move(name, given);
  };
  return html`<button type="button" class=${kind} data-move=${name} onClick=${make}>
    ${label}<span class="visually-hidden"> ${about}</span>
  </button>`;
}

function Merged({ merged, move }) {
  return merged.map(
    ({ id, text }) => html`<div class="asked-merged" key=${id}>
      <p>${t("Also:")} ${text}</p>
      <${Move} name="separate_question" question=${id} label=${t("Separate")} about=${text} quiet=${true} move=${move} />
    </div>`,
  );
}

/** The first moves of a question, by how it stands. */
function Moves({ question, move }) {
  const { id, text, standing } = question;
  const said = { question: id, about: text, move };
  if (standing === "held") {
    return html`<${Move} name="let_question_through" label=${t("Let through")} ...${said} />
      <${Move} name="hide_question" label=${t("Hide")} quiet=${true} ...${said} />`;
  }
  if (standing === "shown") {
    return html`<${Move} name="stage_question" label=${t("On stage")} ...${said} />
      <${Move} name="answer_question" label=${t("Answered")} quiet=${true} ...${said} />`;
  }
  if (standing === "on-stage") {
    return html`<${Move} name="answer_question" label=${t("Answered")} ...${said} />
      <${Move} name="unstage_question" label=${t("Take off")} quiet=${true} ...${said} />`;
  }
  return html`<${Move} name="let_question_through" label=${t("Back on the list")} quiet=${true} ...${said} />`;
}

function More({ question, move, begin }) {
  const { id, text, standing } = question;
  const said = { question: id, about: text, move, quiet: true };
  return html`<div class="asked-more">
    <button type="button" class="button-quiet" onClick=${() => begin(question)}>
      ${t("Merge…")}<span class="visually-hidden"> ${text}</span>
    </button>
    ${standing !== "held" && html`<${Move} name="hold_question" label=${t("Hold again")} ...${said} />`}
    ${standing !== "held" && html`<${Move} name="hide_question" label=${t("Hide")} ...${said} />`}
  </div>`;
}

function Line({ question, merging, begin, move }) {
  const [isOpen, open] = useState(false);
  const { id, text, votes, standing, merged } = question;
  const into = () => {
    move("merge_questions", { question: merging.id, into: id });
    begin(null);
  };
  const hasMore = ["held", "shown"].includes(standing);
  return html`<li class=${standing === "on-stage" ? "held-shown" : ""} data-standing=${standing}>
    ${standing !== "held" &&
    html`<span class="asked-votes" title=${tn("{n} vote", "{n} votes", votes)}>
      <span aria-hidden="true">${number.format(votes)}</span>
      <span class="visually-hidden">${tn("{n} vote", "{n} votes", votes)}</span>
    </span>`}
    <p class="asked-words" dir="auto">${text}</p>
    ${!merging &&
    html`<div class="asked-moves">
      <${Moves} question=${question} move=${move} />
      ${hasMore &&
      html`<button type="button" class="button-quiet asked-open" aria-expanded=${String(isOpen)} onClick=${() => open(!isOpen)}>
        ${t("More")}<span class="visually-hidden"> ${text}</span>
      </button>`}
    </div>`}
    ${merging && merging.id !== id &&
    html`<button type="button" class="button-secondary" onClick=${into}>
      ${t("Into this one")}<span class="visually-hidden"> ${text}</span>
    </button>`}
    ${!merging && isOpen && hasMore && html`<${More} ...${{ question, move, begin }} />`}
    <${Merged} ...${{ merged, move }} />
  </li>`;
}

function Group({ title, lines, children, ...rest }) {
  if (lines.length === 0) return null;
  return html`<section>
    <div class="asked-head"><h3>${title}</h3>${children}</div>
    <ul class="held asked" role="list">
      ${lines.map((question) => html`<${Line} key=${question.id} question=${question} ...${rest} />`)}
    </ul>
  </section>`;
}

function Sorting({ byVotes, sort }) {
  return html`<button type="button" class="button-quiet" onClick=${() => sort(!byVotes)}>
    ${byVotes ? t("Most votes first") : t("First let through first")}
    <span class="visually-hidden">. ${t("Sort the other way")}</span>
  </button>`;
}

/** What was put aside stays at hand, folded away. */
function Aside({ title, lines, ...rest }) {
  if (lines.length === 0) return null;
  return html`<details class="asked-aside">
    <summary>${title}</summary>
    <ul class="held asked" role="list">
      ${lines.map((question) => html`<${Line} key=${question.id} question=${question} ...${rest} />`)}
    </ul>
  </details>`;
}

/** Go on with the next question where the one that was moved has left. */
function useNextButton(questions) {
  useEffect(() => {
    if (!keyed || document.activeElement !== document.body) return;
    const panel = document.getElementById("queue-panel");
    (panel.querySelector(`[data-move=${keyed}]`) ?? panel).focus();
  }, [questions]);
}

function Merging({ merging, begin }) {
  const cancel = useRef(null);
  useEffect(() => cancel.current.focus(), []);
  return html`<p class="message asked-merging" role="status">
    <span>${t("Merge “{text}” into which one?", { text: merging.text })}</span>
    <button type="button" class="button-quiet" ref=${cancel} onClick=${() => begin(null)}>${t("Cancel")}</button>
  </p>`;
}

/** All that the room asked, for the trainer alone. */
export function Questions({ state, questions, move }) {
  const [byVotes, sort] = useState(true);
  const [merging, begin] = useState(null);
  const all = questions.questions;
  useNextButton(questions);
  const standing = (...wanted) => all.filter((one) => wanted.includes(one.standing));
  const shown = standing("shown").sort(
    (a, b) => (byVotes ? b.votes - a.votes : 0) || a.place - b.place,
  );
  const rest = { merging, begin, move };
  const held = standing("held");
  const [answered, hidden] = [standing("answered"), standing("hidden")];
  return html`<${Switch}
      name="questions"
      label=${t("Questions from phones")}
      isOn=${state.questions !== null}
      change=${(open) => move("questions", { open })}
    />
    ${merging && html`<${Merging} ...${{ merging, begin }} />`}
    <${Group} title=${t("On stage")} lines=${standing("on-stage")} ...${rest} />
    <${Group} title=${t("Held: {n}", { n: number.format(held.length) })} lines=${held} ...${rest} />
    <${Group} title=${t("On phones: {n}", { n: number.format(shown.length) })} lines=${shown} ...${rest}>
      ${shown.length > 1 && html`<${Sorting} ...${{ byVotes, sort }} />`}
    <//>
    <${Aside} title=${t("Answered: {n}", { n: number.format(answered.length) })} lines=${answered} ...${rest} />
    <${Aside} title=${t("Hidden: {n}", { n: number.format(hidden.length) })} lines=${hidden} ...${rest} />
    ${all.length === 0 &&
    html`<p class="quiet asked-none">
      ${state.questions === null
        ? t("Off. Phones show no way to ask until you switch it on.")
        : t("Nobody has asked yet. What is asked is held here until you let it through.")}
    </p>`}`;
}
