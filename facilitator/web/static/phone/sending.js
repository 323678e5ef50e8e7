/** Posting a form through bad networks, saying at every moment how it stands. */

import { t } from "../strings.js";

const PAUSES = [1000, 2000, 4000, 8000];

function pause(milliseconds) {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    function done() {
      clearTimeout(timer);
      window.removeEventListener("online", done);
      resolve();
    }
    window.addEventListener("online", done);
  });
}

/**
 * Post `body` (FormData, or an object sent as JSON) until the server answers.
 *
 * `say` is told the state in words. Resolves with the server's JSON, whose `ok` is
 * false where the server refused.
 */
export async function post(address, body, say = () => {}) {
  const isForm = body instanceof FormData;
  const headers = { Accept: "application/json" };
  if (!isForm) headers["Content-Type"] = "application/json";
  for (let attempt = 0; ; attempt += 1) {
    say("sending", t("Sending…"));
    try {
      const response = await fetch(address, {
        method: "POST",
        headers,
        body: isForm ? new URLSearchParams(body) : JSON.stringify(body),
        signal: AbortSignal.timeout?.(15000),
      });
      // A server that is starting or overloaded will answer later.
      if (response.status < 502) return await response.json();
    } catch {
      // No network: wait and try again.
    }
    say(
      "waiting",
      t("Waiting for the network. Keep this page open; it is sent by itself."),
    );
    await pause(PAUSES[Math.min(attempt, PAUSES.length - 1)]);
  }
}

/** Return a function that writes a state and its words into `place`. */
export function sayIn(place) {
  return (state, words) => {
    place.className = `status state state-${state}`;
    place.textContent = words;
  };
}
