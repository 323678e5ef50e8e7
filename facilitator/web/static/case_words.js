// What a step of a case is called, on every screen.
import { t, words } from "./strings.js";

/** What a poll is called in lists: its question, behind its case and step if any. */
export function pollWords(poll) {
  const asked = words(poll.label);
  return poll.case ? `${caseWords(poll.case)}: ${asked}` : asked;
}

/** The case and the step: "Case: The new dishwasher · Step 2 of 3". */
export function caseWords({ title, step, of }, language = undefined, say = { t }) {
  return say.t("Case: {title} · Step {step} of {of}", {
    title: words(title, language),
    step,
    of,
  });
}
