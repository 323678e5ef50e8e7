/** The page in which slides are drawn, opened out of sight and spoken to by a channel. */

import { t } from "../strings.js";

const UNTIL_READY = 30_000;
const UNTIL_DRAWN = 60_000;

/**
 * Open the page at `address`. Returns `open(copy)`, which hands it the deck's bytes,
 * `draw(slide)`, which gives `{picture, flags}` or `{failed}`, and `close()`.
 */
export async function openFrame(address) {
  const frame = document.createElement("iframe");
  frame.className = "draft-frame";
  frame.title = t("Slides being drawn");
  frame.tabIndex = -1;
  frame.setAttribute("aria-hidden", "true");
  const { port1: port, port2: theirs } = new MessageChannel();
  const arrived = new Promise((resolve) => {
    addEventListener("message", function hear({ source, data }) {
      if (source !== frame.contentWindow || data !== "drawing") return;
      removeEventListener("message", hear);
      resolve(true);
    });
  });
  frame.src = address;
  document.body.append(frame);
  const close = () => {
    port.close();
    frame.remove();
  };
  if (!(await inTime(arrived, UNTIL_READY))) {
    close();
    throw new Error(t("This browser cannot draw slides. Open the desk in Chrome or Edge."));
  }
  const ask = (message, transfer = []) => {
    const answer = new Promise((resolve) => {
      port.onmessage = ({ data }) => resolve(data);
    });
    port.postMessage(message, transfer);
    return answer;
  };
  const ready = new Promise((resolve) => {
    port.onmessage = ({ data }) => resolve(data);
  });
  frame.contentWindow.postMessage("draw", location.origin, [theirs]);
  await ready;
  return {
    open: async (copy) => Boolean((await ask({ copy }, [copy])).opened),
    draw: async (slide) =>
      (await inTime(ask(slide), UNTIL_DRAWN)) || { failed: "not in time" },
    close,
  };
}

function inTime(promise, longest) {
  const late = new Promise((resolve) => setTimeout(resolve, longest, null));
  return Promise.race([promise, late]);
}
