/** How the session stands, asked for again and again: decks, addresses, phones. */

import { t, tn } from "../strings.js";
import { refresh, say } from "./parts.js";

const WHILE_READING = 700;
const OTHERWISE = 4000;

let seen = null;
let timer = 0;

/** Keep the page as things are. */
export function watchFacts() {
  look();
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) look();
  });
}

/** Ask now, and then again in a while. */
export async function look() {
  clearTimeout(timer);
  let reading = false;
  try {
    const response = await fetch(document.documentElement.dataset.facts, {
      headers: { Accept: "application/json" },
    });
    if (response.ok) reading = await draw(await response.json());
  } catch {
    // The program is away for a moment; the next look will tell.
  }
  clearTimeout(timer);
  if (!document.hidden) timer = setTimeout(look, reading ? WHILE_READING : OTHERWISE);
}

async function draw(facts) {
  const connected = document.getElementById("connected");
  if (connected) {
    const said = tn("{n} phone connected", "{n} phones connected", facts.counts.connected);
    if (connected.textContent !== said) connected.textContent = said;
  }
  facts.decks.forEach(drawProgress);
  facts.decks.forEach(drawClicks);
  await drawChanges(facts);
  return facts.decks.some((deck) => isReading(deck) || lacksClicks(deck));
}

function isReading(deck) {
  return deck.status !== "ready" && deck.status !== "failed";
}

function lacksClicks(deck) {
  return deck.status === "ready" && deck.clicks_drawn < deck.clicks;
}

function drawClicks(deck) {
  const row = document.querySelector(`[data-deck="${deck.id}"]`);
  const said = row?.querySelector("[data-clicks-said]");
  if (!said || !lacksClicks(deck)) return;
  said.textContent = t("Clicks are still being drawn: {done} of {of}", {
    done: deck.clicks_drawn,
    of: deck.clicks,
  });
  row.querySelector("progress").value = deck.clicks_drawn;
}

function drawProgress(deck) {
  const row = document.querySelector(`[data-deck="${deck.id}"]`);
  const said = row?.querySelector("[data-progress-said]");
  const bar = row?.querySelector("progress");
  if (!said || !bar || !isReading(deck)) return;
  drawPictures(row, deck);
  if (deck.status === "pictures" && deck.of) {
    bar.max = deck.of;
    bar.value = deck.done;
    said.textContent = t("Making pictures: {done} of {of}", deck);
  } else if (deck.status === "converting") {
    bar.removeAttribute("value");
    said.textContent = t(
      "LibreOffice is drawing the slides. A long deck takes a minute or two.",
    );
  } else {
    bar.removeAttribute("value");
    said.textContent =
      deck.status === "waiting"
        ? t("Waiting until another deck is read.")
        : t("Reading the slides.");
  }
}

/** Whether the page shows another state of a deck than it is in. */
function isStale(deck) {
  const row = document.querySelector(`[data-deck="${deck.id}"]`);
  if (!row) return true;
  const counts = Boolean(row.querySelector("[data-clicks-said]"));
  return isReading(row.dataset) !== isReading(deck) || counts !== lacksClicks(deck);
}

/** Show the pictures that are drawn while the later ones still are. */
function drawPictures(row, deck) {
  const list = row.querySelector("[data-drawn]");
  for (const digest of deck.drawn.slice(list?.children.length)) {
    const picture = new Image(96, 54);
    picture.src = `${list.dataset.drawn}${digest}-960.webp`;
    picture.alt = String(list.children.length + 1);
    list.appendChild(document.createElement("li")).append(picture);
  }
}

async function drawChanges(facts) {
  const now = {
    decks: facts.decks.map((d) => [d.id, isReading(d), lacksClicks(d), d.used, d.beside].join()).join(";"),
    network: facts.addresses.map((a) => a.address + a.chosen).join(";"),
    practice: String(facts.practice),
    state: facts.state,
    beside: facts.decks.filter((d) => d.beside && d.status === "ready").map((d) => d.id),
    people: [facts.counts.signed_in, facts.counts.evaluated].join(),
  };
  const before = seen;
  seen = now;
  if (!before) {
    // A deck may have been read between the page and the first look.
    if (facts.decks.some(isStale)) await refresh(["deck", "order"]);
    return;
  }
  sayTaken(facts.decks, before.beside);
  const parts = [];
  if (before.decks !== now.decks) parts.push("deck", "order");
  if (before.network !== now.network) parts.push("room");
  if (before.practice !== now.practice) parts.push("practice");
  if (before.state !== now.state) parts.push("head", "details", "after");
  else if (before.people !== now.people) parts.push("after");
  // What somebody is typing into is left alone until they are elsewhere.
  const free = parts.filter(
    (name) => !document.getElementById(name)?.contains(typingIn()),
  );
  if (free.length < parts.length) seen = { ...before, beside: now.beside };
  if (free.length) await refresh(free);
}

/** Say that a PDF came beside its deck: nobody asked, and nothing else is heard. */
function sayTaken(decks, before) {
  for (const pdf of decks) {
    const deck = decks.find(({ id }) => id === pdf.beside);
    if (!deck || pdf.status !== "ready" || before.includes(pdf.id)) continue;
    say(t("{filename} is shown as the PDF of {title} now.", { filename: pdf.filename, title: deck.title }));
  }
}

function typingIn() {
  const field = document.activeElement;
  return field?.matches("input:not([type=file]), textarea, select") ? field : null;
}
