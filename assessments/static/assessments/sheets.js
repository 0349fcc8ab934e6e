// The tasks of an examination lie in its page: one is shown, the others are templates until somebody turns to them.
// Turning asks nobody, so it works without a connection; what was entered stays in the form that is put away.

export class Sheets {
  // `opened(form)` when a task is shown for the first time, `left()` when another one is turned to.
  constructor(sitting, { opened, left }) {
    this.sitting = sitting;
    this.told = { opened, left };
    this.forms = new Map(); // position → form
    this.shown = sitting.querySelector("[data-exam]");
    this.squares = document.querySelector(".sz-squares");
  }

  begin() {
    this.forms.set(Number(this.shown.dataset.exam), this.shown);
    this.told.opened(this.shown);
    this.sitting.addEventListener("submit", (event) => this.onSubmit(event));
    this.squares.addEventListener("click", (event) => this.onSquare(event));
    window.addEventListener("popstate", () => this.turn(place(window.location.pathname)));
  }

  // The form whose answers are saved at this address, as far as it was shown.
  at(url) {
    return [...this.forms.values()].find((form) => form.dataset.save === url);
  }

  onSubmit(event) {
    const step = event.submitter?.value === "back" ? -1 : 1;
    this.goTo(Number(event.target.dataset.exam) + step, event);
  }

  onSquare(event) {
    const link = event.target.closest("a");
    const wantsOwnWindow = event.ctrlKey || event.metaKey || event.shiftKey;
    if (link && !wantsOwnWindow) this.goTo(place(link.pathname), event);
  }

  // Beyond the last task lies the overview, which only the server knows.
  goTo(position, event) {
    if (!this.forms.has(position) && !this.template(position)) return;
    event.preventDefault();
    if (this.turn(position)) window.history.pushState(null, "", `../${position}/`);
  }

  turn(position) {
    const form = this.find(position);
    if (!form || form === this.shown) return false;
    const isNew = !this.forms.has(position);
    this.told.left();
    this.shown.replaceWith(form);
    this.shown = form;
    this.forms.set(position, form);
    if (isNew) this.told.opened(form);
    this.point(position);
    return true;
  }

  find(position) {
    const known = this.forms.get(position);
    if (known) return known;
    const template = this.template(position);
    return template && document.importNode(template.content, true).querySelector("[data-exam]");
  }

  template(position) {
    return this.sitting.querySelector(`template[data-sheet="${position}"]`);
  }

  // Where one is: in the title, among the squares, for a call to the invigilator, for a screen reader.
  point(position) {
    const heading = this.shown.querySelector("h1");
    document.title = [heading.textContent, ...document.title.split(" · ").slice(1)].join(" · ");
    this.square(position).setAttribute("aria-current", "step");
    for (const link of this.squares.querySelectorAll("[aria-current]"))
      if (place(link.pathname) !== position) link.removeAttribute("aria-current");
    for (const input of document.querySelectorAll("input[name=position]")) input.value = position;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }

  mark(form, isAnswered, isMarked) {
    const square = this.square(Number(form.dataset.exam));
    const { answered, unanswered, marked } = this.squares.dataset;
    square.classList.toggle("is-answered", isAnswered);
    square.classList.toggle("is-marked", isMarked);
    square.querySelector("span").textContent = ` ${isAnswered ? answered : unanswered}${isMarked ? `, ${marked}` : ""}`;
  }

  square(position) {
    return this.squares.querySelector(`a[href="../${position}/"]`);
  }
}

const place = (path) => Number(path.match(/\/(\d+)\/$/)?.[1]);
