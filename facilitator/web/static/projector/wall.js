// What the room sees, whichever screen is on; the console shows the same, small.
import { html } from "../vendor/preact-htm.js";
import { Apart } from "../apart.js";
import { Slide } from "../slide.js";
import { Lobby } from "./lobby.js";
import { Corner } from "./parts.js";
import { Break, Note, Timer } from "./pause.js";
import { Poll } from "./poll.js";
import { Question } from "./question.js";
import { Black, Calm } from "./quiet.js";
import { SignOut } from "./sign_out.js";
import { Worksheet } from "./worksheet.js";

/** The newest results of the poll on stage, or null while they are not shown. */
export function shownResults(state, told) {
  if (!state.results || state.results.poll !== state.poll?.name) return null;
  const isSame =
    told && told.poll === state.results.poll && told.round === state.results.round;
  return isSame ? told : state.results;
}

function Screen({ state, told, count, say, language }) {
  const { screen } = state;
  if (screen === "black") return html`<${Black} say=${say} />`;
  if (screen === "calm") return html`<${Calm} say=${say} />`;
  if (screen === "break") return html`<${Break} state=${state} say=${say} />`;
  if (screen === "note" && state.note) {
    return html`<${Note} note=${state.note} ...${{ say, language }} />`;
  }
  if (screen === "poll" && state.poll) {
    const results = shownResults(state, told);
    return html`<${Poll} poll=${state.poll} now=${state.now} ...${{ results, count, say, language }} />`;
  }
  if (screen === "question" && state.asked) {
    return html`<${Question} asked=${state.asked} say=${say} />`;
  }
  if (screen === "worksheet" && state.worksheet_shown) {
    return html`<${Worksheet} shown=${state.worksheet_shown} ...${{ say, language }} />`;
  }
  if (screen === "sign-out") return html`<${SignOut} ...${{ state, count, say }} />`;
  return html`<${Lobby} ...${{ state, count, say, language }} />`;
}

const WITH_CORNER = ["slide", "poll", "worksheet", "question"];

/**
 * The snapshot with the code of the moment in place of the session's own. Near the end
 * the corner tells the code to sign out; the lobby always the one to sign in.
 */
function atTheDoor(state, door) {
  if (!door || !state.guarded) return state;
  const inCorner = WITH_CORNER.includes(state.screen);
  const way = state.screen === "sign-out" || (inCorner && state.leaving) ? "out" : "in";
  return { ...state, join: { ...state.join, ...door[way], way } };
}

/**
 * Draw a projector snapshot. `told` are the RESULTS told last, `door` the codes at the
 * door, `say` speaks the projector's language, `width` is the width of slide pictures,
 * and `children` lie on the slide.
 */
export function Wall({ state: sent, door, told, count, say, width = 1920, children }) {
  const state = atTheDoor(sent, door);
  const { language, ahead, zoom } = state;
  const slide = state.screen === "slide" ? state.slide : null;
  const hasCorner = state.corner && WITH_CORNER.includes(state.screen);
  return html`<div class="wall" lang=${language}>
    <${Slide} ...${{ slide, ahead, zoom, language, width }}>${children}<//>
    ${!slide &&
    html`<${Apart} version=${state.v} instead=${html`<${Lobby} ...${{ state, count, say, language }} />`}>
      <${Screen} ...${{ state, told, count, say, language }} />
    <//>`}
    ${hasCorner && html`<${Corner} join=${state.join} say=${say} />`}
    <${Timer} state=${state} say=${say} />
  </div>`;
}
