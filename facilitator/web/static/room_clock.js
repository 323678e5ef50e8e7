// The room's clock and its countdown; a screen's own clock may be wrong.
import { useEffect, useState } from "./vendor/preact-htm.js";

const SECOND = 1000;

// A part of the page may begin to count long after its snapshot came.
let newest = { roomNow: "", ahead: 0 };

function aheadOf(roomNow) {
  if (newest.roomNow !== roomNow) {
    newest = { roomNow, ahead: Date.parse(roomNow) - Date.now() };
  }
  return newest.ahead;
}

/** The room's time in milliseconds, told anew each second while it `isOn`. */
export function useRoomClock(roomNow, isOn = true) {
  const ahead = aheadOf(roomNow);
  const [now, setNow] = useState(() => Date.now() + ahead);
  useEffect(() => {
    if (!isOn) return undefined;
    const tell = () => setNow(Date.now() + ahead);
    tell();
    const timer = setInterval(tell, SECOND / 4);
    return () => clearInterval(timer);
  }, [ahead, isOn]);
  return now;
}

/** The whole seconds left until `ends` (negative: over), or null without an end. */
export function useSecondsLeft({ timer_ends: ends, now: roomNow }) {
  const now = useRoomClock(roomNow, Boolean(ends));
  return ends ? Math.ceil((Date.parse(ends) - now) / SECOND) : null;
}

const two = (number) => String(number).padStart(2, "0");

/** Seconds as a clock shows them: 4:05, 1:10:00. */
export function clockFace(seconds) {
  const left = Math.max(0, seconds);
  const hours = Math.floor(left / 3600);
  const minutes = Math.floor((left % 3600) / 60);
  const rest = two(left % 60);
  return hours ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

/** The time of day of a moment, where the session is held. */
export function timeOfDay(moment, timeZone, language) {
  return new Intl.DateTimeFormat(language === "es" ? "es-US" : "en-US", {
    hour: "numeric",
    minute: "2-digit",
    timeZone,
  }).format(Date.parse(moment));
}
