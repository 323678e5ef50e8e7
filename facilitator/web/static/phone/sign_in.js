/** Signing in, through bad networks, without losing what was typed. */

import { t } from "../strings.js";
import { post, sayIn } from "./sending.js";

const place = document.getElementById("sign-in-status");
const say = sayIn(place);

// The laptop asks for a name, an @ and a domain with a dot, and so does this.
function isWhole(email) {
  const [name, host, ...more] = email.split("@");
  const isDotted = host?.replace(/^\.+|\.+$/g, "").includes(".");
  return Boolean(name) && isDotted && !more.length && !/\s/.test(email);
}

function wrongWith(field) {
  const typed = field.value.trim();
  if (field.id === "door") {
    const isAsked = !document.getElementById("door-field").hidden;
    return isAsked && !typed ? t("Type the code that is on the screen.") : "";
  }
  if (field.required && !typed) return t("Please write your name.");
  if (field.type === "email" && typed && !isWhole(typed)) {
    return t("That email address is not complete. Check it and try again.");
  }
  return "";
}

function mark(field, sentence) {
  const id = `wrong-${field.id}`;
  document.getElementById(id)?.remove();
  field.removeAttribute("aria-invalid");
  field.removeAttribute("aria-describedby");
  if (!sentence) return;
  // Beside the field that it is about, not a screen further down.
  const note = Object.assign(document.createElement("p"), { id, className: "wrong" });
  note.textContent = sentence;
  field.after(note);
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", id);
}

function firstWrong(form) {
  let first = null;
  for (const field of form.querySelectorAll(".input")) {
    const sentence = wrongWith(field);
    mark(field, sentence);
    if (sentence) first ??= field;
  }
  return first;
}

async function send(event) {
  const form = event.currentTarget;
  event.preventDefault();
  if (form.dataset.busy) return;
  const wrong = firstWrong(form);
  if (wrong) {
    wrong.focus();
    return;
  }
  document.getElementById("wrong")?.remove();
  form.dataset.busy = "yes";
  form.querySelector("button").before(place);
  const answer = await post(form.action, new FormData(form), say);
  delete form.dataset.busy;
  if (answer.ok) {
    // Back must not lead to a form that is done.
    location.replace(form.dataset.next);
    return;
  }
  if (answer.code === "door-code") askForCode(answer.message);
  else say("failed", answer.message);
}

// The ticket of the door is too old by now: only the code is asked for again.
function askForCode(sentence) {
  const field = document.getElementById("door");
  document.getElementById("door-field").hidden = false;
  say("", "");
  field.value = "";
  mark(field, sentence);
  field.focus();
}

// A code is changed for a ticket while it is fresh: the rest may take its time.
async function claim({ target }) {
  const typed = target.value.trim();
  if (typed.length !== 6) return;
  const action = target.form.action.replace(/sign-in$/, "door");
  const answer = await post(action, { direction: "in", door: typed }, () => {});
  if (!answer.ok || target.value.trim() !== typed) return;
  target.value = "";
  document.getElementById("door-field").hidden = true;
  mark(target, "");
  say("saved", t("The code is right."));
}

document.getElementById("door")?.addEventListener("input", claim);

for (const id of ["sign-in", "without-name"]) {
  document.getElementById(id)?.addEventListener("submit", send);
}
