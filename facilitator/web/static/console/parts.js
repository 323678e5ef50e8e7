// Small parts of the console.
import { html, useEffect, useRef } from "../vendor/preact-htm.js";
import { t } from "../strings.js";

const STEPS = { ArrowRight: 1, ArrowLeft: -1 };

// A button pressed with the mouse gives the keyboard back, so that Space stays "next".
function press(event, act) {
  if (event.detail > 0) event.currentTarget.blur();
  act();
}

/** A button that says its key; `title` is for a label that says too little alone. */
export function KeyButton({ name, keys, label, title, act, disabled, pressed, quiet, class: extra }) {
  const kind = quiet ? "button-quiet" : "button-secondary";
  return html`<button
    type="button"
    class=${`${kind} key-button ${extra || ""}`}
    data-deed=${name}
    title=${title}
    aria-disabled=${disabled ? "true" : undefined}
    aria-pressed=${pressed === undefined ? undefined : String(pressed)}
    aria-keyshortcuts=${keys}
    onClick=${(event) => press(event, () => !disabled && act(name))}
  >
    <span>${label}</span>
    ${keys && html`<kbd aria-hidden="true">${keys}</kbd>`}
  </button>`;
}

/** A switch with its words on the left. */
export function Switch({ name, label, isOn, change }) {
  return html`<button
    type="button"
    role="switch"
    class="switch"
    data-switch=${name}
    aria-checked=${String(isOn)}
    onClick=${(event) => press(event, () => change(!isOn))}
  >
    <span>${label}</span>
    <span class="switch-state" aria-hidden="true">${isOn ? t("On") : t("Off")}</span>
    <svg class="switch-track" viewBox="0 0 40 24" aria-hidden="true">
      <rect x="1" y="1" width="38" height="22" rx="11" />
      <circle cx=${isOn ? 28 : 12} cy="12" r="8" />
    </svg>
  </button>`;
}

/** Tabs of the element `panel`; `tabs` are pairs of name and words. */
export function Tabs({ tabs, chosen, choose, label, panel = "queue-panel" }) {
  const turn = (event) => {
    const by = STEPS[event.key];
    if (!by) return;
    event.preventDefault();
    const place = tabs.findIndex(([name]) => name === chosen);
    const [next] = tabs[(place + by + tabs.length) % tabs.length];
    choose(next);
    document.getElementById(`tab-${next}`).focus();
  };
  return html`<div class="tabs" role="tablist" aria-label=${label} onKeyDown=${turn}>
    ${tabs.map(
      ([name, label]) => html`<button
        key=${name}
        id=${`tab-${name}`}
        type="button"
        role="tab"
        aria-selected=${String(name === chosen)}
        aria-controls=${panel}
        tabindex=${name === chosen ? 0 : -1}
        onClick=${() => choose(name)}
      >
        ${label}
      </button>`,
    )}
  </div>`;
}

/**
 * A modal dialog; closing it by Escape or button calls `close`. One that `isRead` begins
 * at its title, not at its first button.
 */
export function Dialog({ title, close, children, isRead, class: className }) {
  const dialog = useRef(null);
  useEffect(() => {
    dialog.current.showModal();
    if (isRead) dialog.current.querySelector("h2").focus();
    return () => dialog.current?.close();
  }, []);
  return html`<dialog
    ref=${dialog}
    class=${`dialog ${className || ""}`}
    aria-labelledby="dialog-title"
    onCancel=${(event) => {
      event.preventDefault();
      close();
    }}
  >
    <h2 id="dialog-title" tabindex="-1">${title}</h2>
    ${children}
  </dialog>`;
}
