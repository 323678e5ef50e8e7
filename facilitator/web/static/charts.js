// The results of one poll, drawn: bars with labels and numbers, a scale with its
// mean, written answers as cards. Link charts.css beside it; sizes follow font-size.
import { html } from "./vendor/preact-htm.js";
import * as strings from "./strings.js";
import { Words } from "./clouds.js";
import { isScale, unitWords } from "./question_kinds.js";
import { Mark } from "./shapes.js";
import { MatrixChart } from "./matrix_chart.js";
import { PointChart } from "./point_chart.js";
import { RankingChart } from "./ranking_chart.js";
import { ResultTable } from "./result_table.js";

/** Kinds with a drawing of their own, which compares rounds, too. */
export const OWN_CHARTS = { matrix: MatrixChart, point: PointChart, ranking: RankingChart };

// Fewer could tell who chose what (FEWEST_SHOWN in domain/surveys/results.py).
export const FEWEST = 5;
const locale = (language) => (language === "es" ? "es-US" : "en-US");

/** The mean of a scale whose choices count 1, 2, 3, …; null before any answer. */
export function meanOf(counts) {
  const answered = counts.reduce((sum, { count }) => sum + count, 0);
  if (answered === 0) return null;
  return counts.reduce((sum, { count }, i) => sum + count * (i + 1), 0) / answered;
}

function figures(results, language, isRating) {
  const percent = new Intl.NumberFormat(locale(language), {
    style: "percent",
    maximumFractionDigits: 0,
  });
  const most = Math.max(1, ...results.counts.map(({ count }) => count));
  return results.counts.map(({ name, label, count, right }) => {
    const share = results.answered ? count / results.answered : 0;
    return {
      name,
      count,
      right,
      label: strings.words(label, language),
      // The mark above it is the number already.
      short: isRating
        ? strings.words(label, language).replace(/^\d+( · |$)/, "")
        : strings.words(label, language),
      percent: percent.format(share),
      share,
      length: count / most,
    };
  });
}

/** The mark of a right answer: words and a tick, never colour alone. */
function Right({ t }) {
  return html`<span class="result-right">
    <svg viewBox="0 0 20 20" aria-hidden="true" focusable="false"><path d="M4 11 L8.5 15.5 L16 5.5" /></svg>
    ${t("Right answer")}
  </span>`;
}

// A row's bar is measured against all who answered, so that bars of two polls compare.
function Rows({ question, rows, t }) {
  return html`<ol class="result-rows" aria-hidden="true">
    ${rows.map(
      (row, index) => html`<li key=${row.name}>
        <span class="result-label">
          <${Mark} question=${question} index=${index} />
          <span>${row.label}${row.right && html` <${Right} t=${t} />`}</span>
        </span>
        <svg class="result-track" width="100%" focusable="false">
          <rect class="result-empty" width="100%" height="100%" />
          <rect
            class="result-bar"
            height="100%"
            style=${{ width: `${row.share * 100}%` }}
          />
        </svg>
        <span class="result-number">
          <b>${row.percent}</b> <span class="result-count">${row.count}</span>
        </span>
      </li>`,
    )}
  </ol>`;
}

// Many narrow columns: each number on a line of its own, the words of the ends below.
function Ends({ rows }) {
  return html`<p class="result-ends"><span>${rows[0].short}</span><span>${rows.at(-1).short}</span></p>`;
}

function Columns({ question, rows, mean, meanText }) {
  const isRating = question?.kind === "rating";
  const place = mean === null ? 0 : (mean - 0.5) / rows.length;
  const anchor = place < 0.25 ? "start" : place > 0.75 ? "end" : "middle";
  return html`<div class=${`result-columns${isRating ? " result-points" : ""}`} aria-hidden="true">
    <ol>
      ${rows.map(
        (row) => html`<li key=${row.name}>
          <span class="result-number">
            <b>${row.percent}</b> <span class="result-count">${row.count}</span>
          </span>
          <svg class="result-column" width="100%" focusable="false">
            <rect
              class="result-bar"
              width="100%"
              style=${{ y: `${(1 - row.length) * 100}%`, height: `${row.length * 100}%` }}
            />
          </svg>
        </li>`,
      )}
    </ol>
    <svg class=${`result-mean${meanText ? "" : " result-mean-none"}`} width="100%" focusable="false">
      <line class="result-axis" x1="0" x2="100%" y1="0" y2="0" />
      ${mean !== null &&
      html`<svg
          class="result-pointer"
          x=${`${place * 100}%`}
          width="0.9em"
          height="0.9em"
          viewBox="0 0 14 14"
        >
          <path d="M0 2 L7 14 L-7 14 Z" />
        </svg>
        <text x=${`${place * 100}%`} dy="1.95em" text-anchor=${anchor}>
          ${meanText}
        </text>`}
    </svg>
    <ol>
      ${rows.map(
        (row, index) => html`<li key=${row.name} class="result-label">
          <${Mark} question=${question} index=${index} />
          ${!isRating && html`<span class="fit-word">${row.short}</span>`}
        </li>`,
      )}
    </ol>
    ${isRating && html`<${Ends} rows=${rows} />`}
  </div>`;
}

function Cards({ texts, t }) {
  const shown = texts.filter(({ shown: isShown }) => isShown !== false);
  if (shown.length === 0) {
    return html`<p class="result-none">${t("No written answer is shown yet.")}</p>`;
  }
  return html`<ul class="result-cards">
    ${shown.map(
      ({ id, text, count, pinned }) => html`<li key=${id} class=${pinned ? "result-pinned" : ""} dir="auto">
        ${text}${count > 1 && html`<small>${t("Said by {n}", { n: count })}</small>`}
      </li>`,
    )}
  </ul>`;
}

function Table({ caption, rows, t }) {
  const heads = [t("Choice"), t("Answers"), t("Share")];
  const lines = rows.map(({ label, right, count, percent }) => ({
    label: right ? `${label} (${t("Right answer")})` : label,
    cells: [count, percent],
  }));
  return html`<${ResultTable} rows=${lines} ...${{ caption, heads }} />`;
}

/** The middle and the ends of a room's numbers, in words; "" where there are none. */
export function numberWords({ numbers }, question, language, t) {
  if (!numbers) return "";
  const [median, lowest, highest] = ["median", "lowest", "highest"].map((name) =>
    strings.words(numbers[name], language),
  );
  const said = t("Median {median}, from {lowest} to {highest}", { median, lowest, highest });
  return `${said} ${unitWords(question, language)}`.trim();
}

/**
 * Draw RESULTS (docs/protocol.md). `size` is "large" (projector), "medium" (console)
 * or "small" (phone); `speech` gives `t` and `tn` of another language than the page's.
 */
export function Results({ results, question, language, size, speech }) {
  const { t, tn } = speech || strings;
  const answered = tn("{n} answer", "{n} answers", results.answered);
  const classes = `results results-${size || "medium"}`;
  if (question?.kind === "text") {
    return html`<div class=${classes}>
      <${Cards} texts=${results.texts || []} t=${t} />
    </div>`;
  }
  const explanation = strings.words(results.explanation, language);
  if (results.few) {
    return html`<div class=${classes}>
      <p class="result-none">
        ${size !== "large" && `${answered}. `}${t("Shown from {n} answers on.", { n: FEWEST })}
      </p>
      ${explanation && html`<p class="result-why">${explanation}</p>`}
    </div>`;
  }
  if (question?.kind === "words") {
    return html`<${Words} texts=${results.texts} ...${{ answered, size, classes, t }} />`;
  }
  const Own = OWN_CHARTS[question?.kind];
  if (Own) return html`<${Own} ...${{ results, question, language, size, speech }} />`;
  const rows = figures(results, language, question?.kind === "rating");
  const isInOrder = isScale(question) || question?.kind === "numeric";
  const mean = isScale(question) ? meanOf(results.counts) : null;
  const number = new Intl.NumberFormat(locale(language), {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const meanText =
    mean === null ? "" : t("Mean {mean} of {most}", { mean: number.format(mean), most: rows.length });
  const notes = [
    size !== "large" && answered,
    question?.kind === "multiple" && t("more than one choice was possible"),
    size === "small" && meanText,
    numberWords(results, question, language, t),
    results.declined > 0 &&
      t("Preferred not to answer: {n}", { n: results.declined }),
  ].filter(Boolean);
  return html`<figure class=${classes}>
    ${isInOrder && size !== "small"
      ? html`<${Columns} ...${{ question, rows, mean, meanText }} />`
      : html`<${Rows} ...${{ question, rows, t }} />`}
    <${Table}
      t=${t}
      rows=${rows}
      caption=${[t("Results"), answered, meanText, numberWords(results, question, language, t)].filter(Boolean).join(", ")}
    />
    ${results.texts?.some(({ shown }) => shown !== false) &&
    html`<div class="result-other">
      <h2>${t("Other, in people's words")}</h2>
      <${Cards} texts=${results.texts} t=${t} />
    </div>`}
    ${explanation && html`<p class="result-why">${explanation}</p>`}
    ${notes.length > 0 &&
    html`<figcaption aria-hidden="true">${notes.join(" · ")}</figcaption>`}
  </figure>`;
}
