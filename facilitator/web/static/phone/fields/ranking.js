// An order: options are tapped best first, then moved by buttons or by dragging. No
// order stands there before, so that none is sent which nobody made.
import { html, useEffect, useLayoutEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { Mark } from "../../shapes.js";
import { languageOf, t, words } from "../../strings.js";
import { Icon } from "../icons.js";

function moved(order, from, to) {
  const next = order.filter((_, index) => index !== from);
  next.splice(to, 0, order[from]);
  return next;
}

/** The place in a list over which a pointer is. */
function placeAt(list, y) {
  const boxes = [...list.children].map((item) => item.getBoundingClientRect());
  const above = boxes.filter(({ top, height }) => y > top + height / 2).length;
  return Math.min(above, boxes.length - 1);
}

/** Drag an option: `held` is its name while it is in hand. */
function useDrag(latest, list) {
  const [held, setHeld] = useState("");
  useEffect(() => {
    if (!held) return undefined;
    // A moved element loses its pointer, so the window listens in its place.
    const follow = (event) => {
      const { order, onChange } = latest.current;
      const from = order.indexOf(held);
      const rest = placeAt(list.current, event.clientY);
      if (from >= 0 && rest !== from) onChange(moved(order, from, rest));
    };
    const drop = () => setHeld("");
    window.addEventListener("pointermove", follow);
    window.addEventListener("pointerup", drop);
    window.addEventListener("pointercancel", drop);
    return () => {
      window.removeEventListener("pointermove", follow);
      window.removeEventListener("pointerup", drop);
      window.removeEventListener("pointercancel", drop);
    };
  }, [held]);
  return [held, setHeld];
}

function Placed({ option, index, of, isHeld, take, move, remove }) {
  const label = words(option.label);
  const place = { label, n: index + 1, of };
  return html`<li class=${`ranking-item${isHeld ? " ranking-held" : ""}`} data-option=${option.name}>
    <span
      class="ranking-grip"
      aria-hidden="true"
      onPointerDown=${(event) => {
        event.preventDefault();
        take(option.name);
      }}
    >
      <b class="ranking-place">${index + 1}</b>
      <svg viewBox="0 0 12 20"><path d="M3 4h.1M9 4h.1M3 10h.1M9 10h.1M3 16h.1M9 16h.1" /></svg>
    </span>
    <span class="ranking-label" lang=${languageOf(option.label)}>${label}</span>
    <span class="ranking-buttons">
      <button
        type="button"
        class="button-secondary"
        data-do="up"
        aria-disabled=${String(index === 0)}
        aria-label=${t("Move “{label}” up, now {n} of {of}", place)}
        onClick=${() => index > 0 && move(index, index - 1, "up")}
      >
        <${Icon} name="up" />
      </button>
      <button
        type="button"
        class="button-secondary ranking-down"
        data-do="down"
        aria-disabled=${String(index === of - 1)}
        aria-label=${t("Move “{label}” down, now {n} of {of}", place)}
        onClick=${() => index < of - 1 && move(index, index + 1, "down")}
      >
        <${Icon} name="up" />
      </button>
      <button
        type="button"
        class="button-quiet"
        data-do="out"
        aria-label=${t("Take “{label}” out of the order", place)}
        onClick=${() => remove(index)}
      >
        <${Icon} name="cross" />
      </button>
    </span>
  </li>`;
}

function hint(question, placed, places) {
  if (placed === places) {
    return t("This is your order. You can still move what stands in it.");
  }
  const told = { n: placed, of: places };
  if (question.most) {
    return t("Tap what comes first, then what comes next, {of} at most. {n} of {of} chosen.", told);
  }
  return t("Tap what comes first, then what comes next. {n} of {of} have a place.", told);
}

export function Ranking({ question, value, onChange }) {
  const order = Array.isArray(value) ? value : [];
  const options = new Map(question.choices.map((option) => [option.name, option]));
  const places = question.most || question.choices.length;
  const [said, say] = useState("");
  const root = useRef(null);
  const list = useRef(null);
  const focus = useRef(null);
  const latest = useRef({});
  latest.current = { order, onChange };
  const [held, take] = useDrag(latest, list);
  useLayoutEffect(() => {
    // What was pressed has moved or gone: the next press is where the hand is.
    if (focus.current) root.current.querySelector(focus.current)?.focus();
    focus.current = null;
  });
  const named = (name) => words(options.get(name).label);
  const tell = (name, next) =>
    say(t("“{label}” is now {n} of {of}.", { label: named(name), n: next.indexOf(name) + 1, of: next.length }));
  const change = (name, next) => {
    onChange(next);
    tell(name, next);
  };
  const add = (name) => {
    const left = question.choices.filter((one) => one.name !== name && !order.includes(one.name));
    const isFull = order.length + 1 >= places;
    focus.current =
      left.length > 0 && !isFull ? `[data-add="${left[0].name}"]` : `[data-option="${name}"] [data-do=up]`;
    change(name, [...order, name]);
  };
  const move = (from, to, way) => {
    focus.current = `[data-option="${order[from]}"] [data-do=${way}]`;
    change(order[from], moved(order, from, to));
  };
  const remove = (index) => {
    focus.current = `[data-add="${order[index]}"]`;
    onChange(order.filter((_, at) => at !== index));
    say(t("“{label}” has no place now.", { label: named(order[index]) }));
  };
  const isFull = order.length >= places;
  const left = question.choices.filter(({ name }) => !order.includes(name));
  return html`<fieldset class="ranking" aria-describedby=${`hint-${question.name}`} ref=${root}>
    <legend class="visually-hidden">${words(question.label)}</legend>
    <p class="hint" id=${`hint-${question.name}`}>${hint(question, order.length, places)}</p>
    <ol class="ranking-order" ref=${list}>
      ${order
        .filter((name) => options.has(name))
        .map(
          (name, index) => html`<${Placed}
            key=${name}
            option=${options.get(name)}
            ...${{ index, of: order.length, isHeld: held === name, take, move, remove }}
          />`,
        )}
    </ol>
    ${left.length > 0 &&
    html`<ul class="ranking-left" role="list">
      ${left.map(
        ({ name, label }) => html`<li key=${name}>
          <button
            type="button"
            class="choice"
            data-add=${name}
            disabled=${isFull}
            onClick=${() => add(name)}
          >
            <${Mark} question=${question} index=${question.choices.findIndex((one) => one.name === name)} />
            <span class="visually-hidden">${t("Place {n}:", { n: order.length + 1 })}</span>
            <span lang=${languageOf(label)}>${words(label)}</span>
          </button>
        </li>`,
      )}
    </ul>`}
    <p class="visually-hidden" role="status">${said}</p>
  </fieldset>`;
}

/** Whether something has no place yet; of the first few, whether nothing has one. */
export function rankingLacks(question, value) {
  const placed = Array.isArray(value) ? value.length : 0;
  return placed < (question.most ? 1 : question.choices.length);
}

/** The order in words. */
export function rankingWords(question, answer) {
  const labels = new Map(question.choices.map(({ name, label }) => [name, words(label)]));
  return answer.map((name, index) => `${index + 1}. ${labels.get(name)}`).join("; ");
}
