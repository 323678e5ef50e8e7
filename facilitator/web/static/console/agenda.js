// The agenda, and the worksheets that tables sent in.
import { html } from "../vendor/preact-htm.js";
import { language, t, tn, words } from "../strings.js";
import { Switch } from "./parts.js";

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
          ${t("Begins now")}<span class="visually-hidden"> ${words(item.title)}</span>
        </button>`}
      </li>`,
    )}
  </ol>`;
}

export function Worksheets({ state, move }) {
  return html`<${Switch}
      name="worksheet"
      label=${t("Worksheet on phones")}
      isOn=${state.worksheet}
      change=${(open) => move("worksheet", { open })}
    />
    <p class="hint">${words(state.worksheet_name)}</p>
    <ul class="worksheet-list" role="list">
      ${state.worksheets.map(
        ({ id, table, shown }) => html`<li key=${id}>
          <p>${table || t("A table without a name")}</p>
          <button
            type="button"
            class="button-secondary"
            aria-pressed=${String(shown)}
            onClick=${() => move(shown ? "hide_worksheet" : "show_worksheet", { worksheet: id })}
          >
            ${shown ? t("Take off the projector") : t("Show on the projector")}
            <span class="visually-hidden"> ${table}</span>
          </button>
        </li>`,
      )}
    </ul>
    ${state.worksheets.length === 0 &&
    html`<p class="quiet">${t("No table has sent its worksheet yet.")}</p>`}`;
}
