// Both languages at once: the projector's is switched while the page stays.
import { load, speech } from "../strings.js";

/** Return `{en, es}`: each speaks its language and knows the `other`. */
export async function bothLanguages() {
  const spoken = {
    en: { language: "en", ...speech("en", {}) },
    es: { language: "es", ...speech("es", await load("/strings/all/es.json")) },
  };
  spoken.en.other = spoken.es;
  spoken.es.other = spoken.en;
  return spoken;
}
