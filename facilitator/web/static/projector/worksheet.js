// One table's worksheet on the wall: a section at a time, in words that read from afar.
import { html } from "../vendor/preact-htm.js";
import { words, written } from "../strings.js";
import { Canvas, Fit } from "../canvas.js";

/** What the table wrote in one section. */
export function Worksheet({ shown, say, language }) {
  const { table, page, pages, rows } = shown;
  const section = rows.length ? words(rows[0].section, language) : "";
  const watch = `${language} ${page} ${JSON.stringify(rows)}`;
  return html`<${Canvas} class="worksheet">
    <div class="worksheet-page">
      <header class="worksheet-head">
        <h1>${section || table || say.t("Worksheet")}</h1>
        <p>
          ${section && html`<span>${table || say.t("A table without a name")}</span>`}
          ${pages > 1 && html`<span>${say.t("{n} of {of}", { n: page + 1, of: pages })}</span>`}
        </p>
      </header>
      <${Fit} class="worksheet-body" least=${14} most=${40} watch=${watch}>
        <dl>
          ${rows.map(
            ({ name, kind, label, value }) => html`<div key=${name}>
              <dt>${words(label, language)}</dt>
              <dd>${written(value, kind, language)}</dd>
            </div>`,
          )}
        </dl>
        ${rows.length === 0 && html`<p>${say.t("Nothing is written here yet.")}</p>`}
      <//>
    </div>
  <//>`;
}
