/** What the phone itself keeps: storage that may be full, off, or not there. */

const memory = new Map();

/** Return what was kept under `name`, or `otherwise`. */
export function recall(name, otherwise = null) {
  try {
    const text = localStorage.getItem(name) ?? memory.get(name);
    return text == null ? otherwise : JSON.parse(text);
  } catch {
    return otherwise;
  }
}

/** Keep `value` under `name`, through a reload where the phone allows it. */
export function keep(name, value) {
  const text = JSON.stringify(value);
  memory.set(name, text);
  try {
    localStorage.setItem(name, text);
  } catch {
    // Private windows and full phones keep it until the page is closed.
  }
}

/** Forget `name`. */
export function forget(name) {
  memory.delete(name);
  try {
    localStorage.removeItem(name);
  } catch {
    // It was never there.
  }
}
