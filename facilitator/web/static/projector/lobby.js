// Before it begins: how to join.
import { html } from "../vendor/preact-htm.js";
import { words } from "../strings.js";
import { Canvas, Fit } from "../canvas.js";
import { Address, Code, Drawing, InBoth } from "./parts.js";

const LANGUAGES = { en: "English", es: "Español" };

function Wifi({ wifi, say }) {
  const { name, password } = wifi;
  return html`<section class="lobby-wifi">
    <h2><b class="lobby-step">1</b> <span>${say.t("Join this Wi-Fi")}</span></h2>
    <${Drawing}
      class="lobby-qr"
      svg=${wifi.qr}
      label=${say.t("QR code that joins the Wi-Fi {name}", { name })}
    />
    <${Fit} class="lobby-under" least=${16} most=${29} watch=${`${say.language} ${name} ${password}`}>
      <p><b>${name}</b></p>
      ${password && html`<p>${say.t("Password")}: <b class="lobby-password">${password}</b></p>`}
    <//>
  </section>`;
}

function Join({ state, say }) {
  const { join, languages } = state;
  return html`<section class="lobby-join">
    <h2>
      ${join.wifi && html`<b class="lobby-step">2</b>`}
      <span>
        ${join.wifi
          ? say.t("Scan to join")
          : html`<${InBoth}
              say=${say}
              said=${({ t }) => t("Point your phone’s camera here")}
            />`}
      </span>
    </h2>
    <${Drawing}
      class="lobby-qr"
      svg=${join.qr}
      label=${say.t("QR code of the page to join")}
    />
    <p class="lobby-under lobby-languages">
      ${languages.map((one) => html`<span key=${one} lang=${one}>${LANGUAGES[one]}</span>`)}
    </p>
  </section>`;
}

/** Title, host, the way in, how many have joined, and what the session touches on. */
export function Lobby({ state, count, say, language }) {
  const { join } = state;
  const note = words(state.content_note, language);
  const joined = count?.connected || 0;
  return html`<${Canvas} class="lobby">
    <div class=${`lobby-page ${join.wifi ? "lobby-with-wifi" : ""}`}>
      <header class="lobby-title">
        <h1>${words(state.title, language)}</h1>
        ${state.host && html`<p>${state.host}</p>`}
      </header>
      <div class="lobby-way">
        <p class="lobby-label">${say.t("To join, open this address")}</p>
        <${Address} short=${join.short} />
        <p class="lobby-label">${say.t("Code")}</p>
        <p><${Code} code=${join.code} label=${say.t("Code")} /></p>
        <p class="lobby-count">
          ${say.tn("{n} phone has joined", "{n} phones have joined", joined)}
        </p>
      </div>
      <div class="lobby-codes">
        ${join.wifi && html`<${Wifi} wifi=${join.wifi} say=${say} />`}
        <${Join} state=${state} say=${say} />
      </div>
      ${note &&
      html`<footer class="lobby-foot">
        <${Fit} class="lobby-note" least=${18} most=${29} watch=${note}>
          <p>${note}</p>
        <//>
      </footer>`}
    </div>
  <//>`;
}
