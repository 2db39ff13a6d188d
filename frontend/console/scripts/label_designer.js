// In the label designer elements are moved on the drawing: by dragging, or by arrow keys on their handle (Shift: far).
// Only the number fields are changed; the preview that htmx fetches follows them, as it does when one types.

const STEP_MM = 0.5;
const FAR_MM = 5;
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

let held = null;

document.addEventListener("keydown", (event) => {
  const handle = event.target.closest?.("[data-handle]");
  const move = handle && MOVES[event.key];
  if (!move) return;
  event.preventDefault();
  const step = event.shiftKey ? FAR_MM : STEP_MM;
  shift(handle, move[0] * step, move[1] * step);
});

document.addEventListener("pointerdown", (event) => {
  const handle = event.target.closest?.("[data-handle]");
  if (!handle) return;
  const scale = handle.ownerSVGElement.getScreenCTM().a;
  held = { handle, scale, from: [event.clientX, event.clientY], at: place(handle) };
  handle.setPointerCapture(event.pointerId);
  open(handle);
});

document.addEventListener("pointermove", (event) => {
  if (!held) return;
  const [x, y] = moved(event);
  held.handle.setAttribute("x", x);
  held.handle.setAttribute("y", y);
});

document.addEventListener("pointerup", (event) => {
  if (!held) return;
  const [x, y] = moved(event);
  const { handle, at } = held;
  held = null;
  if (x !== at[0] || y !== at[1]) put(handle, x, y);
});

// The handle is drawn anew with the preview: what had the focus keeps it.
document.addEventListener("htmx:after:swap", () => {
  const number = document.querySelector("[data-designer]")?.dataset.focused;
  if (number) document.querySelector(`[data-handle="${number}"]`)?.focus();
});

document.addEventListener("focusin", (event) => {
  const form = event.target.closest?.("[data-designer]");
  if (form) form.dataset.focused = event.target.dataset.handle ?? "";
});

function moved(event) {
  const { scale, from, at } = held;
  return [rounded(at[0] + (event.clientX - from[0]) / scale), rounded(at[1] + (event.clientY - from[1]) / scale)];
}

function place(handle) {
  return [Number(handle.getAttribute("x")), Number(handle.getAttribute("y"))];
}

function shift(handle, x, y) {
  const at = place(handle);
  put(handle, rounded(at[0] + x), rounded(at[1] + y));
}

function put(handle, x, y) {
  handle.setAttribute("x", x);
  handle.setAttribute("y", y);
  const element = document.querySelector(`[data-element="${handle.dataset.handle}"]`);
  element.querySelector('[data-field="x_mm"]').value = x;
  const field = element.querySelector('[data-field="y_mm"]');
  field.value = y;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function open(handle) {
  document.querySelector(`[data-element="${handle.dataset.handle}"]`).open = true;
}

function rounded(value) {
  return Math.round(value * 4) / 4;
}
