/** The code that came behind the mark of the address: into its field, out of the bar. */

const field = document.getElementById("code");
const [, came = ""] = location.hash.split("#");

if (came && !field.value) {
  field.value = came;
  history.replaceState(null, "", location.pathname + location.search);
}
