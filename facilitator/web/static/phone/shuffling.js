// The order in which this phone offers the choices of a shuffled question.
// The laptop draws pages in the same order: facilitator/domain/surveys/shuffling.py.

function scattered(words) {
  let found = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(words)) {
    found = Math.imul(found ^ byte, 0x01000193);
  }
  found = Math.imul(found ^ (found >>> 16), 0x85ebca6b);
  found = Math.imul(found ^ (found >>> 13), 0xc2b2ae35);
  return (found ^ (found >>> 16)) >>> 0;
}

/** Return the choices of a question in the order of the phone with this seed. */
export function offered({ name, shuffle, choices }, seed) {
  if (!shuffle || !seed) return choices;
  const at = new Map(choices.map((one) => [one, scattered(`${seed}:${name}:${one.name}`)]));
  const loose = choices.filter(({ fixed }) => !fixed);
  loose.sort((a, b) => at.get(a) - at.get(b));
  return [...loose, ...choices.filter(({ fixed }) => fixed)];
}
