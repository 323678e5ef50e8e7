// The projector's window: full screen, a hidden cursor, a display that stays awake, and
// clicker keys passed on to the console when they land here.
import { keyName } from "../console/keys.js";

const CURSOR_RESTS_AFTER = 3000;

export function toggleFullscreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.().catch(() => {});
}

/** Hide the cursor of `body` after three quiet seconds. */
export function rest(body) {
  let timer = 0;
  const wake = () => {
    body.classList.remove("resting");
    clearTimeout(timer);
    timer = setTimeout(() => body.classList.add("resting"), CURSOR_RESTS_AFTER);
  };
  document.addEventListener("pointermove", wake);
  document.addEventListener("pointerdown", wake);
  wake();
}

/** Ask for a display that does not sleep; asked again whenever the page comes back. */
export function keepAwake() {
  const ask = () => {
    if (document.visibilityState !== "visible") return;
    navigator.wakeLock?.request("screen").catch(() => {});
  };
  document.addEventListener("visibilitychange", ask);
  ask();
}

/**
 * F is full screen; every other key of the console is passed on to its window, because
 * a clicker sends its keys to whichever window was clicked last.
 */
export function listenToKeys(session) {
  const channel = new BroadcastChannel(`console-${session}`);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "f" || event.key === "F") {
      event.preventDefault();
      toggleFullscreen();
      return;
    }
    const name = keyName(event);
    if (!name) return;
    event.preventDefault();
    if (!event.repeat) channel.postMessage({ key: name });
  });
}
