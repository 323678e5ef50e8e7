// The console in one hand: what is on, what comes, the notes, and large moves.
import { html, useEffect, useState } from "../vendor/preact-htm.js";
import { t, words } from "../strings.js";
import { useRoomClock } from "../room_clock.js";
import { Agenda } from "./agenda.js";
import { LineState, pace, timeLeft } from "./bar.js";
import { Switches } from "./controls.js";
import { standing } from "./clock.js";
import { pollInHand } from "./deeds.js";
import { Ended } from "./ended.js";
import { Dialog, KeyButton, Tabs } from "./parts.js";
import { PaceLine } from "./pace.js";
import { PollMoves } from "./poll_moves.js";
import { InHand, PollList } from "./polls.js";
import { Questions, QuestionsTab } from "./questions.js";
import { TimerLine } from "./timer.js";
import { undoWords } from "./undo.js";
import { Next, Notes, Now, onTheWall } from "./views.js";
import { Worksheets } from "./worksheets.js";

const NARROW = window.matchMedia("(max-width: 700px)");

/** Whether the window is a phone's, held upright. */
export function useHandheld() {
  const [is, setIs] = useState(NARROW.matches);
  useEffect(() => {
    const look = () => setIs(NARROW.matches);
    NARROW.addEventListener("change", look);
    return () => NARROW.removeEventListener("change", look);
  }, []);
  return is;
}

function Head({ state, line }) {
  const now = useRoomClock(state.now, !state.finished);
  const { item, left, behind } = standing(state, now);
  const isUnderWay = item && !state.finished;
  return html`<header class="hand-head">
    <h1>${onTheWall(state)}</h1>
    <${LineState} line=${line} />
    <p>${isUnderWay ? `${words(item.title)} · ${timeLeft(left)} · ${pace(behind)}` : words(state.title)}</p>
  </header>`;
}

// A poll comes to the front by itself when it is put on the wall.
function usePanel(state) {
  const [chosen, choose] = useState("notes");
  const onStage = state.screen === "poll" ? state.poll?.name : "";
  useEffect(() => choose(onStage ? "polls" : "notes"), [onStage]);
  return [chosen, choose];
}

function Panel(props) {
  const { state, questions, chosen, choose } = props;
  const tabs = [
    ["notes", t("Notes")],
    ["polls", t("Polls")],
    ["questions", html`<${QuestionsTab} questions=${questions} />`],
    ["agenda", t("Agenda")],
    state.worksheet_name && ["worksheets", t("Worksheets")],
    ["room", t("The room")],
  ].filter(Boolean);
  return html`<section class="hand-panel">
    <${Tabs} ...${{ tabs, chosen, choose }} label=${t("Notes, polls and more")} />
    <div
      id="queue-panel"
      class=${`hand-content hand-${chosen}`}
      role="tabpanel"
      aria-labelledby=${`tab-${chosen}`}
      tabindex=${chosen === "notes" ? undefined : "0"}
    >
      ${chosen === "notes" && html`<${Notes} state=${state} />`}
      ${chosen === "polls" && html`<${InHand} ...${props} /><${PollList} ...${props} />`}
      ${chosen === "questions" && html`<${Questions} ...${props} />`}
      ${chosen === "agenda" && html`<${Agenda} ...${props} />`}
      ${chosen === "worksheets" && html`<${Worksheets} ...${props} />`}
      ${chosen === "room" && html`<${Switches} ...${props} />`}
    </div>
  </section>`;
}

/** The moves of the poll in hand, within the thumb's reach. */
function PollWithinReach({ state, act, chosen }) {
  const poll = pollInHand(state);
  const isWanted = chosen === "polls" || state.screen === "poll" || poll?.phase === "open";
  if (!poll || !isWanted) return null;
  return html`<${PollMoves} ...${{ poll, act }} class="hand-poll" />`;
}

function Quick({ state, act, ask }) {
  const on = (screen) => state.screen === screen;
  const off = state.finished;
  return html`<nav class="hand-quick" aria-label=${t("Moves")}>
    <${KeyButton} name="go-to" disabled=${off} label=${t("Go to")} act=${ask} />
    <${KeyButton} name="timer" disabled=${off} label=${t("Time")} act=${ask} />
    <${KeyButton} name="calm" disabled=${off} label=${t("Calm")} act=${act} pressed=${on("calm")} />
    <${KeyButton} name="black" disabled=${off} label=${t("Black")} act=${act} pressed=${on("black")} />
    <${KeyButton} name="more" label=${t("More")} act=${ask} />
  </nav>`;
}

function Steps({ state, act }) {
  const off = state.finished;
  return html`<div class="hand-steps">
    <${KeyButton} name="previous" disabled=${off} label=${t("Previous")} act=${act} />
    <${KeyButton} name="next" disabled=${off} label=${t("Next")} act=${act} class="button-next" />
  </div>`;
}

/** What is needed more seldom. */
export function MoreDialog({ state, act, ask, close, isRemote }) {
  const off = state.finished;
  const then = (name) => {
    close();
    act(name);
  };
  const open = (name) => ask(name);
  return html`<${Dialog} title=${t("More")} close=${close} class="hand-more">
    <${KeyButton} name="undo" disabled=${off || !state.can_undo} label=${undoWords(state)} act=${then} />
    <${KeyButton} name="zoom" disabled=${off} label=${state.zoom ? t("Zoom out") : t("Zoom")} act=${then} />
    <${KeyButton} name="lobby" disabled=${off} label=${t("Lobby: how to join")} act=${then} />
    <${KeyButton} name="sign-out" disabled=${off} label=${t("Sign-out")} act=${then} />
    <${KeyButton} name="next-part" disabled=${off} label=${t("Start the next part of the agenda")} act=${then} />
    ${!isRemote &&
    html`<${KeyButton} name="people inside" label=${t("Who is in the room…")} act=${open} />
      <${KeyButton} name="remotes" disabled=${off} label=${t("Remotes…")} act=${open} />
      <${KeyButton} name="projector" label=${t("Projector…")} act=${open} />
      <${KeyButton} name="finish" disabled=${off} label=${t("Finish…")} act=${open} />`}
    <div class="dialog-buttons">
      <button type="button" class="button-secondary" onClick=${close}>${t("Close")}</button>
    </div>
  <//>`;
}

export function Handheld(props) {
  const { state, count, line, act, ask, move } = props;
  const [chosen, choose] = usePanel(state);
  return html`<div class="hand">
    <${Head} state=${state} line=${line} />
    <div class="hand-screens">
      <${Now} ...${props} />
      ${!state.finished && html`<${Next} state=${state} />`}
    </div>
    ${state.finished
      ? html`<div class="hand-panel"><div class="hand-content"><${Ended} ...${props} /><${Notes} state=${state} /></div></div>`
      : html`<${TimerLine} state=${state} move=${move} />
          <${PaceLine} count=${count} />
          <${Panel} ...${props} ...${{ chosen, choose }} />
          <${PollWithinReach} ...${{ state, act, chosen }} />`}
    <${Quick} ...${{ state, act, ask }} />
    <${Steps} ...${{ state, act }} />
  </div>`;
}
