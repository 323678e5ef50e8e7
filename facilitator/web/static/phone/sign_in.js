/** Signing in, through bad networks, without losing what was typed. */

import { t } from "../strings.js";
import { post, sayIn } from "./sending.js";

const place = document.getElementById("sign-in-status");
const say = sayIn(place);

function firstWrong(form) {
  for (const field of form.querySelectorAll("input, select")) {
    const isWrong = !field.checkValidity();
    field.removeAttribute("aria-invalid");
    if (isWrong) return field;
  }
  return null;
}

function point(field) {
  const sentence = field.validity.valueMissing
    ? t("Please write your name.")
    : t("That email address is not complete. Check it and try again.");
  say("failed", sentence);
  // Beside the field that it is about, not a screen further down.
  field.after(place);
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", "sign-in-status");
  field.focus();
}

async function send(event) {
  const form = event.currentTarget;
  event.preventDefault();
  if (form.dataset.busy) return;
  const wrong = firstWrong(form);
  if (wrong) {
    point(wrong);
    return;
  }
  form.dataset.busy = "yes";
  form.querySelector("button").before(place);
  const answer = await post(form.action, new FormData(form), say);
  delete form.dataset.busy;
  if (answer.ok) {
    // Back must not lead to a form that is done.
    location.replace(form.action.replace(/\/me\/sign-in$/, ""));
    return;
  }
  say("failed", answer.message);
}

for (const id of ["sign-in", "without-name"]) {
  document.getElementById(id)?.addEventListener("submit", send);
}
