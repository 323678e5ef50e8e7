/** A slide's words as real text: lists, tables, descriptions, links. */

import { html } from "../vendor/preact-htm.js";
import { language, t } from "../strings.js";

const SAFE = /^(https?:\/\/|mailto:)/i;

function Link({ words, address }) {
  return html`<a href=${address} target="_blank" rel="noopener noreferrer">
    ${words || address}<span class="visually-hidden" lang=${language}>${" "}${t("(opens in a new tab)")}</span>
  </a>`;
}

// Where the words of a link do not stand in the text, it comes after it.
function Linked({ text = "", links = [] }) {
  const within = [];
  const after = [];
  let rest = text;
  for (const { text: words, address } of links) {
    if (!SAFE.test(address)) continue;
    const link = html`<${Link} words=${words} address=${address} />`;
    const at = words ? rest.indexOf(words) : -1;
    if (at < 0) after.push(" ", link);
    else within.push(rest.slice(0, at), link);
    if (at >= 0) rest = rest.slice(at + words.length);
  }
  return [...within, rest, ...after];
}

function List({ items }) {
  const groups = [];
  for (const item of items) {
    const last = groups.at(-1);
    if (last && (item.level ?? 0) > (last.item.level ?? 0)) last.below.push(item);
    else groups.push({ item, below: [] });
  }
  return groups.map(
    ({ item, below }) => html`<li lang=${item.language}>
      <${Linked} ...${item} />
      ${below.length > 0 && html`<ul><${List} items=${below} /></ul>`}
    </li>`,
  );
}

function Cell({ cell, links, scope }) {
  const own = links.filter(({ text }) => text && cell.includes(text));
  const words = html`<${Linked} text=${cell} links=${own} />`;
  return scope && cell ? html`<th scope=${scope}>${words}</th>` : html`<td>${words}</td>`;
}

function Table({ block, name }) {
  const { rows, links = [], kind } = block;
  const isChart = kind === "chart";
  const hasHead = block.header || isChart;
  const [head, ...rest] = rows;
  const lost = links.filter(({ text }) => !text || !rows.flat().some((c) => c.includes(text)));
  return html`<div class="slide-table" tabindex="0" role="region" aria-label=${name} lang=${block.language}>
      <table dir="auto">
        ${hasHead &&
        html`<thead>
          <tr>${head.map((cell) => html`<${Cell} ...${{ cell, links }} scope="col" />`)}</tr>
        </thead>`}
        <tbody>
          ${(hasHead ? rest : rows).map(
            (row) => html`<tr>
              ${row.map(
                (cell, column) =>
                  html`<${Cell} ...${{ cell, links }} scope=${isChart && !column && "row"} />`,
              )}
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${lost.length > 0 && html`<p><${Linked} links=${lost} /></p>`}`;
}

function Described({ block, says }) {
  return html`<p class="described" dir="auto" lang=${block.language}>
    <span lang=${language}>${says}</span>${" "}<${Linked} ...${block} />
  </p>`;
}

function Diagram({ block }) {
  const lines = block.text.split("\n");
  const { links = [], language: spoken } = block;
  const lost = links.filter(({ text }) => !text || !block.text.includes(text));
  return html`<ul aria-label=${t("Diagram")} dir="auto" lang=${spoken}>
      ${lines.map(
        (text) => html`<li>
          <${Linked} text=${text} links=${links.filter((l) => l.text && text.includes(l.text))} />
        </li>`,
      )}
    </ul>
    ${lost.length > 0 && html`<p><${Linked} links=${lost} /></p>`}`;
}

function Piece({ block }) {
  const { kind, text = "", rows = [], links = [] } = block;
  const says = { picture: t("Picture:"), chart: t("Chart:") }[kind];
  const name = text || (kind === "chart" ? t("Chart") : t("Table"));
  if (rows.length) {
    return html`${text &&
      (says
        ? html`<${Described} block=${{ ...block, links: [] }} says=${says} />`
        : html`<p dir="auto" lang=${block.language}>${text}</p>`)}
      <${Table} block=${block} name=${name} />`;
  }
  if (!text && !links.length) return null;
  if (says) return html`<${Described} block=${block} says=${says} />`;
  if (kind === "diagram" && text) return html`<${Diagram} block=${block} />`;
  return html`<p dir="auto" lang=${block.language}><${Linked} ...${block} /></p>`;
}

function gathered(blocks) {
  const made = [];
  for (const block of blocks) {
    if (block.kind === "item" && made.at(-1)?.items) made.at(-1).items.push(block);
    else made.push(block.kind === "item" ? { items: [block] } : { block });
  }
  return made;
}

/** Whether blocks say anything that can be read. */
export function areRead(blocks) {
  return blocks.some((b) => b.text || b.rows?.length || b.links?.length);
}

/** The blocks of a slide, spoken in one language but where one says another. */
export function Words({ blocks, spoken }) {
  return html`<div class="slide-text stack-small" lang=${spoken}>
    ${gathered(blocks).map(({ items, block }) =>
      items
        ? html`<ul dir="auto"><${List} items=${items} /></ul>`
        : html`<${Piece} block=${block} />`,
    )}
  </div>`;
}
