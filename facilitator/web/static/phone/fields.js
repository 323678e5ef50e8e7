// Which field a kind of question is answered with, and how its answer reads.
import { unitWords } from "../question_kinds.js";
import { words } from "../strings.js";
import { Amount } from "./fields/amount.js";
import { Choices } from "./fields/choices.js";
import { Matrix, matrixLacks, matrixWords } from "./fields/matrix.js";
import { namesOf, otherOf } from "./fields/other.js";
import { Point, pointWords } from "./fields/point.js";
import { Ranking, rankingLacks, rankingWords } from "./fields/ranking.js";
import { Rating } from "./fields/rating.js";
import { Words } from "./fields/words.js";
import { Written } from "./fields/written.js";

const FIELDS = {
  text: Written,
  numeric: Amount,
  rating: Rating,
  words: Words,
  point: Point,
  ranking: Ranking,
  matrix: Matrix,
};

/** The field: takes `question`, `value` (an answer or null) and `onChange`. */
export function fieldOf(question) {
  return FIELDS[question.kind] ?? Choices;
}

/** Whether an answer is typed, so that blanks around it say nothing. */
export function isWritten({ kind }) {
  return kind === "text" || kind === "numeric";
}

const LACKS = { ranking: rankingLacks, matrix: matrixLacks };

/** Whether there is nothing yet to be sent. */
export function nothing(value, question) {
  const lacks = LACKS[question.kind];
  if (lacks) return lacks(question, value);
  return !value || value.length === 0 || !String(value).trim();
}

function chosenWords(question, answer) {
  const chosen = namesOf(answer);
  const labels = question.choices
    .filter(({ name }) => chosen.includes(name))
    .map(({ label }) => words(label))
    .join(", ");
  return [labels, otherOf(answer)].filter(Boolean).join(": ");
}

const WORDS = {
  text: (_, answer) => answer,
  words: (_, answer) => answer.join(", "),
  point: pointWords,
  ranking: rankingWords,
  matrix: matrixWords,
  numeric: (question, answer) => `${answer} ${unitWords(question)}`.trim(),
};

/** Whether somebody would rather not answer. */
export const isDeclined = (answer) => answer?.declined === "yes";

/** Whether somebody took the answer back. */
export const isWithdrawn = (answer) => answer?.withdrawn === "yes";

/** An answer in words, once it can no longer be changed. */
export function answerWords(question, answer) {
  return (WORDS[question.kind] ?? chosenWords)(question, answer);
}
