// Polls, questions, agenda and worksheets behind tabs.
import { html, useState } from "../vendor/preact-htm.js";
import { t } from "../strings.js";
import { Agenda } from "./agenda.js";
import { Tabs } from "./parts.js";
import { InHand, PollList } from "./polls.js";
import { Questions, QuestionsTab } from "./questions.js";
import { Worksheets } from "./worksheets.js";

export function Queue(props) {
  const { state, questions } = props;
  const [chosen, choose] = useState("polls");
  const tabs = [
    ["polls", t("Polls")],
    ["questions", html`<${QuestionsTab} questions=${questions} />`],
    ["agenda", t("Agenda")],
    state.worksheet_name && ["worksheets", t("Worksheets")],
  ].filter(Boolean);
  return html`<section class="queue">
    <${Tabs} ...${{ tabs, chosen, choose }} label=${t("Queue")} />
    <div
      id="queue-panel"
      class="queue-panel"
      role="tabpanel"
      aria-labelledby=${`tab-${chosen}`}
      tabindex="0"
    >
      ${chosen === "polls" && html`<${InHand} ...${props} /><${PollList} ...${props} />`}
      ${chosen === "questions" && html`<${Questions} ...${props} />`}
      ${chosen === "agenda" && html`<${Agenda} ...${props} />`}
      ${chosen === "worksheets" && html`<${Worksheets} ...${props} />`}
    </div>
  </section>`;
}
