/** The slide on the phone: its words as real text, and its picture to look into. */

import { html, useEffect, useRef, useState } from "../vendor/preact-htm.js";
import { language, t } from "../strings.js";
import { slideText } from "./following.js";
import { keep, recall } from "./kept.js";
import { areRead, Words } from "./slide_words.js";

function pictureIn(pictures) {
  return pictures[language] || pictures[""] || Object.values(pictures)[0] || "";
}

function Picture({ slide, digest, onLost }) {
  const view = useRef(null);
  const [zoom, setZoom] = useState(null);
  // Most people only look: what looks closer comes after the picture.
  useEffect(() => {
    import("./zoom.js").then(({ Zoom }) => setZoom(() => Zoom), () => {});
  }, []);
  return html`<figure class="slide-figure">
    <div class="slide-view" ref=${view} style=${{ aspectRatio: String(slide.aspect) }}>
      <img
        class="slide-picture"
        src=${`/pictures/${digest}-960.webp`}
        width="960"
        height=${Math.round(960 / slide.aspect)}
        alt=${t("Picture of this slide")}
        onError=${onLost}
      />
    </div>
    <div class="zoom">
      ${zoom && html`<${zoom} key=${slide.n} view=${view} digest=${digest} />`}
    </div>
  </figure>`;
}

function place(slide, isEarlier) {
  const { n, of } = slide;
  return isEarlier
    ? t("Slide {n} of {of} · earlier slide", { n, of })
    : t("Slide {n} of {of}", { n, of });
}

/** A slide: the one to follow, or an earlier one. */
export function Slide({ slide, isEarlier = false }) {
  const { spoken, text } = slideText(slide);
  const [isOpen, setOpen] = useState(() => recall("slide-text", true));
  const [lost, setLost] = useState("");
  const digest = pictureIn(slide.picture);
  const next = pictureIn(slide.next);
  useEffect(() => {
    if (next) new Image().src = `/pictures/${next}-960.webp`;
  }, [next]);
  const hasPicture = digest && digest !== lost;
  const toggle = (event) => {
    setOpen(event.currentTarget.open);
    keep("slide-text", event.currentTarget.open);
  };
  const words = html`<${Words} blocks=${text.blocks} spoken=${spoken} />`;
  // Read in this order; a picture stands above the words to the eye.
  return html`<article class=${hasPicture ? "slide" : "slide slide-words"}>
    ${text.title && html`<p class="over">${place(slide, isEarlier)}</p>`}
    <h1 tabindex="-1" dir="auto" lang=${text.title ? spoken : language}>
      ${text.title || place(slide, isEarlier)}
    </h1>
    ${hasPicture && areRead(text.blocks)
      ? html`<details open=${isOpen} onToggle=${toggle}>
          <summary>${t("Words of this slide")}</summary>
          ${words}
        </details>`
      : words}
    ${hasPicture &&
    html`<${Picture} ...${{ slide, digest }} onLost=${() => setLost(digest)} />`}
  </article>`;
}
