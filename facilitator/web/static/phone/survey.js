/** A whole form: what is written in it is kept on the phone until it is sent. */

import { t, tn } from "../strings.js";
import { forget, keep, recall } from "./kept.js";
import { holds } from "./relevance.js";
import { post, sayIn } from "./sending.js";
import { rankings } from "./survey_ranking.js";

const form = document.getElementById("survey");
const { name, code, presence } = form.dataset;
// What one person began to write is not for the next one who holds the phone.
const isShared = "shared" in form.dataset;
const draftName = `draft:${code}:${name}`;
const place = document.getElementById("survey-status");
const say = sayIn(place);
const questions = [...form.querySelectorAll("[data-question]")];

// Kinds whose fields are called by the question and a part of it.
const IN_PARTS = ["pair", "ranking", "matrix"];

function readOne(block) {
  const question = block.dataset.question;
  const data = new FormData(form);
  if (data.get(`${question}.declined`)) return { declined: "yes" };
  if (IN_PARTS.includes(block.dataset.kind)) {
    const parts = [...data].filter(([key, value]) => key.startsWith(`${question}.`) && value);
    if (parts.length === 0) return null;
    return Object.fromEntries(parts.map(([key, value]) => [key.slice(question.length + 1), value]));
  }
  const chosen = data.getAll(question);
  const words = data.get(`${question}.other`)?.trim();
  if ("other" in block.dataset && chosen.includes("other") && words) {
    return Object.fromEntries(chosen.map((name) => [name, name === "other" ? words : ""]));
  }
  if (block.dataset.kind === "multiple") return chosen.length ? chosen : null;
  return data.get(question)?.trim() || null;
}

// What was answered to a question that is no longer put stays in its field, unsent.
function readAll() {
  const answers = {};
  for (const block of questions) {
    const rules = JSON.parse(block.dataset.relevant ?? "[]");
    block.hidden = !holds(rules, answers);
    if (block.hidden) continue;
    const answer = readOne(block);
    if (answer !== null) answers[block.dataset.question] = answer;
  }
  for (const section of form.querySelectorAll("section")) {
    section.hidden = !section.querySelector("[data-question]:not([hidden])");
  }
  return answers;
}

function fillIn(answers) {
  const wanted = new Map();
  for (const [question, answer] of Object.entries(answers)) {
    if (answer && typeof answer === "object" && !Array.isArray(answer)) {
      for (const [part, value] of Object.entries(answer)) {
        wanted.set(`${question}.${part}`, [value]);
      }
      if ("other" in answer) wanted.set(question, Object.keys(answer));
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
  const total = questions.filter(({ hidden }) => !hidden).length;
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
    for (const other of block.querySelectorAll("input, textarea, select")) {
      if (other === declined) continue;
      if (other.type === "radio" || other.type === "checkbox") other.checked = false;
      else other.value = "";
    }
    redrawRankings();
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

function lacking(block, answers) {
  const { dataset } = block;
  const answer = answers[dataset.question];
  if (answer === undefined) {
    return "required" in dataset ? t("Choose or write an answer first.") : "";
  }
  if (isHalfRanked(block, answer)) return t("Give each a place, or take all out of the order.");
  if ("required" in dataset && isHalfRated(block, answer)) return t("Answer every statement.");
  const isShort = Array.isArray(answer) && answer.length < Number(dataset.fewest ?? 0);
  return isShort ? t("Choose at least {n}.", { n: Number(dataset.fewest) }) : "";
}

function isHalfRanked(block, answer) {
  const fields = block.querySelector("[data-ranking]");
  if (!fields || answer.declined || Number(fields.dataset.most)) return false;
  return Object.keys(answer).length < fields.children.length;
}

function isHalfRated(block, answer) {
  if (block.dataset.kind !== "matrix" || answer.declined) return false;
  return Object.keys(answer).length < block.querySelectorAll(".matrix-points").length;
}

function firstMissing(answers) {
  let first = null;
  for (const block of questions) {
    const sentence = block.hidden ? "" : lacking(block, answers);
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

// What goes with the answers and is none of them.
function readBeside() {
  const fields = [...form.querySelectorAll("[data-beside]")];
  return Object.fromEntries(fields.map((field) => [field.name, field.value]));
}

// A refusal that is about one field stands at it.
function markBeside(code = "", sentence = "") {
  for (const field of form.querySelectorAll("[data-refusals]")) {
    const isWrong = field.dataset.refusals.split(" ").includes(code);
    mark(field.closest(".field"), isWrong ? sentence : "");
    field.setAttribute("aria-invalid", String(isWrong));
    if (isWrong) field.focus();
  }
}

async function send(event) {
  event.preventDefault();
  if (form.dataset.busy) return;
  const answers = readAll();
  const missing = firstMissing(answers);
  if (missing) {
    say("failed", t("Something is missing. It is marked above."));
    missing.querySelector("input, textarea, .ranking button")?.focus();
    return;
  }
  form.dataset.busy = "yes";
  markBeside();
  const answer = await post(location.pathname, { ...readBeside(), answers }, say);
  delete form.dataset.busy;
  if (!answer.ok) {
    markBeside(answer.code, answer.message);
    say("failed", answer.message);
    return;
  }
  forget(draftName);
  say("saved", t("Saved"));
  if (answer.ticket) await redeem(answer.ticket);
  else if (answer.sent) location.replace(`?sent=${answer.sent}`);
  else if (presence) location.replace(`/s/${code}?sent=${name}`);
  else location.replace(`/s/${code}/${name}?sent=1`);
}

for (const words of form.querySelectorAll(".only-if")) words.hidden = true;
const redrawRankings = rankings(questions);
if (isShared) forget(draftName);
const draft = recall(draftName);
// What the server shows again after a refusal is newer than the draft.
const isNewer = draft && !document.getElementById("wrong");
if (isNewer) fillIn(draft);
redrawRankings();
const isSent = !isNewer && document.getElementById("sent-before");
if (Object.keys(readAll()).length && !isSent) showProgress(readAll());
document.getElementById("wrong")?.focus();
form.addEventListener("input", noteChange);
form.addEventListener("submit", send);
