// Comfort in the scenario editor: rows are added and moved without losing one's place, and nothing written is left behind
// unnoticed. Every button works without it.

let unsaved = false;

function mark(is) {
  unsaved = is;
  for (const note of document.querySelectorAll("[data-unsaved]")) note.hidden = !is;
}

// A button of a row saves and comes back with the page as it then is: only the form is exchanged.
async function move(form, button) {
  const body = new FormData(form, button);
  const answer = await fetch(form.action, { method: "POST", body });
  const sheet = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = sheet.querySelector("[data-swap]");
  if (!fresh || (answer.redirected && new URL(answer.url).pathname !== new URL(form.action).pathname)) {
    location.assign(answer.url);
    return;
  }
  const open = new Set([...form.querySelectorAll("details[open]")].map((row) => row.id));
  form.closest("[data-swap]").replaceWith(document.adoptNode(fresh));
  const parts = document.querySelector(".ed-parts"), parted = sheet.querySelector(".ed-parts");
  if (parts && parted) parts.replaceWith(document.adoptNode(parted));
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  mark(false);
  land(button.value);
}

// Where the row now stands, or the one that was added.
function land(done) {
  const [verb, at = ""] = done.split(":");
  const place = at.replaceAll(".", "-");
  const list = document.getElementById(`add-${place}`);
  const row = verb === "add" ? list?.previousElementSibling : document.getElementById(place);
  if (row?.tagName === "DETAILS") row.open = true;
  const box = verb === "add" ? row?.querySelector("input[type=text], textarea, select") : row?.querySelector("button:not(:disabled)");
  (box ?? list)?.focus();
}

document.addEventListener("submit", (event) => {
  const form = event.target, button = event.submitter;
  if (!form.matches("[data-editor]")) return;
  if (button?.name !== "move" || button.hasAttribute("data-leave")) {
    unsaved = false;
    return;
  }
  event.preventDefault();
  move(form, button).catch(() => location.reload());
});

document.addEventListener("input", (event) => {
  if (event.target.closest("[data-editor]")) mark(true);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "s" || !(event.ctrlKey || event.metaKey)) return;
  const form = document.querySelector("form[data-editor]:has(.ed-save)");
  if (!form) return;
  event.preventDefault();
  form.requestSubmit();
});

window.addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});
