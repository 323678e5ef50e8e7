// One table's worksheet on the wall.
import { html } from "../vendor/preact-htm.js";
import { words } from "../strings.js";
import { Canvas, Fit } from "../canvas.js";

function bySection(rows) {
  const sections = new Map();
  for (const row of rows.filter(({ value }) => value)) {
    const key = JSON.stringify(row.section || {});
    if (!sections.has(key)) sections.set(key, []);
    sections.get(key).push(row);
  }
  return [...sections.values()];
}

function Section({ rows, language }) {
  const title = words(rows[0].section, language);
  return html`<table>
    ${title &&
    html`<caption>
      ${title}
    </caption>`}
    <tbody>
      ${rows.map(
        ({ name, label, value }) => html`<tr key=${name}>
          <th scope="row">${words(label, language)}</th>
          <td>${value}</td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}

/** What the table wrote, section by section, as large as fits. */
export function Worksheet({ shown, say, language }) {
  const sections = bySection(shown.rows);
  const watch = `${language} ${JSON.stringify(shown).length}`;
  return html`<${Canvas} class="worksheet">
    <div class="worksheet-page">
      <h1>${shown.table || say.t("Worksheet")}</h1>
      <${Fit} class="worksheet-body" least=${11} most=${34} comfort=${27} watch=${watch}>
        ${sections.map(
          (rows) => html`<${Section} key=${rows[0].name} ...${{ rows, language }} />`,
        )}
        ${sections.length === 0 && html`<p>${say.t("Nothing is written here yet.")}</p>`}
      <//>
    </div>
  <//>`;
}
