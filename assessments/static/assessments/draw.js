// Comfort at the desk: zones of a picture are drawn with the mouse. The numbers stay what is sent, and can be typed.

const frame = document.querySelector("[data-draw]");
const SVG = "http://www.w3.org/2000/svg";
const NAMES = ["x", "y", "width", "height"];

function start(picture) {
  const rows = [...document.querySelectorAll("[data-sides]")].map(row);
  let active = null;
  let corner = null;

  function row(box) {
    const inputs = NAMES.map((name) => box.querySelector(`input[name$="-${name}"]`));
    const mark = document.createElementNS(SVG, "g");
    const rect = document.createElementNS(SVG, "rect");
    const text = document.createElementNS(SVG, "text");
    text.textContent = box.dataset.sides;
    mark.append(rect, text);
    picture.append(mark);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-small button-secondary";
    button.textContent = frame.dataset.draw;
    const one = { inputs, mark, rect, text, button };
    button.addEventListener("click", () => choose(active === one ? null : one));
    box.append(button);
    box.addEventListener("input", () => show(one));
    show(one);
    return one;
  }

  function choose(one) {
    active = one;
    for (const each of rows) {
      each.button.setAttribute("aria-pressed", String(each === active));
      each.mark.classList.toggle("is-active", each === active);
    }
    if (active) frame.scrollIntoView({ block: "nearest" });
  }

  function show({ inputs, mark, rect, text }) {
    const values = inputs.map((input) => input.value);
    mark.style.display = values.every((value) => value !== "") ? "" : "none";
    NAMES.forEach((name, index) => rect.setAttribute(name, values[index] || 0));
    text.setAttribute("x", Number(values[0]) + Number(values[2]) - 4); // documents begin at the left
    text.setAttribute("y", Number(values[1]) + 18);
  }

  // A point of the picture in its own pixels, never outside.
  function point(event) {
    const { width, height } = picture.viewBox.baseVal;
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(picture.getScreenCTM().inverse());
    return [Math.round(Math.min(Math.max(at.x, 0), width)), Math.round(Math.min(Math.max(at.y, 0), height))];
  }

  picture.addEventListener("pointerdown", (event) => {
    if (!active) return;
    event.preventDefault();
    picture.setPointerCapture(event.pointerId);
    corner = point(event);
  });
  picture.addEventListener("pointermove", (event) => {
    if (!active || !corner) return;
    const [x, y] = point(event);
    const box = [Math.min(x, corner[0]), Math.min(y, corner[1]), Math.abs(x - corner[0]), Math.abs(y - corner[1])];
    active.inputs.forEach((input, index) => (input.value = String(Math.max(box[index], index > 1 ? 1 : 0))));
    show(active);
  });
  picture.addEventListener("pointerup", () => (corner = null));
  picture.addEventListener("pointercancel", () => (corner = null));
}

if (frame) start(frame.querySelector("svg"));
