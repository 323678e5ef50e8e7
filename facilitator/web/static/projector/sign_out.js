// The way out: what is left to do, and the QR that leads there.
import { html } from "../vendor/preact-htm.js";
import { Canvas } from "../canvas.js";
import { Address, Code, Drawing, InBoth } from "./parts.js";

export function SignOut({ state, count, say }) {
  const { join } = state;
  const left = [
    state.evaluation && (({ t }) => t("Fill in the evaluation: your name is not in it")),
    ({ t }) => t("Sign out, so that your time here counts"),
  ].filter(Boolean);
  const both = (said) => html`<${InBoth} ...${{ say, said }} />`;
  return html`<${Canvas} class="sign-out">
    <div class=${`sign-out-page ${say.other ? "sign-out-both" : ""}`}>
      <div class="sign-out-words">
        <h1>${both(({ t }) => (state.finished ? t("Thank you for coming") : t("Before you go")))}</h1>
        <ol>
          ${left.map((one, index) => html`<li key=${one(say)}>
            <b class="lobby-step">${index + 1}</b> <div>${both(one)}</div>
          </li>`)}
        </ol>
        <p class="sign-out-way">${both(({ t }) => t("On your phone, or at"))}</p>
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
