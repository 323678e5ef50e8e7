// The words of a room: sized in four steps on the wall, a list with bars on phones.
import { html } from "./vendor/preact-htm.js";
import { ResultTable } from "./result_table.js";

const STEPS = 4;

/** The size of a word, 1 to 4, among others; a word said once is never large. */
export function stepOf(count, most) {
  if (most <= 1) return 1;
  return 1 + Math.round(((STEPS - 1) * (count - 1)) / (most - 1));
}

function Table({ caption, texts, t }) {
  const rows = texts.map(({ text, count }) => ({ label: text, cells: [count] }));
  return html`<${ResultTable} heads=${[t("Word"), t("Phones")]} ...${{ caption, rows }} />`;
}

// Words lie in lines, largest first; nothing turns, nothing jumps into another's place.
function Cloud({ texts, most }) {
  return html`<ul class="cloud" aria-hidden="true">
    ${texts.map(
      ({ id, text, count, pinned }) => html`<li
        key=${id}
        class=${`cloud-${pinned ? STEPS : stepOf(count, most)}${pinned ? " cloud-pinned" : ""}`}
      >
        <span class="fit-word" dir="auto">${text}</span><small>${count}</small>
      </li>`,
    )}
  </ul>`;
}

function Bars({ texts, most }) {
  return html`<ol class="result-rows" aria-hidden="true">
    ${texts.map(
      ({ id, text, count }) => html`<li key=${id}>
        <span class="result-label"><span dir="auto">${text}</span></span>
        <svg class="result-track" width="100%" focusable="false">
          <rect class="result-empty" width="100%" height="100%" />
          <rect class="result-bar" height="100%" style=${{ width: `${(100 * count) / most}%` }} />
        </svg>
        <span class="result-number"><b>${count}</b></span>
      </li>`,
    )}
  </ol>`;
}

/** The words that were let through; `answered` says of how many phones. */
export function Words({ texts, answered, size, classes, t }) {
  const shown = texts.filter((text) => text.shown !== false);
  if (shown.length === 0) {
    return html`<div class=${classes}>
      <p class="result-none">${t("No word is shown yet.")}</p>
    </div>`;
  }
  const most = Math.max(...shown.map(({ count }) => count));
  const caption = [t("Words"), answered].join(", ");
  return html`<figure class=${classes}>
    ${size === "small"
      ? html`<${Bars} texts=${shown} most=${most} />`
      : html`<${Cloud} texts=${shown} most=${most} />`}
    <${Table} ...${{ caption, texts: shown, t }} />
    ${size !== "large" && html`<figcaption aria-hidden="true">${answered}</figcaption>`}
  </figure>`;
}
