// Which questions of a form are put, by the answers before them: the same rules as
// domain/surveys/relevance.py, which has the last word when the form is sent.

function isAnswered(answer) {
  return answer !== undefined && answer?.declined !== "yes";
}

function testHolds({ question, how, names, number }, answers) {
  const answer = answers[question];
  // Whoever adds words to "other" has the options chosen as keys.
  const isKeyed = isAnswered(answer) && typeof answer === "object" && !Array.isArray(answer);
  const chosen = isKeyed ? Object.keys(answer) : [answer].flat();
  const hasOne = chosen.some((name) => names.includes(name));
  if (how === "answered") return isAnswered(answer);
  if (how === "is") return hasOne;
  if (how === "is_not") return !hasOne;
  // As the laptop reads it: a comma is as good as a point.
  const given = typeof answer === "string" ? Number(answer.replace(",", ".")) : NaN;
  return how === "at_least" ? given >= number : given <= number;
}

/** Whether all rules hold; `answers` has none to a question that was not put. */
export function holds(rules, answers) {
  return rules.every(({ tests, any }) =>
    any
      ? tests.some((test) => testHolds(test, answers))
      : tests.every((test) => testHolds(test, answers)),
  );
}
