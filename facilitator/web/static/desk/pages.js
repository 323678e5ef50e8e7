/** The pictures of a deck, slide by slide: a choice is saved at once. */

import { t } from "../strings.js";
import { replaceParts, say } from "./parts.js";

// Arrow keys go through a list; what they stop at is meant.
const PAUSE_MS = 600;
const LARGEST = 20 * 1024 * 1024;

let pause = 0;

/** Save what is chosen, and send pictures in the background. */
export function watchPages() {
  hideButtons();
  document.addEventListener("parts-replaced", hideButtons);
  document.addEventListener("change", ({ target }) => {
    if (target.closest("form[data-on-change]")) later(target.form);
    if (target.closest(".own-form") && target.files.length) sendPicture(target.form);
  });
  document.addEventListener("focusout", ({ target }) => {
    if (pause && target.closest("form[data-on-change]")) now(target.form);
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches(".own-form")) return;
    event.preventDefault();
    sendPicture(event.target);
  });
}

function hideButtons() {
  for (const button of document.querySelectorAll("[data-without-scripts]")) {
    button.hidden = true;
  }
}

function later(form) {
  clearTimeout(pause);
  pause = setTimeout(() => now(form), PAUSE_MS);
}

function now(form) {
  clearTimeout(pause);
  pause = 0;
  if (form.isConnected && form.reportValidity()) form.requestSubmit();
}

async function sendPicture(form) {
  const input = form.querySelector("input[type=file]");
  const [file] = input.files;
  if (file.size > LARGEST) {
    complain(
      form,
      t("{filename} is larger than {limit} MB. Save the picture smaller, for example 1920 pixels wide, and add that.", {
        filename: file.name,
        limit: 20,
      }),
    );
    return;
  }
  form.setAttribute("aria-busy", "true");
  say(t("The picture is being sent."));
  const row = form.closest("li").id;
  const answer = await fetch(form.action, {
    method: "POST",
    body: new FormData(form),
    headers: { Accept: "application/json" },
  })
    .then((response) => response.json())
    .catch(() => null);
  form.removeAttribute("aria-busy");
  if (!answer?.ok) {
    const nobody = t("The program does not answer. Check that it is still running.");
    complain(form, answer?.message || nobody);
    input.value = "";
    return;
  }
  const there = new URL(location.pathname, location.href);
  there.searchParams.set("done", "picture-added");
  there.searchParams.set("slide", Number(row.replace("picture-", "")) - 1);
  const page = await fetch(there, { headers: { Accept: "text/html" } });
  replaceParts(await page.text(), ["deck", "order"]);
  document.getElementById(row)?.focus({ preventScroll: true });
  say(t("Your picture is shown for this slide."));
}

function complain(form, sentence) {
  const said =
    form.querySelector("[role=alert]") || form.appendChild(document.createElement("p"));
  said.setAttribute("role", "alert");
  said.className = "message message-bad";
  said.textContent = sentence;
}
