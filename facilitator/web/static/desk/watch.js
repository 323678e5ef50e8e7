/** How the session stands, asked for again and again: decks, addresses, phones. */

import { t, tn } from "../strings.js";
import { refresh } from "./parts.js";

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
  await drawChanges(facts);
  return facts.decks.some((deck) => isReading(deck));
}

function isReading(deck) {
  return deck.status !== "ready" && deck.status !== "failed";
}

function drawProgress(deck) {
  const row = document.querySelector(`[data-deck="${deck.id}"]`);
  const said = row?.querySelector("[data-progress-said]");
  const bar = row?.querySelector("progress");
  if (!said || !bar || !isReading(deck)) return;
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
    said.textContent = t("Reading the slides.");
  }
}

async function drawChanges(facts) {
  const now = {
    decks: facts.decks.map((d) => [d.id, isReading(d), d.used].join()).join(";"),
    network: facts.addresses.map((a) => a.address + a.chosen).join(";"),
    practice: String(facts.practice),
    state: facts.state,
    people: [facts.counts.signed_in, facts.counts.evaluated].join(),
  };
  const before = seen;
  seen = now;
  if (!before) return;
  const parts = [];
  if (before.decks !== now.decks) parts.push("deck", "order");
  if (before.network !== now.network) parts.push("room");
  if (before.practice !== now.practice) parts.push("practice");
  if (before.state !== now.state) parts.push("head", "details", "after");
  else if (before.people !== now.people) parts.push("after");
  // What somebody is typing into is left alone until the next change.
  const free = parts.filter(
    (name) => !document.getElementById(name)?.contains(typingIn()),
  );
  if (free.length) await refresh(free);
}

function typingIn() {
  const field = document.activeElement;
  return field?.matches("input:not([type=file]), textarea, select") ? field : null;
}
