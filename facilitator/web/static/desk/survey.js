/** The editor of a survey: words are kept while they are typed, and the phone follows. */

import { t } from "../strings.js";
import "./form.js";
import "./survey_areas.js";
import { refresh } from "./survey_phone.js";

const PAUSE = 700;
const form = document.getElementById("edit");
const revision = document.getElementById("revision");
const state = document.getElementById("state");
let waiting = 0;
let sending = null;
let again = false;

/** Take over what the desk says of the words: beside the fields, and in the list. */
function takeOver(page) {
  revision.value = page.getElementById("revision").value;
  for (const part of document.querySelectorAll("[data-swap]")) {
    const fresh = page.getElementById(part.id);
    if (fresh && fresh.innerHTML !== part.innerHTML) part.innerHTML = fresh.innerHTML;
  }
  for (const field of form.querySelectorAll("[aria-describedby]")) {
    const wrong = document.getElementById(field.getAttribute("aria-describedby"));
    if (wrong?.querySelector("p:not(.mistake-mild)")) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }
  const undo = document.getElementById("undo");
  undo.disabled = page.getElementById("undo").disabled;
}

async function send() {
  const body = new URLSearchParams(new FormData(form));
  body.set("do", "words");
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      headers: { Accept: "text/html" },
      body,
    });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!answer.ok || !page.getElementById("revision")) throw new Error(answer.status);
    takeOver(page);
    refresh(revision.value);
  } catch {
    state.textContent = t("Not kept yet. Press “Refresh the preview” to try again.");
  }
}

/** Keep the words; what is typed meanwhile is kept right after. */
async function keep() {
  clearTimeout(waiting);
  waiting = 0;
  if (sending) {
    again = true;
    return sending;
  }
  sending = send();
  await sending;
  sending = null;
  if (again) {
    again = false;
    await keep();
  }
  return null;
}

function keepSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(keep, PAUSE);
}

form.addEventListener("input", keepSoon);

// Whoever was quicker than this script has typed already.
const { activeElement: typing } = document;
if (form.contains(typing) && typing.matches("textarea, input:not([type])")) {
  if (typing.value !== typing.defaultValue) keepSoon();
}

// Whoever leaves in the middle of a sentence finds it when they come back.
window.addEventListener("pagehide", () => {
  if (!waiting) return;
  const body = new URLSearchParams(new FormData(form));
  body.set("do", "words");
  fetch(form.action, { method: "POST", body, keepalive: true });
});

// Another kind has other fields: the page is drawn anew, and goes on where it was.
form.addEventListener("change", ({ target }) => {
  if (!("atOnce" in target.dataset)) return;
  document.getElementById("focus").value = target.id;
  form.requestSubmit();
});

// A button sends the words with it, for the state that is known by then.
form.addEventListener("submit", async (event) => {
  const { submitter } = event;
  const question = submitter?.dataset.ask;
  if (question && !window.confirm(question)) {
    event.preventDefault();
    return;
  }
  clearTimeout(waiting);
  waiting = 0;
  if (!sending) return;
  event.preventDefault();
  again = false;
  await sending;
  form.requestSubmit(submitter);
});

/* Drag a question to another place; the buttons do the same. */
const list = document.getElementById("questions");
let dragged = null;

for (const row of list.querySelectorAll("[data-index]")) {
  row.draggable = true;
  row.addEventListener("dragstart", (event) => {
    dragged = row;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", row.dataset.index);
  });
  row.addEventListener("dragover", (event) => {
    if (!dragged || dragged === row) return;
    event.preventDefault();
    row.classList.add("survey-over");
  });
  row.addEventListener("dragleave", () => row.classList.remove("survey-over"));
  row.addEventListener("dragend", () => {
    dragged = null;
  });
  row.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!dragged || dragged === row) return;
    const move = document.createElement("button");
    move.name = "do";
    move.value = `to:${dragged.dataset.index}:${row.dataset.index}`;
    move.hidden = true;
    form.append(move);
    form.requestSubmit(move);
  });
}
