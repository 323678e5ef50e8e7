// Where a room pointed: dots over the picture, and how many pointed at each area.
import { html } from "./vendor/preact-htm.js";
import { PictureMap } from "./picture_map.js";
import * as strings from "./strings.js";

/** Draw the RESULTS of a point (docs/protocol.md), beside an earlier round's counts. */
export function PointChart({ results, question, language, size, speech }) {
  const { t, tn } = speech || strings;
  const { picture } = question;
  const percent = new Intl.NumberFormat(language === "es" ? "es-US" : "en-US", {
    style: "percent",
    maximumFractionDigits: 0,
  });
  const isCompared = results.earlier && !results.earlier.few;
  const sets = isCompared ? [results.earlier, results] : [results];
  const heads = sets.map(({ round, answered }) =>
    [isCompared && t("Round {n}", { n: round }), tn("{n} answer", "{n} answers", answered)]
      .filter(Boolean)
      .join(": "),
  );
  // One round's number stands below the wall, and in the caption.
  const over = isCompared ? heads : [t("Answers")];
  const counted = ({ answered }, count) => `${percent.format(answered ? count / answered : 0)} (${count})`;
  const explanation = strings.words(results.explanation, language);
  return html`<figure class=${`results results-${size || "medium"} point-chart`}>
    <${PictureMap} ...${{ picture, language }} areas=${picture.drawn} dots=${results.points} />
    <div class="point-counts">
      <table>
        <caption class="visually-hidden">${[t("Results"), ...heads].join(", ")}</caption>
        <thead>
          <tr>
            <th scope="col">${t("Area")}</th>
            ${over.map((head) => html`<th scope="col" key=${head}>${head}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${results.counts.map(
            ({ name, label, count, right }, index) => html`<tr key=${name}>
              <th scope="row">
                ${picture.drawn && index < picture.areas.length && `${index + 1}. `}
                ${strings.words(label, language)}
                ${right && html` <span class="result-right">✓ ${t("Right answer")}</span>`}
              </th>
              ${isCompared && html`<td>${counted(results.earlier, results.earlier.counts[index] ?? 0)}</td>`}
              <td>${counted(results, count)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
      ${results.declined > 0 && html`<p>${t("Preferred not to answer: {n}", { n: results.declined })}</p>`}
      ${explanation && html`<p class="result-why">${explanation}</p>`}
    </div>
  </figure>`;
}
