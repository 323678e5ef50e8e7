/** The phone beside a survey: which language it speaks, and when it is drawn anew. */

const preview = document.getElementById("preview");
const tongues = [...document.querySelectorAll("[data-tongue]")];
const remembered = sessionStorage.getItem("survey-tongue");
const first = tongues.find((one) => one.dataset.tongue === remembered);

function mark(chosen) {
  for (const tongue of tongues) {
    if (tongue.dataset.tongue === chosen) tongue.setAttribute("aria-current", "true");
    else tongue.removeAttribute("aria-current");
  }
}

/** Draw the phone anew, at the question, in the language that is chosen for it. */
export function refresh(state) {
  const there = new URL(tongues.find((one) => one.hasAttribute("aria-current")).href);
  there.searchParams.set("at", state);
  preview.src = there.href;
}

mark(first ? remembered : document.documentElement.lang);
if (first && remembered !== document.documentElement.lang) refresh("first");
for (const tongue of tongues) {
  tongue.addEventListener("click", () => {
    sessionStorage.setItem("survey-tongue", tongue.dataset.tongue);
    mark(tongue.dataset.tongue);
  });
}
