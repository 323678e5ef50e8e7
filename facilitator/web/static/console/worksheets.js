// The worksheets that tables sent in: read whole here, shown section by section.
import { html } from "../vendor/preact-htm.js";
import { language, t, tn, words, written } from "../strings.js";
import { Dialog, Switch } from "./parts.js";

const called = ({ table }) => table || t("A table without a name");

/** Which section is on the projector, and the way to the others. */
function Pages({ sheet, move }) {
  const { id, page, pages } = sheet;
  const turn = (by) => move("show_worksheet", { worksheet: id, page: page + by });
  const where = t("{n} of {of}", { n: page + 1, of: pages.length });
  return html`<div class="worksheet-pages">
    <p role="status"><b>${words(pages[page])}</b> <span>${where}</span></p>
    <button
      type="button"
      class="button-secondary"
      disabled=${page === 0}
      onClick=${() => turn(-1)}
    >
      ${t("Previous page")}
    </button>
    <button
      type="button"
      class="button-secondary"
      disabled=${page + 1 >= pages.length}
      onClick=${() => turn(1)}
    >
      ${t("Next page")}
    </button>
  </div>`;
}

function Line({ sheet, move, ask }) {
  const { id, shown, pages } = sheet;
  const show = () => move(shown ? "hide_worksheet" : "show_worksheet", { worksheet: id });
  return html`<li class=${shown ? "held-shown" : ""}>
    <p>${called(sheet)}</p>
    <button type="button" class="button-quiet" onClick=${() => ask(`worksheet ${id}`)}>
      ${t("Read")}<span class="visually-hidden"> ${called(sheet)}</span>
    </button>
    <button type="button" class="button-secondary" aria-pressed=${String(shown)} onClick=${show}>
      ${shown ? t("Take off the projector") : t("Show on the projector")}
      <span class="visually-hidden"> ${called(sheet)}</span>
    </button>
    ${shown && pages.length > 1 && html`<${Pages} sheet=${sheet} move=${move} />`}
  </li>`;
}

export function Worksheets({ state, move, ask }) {
  return html`<${Switch}
      name="worksheet"
      label=${t("Worksheet on phones")}
      isOn=${state.worksheet}
      change=${(open) => move("worksheet", { open })}
    />
    <p class="hint">${words(state.worksheet_name)}</p>
    <ul class="worksheet-list" role="list">
      ${state.worksheets.map(
        (sheet) => html`<${Line} key=${sheet.id} ...${{ sheet, move, ask }} />`,
      )}
    </ul>
    ${state.worksheets.length === 0 &&
    html`<p class="quiet">${t("No table has sent its worksheet yet.")}</p>`}`;
}

function sectionsOf(rows) {
  const sections = [];
  for (const row of rows) {
    const title = words(row.section);
    if (sections.at(-1)?.title !== title) sections.push({ title, rows: [] });
    sections.at(-1).rows.push(row);
  }
  return sections;
}

/** One table's worksheet in full, before the room sees it. */
export function WorksheetDialog({ id, state, move, close }) {
  const sheet = state.worksheets.find((one) => one.id === id);
  if (!sheet) return null;
  const show = () => {
    close();
    move("show_worksheet", { worksheet: id });
  };
  return html`<${Dialog} title=${called(sheet)} close=${close} isRead=${true} class="worksheet-read">
    ${sectionsOf(sheet.rows).map(
      ({ title, rows }) => html`<section key=${title}>
        ${title && html`<h3>${title}</h3>`}
        <dl>
          ${rows.map(
            ({ name, kind, label, value }) => html`<div key=${name}>
              <dt>${words(label)}</dt>
              <dd>${written(value, kind, language)}</dd>
            </div>`,
          )}
        </dl>
      </section>`,
    )}
    ${sheet.rows.length === 0
      ? html`<p>${t("Nothing is written here yet.")}</p>`
      : html`<p class="hint">
          ${tn("On the projector: {n} page.", "On the projector: {n} pages, one after the other.", sheet.pages.length)}
        </p>`}
    <div class="dialog-buttons">
      <button type="button" class="button-secondary" onClick=${close}>${t("Close")}</button>
      ${!sheet.shown &&
      html`<button type="button" class="button" onClick=${show}>${t("Show on the projector")}</button>`}
    </div>
  <//>`;
}
