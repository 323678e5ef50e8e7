// The places of the running order: fetched once for each version of the deck.
import { useEffect, useState } from "../vendor/preact-htm.js";
import { pollWords } from "../case_words.js";
import { t, tn, words } from "../strings.js";

const TRIES_AGAIN_AFTER = 2000;

/** Return the places of the outline `version`; the last ones until those are here. */
export function usePlaces(session, version) {
  const [outline, setOutline] = useState({ v: "", places: [] });
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (outline.v === version) return undefined;
    let isOld = false;
    let timer = 0;
    fetch(`/console/${session}/outline`, { headers: { Accept: "application/json" } })
      .then((response) => (response.ok ? response.json() : Promise.reject(response)))
      .then((told) => !isOld && setOutline(told))
      .catch(() => {
        timer = setTimeout(() => !isOld && setTries(tries + 1), TRIES_AGAIN_AFTER);
      });
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [session, version, outline.v, tries]);
  return outline.places;
}

/** What a place that is no slide is called. */
export function kindName({ kind }) {
  return { poll: t("Poll"), note: t("Content note"), break: t("Break") }[kind];
}

/** The words that a place is found by. */
export function placeWords(place) {
  if (place.kind === "slide") return anyWords(place.title) || t("Without a title");
  if (place.kind === "poll") return pollWords(place);
  if (place.kind === "note") return anyWords(place.note);
  return tn("{n} minute", "{n} minutes", place.minutes);
}

/** A text of the deck in the page's language, else in one that it has. */
export function anyWords(text) {
  return words(text) || Object.values(text).find(Boolean) || "";
}

/** The index of the place that the step `step` belongs to. */
export function placeAt(places, step) {
  return places.findLastIndex((place) => place.step <= step);
}

/** "Slide 3 of 20", with the click where it takes some. */
export function slidePlace({ n, of, build, steps }) {
  const slide = t("Slide {n} of {of}", { n, of });
  return steps > 1 ? `${slide} · ${clickPlace({ build, steps })}` : slide;
}

export const clickPlace = ({ build, steps }) =>
  t("click {n} of {of}", { n: build + 1, of: steps });
