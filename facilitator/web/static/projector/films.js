// Videos and sounds of the slide, over the picture that shows their place.
import { html, useEffect, useRef, useState } from "../vendor/preact-htm.js";

/** Play, without sound where the browser wants a click on this window first. */
async function play(film) {
  try {
    await film.play();
  } catch (error) {
    if (error.name !== "NotAllowedError") return;
    film.muted = true;
    await film.play().catch(() => {});
  }
}

function Film({ kind, name, box, isPlaying }) {
  const film = useRef(null);
  const [isBegun, setBegun] = useState(false);
  useEffect(() => {
    if (!isPlaying) return film.current.pause();
    setBegun(true);
    if (film.current.ended) film.current.currentTime = 0;
    play(film.current);
    return undefined;
  }, [isPlaying]);
  const [left, top, width, height] = box.map((share) => `${100 * share}%`);
  return html`<${kind}
    ref=${film}
    class=${`film ${isBegun ? "film-begun" : ""}`}
    data-film=${name}
    style=${{ left, top, width, height }}
    src=${`/media/${name}`}
    preload="auto"
    playsinline
  />`;
}

/** Draw the snapshot's `media`; `playing` is the digest of the one that plays. */
export function Films({ state: { screen, media, playing } }) {
  if (screen !== "slide") return null;
  return media.map(
    (one) => html`<${Film}
      key=${one.name}
      ...${one}
      isPlaying=${playing !== "" && one.name.startsWith(playing)}
    />`,
  );
}
