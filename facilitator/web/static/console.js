// The console: what the trainer sees and does while presenting.
import { html, render, useCallback, useEffect, useRef, useState } from "./vendor/preact-htm.js";
import { t } from "./strings.js";
import { bothLanguages } from "./projector/speech.js";
import { Bar } from "./console/bar.js";
import { Controls, Switches } from "./console/controls.js";
import { moveFor } from "./console/deeds.js";
import { OpenDialog } from "./console/dialogs.js";
import { listenToKeys } from "./console/keys.js";
import { openLine } from "./console/line.js";
import { usePlaces } from "./console/places.js";
import { Queue } from "./console/queue.js";
import { TimerLine } from "./console/timer.js";
import { Next, Notes, Now } from "./console/views.js";

const facts = JSON.parse(document.getElementById("facts").textContent);
const spoken = await bothLanguages();
const DIALOG_KEYS = ["help", "go-to", "timer"];

function openProjector() {
  const projector = window.open(`/projector/${facts.session}`, `projector-${facts.session}`, "popup,width=1280,height=720");
  projector?.focus();
}

/** The room as last told, and the moves; `said` is the last refusal's sentence. */
function useRoom() {
  const [state, setState] = useState(facts.state);
  const [results, setResults] = useState(facts.results);
  const [count, setCount] = useState(facts.count);
  const [line, setLine] = useState("connecting");
  const [said, setSaid] = useState("");
  const room = useRef(null);
  useEffect(() => {
    room.current = openLine(facts.session, {
      onState: setState,
      onResults: setResults,
      onCount: setCount,
      onConnected: (isOn, refusal) => {
        setLine(isOn ? "connected" : "lost");
        if (refusal) setSaid(refusal.message);
      },
    });
    return () => room.current.close();
  }, []);
  const move = useCallback(
    async (name, payload) => setSaid(await room.current.move(name, payload)),
    [],
  );
  return { state, results, count, line, said, setSaid, move };
}

function Console() {
  const { state, results, count, line, said, setSaid, move } = useRoom();
  const [dialog, ask] = useState("");
  const places = usePlaces(facts.session, state.outline);
  const newest = useRef(state);
  newest.current = state;

  const act = useCallback((name) => {
    if (DIALOG_KEYS.includes(name)) return ask(name);
    const wanted = moveFor(name, newest.current);
    if (wanted) return move(...wanted);
    return setSaid(
      name === "next-part"
        ? t("Every part of the agenda has begun.")
        : t("No poll is on. Choose one first."),
    );
  }, []);
  useEffect(() => listenToKeys(facts.session, act), []);

  // The projector hears only what is let through; its small picture here does too.
  const told = results && {
    ...results,
    texts: (results.texts || []).filter(({ shown }) => shown),
  };
  const close = () => ask("");
  return html`<${Bar} ...${{ state, count, line, act }} />
    <div class="desk">
      <div class="desk-left">
        <${Now} ...${{ state, told, count, spoken }} />
        <${TimerLine} state=${state} move=${move} />
        <${Notes} notes=${state.notes} />
      </div>
      <div class="desk-right" inert=${state.finished}>
        <div class="desk-top">
          <${Next} state=${state} />
          <${Switches} state=${state} move=${move} />
        </div>
        <${Queue} ...${{ state, results, count, act, ask, move }} />
      </div>
    </div>
    ${state.finished &&
    html`<p class="message message-good ended">
      ${t("The session has ended.")}
      <a href=${`/desk/sessions/${facts.session}#after`}>${t("Download the workbooks")}</a>
    </p>`}
    <div class="said" role="alert">
      ${said &&
      html`<p class="message message-bad">
        <span>${said}</span>
        <button type="button" class="button-quiet" onClick=${() => setSaid("")}>${t("Close")}</button>
      </p>`}
    </div>
    <${Controls} ...${{ state, act, ask }} />
    <${OpenDialog} name=${dialog} ...${{ state, places, count, move, close, openProjector }} />`;
}

const root = document.getElementById("console");
root.replaceChildren();
render(html`<${Console} />`, root);
