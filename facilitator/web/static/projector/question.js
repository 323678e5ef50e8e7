// A question of the room on the wall: its words, and nothing else.
import { html } from "../vendor/preact-htm.js";
import { Canvas, Fit } from "../canvas.js";
import { InBoth } from "./parts.js";

/** The question that the trainer put on stage. */
export function Question({ asked, say }) {
  return html`<${Canvas} class="question">
    <div class="question-page">
      <p class="question-label"><${InBoth} say=${say} said=${({ t }) => t("A question of the room")} /></p>
      <${Fit} class="question-words" least=${29} most=${60} watch=${asked.text}>
        <h1 dir="auto">${asked.text}</h1>
      <//>
    </div>
  <//>`;
}
