/** Polls dragged between slides; buttons and lists do the same by keyboard. */

import { t } from "../strings.js";
import { refresh, say } from "./parts.js";

let dragged = null;

/** Let polls be dragged to their place, or back among those without one. */
export function watchOrder() {
  document.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.(".order-poll[draggable]");
    if (!dragged) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.dataset.poll);
    dragged.classList.add("dragged");
  });
  document.addEventListener("dragover", (event) => {
    const target = dragged && targetOf(event);
    clear();
    if (!target) return;
    event.preventDefault();
    target.row.classList.add(target.mark);
  });
  document.addEventListener("drop", (event) => {
    const target = dragged && targetOf(event);
    if (!target) return;
    event.preventDefault();
    move(target);
  });
  document.addEventListener("dragend", () => {
    clear();
    dragged?.classList.remove("dragged");
    dragged = null;
  });
}

function targetOf(event) {
  const waiting = event.target.closest?.("#waiting");
  if (waiting) return { row: waiting, mark: "drop-here" };
  const row = event.target.closest?.("#order-list > li");
  if (!row || row === dragged) return null;
  const { top, height } = row.getBoundingClientRect();
  const before = event.clientY < top + height / 2;
  return { row, mark: before ? "drop-before" : "drop-after" };
}

function clear() {
  for (const name of ["drop-before", "drop-after", "drop-here"]) {
    document.querySelector(`.${name}`)?.classList.remove(name);
  }
}

async function move({ row, mark }) {
  const poll = dragged;
  clear();
  if (mark === "drop-here") poll.remove();
  else row[mark === "drop-before" ? "before" : "after"](poll);
  const response = await fetch(document.getElementById("order").dataset.places, {
    method: "POST",
    body: JSON.stringify({ places: places() }),
    headers: { "Content-Type": "application/json", Accept: "application/json" },
  }).catch(() => null);
  const answer = await response?.json().catch(() => null);
  // Said once the list is there anew: whoever drags on then drags what stays.
  await refresh(["order"]).catch(() => null);
  say(
    answer?.ok
      ? t("The running order is saved.")
      : answer?.message || t("The program does not answer. Check that it is still running."),
  );
}

function places() {
  const found = [];
  let after = -1;
  for (const row of document.querySelectorAll("#order-list > li")) {
    if (row.dataset.slide) after = Number(row.dataset.slide);
    if (row.dataset.poll) found.push([after, row.dataset.poll]);
  }
  return found;
}
