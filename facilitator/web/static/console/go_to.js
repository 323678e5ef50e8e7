// Go to: every place as a small picture, found by number, by words, or by looking.
import { html, useEffect, useRef, useState } from "../vendor/preact-htm.js";
import { t } from "../strings.js";
import { pictureIn } from "../slide.js";
import { pictureAddress } from "../picture_stack.js";
import { Dialog } from "./parts.js";
import { anyWords, kindName, placeAt, placeWords } from "./places.js";

const ICONS = {
  poll: "M4 20V11h4v9zM10 20V4h4v16zM16 20v-6h4v6z",
  note: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 11v5M12 7.6v.1",
  break: "M4 8h13v6a5 5 0 0 1-5 5H9a5 5 0 0 1-5-5zM17 9h2a2 2 0 0 1 0 5h-2",
};

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Return the indexes of the places with this number, else with these words. */
export function matching(places, typed) {
  const wanted = plain(typed.trim());
  const all = places.map((_, index) => index);
  if (!wanted) return all;
  const exact = all.filter((index) => String(places[index].n ?? "") === wanted);
  if (exact.length) return exact;
  const said = (place) => plain(`${kindName(place) ?? ""} ${placeWords(place)}`);
  return all.filter((index) => said(places[index]).includes(wanted));
}

function Thumbnail({ place, language }) {
  if (place.kind !== "slide") {
    return html`<span class="thumbnail thumbnail-other">
      <svg viewBox="0 0 24 24" aria-hidden="true"><path d=${ICONS[place.kind]} /></svg>
      <span>${placeWords(place)}</span>
    </span>`;
  }
  const digest = pictureIn(place.picture, language);
  if (digest) {
    return html`<img
      class="thumbnail"
      src=${pictureAddress(digest, 960)}
      alt=""
      width="320"
      height="180"
      loading="lazy"
      decoding="async"
    />`;
  }
  return html`<span class="thumbnail thumbnail-words" aria-hidden="true">
    <b>${anyWords(place.title)}</b>
    <span>${anyWords(place.words)}</span>
  </span>`;
}

function Cell({ place, isHere, isActive, language, go }) {
  const isSlide = place.kind === "slide";
  return html`<li>
    <button
      type="button"
      class="place"
      tabindex=${isActive ? 0 : -1}
      aria-current=${isHere ? "true" : undefined}
      data-step=${place.step}
      onClick=${() => go(place.step)}
    >
      <${Thumbnail} place=${place} language=${language} />
      <span class="place-name">
        <b>${isSlide ? place.n : kindName(place)}</b>
        ${isSlide && html`<span>${placeWords(place)}</span>`}
      </span>
    </button>
  </li>`;
}

const KEYS = {
  ArrowRight: () => 1,
  ArrowLeft: () => -1,
  ArrowDown: (columns) => columns,
  ArrowUp: (columns) => -columns,
  PageDown: (columns) => 3 * columns,
  PageUp: (columns) => -3 * columns,
  Home: () => -Infinity,
  End: () => Infinity,
};

function columnsOf(grid) {
  const cells = [...grid.children];
  const next = cells.findIndex((cell) => cell.offsetTop > cells[0].offsetTop);
  return next < 0 ? cells.length : next;
}

/** Arrow keys in the grid, and typing that goes to the field. */
function useGrid(found, active, setActive, field) {
  const grid = useRef(null);
  const focusOn = (index) => grid.current.children[found.indexOf(index)]?.firstElementChild.focus();
  const turn = (event) => {
    const by = KEYS[event.key]?.(columnsOf(grid.current));
    if (by === undefined || !found.length) {
      if (event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey) {
        field.current.focus();
      }
      return;
    }
    event.preventDefault();
    const place = found.indexOf(active) + by;
    if (place < 0 && event.key === "ArrowUp") return field.current.focus();
    const next = found[Math.min(found.length - 1, Math.max(0, place))];
    setActive(next);
    focusOn(next);
  };
  return { grid, turn, focusOn };
}

export function GoTo({ state, places, move, close }) {
  const here = placeAt(places, state.step);
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState(here);
  const field = useRef(null);
  const found = matching(places, typed);
  const active = found.includes(chosen) ? chosen : found[0];
  const { grid, turn, focusOn } = useGrid(found, active, setChosen, field);
  useEffect(() => {
    if (found.length) focusOn(active);
    else field.current.focus();
  }, [places.length > 0]);
  const go = (step) => {
    close();
    move("go_to", { step });
  };
  const down = (event) => {
    if (event.key !== "ArrowDown" || !found.length) return;
    event.preventDefault();
    focusOn(active);
  };
  return html`<${Dialog} title=${t("Go to")} close=${close} class="go-to">
    <form
      onSubmit=${(event) => {
        event.preventDefault();
        if (found.length) go(places[active].step);
      }}
    >
      <label class="field">
        <span class="label">${t("Slide number, or words of a title")}</span>
        <input
          ref=${field}
          class="input"
          type="text"
          autocomplete="off"
          value=${typed}
          onInput=${(event) => setTyped(event.target.value)}
          onKeyDown=${down}
        />
      </label>
    </form>
    <ul class="places" role="list" ref=${grid} onKeyDown=${turn}>
      ${found.map(
        (index) => html`<${Cell}
          key=${places[index].step}
          place=${places[index]}
          isHere=${index === here}
          isActive=${index === active}
          language=${state.language}
          go=${go}
        />`,
      )}
    </ul>
    <p class="quiet" role="status">
      ${places.length > 0 && found.length === 0 && t("No slide or poll has these words.")}
      ${places.length === 0 && t("Loading…")}
    </p>
    <div class="dialog-buttons">
      <button type="button" class="button-secondary" onClick=${close}>${t("Cancel")}</button>
    </div>
  <//>`;
}
