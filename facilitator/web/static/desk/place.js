/** The list of parts shows which one is being read. */

/** Mark the part in view, and keep `done` out of the address after it was said. */
export function watchPlace() {
  const address = new URL(location.href);
  if (address.searchParams.has("done") || address.searchParams.has("lang")) {
    for (const name of ["done", "poll", "slide", "lang"]) address.searchParams.delete(name);
    history.replaceState(null, "", address);
  }
  let waiting = false;
  const later = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      mark();
    });
  };
  addEventListener("scroll", later, { passive: true });
  addEventListener("resize", later);
  mark();
}

function mark() {
  const line = innerHeight / 3;
  let current = "";
  for (const part of document.querySelectorAll(".part")) {
    if (!current || part.getBoundingClientRect().top < line) current = part.id;
  }
  const atEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 4;
  if (atEnd) current = [...document.querySelectorAll(".part")].at(-1).id;
  for (const link of document.querySelectorAll(".session-nav a")) {
    if (link.hash === `#${current}`) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}
