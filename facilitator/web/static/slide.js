// One slide: its picture full bleed, or its words set large. Link canvas.css and
// slide.css beside it; the slide fills the nearest positioned box.
import { html, useLayoutEffect, useRef, useState } from "./vendor/preact-htm.js";
import { Canvas, Fit } from "./canvas.js";
import { closeUp } from "./close_up.js";
import { pictureStack } from "./picture_stack.js";

const DEEPEST = 3;

/** The words of a slide in `language`, else in a language that it has. */
export function slideWords(slide, language) {
  const texts = slide?.texts || {};
  return (
    texts[language] || Object.values(texts)[0] || { title: "", blocks: [] }
  );
}

/** All words of a slide in one line each, for people who cannot see its picture. */
export function slideLines(slide, language) {
  const { title, blocks = [] } = slideWords(slide, language);
  const cells = (block) => (block.rows || []).map((row) => row.join(", "));
  return [title, ...blocks.flatMap((block) => [block.text, ...cells(block)])].filter(
    Boolean,
  );
}

function grouped(blocks) {
  const groups = [];
  for (const block of blocks) {
    const last = groups.at(-1);
    if (block.kind === "item" && last?.kind === "list") last.items.push(block);
    else if (block.kind === "item") groups.push({ kind: "list", items: [block] });
    else groups.push(block);
  }
  return groups;
}

function Rows({ rows, header }) {
  const [first, ...rest] = rows;
  return html`<table class="slide-table">
    ${header &&
    html`<thead>
      <tr>
        ${first.map((cell) => html`<th scope="col">${cell}</th>`)}
      </tr>
    </thead>`}
    <tbody>
      ${(header ? rest : rows).map(
        (row) => html`<tr>
          ${row.map((cell) => html`<td>${cell}</td>`)}
        </tr>`,
      )}
    </tbody>
  </table>`;
}

// A number that the author wrote stands for the bullet.
const bullet = (text) => (/^\d+[.)]\s/.test(text) ? "slide-numbered" : "");

function Part({ part }) {
  if (part.kind === "list") {
    return html`<ul class="slide-list">
      ${part.items.map(
        ({ text, level = 0 }) =>
          html`<li class=${`slide-level-${Math.min(level, DEEPEST)} ${bullet(text)}`}>
            ${text}
          </li>`,
      )}
    </ul>`;
  }
  if (part.kind === "table") return html`<${Rows} ...${part} />`;
  if (part.kind === "chart") {
    return html`<div>
      ${part.text && html`<p>${part.text}</p>`}
      ${part.rows?.length > 0 && html`<${Rows} rows=${part.rows} header=${true} />`}
    </div>`;
  }
  if (part.kind === "picture") {
    return part.text ? html`<p class="slide-picture-words">${part.text}</p>` : null;
  }
  return html`<p class=${`slide-${part.kind}`}>${part.text}</p>`;
}

function titleSize(title, isAlone) {
  if (isAlone) return title.length < 45 ? 84 : title.length < 90 ? 64 : 50;
  return title.length < 38 ? 54 : title.length < 90 ? 46 : 36;
}

function bodySize(length, parts) {
  if (length < 100 && parts < 3) return 70;
  return length < 220 ? 50 : 44;
}

function TextSlide({ slide, language, children }) {
  const { title, blocks = [] } = slideWords(slide, language);
  const parts = grouped(blocks);
  const length = blocks.reduce((sum, { text = "" }) => sum + text.length, 0);
  const isAlone = parts.length === 0;
  const hasTable = blocks.some(({ rows = [] }) => rows.length > 0);
  const size = { fontSize: `${titleSize(title, isAlone)}px` };
  return html`<${Canvas} class="text-slide">
    <div class=${`slide-page ${isAlone ? "slide-page-title" : ""}`}>
      ${title && html`<h2 class="slide-title" style=${size}>${title}</h2>`}
      ${!isAlone &&
      html`<${Fit}
        class="slide-body"
        least=${11}
        most=${bodySize(length, parts.length)}
        comfort=${hasTable ? 0 : 32}
        watch=${`${language} ${slide.n} ${title} ${length} ${parts.length}`}
      >
        ${parts.map((part, index) => html`<${Part} key=${index} part=${part} />`)}
      <//>`}
    </div>
    ${children}
  <//>`;
}

/** The digest for `language` in a `{language: digest}` of the protocol, or "". */
export function pictureIn(pictures, language) {
  const { [language]: own, "": any } = pictures || {};
  return own || any || Object.values(pictures || {})[0] || "";
}

function Pictures({ slide, digest, ahead, language, width, onMissing }) {
  const box = useRef(null);
  const show = useRef(null);
  const words = slide ? slideLines(slide, language).join(". ") : "";
  const kept = ahead.map((pictures) => pictureIn(pictures, language)).filter(Boolean);
  useLayoutEffect(() => {
    show.current ||= pictureStack(box.current, width);
    show.current(digest, kept, words, onMissing);
  }, [digest, kept.join(" "), words]);
  return html`<div class="slide-pictures" ref=${box}></div>`;
}

/** Keep the part `zoom` of what is in `frame` as large as `layer` allows. */
function useCloseUp(layer, frame, zoom, shown) {
  useLayoutEffect(() => {
    const place = () => {
      frame.current.style.transform = closeUp(zoom, frame.current, layer.current);
    };
    const observer = new ResizeObserver(place);
    observer.observe(layer.current);
    observer.observe(frame.current);
    place();
    return () => observer.disconnect();
  }, [zoom?.join(" "), shown]);
}

/**
 * Draw the protocol's `slide`, or keep its place ready while it is null. A picture that
 * cannot be had is replaced by the words. `ahead` are the pictures to have at hand,
 * `width` theirs: 1920 on the wall, 960 in a thumbnail. `children` lie on the slide.
 */
export function Slide({ slide, ahead = [], zoom = null, language, width = 1920, children }) {
  const [missing, setMissing] = useState("");
  const layer = useRef(null);
  const frame = useRef(null);
  const last = useRef("");
  const found = slide ? pictureIn(slide.picture, language) : "";
  const digest = found === missing ? "" : found;
  const shown = slide ? `${slide.n} ${slide.build}` : "";
  const isSame = shown === last.current;
  useLayoutEffect(() => {
    last.current = shown;
  });
  useCloseUp(layer, frame, slide && zoom, `${shown} ${digest}`);
  const kind = slide && !digest ? "slide-frame-words" : "";
  return html`<div class=${`slide-layer ${slide ? "" : "slide-layer-off"}`} ref=${layer}>
    <div class=${`slide-frame ${kind} ${isSame ? "slide-frame-moves" : ""}`} ref=${frame}>
      <${Pictures} ...${{ slide, digest, ahead, language, width }} onMissing=${setMissing} />
      ${slide && !digest && html`<${TextSlide} ...${{ slide, language }}>${children}<//>`}
      ${slide && digest && children}
    </div>
  </div>`;
}
