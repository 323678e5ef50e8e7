// What people wrote to a poll, for the trainer alone: shown, merged, pinned, frozen.
import { html, useEffect, useRef, useState } from "../vendor/preact-htm.js";
import { language, t, tn } from "../strings.js";

const number = new Intl.NumberFormat(language === "es" ? "es-US" : "en-US");

function Button({ name, label, about, quiet, move, ...payload }) {
  return html`<button
    type="button"
    class=${quiet ? "button-quiet" : "button-secondary"}
    data-move=${name}
    onClick=${() => move(name, payload)}
  >
    ${label}<span class="visually-hidden"> ${about}</span>
  </button>`;
}

function More({ card, move, begin }) {
  const { id, text, shown, pinned } = card;
  const said = { text: id, about: text, move, quiet: true };
  return html`<div class="asked-more">
    <button type="button" class="button-quiet" onClick=${() => begin(card)}>
      ${t("Merge…")}<span class="visually-hidden"> ${text}</span>
    </button>
    ${shown &&
    (pinned
      ? html`<${Button} name="unpin_text" label=${t("Unpin")} ...${said} />`
      : html`<${Button} name="pin_text" label=${t("Pin")} ...${said} />`)}
  </div>`;
}

function Merged({ merged, move, begin }) {
  const separate = (name, given) => {
    move(name, given);
    begin(null);
  };
  return merged.map(
    ({ id, text }) => html`<div class="asked-merged" key=${id}>
      <p dir="auto">${text}</p>
      <${Button} name="separate_text" text=${id} label=${t("Separate")} about=${text} move=${separate} quiet=${true} />
    </div>`,
  );
}

/** What a card is beside its words, never by colour alone. */
function Marks({ card, isWords }) {
  const marks = [
    !isWords && card.count > 1 && t("Said by {n}", { n: number.format(card.count) }),
    card.pinned && t("Pinned"),
    card.flagged && t("Look closely"),
    card.hidden && t("Hidden by you"),
    card.also.length > 0 && t("Also written: {words}", { words: card.also.join(", ") }),
  ].filter(Boolean);
  if (marks.length === 0) return null;
  return html`<small class=${card.flagged ? "written-marks written-flagged" : "written-marks"}>
    ${marks.join(" · ")}
  </small>`;
}

function Card({ card, isWords, merging, begin, move }) {
  const [isOpen, open] = useState(false);
  const { id, text, shown, count, merged } = card;
  const into = () => {
    move("merge_texts", { text: merging.id, into: id });
    begin(null);
  };
  return html`<li class=${shown ? "held-shown" : ""} data-shown=${String(shown)}>
    ${isWords &&
    html`<span class="asked-votes">
      <span aria-hidden="true">${number.format(count)}</span>
      <span class="visually-hidden">${tn("Said on {n} phone", "Said on {n} phones", count)}</span>
    </span>`}
    <p class="asked-words" dir="auto">
      ${text}<${Marks} card=${card} isWords=${isWords} />
    </p>
    ${!merging &&
    html`<div class="asked-moves">
      <button
        type="button"
        class="button-secondary"
        aria-pressed=${String(shown)}
        onClick=${() => move(shown ? "hide_text" : "show_text", { text: id })}
      >
        ${shown ? t("Hide") : t("Show")}<span class="visually-hidden"> ${text}</span>
      </button>
      <button type="button" class="button-quiet asked-open" aria-expanded=${String(isOpen)} onClick=${() => open(!isOpen)}>
        ${t("More")}<span class="visually-hidden"> ${text}</span>
      </button>
    </div>`}
    ${merging && merging.id !== id &&
    html`<button type="button" class="button-secondary" onClick=${into}>
      ${t("Into this one")}<span class="visually-hidden"> ${text}</span>
    </button>`}
    ${!merging && isOpen && html`<${More} ...${{ card, move, begin }} />`}
    <${Merged} ...${{ merged, move, begin }} />
  </li>`;
}

function Merging({ merging, begin }) {
  const cancel = useRef(null);
  useEffect(() => cancel.current.focus(), []);
  return html`<p class="message asked-merging" role="status">
    <span>${t("Merge “{text}” into which one?", { text: merging.text })}</span>
    <button type="button" class="button-quiet" ref=${cancel} onClick=${() => begin(null)}>${t("Cancel")}</button>
  </p>`;
}

function allWords(n, someHidden) {
  const said = { n: number.format(n) };
  if (someHidden) {
    return n === 0
      ? t("All that are neither flagged nor hidden are shown")
      : tn("Show {n} that is neither flagged nor hidden", "Show all {n} that are neither flagged nor hidden", n, said);
  }
  return n === 0
    ? t("All that are not flagged are shown")
    : tn("Show {n} that is not flagged", "Show all {n} that are not flagged", n, said);
}

/** Lets through all that is listed, not flagged and not hidden; holds the wall still. */
function All({ texts, frozen, move }) {
  const ids = texts.filter(({ shown, flagged, hidden }) => !shown && !flagged && !hidden).map(({ id }) => id);
  return html`<div class="poll-buttons written-all">
    <button
      type="button"
      class="button-secondary"
      aria-disabled=${String(ids.length === 0)}
      onClick=${() => ids.length > 0 && move("show_unflagged", { texts: ids })}
    >
      ${allWords(ids.length, texts.some(({ hidden }) => hidden))}
    </button>
    <button
      type="button"
      class="button-secondary"
      aria-pressed=${String(frozen)}
      onClick=${() => move(frozen ? "unfreeze_wall" : "freeze_wall", {})}
    >
      ${frozen ? t("Let the wall move") : t("Freeze the wall")}
    </button>
  </div>`;
}

function heldWords(areShown, frozen) {
  if (frozen) return t("Frozen: the room sees what was there, whatever comes in. What you hide goes at once.");
  return areShown
    ? t("The room sees what you let through.")
    : t("Held. Let answers through, then show the results (R).");
}

/** The written answers of a poll: cards, or the words of a cloud with their numbers. */
export function Written({ question, results, areShown, move }) {
  const [merging, setMerging] = useState(null);
  const list = useRef(null);
  const begin = (card) => {
    setMerging(card);
    // The button that was pressed is gone: the keyboard goes on in the list.
    if (!card) list.current.focus();
  };
  const { texts, more, left_out: leftOut, frozen } = results;
  const isWords = question.kind === "words";
  const rest = { isWords, merging, begin, move };
  const lines = merging ? texts.filter(({ id }) => id !== merging.id) : texts;
  return html`<p class="hint">${heldWords(areShown, frozen)}</p>
    <${All} ...${{ texts, frozen, move }} />
    ${merging && html`<${Merging} ...${{ merging, begin }} />`}
    <ul class="held asked written" role="list" tabindex="-1" ref=${list} aria-label=${t("Written answers")}>
      ${lines.map((card) => html`<${Card} key=${card.id} card=${card} ...${rest} />`)}
    </ul>
    ${more > 0 && html`<p class="hint">${tn("{n} more is not listed", "{n} more are not listed", more, { n: number.format(more) })}</p>`}
    ${leftOut?.length > 0 && html`<p class="hint">${t("Left out of the cloud: {words}", { words: leftOut.join(", ") })}</p>`}
    ${texts.length === 0 && html`<p class="quiet">${t("No answers yet.")}</p>`}`;
}
