/**
 * The code that came behind the mark of the address: into its field, out of the bar.
 * Before the follow-up is open there is no field yet, and the code leaves the bar too.
 */

const field = document.getElementById("code");
const [, came = ""] = location.hash.split("#");

if (/^(?:[2-9A-HJKMNP-Z]-?){12}$/i.test(came)) {
  if (field && !field.value) field.value = came;
  history.replaceState(null, "", location.pathname + location.search);
}
