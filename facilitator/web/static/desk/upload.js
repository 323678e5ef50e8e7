/** A deck on its way in: dropped or chosen, with progress. */

import { language, t } from "../strings.js";
import { refresh, say } from "./parts.js";
import { look } from "./watch.js";

const LARGEST = 200 * 1024 * 1024;
const ENDINGS = [".pptx", ".ppsx", ".potx", ".pptm", ".pdf"];

/** Let files be dropped on the zone, and send them in the background. */
export function watchDrop() {
  // A file that was chosen or dropped is sent at once; the button is for pages without us.
  document.getElementById("deck-add").hidden = true;
  for (const name of ["dragenter", "dragover"]) {
    document.addEventListener(name, (event) => {
      if (!carriesFile(event)) return;
      event.preventDefault();
      const zone = event.target.closest?.("#drop");
      document.getElementById("drop").classList.toggle("drop-over", Boolean(zone));
    });
  }
  document.addEventListener("dragleave", ({ relatedTarget }) => {
    if (!relatedTarget) document.getElementById("drop").classList.remove("drop-over");
  });
  document.addEventListener("drop", (event) => {
    if (!carriesFile(event)) return;
    // A deck dropped beside the zone must not open instead of the page.
    event.preventDefault();
    document.getElementById("drop").classList.remove("drop-over");
    const busy = document.getElementById("deck-file").disabled;
    if (event.target.closest("#deck") && !busy) send(event.dataTransfer.files[0]);
  });
  document.addEventListener("change", ({ target }) => {
    if (target.id === "deck-file" && target.files.length) send(target.files[0]);
  });
  document.addEventListener("submit", (event) => {
    if (event.target.id !== "drop") return;
    event.preventDefault();
    const [file] = document.getElementById("deck-file").files;
    if (file) send(file);
  });
  // Whoever was quicker than this script has chosen already.
  const [chosen] = document.getElementById("deck-file").files;
  if (chosen) send(chosen);
}

function carriesFile(event) {
  return event.dataTransfer?.types.includes("Files");
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

function send(file) {
  const wrong = refusal(file);
  complain(wrong);
  if (wrong) {
    forget();
    return;
  }
  const form = document.getElementById("drop");
  const body = new FormData();
  body.append("deck", file, file.name);
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.setRequestHeader("Accept", "application/json");
  request.responseType = "json";
  request.upload.addEventListener("progress", ({ loaded, total }) =>
    show(file.name, loaded / total),
  );
  request.addEventListener("load", () => arrived(request));
  request.addEventListener("error", () => {
    end();
    complain(t("The file did not arrive. Check that the program is still running, and add it again."));
  });
  show(file.name, 0);
  request.send(body);
}

async function arrived(request) {
  end();
  if (!request.response?.ok) {
    complain(request.response?.message || t("The file did not arrive. Check that the program is still running, and add it again."));
    return;
  }
  say(t("The deck arrived and is being read."));
  await refresh(["deck"]);
  look();
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
  document.getElementById("deck-file").disabled = true;
}

function forget() {
  document.getElementById("deck-file").value = "";
}

function end() {
  forget();
  document.getElementById("drop-progress").hidden = true;
  document.getElementById("deck-file").disabled = false;
}

function complain(sentence) {
  const box = document.getElementById("drop-trouble");
  box.hidden = !sentence;
  box.textContent = sentence;
}
