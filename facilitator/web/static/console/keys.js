// The console's keys, and what presenter clickers send.
const KEYS = {
  ArrowRight: "next",
  PageDown: "next",
  " ": "next",
  ArrowLeft: "previous",
  PageUp: "previous",
  b: "black",
  ".": "black",
  c: "calm",
  d: "laser",
  l: "lobby",
  o: "open",
  x: "close",
  r: "results",
  s: "sign-out",
  t: "timer",
  u: "undo",
  g: "go-to",
  n: "next-part",
  p: "play",
  z: "zoom",
  "?": "help",
  // Clickers start and end a slide show with these; here they must do no harm.
  F5: "nothing",
  Escape: "nothing",
};

const WRITING = "input, textarea, select, [contenteditable]";
const PRESSED_BY_SPACE = "button, a, summary, [role=tab], [role=switch]";

/** Return what a key press means, or "" where it is somebody else's. */
export function keyName(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return "";
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest(WRITING)) return event.key === "F5" ? "nothing" : "";
  if (event.key === " " && target?.closest(PRESSED_BY_SPACE)) return "";
  const isTab = target?.closest("[role=tab]") && event.key.startsWith("Arrow");
  if (isTab) return "";
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return KEYS[key] || "";
}

/** Call `act(name)` for every key of the console, also those pressed on the wall. */
export function listenToKeys(session, act) {
  const channel = new BroadcastChannel(`console-${session}`);
  const press = (event) => {
    const isInDialog = document.querySelector("dialog[open]");
    if (isInDialog && event.key !== "F5") return;
    const name = keyName(event);
    if (!name) return;
    event.preventDefault();
    // A key held down would run through the deck.
    if (name !== "nothing" && !event.repeat) act(name);
  };
  const hear = ({ data }) => data?.key && data.key !== "nothing" && act(data.key);
  document.addEventListener("keydown", press);
  channel.addEventListener("message", hear);
  return () => {
    document.removeEventListener("keydown", press);
    channel.close();
  };
}
