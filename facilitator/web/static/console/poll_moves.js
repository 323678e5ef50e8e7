// What is done with the poll in hand, at the laptop and in one hand.
import { html } from "../vendor/preact-htm.js";
import { t } from "../strings.js";
import { KeyButton } from "./parts.js";

// A key held down on "Open the poll" would close it at once.
const pressOnce = (event) => event.repeat && event.preventDefault();

/** Open, close, results; `children` come last. */
export function PollMoves({ poll, act, class: kind, children }) {
  const isOpen = poll.phase === "open";
  const toOpen = poll.phase === "ready" ? t("Open the poll") : t("Open again");
  // One button opens and closes, so that the keyboard stays on it.
  return html`<div class=${`${kind} settles`} data-phase=${poll.phase} onKeyDown=${pressOnce}>
    <${KeyButton}
      name=${isOpen ? "close" : "open"}
      keys=${isOpen ? "X" : "O"}
      label=${isOpen ? t("Close and show results") : toOpen}
      act=${act}
    />
    ${isOpen && html`<${KeyButton} name="close-only" label=${t("Close")} act=${act} />`}
    ${poll.phase !== "ready" &&
    html`<${KeyButton}
      name="results"
      keys="R"
      label=${poll.results_shown ? t("Hide results") : t("Show results")}
      act=${act}
    />`}
    ${children}
  </div>`;
}
