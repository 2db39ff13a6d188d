// The grid of products: a table of inputs that script turns into a spreadsheet. Without it the form is sent as it is.

import { GridEditor } from "./grid_editor.js";
import { fillDown, listen } from "./grid_keys.js";
import { GridModel } from "./grid_model.js";
import { GridSaver } from "./grid_save.js";
import { GridSelection } from "./grid_selection.js";

const form = document.querySelector("form[data-grid]");
if (form && form.querySelector("tbody tr")) furnish(form);

function furnish(form) {
  const table = form.querySelector("table");
  table.setAttribute("role", "grid");
  table.setAttribute("aria-multiselectable", "true");
  const model = new GridModel(table);
  const selection = new GridSelection(model);
  const editor = new GridEditor(model, selection);
  new GridSaver(form, model, editor);
  listen(table, model, selection, editor);
  form.querySelector("[data-grid-fill]").addEventListener("click", () => {
    fillDown(model, selection);
    selection.go(...selection.active);
  });
  const where = form.querySelector("[data-grid-where]");
  selection.onMove(() => {
    const { top, bottom, left, right } = selection.block;
    const count = (bottom - top + 1) * (right - left + 1);
    const [r, c] = selection.active;
    const { problem } = model.at(r, c);
    where.textContent = count > 1 ? `${count} cells selected` : problem ?? "";
    where.classList.toggle("grid-where-problem", count === 1 && Boolean(problem));
  });
  form.classList.add("grid-furnished");
}
