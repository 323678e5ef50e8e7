/** A form is typed through, and its mistakes come first. */

/** Take whoever sent a form with mistakes to their list. */
export function showMistakes(within = document) {
  const list = within.querySelector(".mistakes");
  list?.focus();
  return Boolean(list);
}

// The time zone is selected when its field is entered, so that typing replaces it.
document.addEventListener("focusin", ({ target }) => {
  if (target.id === "time_zone") target.select();
});

showMistakes();
