// Comfort in a task: buttons that move a step of an order, places marked on the picture itself, and no more choices than
// are allowed. Lists and selects do all of it without scripts, and stay what is read when the answer is saved.
// Nothing here is an answer before somebody acts. An answer put back onto the page is told by the event `sz:restored`.

const changed = (element) => element.dispatchEvent(new Event("change", { bubbles: true }));

// `root`: the element that holds the task.
export function comfort(root) {
  const redraw = [];

  for (const list of root.querySelectorAll(".sz-order")) {
    const steps = () => [...list.children];
    const place = (step) => step.querySelector("select");
    const words = (step) => step.querySelector(".sz-order__text").textContent;
    const said = document.createElement("p");
    said.className = "sz-visually-hidden";
    said.setAttribute("role", "status");
    list.after(said);

    const number = () => steps().forEach((step, index) => (place(step).value = String(index + 1)));
    const button = (step, label, sign, move) => {
      const made = document.createElement("button");
      made.type = "button";
      made.className = "sz-button sz-button--small sz-button--secondary";
      made.textContent = sign;
      made.setAttribute("aria-label", `${label}: ${words(step)}`);
      made.addEventListener("click", () => {
        move(step);
        number();
        changed(place(step));
        said.textContent = list.dataset.moved.replace("{step}", words(step)).replace("{place}", place(step).value);
        made.focus();
      });
      return made;
    };
    for (const step of steps()) {
      const buttons = document.createElement("span");
      buttons.className = "sz-order__buttons";
      buttons.append(
        button(step, list.dataset.up, "↑", (one) => one.previousElementSibling?.before(one)),
        button(step, list.dataset.down, "↓", (one) => one.nextElementSibling?.after(one)),
      );
      step.append(buttons);
    }

    // What has been given places stands first, in that order.
    const arrange = () =>
      steps()
        .sort((one, other) => (Number(place(one).value) || 99) - (Number(place(other).value) || 99))
        .forEach((step) => list.append(step));
    const isWhole = () => new Set(steps().map((step) => place(step).value).filter(Boolean)).size === list.children.length;
    list.addEventListener("change", (event) => {
      if (event.isTrusted && isWhole()) {
        arrange();
        event.target.focus();
      }
    });
    redraw.push(arrange);
  }

  for (const zones of root.querySelectorAll("[data-zones]")) {
    const input = (zone) => zones.querySelector(`input[value="${zone.dataset.zone}"]`);
    const show = () => {
      for (const zone of zones.querySelectorAll("[data-zone]")) zone.classList.toggle("is-chosen", input(zone).checked);
    };
    for (const zone of zones.querySelectorAll("[data-zone]")) {
      zone.addEventListener("click", () => {
        if (input(zone).disabled) return;
        input(zone).checked = !input(zone).checked;
        changed(input(zone));
      });
    }
    zones.addEventListener("change", show);
    redraw.push(show);
  }

  for (const group of root.querySelectorAll("[data-most]")) {
    const limit = () => {
      const inputs = [...group.querySelectorAll("input[type=checkbox]")];
      const isFull = inputs.filter((input) => input.checked).length >= Number(group.dataset.most);
      for (const input of inputs) input.disabled = isFull && !input.checked;
    };
    group.addEventListener("change", limit);
    redraw.push(limit);
  }

  const refresh = () => redraw.forEach((one) => one());
  root.addEventListener("sz:restored", refresh);
  refresh();
}
