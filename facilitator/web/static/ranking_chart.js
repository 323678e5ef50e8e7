// A ranking, drawn: options by their mean place, the best on top with the longest bar,
// and how many put each first. Link ranking_chart.css beside it.
import { html } from "./vendor/preact-htm.js";
import { Mark } from "./shapes.js";
import * as strings from "./strings.js";
import { ResultTable } from "./result_table.js";

const locale = (language) => (language === "es" ? "es-US" : "en-US");

// Of equal means, first what more people put first, then the question's own order.
const bestFirst = (a, b) => a.means.at(-1) - b.means.at(-1) || b.count - a.count || a.index - b.index;

/** The options in the order that the room put them in, with their means by round. */
function ranked({ counts, earlier }, language) {
  return counts
    .map(({ name, label, count, mean }, index) => ({
      name,
      index,
      count,
      label: strings.words(label, language),
      means: earlier && !earlier.few ? [earlier.means[index], mean] : [mean],
    }))
    .sort(bestFirst);
}

function Bar({ name, mean, of, kind, number }) {
  return html`${name && html`<span class="rounds-name">${name}</span>`}
    <svg class="result-track" width="100%" focusable="false">
      <rect class="result-empty" width="100%" height="100%" />
      <rect
        class=${`result-bar ${kind}`}
        height="100%"
        style=${{ width: `${((of + 1 - mean) / of) * 100}%` }}
      />
    </svg>
    <b class="ranking-mean">${number.format(mean)}</b>`;
}

function Table({ rows, caption, names, number, t }) {
  const means = names.map((name) => [t("Mean place"), name].filter(Boolean).join(", "));
  const lines = rows.map((row) => ({
    label: row.label,
    cells: [...row.means.map((mean) => number.format(mean)), row.count],
  }));
  const heads = [t("Choice"), ...means, t("Put first")];
  return html`<${ResultTable} rows=${lines} ...${{ caption, heads }} />`;
}

/** Draw the RESULTS of a ranking (docs/protocol.md), beside an earlier round's. */
export function RankingChart({ results, question, language, size, speech }) {
  const { t, tn } = speech || strings;
  const rows = ranked(results, language);
  const isCompared = rows[0]?.means.length > 1;
  const sets = isCompared ? [results.earlier, results] : [results];
  const names = sets.map(({ round }) => (isCompared ? t("Round {n}", { n: round }) : ""));
  const answered = sets
    .map((one, at) => [names[at], tn("{n} answer", "{n} answers", one.answered)].filter(Boolean).join(": "))
    .join(" · ");
  const number = new Intl.NumberFormat(locale(language), {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const shown = (size !== "large" || isCompared) && answered;
  const declined = results.declined > 0 && t("Preferred not to answer: {n}", { n: results.declined });
  return html`<figure class=${`results results-${size || "medium"} ranking-chart`}>
    <figcaption aria-hidden="true">
      ${[t("Mean place: 1 is first"), shown, declined].filter(Boolean).join(" · ")}
    </figcaption>
    <ol aria-hidden="true">
      ${rows.map(
        ({ name, index, label, means, count }) => html`<li key=${name}>
          <span class="result-label">
            <${Mark} ...${{ question, index }} /><span>${label}</span>
          </span>
          <div class=${isCompared ? "ranking-bars ranking-pair" : "ranking-bars"}>
            ${means.map(
              (mean, at) => html`<${Bar}
                key=${at}
                name=${names[at]}
                kind=${isCompared && at === 0 ? "rounds-before" : ""}
                of=${rows.length}
                ...${{ mean, number }}
              />`,
            )}
          </div>
          <span class="ranking-first">${t("{n} first", { n: count })}</span>
        </li>`,
      )}
    </ol>
    <${Table} caption=${`${t("Results")}, ${answered}`} ...${{ rows, names, number, t }} />
  </figure>`;
}
