// Codes of the printed sheet in front of the laptop's camera: in, out, and taken back.
import { html, render, useEffect, useRef, useState } from "../vendor/preact-htm.js";
import { timeOfDay } from "../room_clock.js";
import { language, t } from "../strings.js";
import { Viewfinder } from "./viewfinder.js";

const facts = JSON.parse(document.getElementById("facts").textContent);
const place = `/desk/sessions/${facts.session}/camera`;
// A code that stays in view is one scan: it counts again once it was away so long.
const AWAY = 3000;

const apart = (name) => `\u2068${name}\u2069`;

async function send(path, body) {
  try {
    const response = await fetch(`${place}/${path}`, {
      method: "POST",
      headers: { Accept: "application/json", "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    return await response.json();
  } catch {
    return { ok: false, message: t("The program did not answer. Try again.") };
  }
}

function told({ name, line, counts_from: early }, direction) {
  const who = { name: apart(name || t("No name given")) };
  if (early) {
    const time = timeOfDay(early, facts.time_zone, language);
    return t("{name} is early: signed in, and counts from {time}.", { ...who, time });
  }
  const changed = line !== "0";
  if (direction === "out") {
    return changed ? t("{name} has left.", who) : t("{name} is not in the room.", who);
  }
  return changed ? t("{name} is in the room.", who) : t("{name} was in the room already.", who);
}

function Way({ direction, choose }) {
  const ways = [
    ["in", t("Coming in")],
    ["out", t("Going out")],
  ];
  return html`<fieldset>
    <legend class="visually-hidden">${t("What a scan means")}</legend>
    <div class="camera-way">
      ${ways.map(
        ([way, label]) =>
          html`<label key=${way}>
            <input
              type="radio"
              name="way"
              value=${way}
              checked=${way === direction}
              onChange=${() => choose(way)}
            />
            ${label}
          </label>`,
      )}
    </div>
  </fieldset>`;
}

function Last({ last, undo }) {
  return html`<div class="camera-last stack-small" role="status" aria-atomic="true">
    ${!last && html`<p class="quiet">${t("Nobody yet. Hold a code of the sheet in the frame.")}</p>`}
    ${last?.message && html`<p class="message message-bad">${last.message}</p>`}
    ${last?.said &&
    html`<p class="camera-name">${last.said}</p>
      ${last.line !== "0" &&
      html`<p>
        <button type="button" class="button-secondary" onClick=${undo}>${t("Undo")}</button>
      </p>`}`}
  </div>`;
}

function Typed({ use }) {
  const [letters, setLetters] = useState("");
  const submit = (event) => {
    event.preventDefault();
    if (!letters.trim()) return;
    use(letters);
    setLetters("");
  };
  return html`<form class="field" autocomplete="off" onSubmit=${submit}>
    <label for="letters">${t("Or type the six letters beside the code")}</label>
    <div class="camera-typed">
      <input
        class="input"
        id="letters"
        maxlength="20"
        autocomplete="off"
        autocapitalize="characters"
        spellcheck=${false}
        value=${letters}
        onInput=${(event) => setLetters(event.target.value)}
      />
      <button class="button-secondary">${t("Use this code")}</button>
    </div>
  </form>`;
}

function Camera() {
  const [direction, setDirection] = useState("in");
  const [last, setLast] = useState(null);
  const held = useRef({ code: "", until: 0 });
  const way = useRef(direction);
  const busy = useRef(false);
  useEffect(() => {
    way.current = direction;
  }, [direction]);
  const choose = (chosen) => {
    held.current = { code: "", until: 0 };
    setLast(null);
    setDirection(chosen);
  };
  const use = async (code) => {
    if (busy.current) return;
    busy.current = true;
    const meant = way.current;
    const answer = await send("pass", { code, direction: meant });
    busy.current = false;
    const sentence = answer.ok ? { ...answer, said: told(answer, meant) } : answer;
    setLast(sentence);
  };
  const see = (code) => {
    const now = Date.now();
    const isHeld = held.current.code === code && now < held.current.until;
    held.current = { code, until: now + AWAY };
    if (!isHeld) use(code);
  };
  const undo = async () => {
    const { person, line, name } = last;
    const answer = await send("undo", { person, line });
    const said = t("Taken back: {name}.", { name: apart(name) });
    setLast(answer.ok ? { said, line: "0" } : answer);
  };
  return html`<${Way} direction=${direction} choose=${choose} />
    <div class="camera-parts">
      <${Viewfinder} place=${place} see=${see} />
      <div class="stack-large">
        <${Last} last=${last} undo=${undo} />
        <${Typed} use=${use} />
        <p class="hint">
          ${t("Nothing of the picture is kept. It goes from the browser to the program on this laptop, and no further.")}
        </p>
      </div>
    </div>`;
}

const root = document.getElementById("camera");
root.replaceChildren();
render(html`<${Camera} />`, root);
