/** Records to settle: a time is filled in only when its button is pressed. */

import { t } from "../strings.js";

const boxes = [...document.querySelectorAll('input[name="person"][type="checkbox"]')];
const everybody = document.getElementById("all");
const count = document.querySelector("[data-count]");

for (const button of document.querySelectorAll("[data-fill]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const field = document.getElementById(button.dataset.field);
    field.value = button.dataset.fill;
    field.form.querySelector('[name="reason"]').focus();
  });
}

function showCount() {
  if (!everybody) return;
  const chosen = boxes.filter((box) => box.checked).length;
  count.textContent = chosen ? `(${chosen})` : "";
  everybody.checked = chosen === boxes.length;
  everybody.indeterminate = chosen > 0 && chosen < boxes.length;
  boxes[0].setCustomValidity(chosen ? "" : t("Check the people first."));
}

if (everybody) {
  everybody.closest("[data-all]").hidden = false;
  everybody.addEventListener("change", () => {
    for (const box of boxes) box.checked = everybody.checked;
    showCount();
  });
  for (const box of boxes) box.addEventListener("change", showCount);
  showCount();
}
