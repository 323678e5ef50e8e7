/** The time zone is selected when its field is entered, so that typing replaces it. */

document.addEventListener("focusin", ({ target }) => {
  if (target.id === "time_zone") target.select();
});
