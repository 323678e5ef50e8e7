// The wall: draws what the room sees, and keeps the last picture whatever happens.
import { html, render, useEffect, useState } from "./vendor/preact-htm.js";
import { connect } from "./room.js";
import { bothLanguages } from "./projector/speech.js";
import { Dot, useDot } from "./projector/dot.js";
import { Films } from "./projector/films.js";
import { keepAwake, listenToKeys, rest, toggleFullscreen } from "./projector/window.js";
import { Wall } from "./projector/wall.js";

const facts = JSON.parse(document.getElementById("facts").textContent);
const spoken = await bothLanguages();

/** The only sign of a lost line: a small crossed ring that says nothing on the wall. */
function LostLine({ say }) {
  return html`<svg class="lost-line" viewBox="0 0 20 20" role="img">
    <title>${say.t("Connection lost. Trying again.")}</title>
    <circle cx="10" cy="10" r="8" />
    <path d="M4.5 15.5 L15.5 4.5" />
  </svg>`;
}

function WindowHint({ say }) {
  const [isFull, setFull] = useState(Boolean(document.fullscreenElement));
  useEffect(() => {
    const look = () => setFull(Boolean(document.fullscreenElement));
    document.addEventListener("fullscreenchange", look);
    return () => document.removeEventListener("fullscreenchange", look);
  }, []);
  if (isFull) return null;
  return html`<button type="button" class="window-hint" onClick=${toggleFullscreen}>
    ${say.t("Full screen")} <kbd>F</kbd>
  </button>`;
}

function Projector() {
  const [state, setState] = useState(facts.state);
  const [told, setTold] = useState(facts.state.results);
  const [count, setCount] = useState(facts.count);
  const [door, setDoor] = useState(facts.door);
  const [isLost, setLost] = useState(false);
  const [dot, point] = useDot(`${state.screen} ${state.slide?.n}`);
  const say = spoken[state.language] || spoken.en;

  useEffect(() => {
    const line = connect({
      namespace: "/projector",
      auth: { session: facts.session },
      onState: (next) => {
        setState(next);
        if (next.results) setTold(next.results);
      },
      onResults: setTold,
      onCount: setCount,
      onDoor: setDoor,
    });
    // Not `onStatus`: the laptop talks to itself, so that a Wi-Fi that went away is no
    // lost line.
    line.socket.on("connect", () => setLost(false));
    line.socket.on("point", ({ at }) => point(at));
    line.socket.on("disconnect", () => setLost(true));
    return () => line.socket.disconnect();
  }, []);

  useEffect(() => {
    document.documentElement.lang = say.language;
  }, [say]);

  return html`<${Wall} ...${{ state, told, count, door, say }}>
      <${Films} state=${state} />
      <${Dot} at=${dot} />
    <//>
    ${isLost && html`<${LostLine} say=${say} />`}
    <${WindowHint} say=${say} />`;
}

const root = document.getElementById("projector");
root.replaceChildren();
render(html`<${Projector} />`, root);
rest(document.body);
keepAwake();
listenToKeys(facts.session);
