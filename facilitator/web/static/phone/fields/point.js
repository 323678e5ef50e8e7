// A place on a picture: tapped, dragged, moved with the arrow keys, or chosen by area.
import { html, useRef } from "../../vendor/preact-htm.js";
import { areaAt, middleOf, PictureMap, placeOf } from "../../picture_map.js";
import { languageOf, t, words } from "../../strings.js";

const WHOLE = 1000;
const STEP = 10;
const LARGE_STEP = 100;
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const kept = (place) => Math.max(0, Math.min(WHOLE, Math.round(place)));

function areaWords(picture, place) {
  const area = areaAt(picture, place);
  return area ? words(area.label) : t("Elsewhere");
}

/** A place in words, such as "Back door: 38 % from the left, 25 % from the top". */
function placeWords(picture, place) {
  const [x, y] = place.map((one) => Math.round(one / 10));
  return t("{area}: {x} % from the left, {y} % from the top", { area: areaWords(picture, place), x, y });
}

export function Point({ question, value, onChange }) {
  const { picture } = question;
  const pad = useRef(null);
  const place = placeOf(value);
  const put = ([x, y]) => onChange(`${kept(x)},${kept(y)}`);
  const putAt = ({ clientX, clientY }) => {
    const { left, top, width, height } = pad.current.getBoundingClientRect();
    put([((clientX - left) / width) * WHOLE, ((clientY - top) / height) * WHOLE]);
  };
  const onKeyDown = (event) => {
    const way = WAYS[event.key];
    if (!way) return;
    event.preventDefault();
    const by = event.shiftKey ? LARGE_STEP : STEP;
    const [x, y] = place ?? [WHOLE / 2, WHOLE / 2];
    put(place ? [x + way[0] * by, y + way[1] * by] : [x, y]);
  };
  const drag = {
    onPointerDown: (event) => {
      event.preventDefault();
      pad.current.focus({ preventScroll: true });
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event) =>
      event.currentTarget.hasPointerCapture(event.pointerId) && putAt(event),
    onClick: (event) => event.stopPropagation(),
  };
  const chosen = place && areaAt(picture, place)?.name;
  return html`<div class="stack point">
    <p class="hint" id="point-how">
      ${t("Tap the picture, or move the mark.")}
      <span class="with-keys"> ${t("With a keyboard: the arrow keys, with Shift further.")}</span>
    </p>
    <div
      class="point-pad"
      ref=${pad}
      tabindex="0"
      role="application"
      aria-label=${t("Place on the picture")}
      aria-describedby="point-how point-place"
      onClick=${putAt}
      onKeyDown=${onKeyDown}
    >
      <${PictureMap} picture=${picture} areas=${picture.drawn} />
      ${place &&
      html`<span
        class="point-mark"
        aria-hidden="true"
        style=${{ left: `${place[0] / 10}%`, top: `${place[1] / 10}%` }}
        ...${drag}
      ></span>`}
    </div>
    <p class="point-place" id="point-place" role="status">
      ${place ? placeWords(picture, place) : t("No place chosen yet.")}
    </p>
    <fieldset class="choices">
      <legend class="label">${t("Or choose an area")}</legend>
      ${picture.areas.map(
        (area, index) => html`<label class="choice" key=${area.name}>
          <input
            type="radio"
            name=${`area-${question.name}`}
            checked=${chosen === area.name}
            onChange=${() => onChange(middleOf(area))}
          />
          <span lang=${languageOf(area.label)}>${picture.drawn ? `${index + 1}. ` : ""}${words(area.label)}</span>
        </label>`,
      )}
    </fieldset>
  </div>`;
}

/** The area that was pointed at. */
export function pointWords({ picture }, answer) {
  const place = placeOf(answer);
  return place ? areaWords(picture, place) : "";
}
