/** The neutral page: today's date and nothing else. */

/** Write today's date into the neutral page. */
export function writeDay(root = document) {
  const place = root.querySelector("#away-day");
  const spoken = document.documentElement.lang === "es" ? "es-US" : "en-US";
  place.textContent = new Intl.DateTimeFormat(spoken, { dateStyle: "full" }).format();
}

if (document.querySelector("main #away-day")) writeDay();
