/** The evaluation and the worksheet: kept on the phone until they are sent. */

import { t, tn } from "../strings.js";
import { forget, keep, recall } from "./kept.js";
import { post, sayIn } from "./sending.js";

const form = document.getElementById("survey");
const { name, code, total, presence } = form.dataset;
// What one person began to write is not for the next one who holds the phone.
const isShared = "shared" in form.dataset;
const draftName = `draft:${code}:${name}`;
const place = document.getElementById("survey-status");
const say = sayIn(place);
const questions = [...form.querySelectorAll("[data-question]")];

function readOne(block) {
  const question = block.dataset.question;
  const data = new FormData(form);
  if (data.get(`${question}.declined`)) return { declined: "yes" };
  if (block.dataset.kind === "pair") {
    const pair = {};
    for (const when of ["before", "now"]) {
      const chosen = data.get(`${question}.${when}`);
      if (chosen) pair[when] = chosen;
    }
    return Object.keys(pair).length ? pair : null;
  }
  if (block.dataset.kind === "multiple") {
    const chosen = data.getAll(question);
    return chosen.length ? chosen : null;
  }
  return data.get(question)?.trim() || null;
}

function readAll() {
  const answers = {};
  for (const block of questions) {
    const answer = readOne(block);
    if (answer !== null) answers[block.dataset.question] = answer;
  }
  return answers;
}

function fillIn(answers) {
  const wanted = new Map();
  for (const [question, answer] of Object.entries(answers)) {
    if (answer && typeof answer === "object" && !Array.isArray(answer)) {
      wanted.set(`${question}.declined`, [answer.declined]);
      wanted.set(`${question}.before`, [answer.before]);
      wanted.set(`${question}.now`, [answer.now]);
    } else wanted.set(question, [answer].flat());
  }
  for (const field of form.elements) {
    if (!field.name) continue;
    // What was taken out of a form sent before stays out.
    const values = wanted.get(field.name) ?? [];
    if (field.type === "radio" || field.type === "checkbox") {
      field.checked = values.includes(field.value);
    } else field.value = values[0] ?? "";
  }
}

function showProgress(answers) {
  const done = Object.keys(answers).length;
  say(
    "note",
    tn("{n} answer so far of {total}.", "{n} answers so far of {total}.", done, { total }) +
      (isShared ? "" : ` ${t("Kept on this phone until you send it.")}`),
  );
}

// Who answers has not declined, and who declines has not answered.
function settle(field) {
  const block = field?.closest?.("[data-question]");
  if (!block || !field.name) return;
  const declined = form.elements[`${block.dataset.question}.declined`];
  if (!declined) return;
  if (field !== declined) {
    declined.checked = false;
  } else if (declined.checked) {
    for (const other of block.querySelectorAll("input, textarea")) {
      if (other === declined) continue;
      if (other.type === "radio" || other.type === "checkbox") other.checked = false;
      else other.value = "";
    }
  }
}

function noteChange(event) {
  settle(event.target);
  const answers = readAll();
  if (!isShared) keep(draftName, answers);
  showProgress(answers);
}

function mark(block, sentence) {
  const wrong = block.querySelector(".wrong");
  wrong.hidden = !sentence;
  wrong.querySelector("span").textContent = sentence;
}

function lacking({ dataset }, answers) {
  const answer = answers[dataset.question];
  if (answer === undefined) {
    return "required" in dataset ? t("Choose or write an answer first.") : "";
  }
  const isShort = Array.isArray(answer) && answer.length < Number(dataset.fewest ?? 0);
  return isShort ? t("Choose at least {n}.", { n: Number(dataset.fewest) }) : "";
}

function firstMissing(answers) {
  let first = null;
  for (const block of questions) {
    const sentence = lacking(block, answers);
    mark(block, sentence);
    if (sentence) first ??= block;
  }
  return first;
}

async function redeem(ticket) {
  if (presence) {
    // A phone that is put away now hands the ticket in when it comes back.
    keep(`ticket:${code}`, ticket);
    await post(`/s/${code}/me/evaluated`, { ticket }, say);
    forget(`ticket:${code}`);
  }
  location.replace(presence === "out" ? `/s/${code}/me` : `/s/${code}`);
}

async function send(event) {
  event.preventDefault();
  if (form.dataset.busy) return;
  const answers = readAll();
  const missing = firstMissing(answers);
  if (missing) {
    say("failed", t("Something is missing. It is marked above."));
    missing.querySelector("input, textarea")?.focus();
    return;
  }
  form.dataset.busy = "yes";
  const answer = await post(location.pathname, { answers }, say);
  delete form.dataset.busy;
  if (!answer.ok) {
    say("failed", answer.message);
    return;
  }
  forget(draftName);
  say("saved", t("Saved"));
  if (answer.ticket) await redeem(answer.ticket);
  else location.replace(`/s/${code}/${name}?sent=1`);
}

if (isShared) forget(draftName);
const draft = recall(draftName);
// What the server shows again after a refusal is newer than the draft.
const isNewer = draft && !document.getElementById("wrong");
if (isNewer) fillIn(draft);
const isSent = !isNewer && document.getElementById("sent-before");
if (Object.keys(readAll()).length && !isSent) showProgress(readAll());
document.getElementById("wrong")?.focus();
form.addEventListener("input", noteChange);
form.addEventListener("submit", send);
