/** Parts of the page drawn anew from the server's own page, without a reload. */

import { t } from "../strings.js";
import { showMistakes } from "./form.js";

const PARTS = [
  "head", "details", "agenda", "deck", "order", "polls", "roster", "door", "room", "practice", "after",
  "certificates",
];

// What was typed and not yet saved, other than in lists and files, which are at once.
const UNSAVED = "form[data-typed]:not(.order-form, .drop, .at-once)";

/** Say something to screen readers, wherever the focus is. */
export function say(sentence) {
  document.getElementById("live").textContent = sentence;
}

/** Replace the named parts by those of `html`; focus and typed words stay. */
export function replaceParts(html, names = PARTS, sent = "") {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  const focused = document.activeElement?.id;
  const opened = new Map(
    [...document.querySelectorAll("details > summary")].map((summary) => [
      summary.textContent.trim(),
      summary.parentNode.open,
    ]),
  );
  for (const name of names) {
    const there = fresh.getElementById(name);
    const here = document.getElementById(name);
    if (!there || !here) continue;
    if (name !== sent && here.querySelector(UNSAVED)) continue;
    // A file on its way in keeps its progress bar.
    for (const kept of here.querySelectorAll("[data-keep]")) {
      there.querySelector(`#${kept.id}`)?.replaceWith(kept);
    }
    const tops = [...here.querySelectorAll(".scroll-box")].map((b) => [b.id, b.scrollTop]);
    here.replaceWith(document.adoptNode(there));
    for (const [id, top] of tops) {
      const box = document.getElementById(id);
      if (box) box.scrollTop = top;
    }
  }
  for (const summary of document.querySelectorAll("details > summary")) {
    const wasOpen = opened.get(summary.textContent.trim());
    if (wasOpen !== undefined) summary.parentNode.open = wasOpen;
  }
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  document.dispatchEvent(new CustomEvent("parts-replaced"));
}

/** Fetch the page and draw the named parts anew. */
export async function refresh(names) {
  const response = await fetch(location.pathname, { headers: { Accept: "text/html" } });
  if (response.ok) replaceParts(await response.text(), names);
}

/** Send the forms marked `data-live` in the background. */
export function watchForms() {
  document.addEventListener("input", ({ target }) => {
    target.form?.setAttribute("data-typed", "");
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-live]")) return;
    event.preventDefault();
    send(form, event.submitter);
  });
}

/** Bring the focus to what is wrong, else leave it where it was, in sight. */
function goOn(part, submitter) {
  if (!part || showMistakes(part)) return;
  const wrong = part.querySelector("[aria-invalid=true]");
  if (wrong) wrong.focus();
  else if (submitter?.id && !document.getElementById(submitter.id)) {
    part.focus({ preventScroll: true });
  }
  part.querySelector(".order-new")?.scrollIntoView({ block: "nearest" });
}

async function send(form, submitter) {
  const body = new URLSearchParams(new FormData(form, submitter));
  const part = form.closest(".part")?.id;
  form.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(form.action, {
      method: "POST",
      body,
      headers: { Accept: "text/html" },
    });
    replaceParts(await response.text(), PARTS, part);
    const said = document.querySelector(`#${part} .message[data-status]`);
    if (said) {
      say(said.textContent.trim());
      said.scrollIntoView({ block: "nearest" });
    }
    goOn(document.getElementById(part), submitter);
  } catch {
    say(t("The program does not answer. Check that it is still running."));
  } finally {
    form.removeAttribute("aria-busy");
  }
}
