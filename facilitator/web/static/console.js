// The console: what the trainer sees and does while presenting.
import { html, render, useCallback, useEffect, useRef, useState } from "./vendor/preact-htm.js";
import { t } from "./strings.js";
import { bothLanguages } from "./projector/speech.js";
import { Bar } from "./console/bar.js";
import { Controls, Switches } from "./console/controls.js";
import { moveFor } from "./console/deeds.js";
import { OpenDialog } from "./console/dialogs.js";
import { Ended } from "./console/ended.js";
import { Handheld, useHandheld } from "./console/handheld.js";
import { listenToKeys } from "./console/keys.js";
import { openLine } from "./console/line.js";
import { PaceLine } from "./console/pace.js";
import { usePlaces } from "./console/places.js";
import { Queue } from "./console/queue.js";
import { TimerLine } from "./console/timer.js";
import { Next, Notes, Now } from "./console/views.js";

const facts = JSON.parse(document.getElementById("facts").textContent);
const spoken = await bothLanguages();
const POINTERS = ["laser", "zoom"];
const DIALOG_KEYS = ["help", "go-to", "timer"];

function openProjector() {
  const projector = window.open(`/projector/${facts.session}`, `projector-${facts.session}`, "popup,width=1280,height=720");
  projector?.focus();
}

/** Say why a key did nothing. */
function nothingFor(name) {
  if (name === "next-part") return t("Every part of the agenda has begun.");
  if (POINTERS.includes(name)) return t("No slide is on. Show one first.");
  if (name === "play") return t("There is no video or sound on this slide.");
  return t("No poll is on. Choose one first.");
}

/** The room as last told, and the moves; `said` is the last refusal's sentence. */
function useRoom() {
  const [state, setState] = useState(facts.state);
  const [results, setResults] = useState(facts.results);
  const [count, setCount] = useState(facts.count);
  const [door, setDoor] = useState(facts.door);
  const [questions, setQuestions] = useState(facts.questions);
  const [line, setLine] = useState("connecting");
  const [said, setSaid] = useState("");
  const room = useRef(null);
  useEffect(() => {
    room.current = openLine(facts.session, {
      onState: setState,
      onResults: setResults,
      onCount: setCount,
      onDoor: setDoor,
      onQuestions: setQuestions,
      onConnected: (isOn, refusal) => {
        setLine(isOn ? "connected" : "lost");
        if (refusal) setSaid(refusal.message);
      },
    });
    return () => room.current.close();
  }, []);
  const move = useCallback(async (name, payload) => {
    setSaid("");
    const refusal = await room.current.move(name, payload);
    // What was said meanwhile stays.
    if (refusal) setSaid(refusal);
  }, []);
  const point = useCallback((at) => room.current.point(at), []);
  return { state, results, count, door, questions, line, said, setSaid, move, point };
}

function Console() {
  const { state, results, count, door, questions, line, said, setSaid, move, point } = useRoom();
  const [pointer, setPointer] = useState("");
  const [dialog, ask] = useState("");
  const isHandheld = useHandheld();
  const places = usePlaces(facts.session, state.outline);
  const newest = useRef(state);
  newest.current = state;

  const act = useCallback((name) => {
    const hasEnded = newest.current.finished && name !== "help";
    if (hasEnded) return setSaid(t("This session has ended. Nothing can be changed on this page any more."));
    if (DIALOG_KEYS.includes(name)) return ask(name);
    const wanted = moveFor(name, newest.current);
    if (wanted) return move(...wanted);
    if (POINTERS.includes(name) && newest.current.screen === "slide") {
      return setPointer((before) => (before === name ? "" : name));
    }
    return setSaid(nothingFor(name));
  }, []);
  useEffect(() => listenToKeys(facts.session, act), []);

  // The projector hears only what is let through; its small picture here does too.
  const told = results && {
    ...results,
    texts: results.wall ?? (results.texts || []).filter(({ shown }) => shown),
  };
  const close = () => ask("");
  const { remote: isRemote, session } = facts;
  const all = { state, results, told, count, door, questions, line, spoken, places, session, isRemote };
  const pointing = { pointer, setPointer, point };
  const shared = { ...all, ...pointing, act, ask, move, close, openProjector };
  return html`${isHandheld ? html`<${Handheld} ...${shared} />` : html`<${Laptop} ...${shared} />`}
    <div class="said" role="alert">
      ${said &&
      html`<p class="message message-bad">
        <span>${said}</span>
        <button type="button" class="button-quiet" onClick=${() => setSaid("")}>${t("Close")}</button>
      </p>`}
    </div>
    <${OpenDialog} name=${dialog} ...${shared} />`;
}

function Laptop(props) {
  const { state, count, move } = props;
  return html`<${Bar} ...${props} />
    <div class="desk">
      <div class="desk-left">
        <${Now} ...${props} />
        ${!state.finished && html`<${TimerLine} state=${state} move=${move} /><${PaceLine} count=${count} />`}
        <${Notes} state=${state} />
      </div>
      ${state.finished
        ? html`<div class="desk-right"><${Ended} ...${props} /></div>`
        : html`<div class="desk-right">
            <div class="desk-top">
              <${Next} state=${state} />
              <${Switches} ...${props} />
            </div>
            <${Queue} ...${props} />
          </div>`}
    </div>
    <${Controls} ...${props} />`;
}

const root = document.getElementById("console");
root.replaceChildren();
render(html`<${Console} />`, root);
