// The way out: what is left to do, and the QR that leads there.
import { html } from "../vendor/preact-htm.js";
import { Canvas } from "../canvas.js";
import { Address, Code, Drawing } from "./parts.js";

export function SignOut({ state, count, say }) {
  const { join } = state;
  const left = [
    state.evaluation && say.t("Fill in the evaluation: your name is not in it"),
    say.t("Sign out, so that your time here counts"),
  ].filter(Boolean);
  return html`<${Canvas} class="sign-out">
    <div class="sign-out-page">
      <div class="sign-out-words">
        <h1>${state.finished ? say.t("Thank you for coming") : say.t("Before you go")}</h1>
        <ol>
          ${left.map((one, index) => html`<li key=${one}>
            <b class="lobby-step">${index + 1}</b> <span>${one}</span>
          </li>`)}
        </ol>
        <p class="sign-out-way">${say.t("On your phone, or at")}</p>
        <${Address} short=${join.short} />
        <p><${Code} code=${join.code} label=${say.t("Code")} /></p>
      </div>
      <div class="sign-out-qr">
        <${Drawing}
          class="lobby-qr"
          svg=${join.qr}
          label=${say.t("QR code of the page to sign out")}
        />
        ${state.evaluation &&
        html`<p>
          ${say.tn(
            "{n} evaluation received",
            "{n} evaluations received",
            count?.evaluated || 0,
          )}
        </p>`}
      </div>
    </div>
  <//>`;
}
