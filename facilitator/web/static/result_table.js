// The figures of a drawing as a table, for whoever does not see it.
import { html } from "./vendor/preact-htm.js";

/** `heads` name the columns; each row has a `label`, and a cell for every other column. */
export function ResultTable({ caption, heads, rows }) {
  return html`<table class="result-table">
    <caption>
      ${caption}
    </caption>
    <thead>
      <tr>
        ${heads.map((head, index) => html`<th scope="col" key=${index}>${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ label, cells }, index) => html`<tr key=${index}>
          <th scope="row" dir="auto">${label}</th>
          ${cells.length === 1 && heads.length > 2
            ? html`<td colspan=${heads.length - 1}>${cells[0]}</td>`
            : cells.map((cell, at) => html`<td key=${at}>${cell}</td>`)}
        </tr>`,
      )}
    </tbody>
  </table>`;
}
