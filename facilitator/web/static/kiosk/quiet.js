// Nobody is left behind on the screen: it asks, then empties itself.
import { html, useEffect, useRef, useState } from "../vendor/preact-htm.js";
import { useCountdown } from "./thanks.js";
import { useVoice } from "./voice.js";

const RESTS_AFTER = 60_000;
const ASKS_FOR = 30;

/** Whether nothing was touched or typed for a while; the second value wakes it. */
function useRest(isOn) {
  const [resting, setResting] = useState(false);
  const timer = useRef(0);
  const wake = () => {
    clearTimeout(timer.current);
    setResting(false);
    timer.current = setTimeout(() => setResting(true), RESTS_AFTER);
  };
  useEffect(() => {
    if (!isOn) return undefined;
    wake();
    const signs = ["pointerdown", "keydown", "input"];
    const touched = (event) => {
      if (!event.target.closest?.(".kiosk-still")) wake();
    };
    for (const sign of signs) document.addEventListener(sign, touched);
    return () => {
      clearTimeout(timer.current);
      for (const sign of signs) document.removeEventListener(sign, touched);
    };
  }, [isOn]);
  return [isOn && resting, wake];
}

function Asking({ stay, leave }) {
  const { t, tn } = useVoice();
  const left = useCountdown(ASKS_FOR, true, leave);
  const box = useRef(null);
  useEffect(() => {
    const dialog = box.current;
    dialog.showModal();
    // Closed, it gives the focus back to where the person was.
    return () => dialog.close();
  }, []);
  return html`<dialog class="kiosk-still" ref=${box} aria-labelledby="still-title" onCancel=${stay}>
    <h2 id="still-title">${t("Are you still there?")}</h2>
    <p>
      ${tn("This screen is emptied in {n} second.", "This screen is emptied in {n} seconds.", Math.max(left, 0))}
    </p>
    <p class="kiosk-buttons">
      <button type="button" class="button-secondary" onClick=${leave}>${t("Empty it now")}</button>
      <button type="button" class="button" autofocus onClick=${stay}>${t("I need more time")}</button>
    </p>
  </dialog>`;
}

/** Asks whoever has stopped in the middle, and calls `leave` without an answer. */
export function Quiet({ isOn, leave }) {
  const [resting, wake] = useRest(isOn);
  return resting && html`<${Asking} stay=${wake} leave=${leave} />`;
}

/** The back button shows the start; nothing of a person is in the browser's history. */
export function useNoWayBack(reset) {
  useEffect(() => {
    const stay = () => history.pushState(null, "", location.pathname);
    const back = () => {
      stay();
      reset();
    };
    const shown = (event) => event.persisted && reset();
    stay();
    window.addEventListener("popstate", back);
    window.addEventListener("pageshow", shown);
    return () => {
      window.removeEventListener("popstate", back);
      window.removeEventListener("pageshow", shown);
    };
  }, []);
}
