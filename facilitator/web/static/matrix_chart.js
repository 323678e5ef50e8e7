// A matrix, drawn: a stacked bar for each statement, its shares as numbers in it, and
// beside it the two highest together and the mean. Link matrix_chart.css beside it.
import { html } from "./vendor/preact-htm.js";
import * as strings from "./strings.js";

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
  const cells = (row) => (row.few ? null : figures(row, formats));
  return html`<table class="result-table">
    <caption>
      ${caption}
    </caption>
    <thead>
      <tr>
        <th scope="col">${t("Statement")}</th>
        ${question.choices.map(({ name, label }) => html`<th scope="col" key=${name}>${words(label)}</th>`)}
        <th scope="col">${highest(question, language)}</th>
        <th scope="col">${t("Mean")}</th>
      </tr>
    </thead>
    <tbody>
      ${sets.flatMap(({ name, rows }) =>
        question.rows.map((row, index) => {
          const found = cells(rows[index]);
          return html`<tr key=${`${name} ${row.name}`}>
            <th scope="row">${[name, words(row.label)].filter(Boolean).join(": ")}</th>
            ${found
              ? html`${found.counts.map((count, at) => html`<td key=${at}>${count} (${formats.percent.format(found.shares[at])})</td>`)}
                  <td>${found.top}</td>
                  <td>${found.mean}</td>`
              : html`<td colspan=${question.choices.length + 2}>${t("Shown from {n} answers on.", { n: FEWEST })}</td>`}
          </tr>`;
        }),
      )}
    </tbody>
  </table>`;
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
