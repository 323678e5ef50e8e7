/** Decks and their PDFs on the way in: dropped or chosen, one after another. */

import { language, t } from "../strings.js";
import { refresh, say } from "./parts.js";
import { look } from "./watch.js";

const LARGEST = 200 * 1024 * 1024;
const ENDINGS = [".pptx", ".ppsx", ".potx", ".pptm", ".pdf"];

const waiting = [];
const refused = [];
let sending = false;

/** Let files be dropped on the zone or on a deck, and send them in the background. */
export function watchDrop() {
  // A file that was chosen or dropped is sent at once; the button is for pages without us.
  document.getElementById("deck-add").hidden = true;
  for (const name of ["dragenter", "dragover"]) {
    document.addEventListener(name, (event) => {
      if (!carriesFile(event)) return;
      event.preventDefault();
      mark(targetOf(event));
    });
  }
  document.addEventListener("dragleave", ({ relatedTarget }) => {
    if (!relatedTarget) mark(null);
  });
  document.addEventListener("drop", (event) => {
    if (!carriesFile(event)) return;
    // A deck dropped beside the zone must not open instead of the page.
    event.preventDefault();
    mark(null);
    if (!event.target.closest("#deck")) return;
    const files = [...event.dataTransfer.files];
    const row = targetOf(event);
    const isExport = files.length === 1 && isPdf(files[0]) && row?.dataset.pdf;
    add(files, isExport || undefined);
  });
  document.addEventListener("change", ({ target }) => {
    if (target.matches("#deck-file, .pdf-form input")) choose(target);
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("#drop, .pdf-form")) return;
    event.preventDefault();
    choose(event.target.querySelector("input[type=file]"));
  });
  // Whoever was quicker than this script has chosen already.
  choose(document.getElementById("deck-file"));
}

function carriesFile(event) {
  return event.dataTransfer?.types.includes("Files");
}

function isPdf(file) {
  return file.name.toLowerCase().endsWith(".pdf");
}

function targetOf({ target }) {
  return target.closest?.("#drop, .deck[data-pdf]");
}

function mark(target) {
  for (const marked of document.querySelectorAll(".drop-over")) {
    if (marked !== target) marked.classList.remove("drop-over");
  }
  target?.classList.add("drop-over");
}

function choose(input) {
  const files = [...input.files];
  input.value = "";
  if (files.length) add(files, input.form.id === "drop" ? undefined : input.form.action);
}

/** Send files one after another; a deck goes before the PDF of it. */
function add(files, action = document.getElementById("drop").action) {
  if (!sending) refused.length = 0;
  for (const file of files.sort((a, b) => isPdf(a) - isPdf(b))) {
    const wrong = refusal(file);
    if (wrong) refused.push(wrong);
    else waiting.push({ file, action });
  }
  complain();
  if (!sending) sendAll();
}

function refusal(file) {
  if (!ENDINGS.some((ending) => file.name.toLowerCase().endsWith(ending))) {
    return t(
      "{filename} is neither a PowerPoint deck nor a PDF. Open it in the program that made it, save it as .pptx or .pdf, and add that.",
      { filename: file.name },
    );
  }
  if (file.size > LARGEST) {
    return t(
      "{filename} is larger than {limit} MB. In PowerPoint choose File, Info, Compress Media and then Compress Pictures, or export the deck as a PDF, and add that.",
      { filename: file.name, limit: 200 },
    );
  }
  return "";
}

async function sendAll() {
  sending = true;
  while (waiting.length) {
    const answer = await send(waiting.shift());
    if (answer?.ok) say(t("The file arrived and is being read."));
    else {
      refused.push(
        answer?.message ||
          t("The file did not arrive. Check that the program is still running, and add it again."),
      );
    }
    complain();
    await refresh(["deck"]).catch(() => {});
    look();
  }
  sending = false;
  document.getElementById("drop-progress").hidden = true;
}

/** Send one file, and return the program's answer, or null where there is none. */
function send({ file, action }) {
  const body = new FormData();
  body.append("deck", file, file.name);
  const request = new XMLHttpRequest();
  request.open("POST", action);
  request.setRequestHeader("Accept", "application/json");
  request.responseType = "json";
  request.upload.addEventListener("progress", ({ loaded, total }) =>
    show(file.name, loaded / total),
  );
  show(file.name, 0);
  return new Promise((resolve) => {
    request.addEventListener("load", () => resolve(request.response));
    request.addEventListener("error", () => resolve(null));
    request.send(body);
  });
}

function show(filename, part) {
  const box = document.getElementById("drop-progress");
  box.hidden = false;
  box.querySelector("progress").value = part * 100;
  const percent = new Intl.NumberFormat(language === "es" ? "es-US" : "en-US", {
    style: "percent",
  }).format(part);
  document.getElementById("drop-said").textContent = t("Adding {filename}: {percent}", {
    filename,
    percent,
  });
}

function complain() {
  const box = document.getElementById("drop-trouble");
  box.hidden = !refused.length;
  box.textContent = refused.join(" ");
}
