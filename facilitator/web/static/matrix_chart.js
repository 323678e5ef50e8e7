// A matrix, drawn: a stacked bar for each statement, its shares as numbers in it, and
// beside it the two highest together and the mean. Link matrix_chart.css beside it.
import { html } from "./vendor/preact-htm.js";
import * as strings from "./strings.js";
import { ResultTable } from "./result_table.js";

const FEWEST = 5;
const locale = (language) => (language === "es" ? "es-US" : "en-US");

const sum = (counts) => counts.reduce((all, count) => all + count, 0);

function figures({ counts, answered }, formats) {
  const mean = counts.reduce((all, count, index) => all + count * (index + 1), 0) / answered;
  return {
    counts,
    shares: counts.map((count) => count / answered),
    top: formats.percent.format(sum(counts.slice(-2)) / answered),
    mean: formats.mean.format(mean),
  };
}

// So many tones as points, the highest always the strongest.
const tone = (index, of) => 5 - (of - 1 - index);

// Where there is little room its number stands alone, without the sign.
function Share({ text }) {
  const [number] = text.match(/^\d+/) ?? [text];
  return html`<b>${number}<span class="matrix-sign">${text.slice(number.length)}</span></b>`;
}

function Stack({ shares, formats }) {
  return html`<div class="matrix-stack">
    ${shares.map(
      (share, index) =>
        share > 0 &&
        html`<span
          key=${index}
          class=${`matrix-part matrix-tone-${tone(index, shares.length)}`}
          style=${{ flexGrow: String(share) }}
          ><${Share} text=${formats.percent.format(share)}
        /></span>`,
    )}
  </div>`;
}

function Key({ question, language }) {
  return html`<ol class="matrix-legend">
    ${question.choices.map(
      ({ name, label }, index) => html`<li key=${name}>
        <span class=${`matrix-part matrix-tone-${tone(index, question.choices.length)}`}>${index + 1}</span>
        <span>${strings.words(label, language)}</span>
      </li>`,
    )}
  </ol>`;
}

/** The two highest points in words, such as "Agree / Strongly agree". */
function highest(question, language) {
  return question.choices
    .slice(-2)
    .map(({ label }) => strings.words(label, language))
    .join(" / ");
}

function Line({ name, row, formats, t }) {
  if (row.few) {
    return html`${name && html`<span class="rounds-name">${name}</span>`}
      <span class="matrix-few">${t("Shown from {n} answers on.", { n: FEWEST })}</span>`;
  }
  const { shares, top, mean } = figures(row, formats);
  return html`${name && html`<span class="rounds-name">${name}</span>`}
    <${Stack} ...${{ shares, formats }} />
    <b class="matrix-top">${top}</b>
    <span class="matrix-mean">${mean}</span>`;
}

function Table({ question, sets, language, formats, caption, t }) {
  const words = (label) => strings.words(label, language);
  const cells = (row) => {
    if (row.few) return [t("Shown from {n} answers on.", { n: FEWEST })];
    const { counts, shares, top, mean } = figures(row, formats);
    const chosen = counts.map((count, at) => `${count} (${formats.percent.format(shares[at])})`);
    return [...chosen, top, mean];
  };
  const choices = question.choices.map(({ label }) => words(label));
  const heads = [t("Statement"), ...choices, highest(question, language), t("Mean")];
  const rows = sets.flatMap(({ name, rows: given }) =>
    question.rows.map(({ label }, index) => ({
      label: [name, words(label)].filter(Boolean).join(": "),
      cells: cells(given[index]),
    })),
  );
  return html`<${ResultTable} ...${{ caption, heads, rows }} />`;
}

/** Draw the RESULTS of a matrix (docs/protocol.md), beside an earlier round's. */
export function MatrixChart({ results, question, language, size, speech }) {
  const { t, tn } = speech || strings;
  const formats = {
    percent: new Intl.NumberFormat(locale(language), { style: "percent", maximumFractionDigits: 0 }),
    mean: new Intl.NumberFormat(locale(language), { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
  };
  const { earlier } = results;
  const isCompared = Boolean(earlier && !earlier.few);
  const sets = (isCompared ? [earlier, results] : [results]).map(({ round, answered, rows }) => ({
    name: isCompared ? t("Round {n}", { n: round }) : "",
    answered: tn("{n} answer", "{n} answers", answered),
    rows,
  }));
  const answered = sets.map((one) => [one.name, one.answered].filter(Boolean).join(": ")).join(" · ");
  const declined = results.declined > 0 && t("Preferred not to answer: {n}", { n: results.declined });
  const notes = [(size !== "large" || isCompared) && answered, declined].filter(Boolean);
  return html`<figure class=${`results results-${size || "medium"} matrix-chart`}>
    <${Key} ...${{ question, language }} />
    <div class="matrix-head" aria-hidden="true">
      <b class="matrix-top">${highest(question, language)}</b>
      <span class="matrix-mean">${t("Mean")}</span>
    </div>
    <ol class="matrix-rows" aria-hidden="true">
      ${question.rows.map(
        (row, index) => html`<li key=${row.name}>
          <span class="matrix-statement">${strings.words(row.label, language)}</span>
          <div class=${isCompared ? "matrix-lines matrix-pair" : "matrix-lines"}>
            ${sets.map(
              ({ name, rows }) => html`<div class="matrix-line" key=${name}>
                <${Line} row=${rows[index]} ...${{ name, formats, t }} />
              </div>`,
            )}
          </div>
        </li>`,
      )}
    </ol>
    <${Table} caption=${`${t("Results")}, ${answered}`} ...${{ question, sets, language, formats, t }} />
    ${notes.length > 0 && html`<figcaption aria-hidden="true">${notes.join(" · ")}</figcaption>`}
  </figure>`;
}
