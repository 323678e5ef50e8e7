/** Slides drawn in this browser: when that starts, how far it is, and what stops it. */

import { t, tn } from "../strings.js";
import { openFrame } from "./draft_frame.js";
import { refresh, say } from "./parts.js";

const JSON_ONLY = { headers: { Accept: "application/json" } };

// The section whose slides are being drawn, and whether the trainer wants no more.
let running = "";
let stopped = false;
// What went wrong here begins again after a reload, or when the trainer says so.
const failed = new Set();

/** Draw where the trainer asks for it, and where nothing else can. */
export function watchDrafts() {
  document.addEventListener("click", ({ target }) => {
    const id = target.closest?.("[data-drafts]")?.id;
    const button = target.closest?.("[data-draft-draw]");
    if (button) {
      draw(id, button.dataset.draftDraw === "again");
      document.querySelector(`#${id} [data-draft-stop]`).focus();
    }
    if (target.closest?.("[data-draft-stop]")) stopped = true;
  });
  document.addEventListener("parts-replaced", look);
  look();
}

function look() {
  for (const section of document.querySelectorAll("[data-drafts]")) {
    section.querySelector("[data-draft-start]").hidden = running === section.id;
    if (Number(section.dataset.undrawn) && isWanted(section)) draw(section.id);
  }
}

/** Whether to draw without being asked: nobody said no, or a reload came in between. */
function isWanted({ id, dataset }) {
  if (failed.has(id)) return false;
  const was = localStorage.getItem(id);
  return was === "drawing" || (was === null && "starts" in dataset);
}

async function draw(id, again = false) {
  if (running) return;
  running = id;
  stopped = false;
  localStorage.setItem(id, "drawing");
  const part = (name) => document.getElementById(id.replace("drafts", name));
  complain(part, "");
  part("draft-work").hidden = false;
  look();
  let said = "";
  try {
    const missed = await alone(id, () => drawSlides(id, again, part));
    localStorage.setItem(id, stopped ? "stopped" : "done");
    complain(part, sentenceAbout(missed));
    said = stopped ? t("Drawing was stopped.") : t("The drafts are drawn. Look at them now.");
  } catch (error) {
    failed.add(id);
    complain(part, error instanceof TypeError ? away() : error.message);
  }
  running = "";
  await finish(id, part);
  if (said) say(said);
}

/** Let one window of this browser draw at a time, where it can be known. */
function alone(id, work) {
  if (!navigator.locks) return work();
  return navigator.locks.request(id, { ifAvailable: true }, (lock) => {
    if (lock) return work();
    throw new Error(
      t("Another window of the desk is drawing these slides. Load this page again when it is done."),
    );
  });
}

/** Draw and send slide after slide; return the numbers of those that failed. */
async function drawSlides(id, again, part) {
  const { drafts, copy, drawing } = document.getElementById(id).dataset;
  show(part, 0, 0);
  const { slides } = await answered(await fetch(again ? `${drafts}?again=1` : drafts, JSON_ONLY));
  const deck = await fetch(copy, JSON_ONLY);
  if (!deck.ok) await answered(deck);
  const frame = await openFrame(drawing);
  const missed = [];
  let sending = null;
  try {
    if (!(await frame.open(await deck.arrayBuffer()))) throw cannot();
    for (const [done, { slide, ...given }] of slides.entries()) {
      // A deck that was taken away needs no pictures.
      if (stopped || !document.getElementById(id)) break;
      show(part, done, slides.length);
      const drawn = await frame.draw(given);
      // One is on its way to the program while the next is drawn.
      await sending;
      sending = drawn.picture ? send(drafts, slide, drawn) : null;
      sending?.catch(() => {});
      if (!drawn.picture) missed.push(slide + 1);
    }
    await sending;
  } finally {
    frame.close();
  }
  if (missed.length && missed.length === slides.length) throw cannot();
  return missed;
}

function away() {
  return t("The program does not answer. Check that it is still running.");
}

function cannot() {
  return new Error(
    t("This browser could not draw the slides. Open the desk in Chrome or Edge, or add the deck as a PDF."),
  );
}

async function send(drafts, slide, { picture, flags }) {
  const query = new URLSearchParams({ slide, flags: flags.join() });
  const body = { ...JSON_ONLY, method: "POST", body: picture };
  await answered(await fetch(`${drafts}?${query}`, body));
}

async function answered(response) {
  const answer = await response.json().catch(() => null);
  if (!response.ok || !answer) throw new Error(answer?.message || away());
  return answer;
}

function show(part, done, of) {
  const bar = part("draft-work")?.querySelector("progress");
  if (!bar) return;
  bar.max = of || 1;
  bar.value = done;
  part("draft-said").textContent = of
    ? t("Drawing slide {n} of {of}", { n: done + 1, of })
    : t("Opening the deck to draw its slides.");
}

function sentenceAbout(missed) {
  if (!missed.length) return "";
  return tn(
    "{n} slide could not be drawn and stays text: {slides}.",
    "{n} slides could not be drawn and stay text: {slides}.",
    missed.length,
    { slides: missed.join(", ") },
  );
}

function complain(part, sentence) {
  const box = part("draft-trouble");
  if (!box) return;
  box.hidden = !sentence;
  box.textContent = sentence;
}

async function finish(id, part) {
  const work = part("draft-work");
  const wasThere = work?.contains(document.activeElement);
  if (work) work.hidden = true;
  await refresh(["deck"]).catch(() => {});
  look();
  if (wasThere) document.getElementById(`${id}-title`)?.focus();
}
