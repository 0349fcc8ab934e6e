// Take the reader to the list of problems, and from each problem to its field.

const summary = document.querySelector("[data-sz-errors]");
if (summary) {
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const target = link && document.getElementById(link.getAttribute("href").slice(1));
    if (!target) return;
    event.preventDefault();
    const field = target.matches("fieldset") ? target.querySelector("input, select, textarea") : target;
    (field.closest(".sz-form-group") ?? field).scrollIntoView();
    field.focus({ preventScroll: true });
  });
}
