/** The slide on the projector: its picture, and its words as real text. */

import { html, useEffect, useState } from "../vendor/preact-htm.js";
import { language, t } from "../strings.js";
import { keep, recall } from "./kept.js";

function List({ items }) {
  const level = items[0].level;
  const groups = [];
  for (const item of items) {
    if (item.level <= level || !groups.length) groups.push({ item, below: [] });
    else groups.at(-1).below.push(item);
  }
  return html`<ul>
    ${groups.map(
      ({ item, below }) => html`<li>
        ${item.text}${below.length > 0 && html`<${List} items=${below} />`}
      </li>`,
    )}
  </ul>`;
}

function Table({ block }) {
  const hasHead = block.header || block.kind === "chart";
  const [head, ...rest] = block.rows;
  const body = hasHead ? rest : block.rows;
  const name = block.text || t("Table");
  return html`${block.text && html`<p>${block.text}</p>`}
    <div class="slide-table" tabindex="0" role="region" aria-label=${name}>
      <table>
        ${hasHead &&
        html`<thead>
          <tr>
            ${head.map((cell) => html`<th scope="col">${cell}</th>`)}
          </tr>
        </thead>`}
        <tbody>
          ${body.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}
        </tbody>
      </table>
    </div>`;
}

function Piece({ block }) {
  if (block.rows?.length) return html`<${Table} block=${block} />`;
  if (!block.text) return null;
  if (block.kind === "picture" || block.kind === "chart") {
    return html`<p class="hint" lang=${language}>
      ${t("Picture: {text}", { text: block.text })}
    </p>`;
  }
  return html`<p>${block.text}</p>`;
}

function gathered(blocks) {
  const made = [];
  for (const block of blocks) {
    if (block.kind === "item" && made.at(-1)?.items) made.at(-1).items.push(block);
    else made.push(block.kind === "item" ? { items: [block] } : { block });
  }
  return made;
}

function Words({ text, spoken }) {
  return html`<div class="slide-text stack-small" lang=${spoken}>
    ${gathered(text.blocks).map(({ items, block }) =>
      items ? html`<${List} items=${items} />` : html`<${Piece} block=${block} />`,
    )}
  </div>`;
}

/** Return the language a slide is read in, and its words in it. */
export function slideText(slide) {
  const spoken = slide.texts[language] ? language : Object.keys(slide.texts)[0];
  const tag = spoken === "und" ? undefined : spoken;
  return { spoken: tag, text: slide.texts[spoken] ?? { title: "", blocks: [] } };
}

function pictureIn(pictures) {
  return pictures[language] || pictures[""] || Object.values(pictures)[0] || "";
}

/** The slide to follow. */
export function Slide({ slide }) {
  const { spoken, text } = slideText(slide);
  const [isOpen, setOpen] = useState(() => recall("slide-text", true));
  const [isLost, setLost] = useState(false);
  const digest = pictureIn(slide.picture);
  const next = pictureIn(slide.next);
  useEffect(() => setLost(false), [digest]);
  useEffect(() => {
    if (next) new Image().src = `/pictures/${next}-960.webp`;
  }, [next]);
  const place = t("Slide {n} of {of}", { n: slide.n, of: slide.of });
  const hasPicture = digest && !isLost;
  const hasWords = text.blocks.some((b) => b.text || b.rows?.length);
  const toggle = (event) => {
    setOpen(event.currentTarget.open);
    keep("slide-text", event.currentTarget.open);
  };
  return html`<article class=${hasPicture ? "slide stack" : "slide slide-words stack"}>
    <p class="over">${place}</p>
    <h1 tabindex="-1" lang=${spoken}>${text.title || place}</h1>
    ${hasPicture &&
    html`<img
      class="slide-picture"
      src=${`/pictures/${digest}-960.webp`}
      width="960"
      height="540"
      alt=${t("Picture of the slide. Its words are below.")}
      onError=${() => setLost(true)}
    />`}
    ${hasPicture && hasWords
      ? html`<details open=${isOpen} onToggle=${toggle}>
          <summary>${t("Words of this slide")}</summary>
          <${Words} text=${text} spoken=${spoken} />
        </details>`
      : html`<${Words} text=${text} spoken=${spoken} />`}
  </article>`;
}
