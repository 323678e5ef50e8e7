/** Sentences in the visitor's language; the English sentence is the key. */

const root = document.documentElement;

/** The language of this page: "en" or "es". */
export const language = root.lang.slice(0, 2);

const strings = await load(root.dataset.strings);

async function load(address) {
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

/** Return `english` in the visitor's language, its {places} filled from `facts`. */
export function t(english, facts = {}) {
  const kept = strings[english];
  const sentence = Array.isArray(kept) ? kept[0] : kept;
  return fill(sentence || english, facts);
}

/** Return the sentence for `n` things; `{n}` is filled with the number. */
export function tn(one, many, n, facts = {}) {
  const kept = strings[one];
  const forms = Array.isArray(kept)
    ? kept
    : [kept || one, strings[many] || many];
  const shown = new Intl.NumberFormat(language === "es" ? "es-US" : "en-US");
  return fill(n === 1 ? forms[0] : forms[1], { n: shown.format(n), ...facts });
}

/** Return the words of a `{"en": "…", "es": "…"}` in `wanted`, else those there are. */
export function words(text, wanted = language) {
  if (!text) return "";
  return text[wanted] || text.en || text.es || "";
}
