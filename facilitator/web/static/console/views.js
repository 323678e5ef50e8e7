// What the room sees now, what comes next, and the notes.
import { html, useState } from "../vendor/preact-htm.js";
import { language as pageLanguage, t } from "../strings.js";
import { Slide, slideWords } from "../slide.js";
import { Wall } from "../projector/wall.js";
import { Pointing, PointingTools } from "./pointing.js";
import { clickPlace, kindName, placeWords, slidePlace } from "./places.js";

const LANGUAGES = { en: "English", es: "Español" };
const SIZES = [0.875, 1, 1.125, 1.375, 1.625, 2];
const SIZE_KEPT_AS = "console-notes-size";

/** What is on the wall, in a few words. */
export function onTheWall({ screen, slide }) {
  if (screen === "slide" && slide) return slidePlace(slide);
  const names = {
    lobby: t("Lobby"),
    poll: t("Poll"),
    note: t("Content note"),
    break: t("Break"),
    worksheet: t("Worksheet"),
    question: t("Question of the room"),
    "sign-out": t("Sign-out"),
    calm: t("Calm"),
    black: t("Black"),
  };
  return names[screen] || t("Lobby");
}

/** The projector, small, and the ways to point at it. */
export function Now(props) {
  const { state, told, count, door, spoken } = props;
  const say = spoken[state.language] || spoken.en;
  return html`<section class="now" aria-labelledby="now-title">
    <div class="now-head">
      <h2 id="now-title">${t("On the projector")} <b>${onTheWall(state)}</b></h2>
      <${PointingTools} ...${props} />
    </div>
    <div class="screen">
      <${Wall} ...${{ state, told, count, door, say }} width=${960}><${Pointing} ...${props} /><//>
    </div>
  </section>`;
}

function nextTitle({ next_step: step, next_slide: next, slide, screen }) {
  if (!step) return t("Nothing more: this is the end");
  if (!next) return kindName(step);
  const isSame = screen === "slide" && next.n === slide?.n;
  return isSame ? t("The same slide, {click}", { click: clickPlace(next) }) : slidePlace(next);
}

/** What the key "next" brings: a click, a slide, a poll, a note or a break. */
export function Next({ state }) {
  const { next_step: step, next_slide: slide, language } = state;
  return html`<section class="next" aria-labelledby="next-title">
    <h2 id="next-title">${t("Next")} <b>${nextTitle(state)}</b></h2>
    <div class="screen">
      ${slide && html`<${Slide} slide=${slide} language=${language} width=${960} />`}
      ${step && !slide && html`<p class="next-other">${placeWords(step)}</p>`}
    </div>
    ${slide && html`<p class="visually-hidden">${slideWords(slide, language).title}</p>`}
  </section>`;
}

function keptSize() {
  const kept = Number(localStorage.getItem(SIZE_KEPT_AS));
  return SIZES.includes(kept) ? kept : 1.125;
}

/**
 * The languages to read notes in: of those that there are, the session's and the
 * trainer's own; where there are none of these, what there is.
 */
function notesIn(notes, languages) {
  const written = Object.keys(notes).filter((one) => notes[one]);
  const wanted = written.filter((one) => languages.includes(one) || one === pageLanguage);
  return wanted.length ? wanted : written;
}

/** The trainer's own notes, in a language and size of the trainer's choice. */
export function Notes({ state }) {
  const { notes, languages } = state;
  const [size, setSize] = useState(keptSize);
  const [chosen, setChosen] = useState(pageLanguage);
  const spoken = notesIn(notes, languages);
  const shown = spoken.includes(chosen) ? chosen : spoken[0];
  const change = (by) => {
    const place = SIZES.indexOf(size) + by;
    const next = SIZES[Math.min(SIZES.length - 1, Math.max(0, place))];
    localStorage.setItem(SIZE_KEPT_AS, String(next));
    setSize(next);
  };
  return html`<section class="notes" aria-labelledby="notes-title">
    <div class="notes-head">
      <h2 id="notes-title">${t("Notes")}</h2>
      ${spoken.length > 1 &&
      html`<label class="notes-language">
        <span class="visually-hidden">${t("Language of the notes")}</span>
        <select class="select" value=${shown} onChange=${(e) => setChosen(e.target.value)}>
          ${spoken.map((one) => html`<option value=${one}>${LANGUAGES[one] || one}</option>`)}
        </select>
      </label>`}
      <button type="button" class="button-quiet" onClick=${() => change(-1)}>
        <span aria-hidden="true">A−</span>
        <span class="visually-hidden">${t("Smaller notes")}</span>
      </button>
      <button type="button" class="button-quiet" onClick=${() => change(1)}>
        <span aria-hidden="true">A+</span>
        <span class="visually-hidden">${t("Larger notes")}</span>
      </button>
    </div>
    <div class="notes-text" tabindex="0" style=${{ fontSize: `${size}rem` }} lang=${shown}>
      ${shown ? notes[shown] : html`<span class="quiet">${t("No notes here.")}</span>`}
    </div>
  </section>`;
}
