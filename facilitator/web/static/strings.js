/** Sentences in the visitor's language; the English sentence is the key. */

const root = document.documentElement;

/** The language of this page: "en" or "es". */
export const language = root.lang.slice(0, 2);

const strings = await load(root.dataset.strings);

let rest = null;

/** Resolve with a script that a phone loads after its page, once its words are there. */
export async function spoken(script) {
  const address = root.dataset.strings?.replace("/first/", "/phone/");
  if (address !== root.dataset.strings) rest ??= load(address);
  const [made, more] = await Promise.all([script, rest]);
  Object.assign(strings, more);
  // Where they could not be had, the next script asks again.
  if (more && !Object.keys(more).length) rest = null;
  return made;
}

/** Return the catalogue at `address`; empty where it cannot be had. */
export async function load(address) {
  if (!address) return {};
  // A phone between two networks gets a second chance before it reads English.
  for (const pause of [0, 400, 1500]) {
    if (pause) await new Promise((resolve) => setTimeout(resolve, pause));
    try {
      const response = await fetch(address);
      if (response.ok) return await response.json();
    } catch {
      // No network at this moment.
    }
  }
  return {};
}

function fill(sentence, facts) {
  return sentence.replace(/\{(\w+)\}/g, (place, name) =>
    name in facts ? String(facts[name]) : place,
  );
}

/**
 * Return the two ways of speaking a language from its catalogue: `t` gives `english` in
 * that language, its {places} filled from `facts`; `tn` the sentence for `n` things,
 * `{n}` filled with the number.
 */
export function speech(spoken, catalogue) {
  const shown = new Intl.NumberFormat(spoken === "es" ? "es-US" : "en-US");
  return {
    t(english, facts = {}) {
      const kept = catalogue[english];
      const sentence = Array.isArray(kept) ? kept[0] : kept;
      return fill(sentence || english, facts);
    },
    tn(one, many, n, facts = {}) {
      const kept = catalogue[one];
      const forms = Array.isArray(kept)
        ? kept
        : [kept || one, catalogue[many] || many];
      return fill(n === 1 ? forms[0] : forms[1], { n: shown.format(n), ...facts });
    },
  };
}

/** `t` and `tn` in the visitor's language. */
export const { t, tn } = speech(language, strings);

/** Return the words of a `{"en": "…", "es": "…"}` in `wanted`, else those there are. */
export function words(text, wanted = language) {
  if (!text) return "";
  return text[wanted] || text.en || text.es || "";
}

/** Say in which one language a text is, where that is not the `wanted` one; else "". */
export function onlyIn(text, wanted = language, say = { t }) {
  if (!text || text[wanted]) return "";
  if (text.es) return say.t("In Spanish only");
  return text.en ? say.t("In English only") : "";
}

/** The language that `words` answers in: what `lang` says of an element. */
export function languageOf(text, wanted = language) {
  return text?.[wanted] ? wanted : text?.en ? "en" : text?.es ? "es" : wanted;
}

/** Return an answer as it is read: a date ("2027-03-01") is written out. */
export function written(value, kind, wanted = language) {
  if (value && typeof value === "object" && !Array.isArray(value)) return words(value, wanted);
  const moment = kind === "date" ? Date.parse(value) : NaN;
  if (Number.isNaN(moment)) return value;
  return new Intl.DateTimeFormat(wanted === "es" ? "es-US" : "en-US", {
    dateStyle: "long",
    timeZone: "UTC",
  }).format(moment);
}
