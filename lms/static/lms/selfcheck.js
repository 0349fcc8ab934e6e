// Self-checks: set each explanation under its option. The full list stays readable without script.

function enhance(root) {
  const options = [...root.querySelectorAll("[data-option]")];
  const result = root.querySelector("[role='status']");
  const answers = root.querySelector("details");
  const explanationOf = (option) => answers.querySelector(`[data-explains="${CSS.escape(option.dataset.option)}"]`);
  const isCorrect = (option) => explanationOf(option).hasAttribute("data-correct");
  const isChosen = (option) => option.querySelector("input").checked;

  const clear = () => {
    result.textContent = "";
    for (const option of options) {
      option.classList.remove("is-right", "is-wrong");
      option.querySelector(".sz-check__explain")?.remove();
    }
  };
  const explain = (option) => {
    const note = document.createElement("p");
    note.className = "sz-check__explain";
    note.append(explanationOf(option).querySelector("[data-explanation]").cloneNode(true));
    option.append(note);
    option.classList.toggle("is-right", isCorrect(option));
    option.classList.toggle("is-wrong", isChosen(option) && !isCorrect(option));
  };
  const check = () => {
    clear();
    const chosen = options.filter(isChosen);
    if (!chosen.length) {
      result.textContent = root.dataset.empty;
      return;
    }
    options.forEach(explain);
    const correct = options.every((option) => isChosen(option) === isCorrect(option));
    result.textContent = correct ? root.dataset.right : root.dataset.wrong;
    const detail = { id: root.dataset.szCheck, chosen: chosen.map((option) => option.dataset.option), correct };
    root.dispatchEvent(new CustomEvent("sz:check", { bubbles: true, detail }));
  };

  const row = root.querySelector("[data-sz-check-row]");
  row.hidden = false;
  row.querySelector("button").addEventListener("click", check);
  root.addEventListener("change", clear);
  answers.hidden = true;
}

document.querySelectorAll("[data-sz-check]").forEach(enhance);
