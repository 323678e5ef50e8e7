/** What is always within reach: text size, a break, resources, and a way out. */

import { writeDay } from "./away.js";
import { keep, recall } from "./kept.js";

const root = document.documentElement;
const SIZES = ["normal", "large", "largest"];

function textSize() {
  const button = document.getElementById("text-size");
  if (!button) return;
  let size = recall("text-size", "normal");
  const apply = () => {
    root.dataset.text = size;
  };
  apply();
  button.hidden = false;
  button.addEventListener("click", () => {
    size = SIZES[(SIZES.indexOf(size) + 1) % SIZES.length];
    keep("text-size", size);
    apply();
  });
}

// A dialog is a step of the history: Back closes it and stays on the page.
function dialogs() {
  const all = new Map();
  const follow = () => {
    const wanted = history.state?.dialog;
    for (const [name, dialog] of all) {
      if (name !== wanted && dialog.open) dialog.close();
      if (name === wanted && !dialog.open && dialog.isConnected) {
        dialog.showModal();
        dialog.querySelector("h1")?.focus();
      }
    }
  };
  for (const link of document.querySelectorAll("a[data-dialog]")) {
    const name = link.dataset.dialog;
    const dialog = document.getElementById(name);
    if (!dialog?.showModal) continue;
    all.set(name, dialog);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      history.pushState({ dialog: name }, "");
      follow();
    });
    dialog.addEventListener("close", () => {
      link.focus();
      if (history.state?.dialog === name) history.back();
    });
  }
  window.addEventListener("popstate", follow);
  follow();
}

// So that the trainer's number of phones is right at once. A browser that moves on to
// another page tells of the one before late: its mark says which it was.
function tellLeft(link, page) {
  navigator.sendBeacon?.(link.href, new URLSearchParams({ page }));
}

// Works without a network: the neutral page is already here.
function wayOut() {
  const link = document.getElementById("leave");
  const neutral = document.getElementById("away");
  if (!link || !neutral) return;
  window.addEventListener("pagehide", () => tellLeft(link, link.dataset.page));
  link.addEventListener("click", (event) => {
    event.preventDefault();
    window.dispatchEvent(new Event("leaving"));
    tellLeft(link, "");
    const page = document.createElement("main");
    page.append(neutral.content.cloneNode(true));
    document.title = new Intl.DateTimeFormat(root.lang, { dateStyle: "long" }).format();
    document.body.replaceChildren(page);
    writeDay();
    const hide = () => history.replaceState(null, "", "/away");
    hide();
    // Steps of this page before and after must not bring its address back.
    window.addEventListener("popstate", hide);
  });
}

// A page taken out of the browser's cache after leaving must not show the session.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

textSize();
dialogs();
wayOut();
