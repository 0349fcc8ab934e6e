// The answer on a page as the list of strings that the server stores: see assessments/domain/items/wire.py and
// assessments/views/replies.py, which makes the very same list of a posted form.

const rest = (name) => name.slice(name.indexOf(".") + 1 || name.length);

// "2.ab12" of `place.2.ab12` as slot and token; the slot is empty where an item asks for one thing.
function split(step) {
  const cut = step.lastIndexOf(".");
  return [step.slice(0, Math.max(cut, 0)), step.slice(cut + 1)];
}

// `value` and `value.slot` as they are; steps that were given places (`place.slot.token`), slot by slot in their order.
export function read(form) {
  const strings = [];
  const slots = {};
  for (const [name, value] of new FormData(form)) {
    if (!value.trim()) continue;
    if (name === "value") strings.push(value);
    else if (name.startsWith("value.")) strings.push(`${rest(name)}=${value}`);
    else if (name.startsWith("place.")) {
      const [slot, token] = split(rest(name));
      (slots[slot] ??= []).push([Number(value), token]);
    }
  }
  for (const [slot, steps] of Object.entries(slots)) {
    const ordered = steps.sort(([first], [second]) => first - second).map(([, token]) => token);
    strings.push(...ordered.map((token) => (slot ? `${slot}=${token}` : token)));
  }
  return strings;
}

// Puts a kept answer back onto the page.
export function write(form, strings) {
  for (const input of form.querySelectorAll("[name=value], [name^='value.'], [name^='place.']")) {
    const name = rest(input.name);
    if (input.name.startsWith("place.")) {
      const [slot, token] = split(name);
      input.value = String(given(strings, slot).indexOf(token) + 1 || "");
    } else if (["radio", "checkbox"].includes(input.type)) {
      input.checked = given(strings, name).includes(input.value);
    } else {
      input.value = given(strings, name)[0] ?? "";
    }
  }
}

function given(strings, slot) {
  if (!slot) return strings.filter((one) => !one.includes("="));
  return strings.filter((one) => one.startsWith(`${slot}=`)).map((one) => one.slice(slot.length + 1));
}
