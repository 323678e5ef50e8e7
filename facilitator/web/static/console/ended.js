// A session that has ended: when that was, and where it goes on.
import { html } from "../vendor/preact-htm.js";
import { language, t } from "../strings.js";

/** The day and the hour of the end, where the session was held. */
export function endedAt({ ended_at: moment, time_zone: timeZone }) {
  return new Intl.DateTimeFormat(language === "es" ? "es-US" : "en-US", {
    month: "short",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
    timeZone,
  }).format(Date.parse(moment));
}

/** What stands where moves were made. */
export function Ended({ session, isRemote }) {
  return html`<section class="ended" aria-labelledby="ended-title">
    <h2 id="ended-title">${t("The session has ended.")}</h2>
    <p>${t("Nothing can be changed on this page any more.")}</p>
    ${!isRemote &&
    html`<p>${t("What was collected, and what is left to do, is on the session’s page at the desk.")}</p>
      <p><a class="button" href=${`/desk/sessions/${session}#after`}>${t("After the session")}</a></p>`}
  </section>`;
}
