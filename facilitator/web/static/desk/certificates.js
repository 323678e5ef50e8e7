/** How far the certificates are, while they are made. */

import { t } from "../strings.js";
import { refresh, say } from "./parts.js";

const WHILE_MAKING = 700;

let timer = 0;

/** Keep the progress as it is; the page is drawn anew once all are made. */
export function watchCertificates() {
  look();
  document.addEventListener("parts-replaced", look);
}

function look() {
  clearTimeout(timer);
  if (bar()) timer = setTimeout(ask, WHILE_MAKING);
}

function bar() {
  return document.querySelector("#certificates progress");
}

async function ask() {
  const part = document.getElementById("certificates");
  try {
    const response = await fetch(part.dataset.made, { headers: { Accept: "application/json" } });
    if (response.ok) await draw(await response.json(), part);
  } catch {
    // The program is away for a moment; the next look will tell.
  }
  look();
}

async function draw(state, part) {
  if (state.status === "working") {
    if (!state.of) return;
    bar().max = state.of;
    bar().value = state.done;
    part.querySelector("[data-progress-said]").textContent = t("{done} of {of} made", state);
    return;
  }
  await refresh(["certificates"]);
  say(document.querySelector("#certificates [data-status]")?.textContent.trim() ?? "");
}
