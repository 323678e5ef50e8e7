/**
 * One deck drawn slide by slide, in a page of its own that reaches nothing outside it.
 *
 * The desk opens this page in a frame and sends it one end of a channel. Over that comes
 * the deck, then the slides that are wanted; each goes back as a picture with doubts.
 */

import { capture, fonts, loaded } from "./capture.js";
import { doubts, hidePlaceholders } from "./doubts.js";
import { mend, settle } from "./mending.js";

const WIDE = 1920;
const TALLEST = 2716;
// Some pictures never finish loading; the slide is drawn without them, and says so.
const LONGEST_WAIT = 20_000;
// What the server has let in. Media are unpacked when a slide shows them.
const LIMITS = {
  maxEntries: 5_000,
  maxEntryUncompressedBytes: 1024 ** 3,
  maxTotalUncompressedBytes: 1024 ** 3,
  maxMediaBytes: 1024 ** 3,
};
const FILMS = /\.(mp4|m4v|mov|avi|wmv|mpe?g|webm|mp3|m4a|wav|wma|aac|ogg|flac|aiff?|mid)$/i;

prepareWindow();
// After the window: the renderer looks at it once, when it is loaded.
const renderer = await import("../vendor/pptx-renderer.js");

addEventListener("message", ({ origin, source, data, ports }) => {
  if (origin !== location.origin || source !== parent || data !== "draw") return;
  const [port] = ports;
  let deck = null;
  port.onmessage = async ({ data: asked }) => {
    try {
      if (asked.copy) {
        deck = await open(asked.copy);
        port.postMessage({ opened: true });
      } else {
        port.postMessage(await draw(deck, asked));
      }
    } catch (error) {
      port.postMessage({ failed: String(error) });
    }
  };
  port.postMessage({ ready: true });
});
parent.postMessage("drawing", location.origin);

/**
 * Text and charts are finished in animation frames, of which a window in the background
 * has none; charts are painted on canvases as fine as the screen, and pictures are finer.
 */
function prepareWindow() {
  const waiting = new Map();
  const bell = new MessageChannel();
  let last = 0;
  bell.port1.onmessage = () => {
    const due = [...waiting.values()];
    waiting.clear();
    for (const callback of due) callback(performance.now());
  };
  window.requestAnimationFrame = (callback) => {
    waiting.set((last += 1), callback);
    if (waiting.size === 1) bell.port2.postMessage(null);
    return last;
  };
  window.cancelAnimationFrame = (id) => waiting.delete(id);
  Object.defineProperty(window, "devicePixelRatio", { value: 2 });
  // A style that is set as an attribute would be refused by the page's own policy.
  const set = Element.prototype.setAttribute;
  Element.prototype.setAttribute = function (name, value) {
    if (name === "style" && this.style) this.style.cssText = value;
    else set.call(this, name, value);
  };
  fonts.watch();
}

async function open(copy) {
  const files = await renderer.parseZipLazyMedia(copy, LIMITS);
  const { resolve } = files.mediaResolver;
  // A film would be unpacked whole for nothing: its first picture is in the deck, too.
  files.mediaResolver.resolve = async (target) =>
    FILMS.test(target) ? undefined : resolve.call(files.mediaResolver, target);
  return renderer.buildPresentation(files, { lazySlides: true });
}

async function draw(deck, { part, words }) {
  const slide = deck.slides.find(
    (one) => one.slidePath.toLowerCase() === part.toLowerCase(),
  );
  if (!slide) return { failed: "no such slide" };
  const seen = new Set();
  const charts = new Set();
  const drawn = renderer.renderSlide(deck, slide, {
    pdfjs: false,
    chartInstances: charts,
    onNodeError: () => seen.add("missing-part"),
  });
  try {
    document.body.append(drawn.element);
    mend(drawn.element);
    if (!(await inTime(finished(drawn)))) seen.add("missing-part");
    settle(charts);
    const scale = Math.min(WIDE / deck.width, TALLEST / deck.height);
    doubts(drawn.element, scale, words).forEach((flag) => seen.add(flag));
    hidePlaceholders(drawn.element);
    const picture = await capture(drawn.element, deck.width, deck.height, scale);
    return { picture, flags: [...seen] };
  } finally {
    drawn.element.remove();
    drawn.dispose();
  }
}

async function finished(drawn) {
  await drawn.ready;
  // Text is fitted once more two frames after it was laid out.
  for (let frame = 0; frame < 4; frame += 1) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  const images = [...drawn.element.querySelectorAll("img")];
  await Promise.all(images.map(loaded));
}

function inTime(promise) {
  const late = new Promise((resolve) => setTimeout(resolve, LONGEST_WAIT, false));
  return Promise.race([promise.then(() => true), late]);
}
