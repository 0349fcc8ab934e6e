// Folding menus: the page menu on narrow screens and every <details data-sz-menu>.

for (const button of document.querySelectorAll("[data-sz-toggle]")) {
  const panel = document.getElementById(button.dataset.szToggle);
  const show = (open) => {
    panel.classList.toggle("is-open", open);
    button.setAttribute("aria-expanded", String(open));
  };
  button.addEventListener("click", () => show(button.getAttribute("aria-expanded") !== "true"));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && button.getAttribute("aria-expanded") === "true") {
      show(false);
      button.focus();
    }
  });
}

for (const menu of document.querySelectorAll("details[data-sz-menu]")) {
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      event.stopPropagation();
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}
