// The agenda: what began when, and what can be started.
import { html } from "../vendor/preact-htm.js";
import { language, t, tn, words } from "../strings.js";

/** Times are the session's own, wherever the laptop thinks it is. */
const clockIn = (timeZone) =>
  new Intl.DateTimeFormat(language === "es" ? "es-US" : "en-US", {
    hour: "numeric",
    minute: "2-digit",
    timeZone,
  });

export function Agenda({ state, move }) {
  const clock = clockIn(state.time_zone);
  const current = state.agenda.reduce((last, one, i) => (one.began ? i : last), -1);
  return html`<ol class="agenda" role="list">
    ${state.agenda.map(
      (item, index) => html`<li key=${item.name} aria-current=${index === current ? "step" : undefined}>
        <div>
          <p class="agenda-title">${words(item.title)}</p>
          <p class="agenda-facts">
            ${tn("{n} minute", "{n} minutes", item.minutes)}
            ${item.creditable && html` · ${t("creditable")}`}
            ${item.began &&
            html` · ${t("began at {time}", { time: clock.format(Date.parse(item.began)) })}`}
          </p>
        </div>
        ${!item.began &&
        html`<button
          type="button"
          class="button-quiet"
          onClick=${() => move("agenda", { item: item.name })}
        >
          ${t("Start this part")}<span class="visually-hidden"> ${words(item.title)}</span>
        </button>`}
      </li>`,
    )}
  </ol>`;
}
