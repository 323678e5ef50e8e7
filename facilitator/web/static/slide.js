// One slide: its picture full bleed, or its words set large. Link canvas.css and
// slide.css beside it; the slide fills the nearest positioned box.
import { html, useLayoutEffect, useRef, useState } from "./vendor/preact-htm.js";
import { Canvas, Fit } from "./canvas.js";

const DEEPEST = 3;
const KEPT_PICTURES = 4;

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

function TextSlide({ slide, language }) {
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
  <//>`;
}

/** The digest for `language` in a `{language: digest}` of the protocol, or "". */
export function pictureIn(pictures, language) {
  const { [language]: own, "": any } = pictures || {};
  return own || any || Object.values(pictures || {})[0] || "";
}

export const pictureAddress = (digest, width = 1920) =>
  `/pictures/${digest}-${width}.webp`;

/**
 * Keeps the pictures last shown and the next one in `box`, decoded, so that a change
 * is instant and the wall is never blank between two slides: until a picture is ready
 * the one before stays.
 */
function pictureStack(box, width) {
  const pictures = new Map();
  let wanted = "";

  function fetched(digest) {
    const had = pictures.get(digest);
    pictures.delete(digest);
    const picture = had || { image: new Image(), isReady: false };
    pictures.set(digest, picture);
    if (!had) {
      picture.image.className = "slide-picture";
      picture.image.src = pictureAddress(digest, width);
      picture.decoded = picture.image.decode().then(() => {
        picture.isReady = true;
      });
      picture.decoded.catch(() => {
        picture.image.remove();
        pictures.delete(digest);
      });
      box.append(picture.image);
    }
    return picture;
  }

  function uncover({ image }, words) {
    for (const one of pictures.values()) {
      one.image.classList.toggle("slide-picture-seen", one.image === image);
      one.image.alt = one.image === image ? words : "";
    }
    while (pictures.size > KEPT_PICTURES) {
      const [oldest, { image: old }] = pictures.entries().next().value;
      old.remove();
      pictures.delete(oldest);
    }
  }

  return function show(digest, next, words, onMissing) {
    wanted = digest;
    const picture = fetched(digest);
    const finish = () => {
      if (wanted !== digest) return;
      uncover(picture, words);
      if (next && next !== digest) fetched(next);
    };
    if (picture.isReady) finish();
    else picture.decoded.then(finish, () => wanted === digest && onMissing(digest));
  };
}

function PictureSlide({ slide, digest, language, width, onMissing }) {
  const box = useRef(null);
  const show = useRef(null);
  const words = slideLines(slide, language).join(". ");
  const next = pictureIn(slide.next, language);
  useLayoutEffect(() => {
    show.current ||= pictureStack(box.current, width);
    show.current(digest, next, words, onMissing);
  }, [digest, next, words]);
  return html`<div class="slide-pictures" ref=${box}></div>`;
}

/**
 * Draw the protocol's `slide`. A picture that cannot be had is replaced by the words.
 * `width` is the picture's: 1920 on the wall, 960 in a thumbnail.
 */
export function Slide({ slide, language, width = 1920 }) {
  const [missing, setMissing] = useState("");
  const digest = pictureIn(slide.picture, language);
  if (digest && digest !== missing) {
    return html`<${PictureSlide} ...${{ slide, digest, language, width }} onMissing=${setMissing} />`;
  }
  return html`<${TextSlide} slide=${slide} language=${language} />`;
}
