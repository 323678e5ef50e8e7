/** Slides as they are seen: the room's, an earlier one, and the ways between them. */

import { html } from "../vendor/preact-htm.js";
import { t } from "../strings.js";
import { roomPlace } from "./following.js";
import { Icon } from "./icons.js";
import { Slide } from "./slide.js";

export { Slide };

/** Return the nearest seen slide before (`by` −1) or after (1) slide `n`, or 0. */
export function neighbour(seen, n, by) {
  if (by > 0) {
    const ahead = seen.find(([, last]) => last > n);
    return ahead ? Math.max(ahead[0], n + 1) : 0;
  }
  const behind = seen.filter(([first]) => first < n).at(-1);
  return behind ? Math.min(behind[1], n - 1) : 0;
}

function Way({ back, live, by, to }) {
  const says = by < 0 ? t("Earlier slide") : t("Later slide");
  const go = (event) => {
    event.preventDefault();
    if (to === live?.n) back.close();
    else back.open(to);
  };
  return html`<a class="button-secondary" href=${`?slide=${to}`} onClick=${go} rel=${by < 0 ? "prev" : "next"}>
    ${by < 0 && html`<${Icon} name="back" />`}
    <span class=${back.slide ? "visually-hidden" : ""}>
      ${back.slide || live ? says : t("Look at earlier slides")}
    </span>
    ${by > 0 && html`<${Icon} name="onward" />`}
  </a>`;
}

/** The ways to earlier slides, and back to live from one. */
export function Ways({ back, state }) {
  const { seen, slide: live } = state;
  const here = back.slide?.n ?? live?.n;
  const earlier = neighbour(seen, here ?? Infinity, -1);
  const later = here ? neighbour(seen, here, 1) : 0;
  if (!back.slide && !earlier && !later) return null;
  const stay = (event) => {
    event.preventDefault();
    back.close();
  };
  return html`<nav class=${back.slide ? "ways ways-back" : "ways"} aria-label=${t("Earlier slides")}>
    ${back.slide && html`<p class="ways-room">${roomPlace(state)}</p>`}
    <p class="status state-failed" role="status">${back.trouble}</p>
    <div class="ways-row">
      ${earlier ? html`<${Way} key="earlier" by=${-1} to=${earlier} ...${{ back, live }} />` : html`<span key="first"></span>`}
      ${back.slide &&
      html`<a key="live" class="button" href=${location.pathname} onClick=${stay}>${t("Back to live")}</a>`}
      ${later ? html`<${Way} key="later" by=${1} to=${later} ...${{ back, live }} />` : html`<span key="last"></span>`}
    </div>
  </nav>`;
}

function Note({ slide, note, back }) {
  return html`<article class="slide">
    <p class="over">${t("Slide {n} of {of} · earlier slide", { n: slide.n, of: slide.of })}</p>
    <h1 tabindex="-1">${t("Before you look at this slide")}</h1>
    <p class="lead">${note}</p>
    <p>
      <button type="button" class="button-secondary button-wide" onClick=${() => back.accept()}>
        ${t("Show this slide")}
      </button>
    </p>
  </article>`;
}

/** The earlier slide on view; what people should know of it comes first. */
export function Earlier({ back, state }) {
  const { slide, note } = back;
  return html`${note
      ? html`<${Note} ...${{ slide, note, back }} />`
      : html`<${Slide} slide=${slide} isEarlier=${true} />`}
    <${Ways} ...${{ back, state }} />`;
}
