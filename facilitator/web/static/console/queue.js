// Polls, agenda and worksheets behind tabs.
import { html, useState } from "../vendor/preact-htm.js";
import { t } from "../strings.js";
import { Agenda } from "./agenda.js";
import { InHand, PollList } from "./polls.js";
import { Worksheets } from "./worksheets.js";

const STEPS = { ArrowRight: 1, ArrowLeft: -1 };

function Tabs({ tabs, chosen, choose }) {
  const turn = (event) => {
    const by = STEPS[event.key];
    if (!by) return;
    event.preventDefault();
    const place = tabs.findIndex(([name]) => name === chosen);
    const [next] = tabs[(place + by + tabs.length) % tabs.length];
    choose(next);
    document.getElementById(`tab-${next}`).focus();
  };
  return html`<div class="tabs" role="tablist" aria-label=${t("Queue")} onKeyDown=${turn}>
    ${tabs.map(
      ([name, label]) => html`<button
        key=${name}
        id=${`tab-${name}`}
        type="button"
        role="tab"
        aria-selected=${String(name === chosen)}
        aria-controls="queue-panel"
        tabindex=${name === chosen ? 0 : -1}
        onClick=${() => choose(name)}
      >
        ${label}
      </button>`,
    )}
  </div>`;
}

export function Queue(props) {
  const { state } = props;
  const [chosen, choose] = useState("polls");
  const tabs = [
    ["polls", t("Polls")],
    ["agenda", t("Agenda")],
    state.worksheet_name && ["worksheets", t("Worksheets")],
  ].filter(Boolean);
  return html`<section class="queue">
    <${Tabs} tabs=${tabs} chosen=${chosen} choose=${choose} />
    <div
      id="queue-panel"
      class="queue-panel"
      role="tabpanel"
      aria-labelledby=${`tab-${chosen}`}
      tabindex="0"
    >
      ${chosen === "polls" && html`<${InHand} ...${props} /><${PollList} ...${props} />`}
      ${chosen === "agenda" && html`<${Agenda} ...${props} />`}
      ${chosen === "worksheets" && html`<${Worksheets} ...${props} />`}
    </div>
  </section>`;
}
