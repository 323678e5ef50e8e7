// The kiosk: one person after the other signs in or out, and leaves nothing behind.
import { html, render, useEffect, useState } from "./vendor/preact-htm.js";
import { words } from "./strings.js";
import { ask, mark } from "./kiosk/asking.js";
import { Find } from "./kiosk/find.js";
import { Heading, Trouble } from "./kiosk/parts.js";
import { Quiet, useNoWayBack } from "./kiosk/quiet.js";
import { Thanks } from "./kiosk/thanks.js";
import { Unlisted } from "./kiosk/unlisted.js";
import { Voice, useVoice, voices } from "./kiosk/voice.js";

const facts = JSON.parse(document.getElementById("facts").textContent);
const place = `/kiosk/${facts.session}`;
const LOOKS_EVERY = 10_000;
const first = facts.languages[0] || "en";
const NAMES = { en: "English", es: "Español" };
// The session's own first.
const ORDER = [first, ...Object.keys(NAMES).filter((one) => one !== first)];

function Bar({ language, speak }) {
  const { t } = useVoice();
  const [full, setFull] = useState(Boolean(document.fullscreenElement));
  useEffect(() => {
    const changed = () => setFull(Boolean(document.fullscreenElement));
    document.addEventListener("fullscreenchange", changed);
    return () => document.removeEventListener("fullscreenchange", changed);
  }, []);
  const fill = () => document.documentElement.requestFullscreen().catch(() => {});
  return html`<header class="kiosk-bar">
    <p class="kiosk-title">${words(facts.title, language)}</p>
    ${document.fullscreenEnabled &&
    !full &&
    html`<button type="button" class="kiosk-full" onClick=${fill}>${t("Full screen")}</button>`}
    <div class="kiosk-languages" role="group" aria-label=${ORDER.map((one) => NAMES[one]).join(", ")}>
      ${ORDER.map(
        (one) =>
          html`<button
            key=${one}
            type="button"
            lang=${one}
            aria-pressed=${String(one === language)}
            onClick=${() => speak(one)}
          >
            ${NAMES[one]}
          </button>`,
      )}
    </div>
  </header>`;
}

function Choice({ title, hint, main = false, onClick }) {
  return html`<button type="button" class="kiosk-choice ${main ? "main" : ""}" onClick=${onClick}>
    <b>${title}</b><span>${hint}</span>
  </button>`;
}

function Start({ room, go, finish, isFirst }) {
  const { t, language } = useVoice();
  const [trouble, setTrouble] = useState("");
  const nameless = async () => {
    setTrouble("");
    const body = { anonymous: "1", once: mark(), language };
    const told = await ask(`${place}/sign-in`, body);
    if (told.ok) finish(told);
    else setTrouble(told.message || t("The laptop does not answer. Please try again."));
  };
  const leaving = html`<${Choice}
    title=${t("I am leaving")}
    hint=${t("Sign out before you go")}
    onClick=${() => go("find", "out")}
  />`;
  if (room.finished) {
    return html`<section class="kiosk-start">
      <${Heading} quiet=${isFirst}>${t("The session has ended")}<//>
      <p class="kiosk-lead">${t("You can still sign out here.")}</p>
      <div class="kiosk-choices">${leaving}</div>
    </section>`;
  }
  return html`<section class="kiosk-start">
    <${Heading} quiet=${isFirst}>${t("Welcome")}<//>
    <p class="kiosk-lead">${t("Sign in here if you do not use a phone.")}</p>
    <div class="kiosk-choices">
      <${Choice}
        main=${room.listed}
        title=${room.listed ? t("I am on the list") : t("I have been here already")}
        hint=${t("Find your name by its first letters")}
        onClick=${() => go("find", "in")}
      />
      <${Choice}
        main=${!room.listed}
        title=${room.listed ? t("I am not on the list") : t("Sign in")}
        hint=${t("Write your name")}
        onClick=${() => go("unlisted", "in")}
      />
      ${leaving}
      <${Choice}
        title=${t("Without a name")}
        hint=${t("You can do everything, but no attendance can be certified for you.")}
        onClick=${nameless}
      />
    </div>
    <${Trouble} sentence=${trouble} />
    <p class="hint">${t("This screen forgets you as soon as you are done.")}</p>
  </section>`;
}

function useRoom() {
  const [room, setRoom] = useState({ ...facts, code: "" });
  useEffect(() => {
    const look = async () => {
      const told = await ask(`${place}/state`);
      setRoom((before) => ({ ...before, ...told, code: told.ok ? "" : told.code }));
    };
    const gone = () => setRoom((before) => ({ ...before, gone: true }));
    const timer = setInterval(look, LOOKS_EVERY);
    document.addEventListener("kiosk-gone", gone);
    return () => {
      clearInterval(timer);
      document.removeEventListener("kiosk-gone", gone);
    };
  }, []);
  return room;
}

function Gone() {
  const { t } = useVoice();
  return html`<section class="kiosk-step">
    <${Heading}>${t("This kiosk is closed")}<//>
    <p class="kiosk-lead">${t("This device no longer signs people in. Please ask the trainer.")}</p>
  </section>`;
}

function Screen({ at, room, go, finish, reset }) {
  const { t } = useVoice();
  if (room.gone) return html`<${Gone} />`;
  const shared = { place, facts, finish, back: reset, direction: at.direction };
  if (at.screen === "find") return html`<${Find} ...${shared} />`;
  if (at.screen === "unlisted") return html`<${Unlisted} ...${shared} />`;
  if (at.screen === "thanks") return html`<${Thanks} ...${shared} told=${at.told} />`;
  return html`${room.code === "no-answer" &&
    html`<p class="message message-wait" role="status">${t("The laptop does not answer. Please wait, or ask the trainer.")}</p>`}
    <${Start} room=${room} go=${go} finish=${finish} isFirst=${!at.turn} />`;
}

function Kiosk() {
  const [language, speak] = useState(first);
  const [at, setAt] = useState({ screen: "start", direction: "in", turn: 0 });
  const room = useRoom();
  const { t } = voices[language];
  // Each turn is drawn anew, so that nothing of the last person is left in a field.
  const reset = () => {
    setAt((before) => ({ screen: "start", direction: "in", turn: before.turn + 1 }));
    speak(first);
  };
  const go = (screen, direction) =>
    setAt((before) => ({ screen, direction, turn: before.turn + 1 }));
  const finish = (told) =>
    setAt((before) => ({ ...before, screen: "thanks", told, turn: before.turn + 1 }));
  useNoWayBack(reset);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = `${words(facts.title, language)} · ${t("Kiosk")}`;
    document.querySelector(".skip-link").textContent = t("Skip to the content");
  }, [language]);
  const isBusy = at.screen === "find" || at.screen === "unlisted";
  return html`<${Voice.Provider} value=${voices[language]}>
    <${Bar} language=${language} speak=${speak} />
    <div class="kiosk-room" key=${at.turn}>
      <${Screen} at=${at} room=${room} go=${go} finish=${finish} reset=${reset} />
      <${Quiet} isOn=${isBusy} leave=${reset} />
    </div>
  <//>`;
}

const root = document.getElementById("kiosk");
root.replaceChildren();
render(html`<${Kiosk} />`, root);
