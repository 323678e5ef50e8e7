// Small parts that several projector screens share.
import { html } from "../vendor/preact-htm.js";
import { Fit } from "../canvas.js";

/** A drawing that the server made (a QR code), set once: it is our own SVG. */
export function Drawing({ svg, class: className, label }) {
  return html`<div
    class=${className}
    role="img"
    aria-label=${label}
    dangerouslySetInnerHTML=${{ __html: svg }}
  ></div>`;
}

/** The address to type, as large as its place allows; it breaks before the port. */
export function Address({ short }) {
  const [host, port] = short.split(/(?=:\d+$)/);
  return html`<${Fit} class="join-address" least=${24} most=${48} watch=${short}>
    ${host}<wbr />${port}
  <//>`;
}

/** The join code, wide enough apart to be read aloud. */
export function Code({ code, label }) {
  return html`<span class="join-code">
    <span class="visually-hidden">${label} ${code}</span>
    <span aria-hidden="true">${[...code].map((sign) => html`<i data-sign=${sign}>${sign}</i>`)}</span>
  </span>`;
}

/** Where latecomers join, small, in the corner that the trainer can hide. */
export function Corner({ join, say }) {
  if (!join) return null;
  return html`<p class="corner">
    <span class="visually-hidden">${say.t("Join at")}</span>
    <span>${join.short}</span>
    ${join.way && html`<span>${join.way === "out" ? say.t("To sign out") : say.t("To sign in")}</span>`}
    <b>${join.code}</b>
  </p>`;
}

/**
 * A sentence in the projector's language, and smaller in the other one where there is
 * one: in a session offered in one language `say.other` is null.
 */
export function InBoth({ said, say }) {
  return html`<span lang=${say.language}>${said(say)}</span>
    ${say.other && html`<span class="other-language" lang=${say.other.language}>${said(say.other)}</span>`}`;
}
