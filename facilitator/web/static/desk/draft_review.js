/** Drafts looked at: each is used or shown as text, here or in a larger view. */

import { t } from "../strings.js";
import { refresh, say } from "./parts.js";

// The link to the draft in the larger view.
let viewed = "";

/** Let the trainer decide without leaving the page, and see a draft in full. */
export function watchReview() {
  document.addEventListener("submit", async (event) => {
    if (!event.target.matches("[data-draft-form]")) return;
    event.preventDefault();
    focusOn(await decide(event.target, event.submitter.value), event.target);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-draft-open]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    view(link.id);
  });
}

/** Send a decision; return the id of the link to look at next, or of where it was. */
async function decide(form, choice) {
  const section = form.closest("[data-drafts]").id;
  const link = form.closest("[data-draft]")?.querySelector("[data-draft-open]");
  const next = link ? following(link.id) || `${section}-title` : `${section}-title`;
  const body = new URLSearchParams(new FormData(form));
  body.set("choice", choice);
  const response = await fetch(form.action, {
    method: "POST",
    body,
    headers: { Accept: "application/json" },
  }).catch(() => null);
  const answer = await response?.json().catch(() => null);
  await refresh(["deck", "order"]).catch(() => {});
  if (!answer?.ok) {
    complain(section, answer?.message || t("The program does not answer. Check that it is still running."));
    return link?.id || next;
  }
  complain(section, "");
  say(sentence(choice));
  return document.getElementById(next) ? next : `${section}-title`;
}

function sentence(choice) {
  if (choice === "use") return t("The picture is shown from now on.");
  if (choice === "text") return t("The slide stays as text.");
  return t("The draft waits to be looked at again.");
}

function complain(section, message) {
  const box = document.getElementById(section.replace("drafts", "draft-trouble"));
  if (!box) return;
  box.hidden = !message;
  box.textContent = message;
}

function focusOn(id) {
  const there = document.getElementById(id);
  there?.focus();
  there?.closest("[data-draft]")?.scrollIntoView({ block: "nearest" });
}

/** Return the links of the drafts that wait, in order, in the section of one of them. */
function waiting(id) {
  const section = document.getElementById(id)?.closest("[data-drafts]");
  return [...(section?.querySelectorAll("[data-draft] [data-draft-open]") ?? [])];
}

function following(id, step = 1) {
  const links = waiting(id);
  const here = links.findIndex((link) => link.id === id);
  const there = links[here + step] ?? links[here - step];
  return here < 0 ? "" : there?.id || "";
}

// ---- the larger view

function dialog() {
  const there = document.getElementById("draft-view");
  if (there) return there;
  const template = document.getElementById("draft-view-template");
  document.body.append(template.content.cloneNode(true));
  const made = document.getElementById("draft-view");
  made.addEventListener("click", ({ target }) => {
    const wanted = target.closest("[data-view]")?.dataset.view;
    if (wanted) act(made, wanted);
  });
  made.addEventListener("keydown", ({ key }) => {
    if (key === "ArrowRight") act(made, "next");
    if (key === "ArrowLeft") act(made, "previous");
  });
  made.addEventListener("close", () => focusOn(viewed));
  return made;
}

function view(id) {
  const link = document.getElementById(id);
  const card = link.closest(".draft");
  const made = dialog();
  viewed = id;
  const number = card.querySelector(".thumb-number").textContent;
  const title = card.querySelector(".thumb-title").textContent;
  made.querySelector("h2").textContent = t("Slide {number}: {title}", { number, title });
  const picture = made.querySelector("img");
  picture.src = link.href;
  picture.alt = t("Slide {number} as it was drawn", { number });
  for (const list of [".draft-reasons", ".draft-words"]) {
    const lines = [...(card.querySelector(list)?.children ?? [])];
    made.querySelector(list).replaceChildren(...lines.map((one) => one.cloneNode(true)));
  }
  const isWaiting = card.matches("[data-draft]");
  const others = waiting(id);
  for (const button of made.querySelectorAll("[data-view]:not([data-view=close])")) {
    button.hidden = !isWaiting;
  }
  made.querySelector("[data-view=previous]").disabled = others[0]?.id === id;
  made.querySelector("[data-view=next]").disabled = others.at(-1)?.id === id;
  if (!made.open) made.showModal();
  made.querySelector("h2").focus();
}

async function act(made, wanted) {
  if (wanted === "close") {
    made.close();
    return;
  }
  if (wanted === "next" || wanted === "previous") {
    const links = waiting(viewed).map((link) => link.id);
    const there = links[links.indexOf(viewed) + (wanted === "next" ? 1 : -1)];
    if (there) view(there);
    return;
  }
  const form = document.getElementById(viewed).closest(".draft").querySelector("form");
  viewed = await decide(form, wanted);
  if (document.getElementById(viewed)?.matches("[data-draft-open]")) view(viewed);
  else made.close();
}
