// Two rounds of one question, side by side: of each choice both shares, of each round
// how many answered. Link rounds.css beside it.
import { html } from "./vendor/preact-htm.js";
import * as strings from "./strings.js";
import { FEWEST, numberWords, OWN_CHARTS, Results } from "./charts.js";
import { Mark } from "./shapes.js";
import { ResultTable } from "./result_table.js";

const locale = (language) => (language === "es" ? "es-US" : "en-US");

function shares(one, count, percent) {
  const share = one.answered ? count / one.answered : 0;
  return { count, share, percent: percent.format(share) };
}

function Bar({ name, kind, share, percent, count }) {
  return html`<span class="rounds-name">${name}</span>
    <svg class="result-track" width="100%" focusable="false">
      <rect class="result-empty" width="100%" height="100%" />
      <rect
        class=${`result-bar rounds-${kind}`}
        height="100%"
        style=${{ width: `${share * 100}%` }}
      />
    </svg>
    <span class="result-number"><b>${percent}</b> <span class="result-count">${count}</span></span>`;
}

function Table({ caption, rows, names, t }) {
  const lines = rows.map(({ label, pair }) => ({
    label,
    cells: pair.map(({ percent, count }) => `${percent} (${count})`),
  }));
  return html`<${ResultTable} heads=${[t("Choice"), ...names]} rows=${lines} caption=${caption} />`;
}

/** The results of the newest round, beside the earlier one where one is compared. */
export function Rounds(props) {
  const { results, question, language, size, speech } = props;
  const { earlier } = results;
  if (!earlier || results.few) return html`<${Results} ...${props} />`;
  const { t, tn } = speech || strings;
  const head = [earlier, results].map(({ round, answered }) => ({
    name: t("Round {n}", { n: round }),
    answered: tn("{n} answer", "{n} answers", answered),
  }));
  const said = head.map(({ name, answered }) => `${name}: ${answered}`).join(" · ");
  if (earlier.few) {
    return html`<div class="rounds-few">
      <p class="result-none">
        ${said}. ${t("A round is shown from {n} answers on.", { n: FEWEST })}
      </p>
      <${Results} ...${props} />
    </div>`;
  }
  if (OWN_CHARTS[question?.kind]) return html`<${Results} ...${props} />`;
  if (question?.kind === "numeric") {
    const before = numberWords(earlier, question, language, t);
    return html`<div class="rounds-few">
      <p class="result-none">${head[0].name}: ${head[0].answered}. ${before}</p>
      <${Results} ...${props} />
    </div>`;
  }
  const percent = new Intl.NumberFormat(locale(language), {
    style: "percent",
    maximumFractionDigits: 0,
  });
  const rows = results.counts.map(({ name, label, count }, index) => ({
    name,
    label: strings.words(label, language),
    pair: [
      shares(earlier, earlier.counts[index] ?? 0, percent),
      shares(results, count, percent),
    ],
  }));
  return html`<figure class=${`results results-${size || "medium"} rounds`}>
    <figcaption aria-hidden="true">${said}</figcaption>
    <ol class="rounds-rows" aria-hidden="true">
      ${rows.map(
        ({ name, label, pair: [before, now] }, index) => html`<li key=${name}>
          <span class="result-label">
            <${Mark} question=${question} index=${index} /><span>${label}</span>
          </span>
          <div class="rounds-pair">
            <${Bar} name=${head[0].name} kind="before" ...${before} />
            <${Bar} name=${head[1].name} kind="now" ...${now} />
          </div>
        </li>`,
      )}
    </ol>
    <${Table} t=${t} rows=${rows} names=${head.map(({ name }) => name)} caption=${`${t("Results")}, ${said}`} />
  </figure>`;
}
