/** What the renderer is known to draw otherwise than PowerPoint, put right. */

const SANS = 'Calibri, Carlito, Arial, "Liberation Sans", sans-serif';
const SERIF = '"Times New Roman", "Liberation Serif", serif';
const MONO = '"Courier New", "Liberation Mono", monospace';
const IS_SERIF = /serif|roman|times|georgia|garamond|cambria|palatino|baskerville|bodoni|caslon|didot|minion|book antiqua|constantia/i;
const IS_MONO = /mono|courier|consol|typewriter|code/i;
const IS_SANS = /sans/i;
const IS_GENERIC = /(?:^|[\s,])(?:sans-serif|serif|monospace|cursive|fantasy|system-ui)\s*$/i;
// Only between these do lines break anywhere.
const EAST_ASIAN = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]/;

/** Mend a slide before its text is fitted for the last time. */
export function mend(element) {
  for (const part of element.querySelectorAll("[style]")) {
    const { style } = part;
    if (style.lineBreak === "anywhere" && !EAST_ASIAN.test(part.textContent)) {
      // "Not by East Asian rules" was read as "in the middle of any word".
      style.lineBreak = "auto";
    }
    if (style.fontFamily && !IS_GENERIC.test(style.fontFamily)) {
      style.fontFamily = `${style.fontFamily}, ${instead(style.fontFamily)}`;
    }
  }
  for (const table of element.querySelectorAll("table")) {
    // Rows grow with their words, as in PowerPoint, and none is cut off.
    table.parentElement.style.overflow = "visible";
  }
}

/** Show charts as they are once they have stopped moving. */
export function settle(charts) {
  for (const chart of charts) {
    chart.setOption({ animation: false });
    chart.resize();
    chart.getZr().flush();
  }
}

/** Return what stands in for fonts that this computer may not have. */
function instead(family) {
  if (IS_MONO.test(family)) return MONO;
  return IS_SERIF.test(family) && !IS_SANS.test(family) ? SERIF : SANS;
}
