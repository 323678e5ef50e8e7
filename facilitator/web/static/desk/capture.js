/** A drawn slide turned into a picture: its elements as an image, painted on a canvas. */

// Larger ones are refused; only photographs that fill a slide come near.
const LARGEST = 8 * 1024 * 1024;
const FINE = 0.95;
const XHTML = "http://www.w3.org/1999/xhtml";
// What no XML may hold; PowerPoint writes some of it as line breaks.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const HELD = /blob:[^"'&)\s<]+/g;

const faces = [];

/** The deck's own fonts: a picture of elements sees none that a page has loaded. */
export const fonts = {
  /** Remember each font that is made from now on. */
  watch() {
    const Made = window.FontFace;
    window.FontFace = class extends Made {
      constructor(family, source, descriptors = {}) {
        super(family, source, descriptors);
        faces.push({ family, source, descriptors });
      }
    };
  },
};

/** Return `element`, `width` × `height` pixels large, as a picture `scale` as large. */
export async function capture(element, width, height, scale) {
  const xml = await written(still(element));
  const wide = Math.round(width * scale);
  const high = Math.round(height * scale);
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high}" ` +
    `viewBox="0 0 ${width} ${height}">${await fontRules(xml)}` +
    `<foreignObject width="${width}" height="${height}">${xml}</foreignObject></svg>`;
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  if (!(await loaded(image))) throw new Error("the elements make no image");
  const canvas = document.createElement("canvas");
  canvas.width = wide;
  canvas.height = high;
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, wide, high);
  pen.drawImage(image, 0, 0, wide, high);
  const whole = await encoded(canvas, "image/png");
  return whole.size <= LARGEST ? whole : encoded(canvas, "image/jpeg", FINE);
}

/** Return whether an image arrived; `decode` waits for a window that is looked at. */
export async function loaded(image) {
  if (!image.complete) {
    await new Promise((resolve) => {
      image.addEventListener("load", resolve);
      image.addEventListener("error", resolve);
    });
  }
  return image.naturalWidth > 0;
}

/** Return a copy in which what is painted, played or followed is a picture. */
function still(element) {
  const copy = element.cloneNode(true);
  const painted = [...element.querySelectorAll("canvas")];
  for (const [index, canvas] of [...copy.querySelectorAll("canvas")].entries()) {
    const image = document.createElement("img");
    image.style.cssText = canvas.style.cssText;
    image.style.width = `${painted[index].offsetWidth}px`;
    image.style.height = `${painted[index].offsetHeight}px`;
    image.src = painted[index].toDataURL();
    canvas.replaceWith(image);
  }
  for (const played of copy.querySelectorAll("video, audio")) played.remove();
  return copy;
}

async function written(element) {
  let xml = new XMLSerializer().serializeToString(element).replace(FORBIDDEN, "");
  const within = new Map();
  for (const [address] of xml.matchAll(HELD)) within.set(address, "");
  for (const address of within.keys()) {
    const response = await fetch(address).catch(() => null);
    within.set(address, response ? await asData(await response.blob()) : "");
  }
  xml = xml.replace(HELD, (address) => within.get(address));
  return xml;
}

async function fontRules(xml) {
  const used = faces.filter(({ family }) => xml.includes(family));
  const rules = used.map(async ({ family, source, descriptors }) => {
    const address = await asData(new Blob([source], { type: "font/ttf" }));
    const { weight = "normal", style = "normal" } = descriptors;
    return (
      `@font-face{font-family:${JSON.stringify(family)};font-weight:${weight};` +
      `font-style:${style};src:url("${address}")}`
    );
  });
  const all = (await Promise.all(rules)).join("");
  return all && `<style xmlns="${XHTML}"><![CDATA[${all}]]></style>`;
}

function asData(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(reader.result));
    reader.addEventListener("error", () => reject(reader.error));
    reader.readAsDataURL(blob);
  });
}

function encoded(canvas, kind, quality) {
  return new Promise((resolve, reject) => {
    const done = (blob) => (blob ? resolve(blob) : reject(new Error("not encoded")));
    canvas.toBlob(done, kind, quality);
  });
}
