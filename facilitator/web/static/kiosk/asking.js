// What is asked of the laptop; sent again until it has answered.
const PAUSES = [0, 700, 1500, 3000];
const TOO_LONG = 8000;

// After these the device is no kiosk any more.
const GONE = ["kiosk-gone", "not-allowed", "no-such-session"];

const wait = (time) => new Promise((resolve) => setTimeout(resolve, time));

async function once(address, body) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), TOO_LONG);
  try {
    const response = await fetch(address, {
      method: body ? "POST" : "GET",
      headers: { Accept: "application/json", "Content-Type": "application/json" },
      body: body && JSON.stringify(body),
      signal: stop.signal,
      cache: "no-store",
    });
    const answer = await response.json();
    if (GONE.includes(answer.code)) document.dispatchEvent(new Event("kiosk-gone"));
    return answer;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Return the laptop's answer. What is sent can be sent twice: it is one person and one
 * line all the same. `{ok: false, code: "no-answer"}` where there was none.
 */
export async function ask(address, body) {
  for (const pause of PAUSES) {
    if (pause) await wait(pause);
    try {
      return await once(address, body);
    } catch {
      // No network at this moment, or the laptop is starting again.
    }
  }
  return { ok: false, code: "no-answer" };
}

/** A random mark of a form, so that sent twice it is one person. */
export function mark() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
