// The laser dot: where the trainer points, as shares of the slide.
import { html, useCallback, useEffect, useRef, useState } from "../vendor/preact-htm.js";

// A trainer whose line broke while pointing must not leave a dot behind.
const LASTS = 2000;

/** Return where the dot is (null: nowhere), and what to call with news of it. */
export function useDot(slide) {
  const [at, setAt] = useState(null);
  const timer = useRef(0);
  const tell = useCallback((place) => {
    clearTimeout(timer.current);
    setAt(place);
    if (place) timer.current = setTimeout(() => setAt(null), LASTS);
  }, []);
  useEffect(() => tell(null), [slide]);
  return [at, tell];
}

export function Dot({ at }) {
  if (!at) return null;
  const [x, y] = at;
  return html`<span class="dot" style=${{ left: `${100 * x}%`, top: `${100 * y}%` }}></span>`;
}
