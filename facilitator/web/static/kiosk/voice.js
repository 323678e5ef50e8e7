// Both languages at hand: the person at the kiosk switches, and nothing typed is lost.
import { createContext, useContext } from "../vendor/preact-htm.js";
import { load, speech } from "../strings.js";

const spanish = await load("/strings/all/es.json");

/** The ways of speaking, each with its `t`. */
export const voices = {
  en: { ...speech("en", {}), language: "en" },
  es: { ...speech("es", spanish), language: "es" },
};

export const Voice = createContext(voices.en);

/** The voice of the person at the kiosk. */
export const useVoice = () => useContext(Voice);

/** A name within a sentence, whichever way it is written. */
export const apart = (name) => `\u2068${name}\u2069`;
