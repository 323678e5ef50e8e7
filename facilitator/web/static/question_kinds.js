// What the kinds of questions have in common on every screen.
import { words } from "./strings.js";

const SCALES = ["agreement", "confidence", "quality", "rating", "matrix"];

/** Whether the choices lie in order, and are numbered rather than lettered. */
export function isScale(question) {
  return SCALES.includes(question?.kind);
}

/** What a number counts, such as "years"; "" where it counts nothing by name. */
export function unitWords(question, language) {
  return question?.number ? words(question.number.unit, language) : "";
}
