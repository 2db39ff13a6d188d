// The cells of a grid: what each holds, what it held when it was saved last, and what is wrong with it.

import { problemOf } from "./grid_checks.js";

export class GridModel {
  constructor(table) {
    this.table = table;
    this.columns = [...table.tHead.rows[0].cells].slice(1).map((head, place) => columnOf(head, place));
    this.rows = [...table.tBodies[0].rows].map((element) => ({ element, id: element.dataset.product }));
    this.cells = this.rows.map((row) => [...row.element.cells].slice(1).map((element) => cellOf(element)));
    this.undone = [];
    this.done = [];
    this.listeners = [];
    for (const [r, row] of this.cells.entries()) for (const c of row.keys()) this.draw(r, c);
  }

  get height() {
    return this.rows.length;
  }

  get width() {
    return this.columns.length;
  }

  at(r, c) {
    return this.cells[r][c];
  }

  text(r, c) {
    return this.cells[r][c].text;
  }

  isOpen(r, c) {
    return !this.cells[r][c].locked;
  }

  // One step of the person: changes are [row, column, text]; those that change nothing are left out.
  change(changes) {
    const step = changes
      .filter(([r, c, text]) => this.isOpen(r, c) && this.text(r, c) !== text)
      .map(([r, c, text]) => ({ r, c, before: this.text(r, c), after: text }));
    if (!step.length) return 0;
    this.done.push(step);
    this.undone = [];
    for (const { r, c, after } of step) this.put(r, c, after);
    this.tell();
    return step.length;
  }

  undo() {
    return this.move(this.done, this.undone, "before");
  }

  redo() {
    return this.move(this.undone, this.done, "after");
  }

  move(from, to, side) {
    const step = from.pop();
    if (!step) return null;
    to.push(step);
    for (const change of step) this.put(change.r, change.c, change[side]);
    this.tell();
    return step;
  }

  put(r, c, text) {
    const cell = this.cells[r][c];
    cell.text = text;
    cell.problem = text === cell.saved ? null : problemOf(this.columns[c], text);
    this.draw(r, c);
  }

  // What the server holds now; what was typed meanwhile stays.
  settle(r, c, text, value) {
    const cell = this.cells[r][c];
    const untouched = cell.text === cell.sent || cell.text === cell.saved;
    cell.saved = text;
    cell.value = value;
    if (untouched) cell.text = text;
    cell.problem = null;
    this.draw(r, c);
  }

  refuse(r, c, problem) {
    this.cells[r][c].problem = problem;
    this.draw(r, c);
  }

  changed() {
    const found = [];
    for (const [r, row] of this.cells.entries())
      for (const [c, cell] of row.entries()) if (cell.text !== cell.saved) found.push([r, c]);
    return found;
  }

  problems() {
    return this.cells.flat().filter((cell) => cell.problem).length;
  }

  // A step that leads over a save would bring back what the server no longer expects.
  forget() {
    this.done = [];
    this.undone = [];
    this.tell();
  }

  draw(r, c) {
    const { element, text, saved, problem } = this.cells[r][c];
    element.firstChild.textContent = text;
    element.classList.toggle("grid-changed", text !== saved);
    if (problem) {
      element.setAttribute("aria-invalid", "true");
      element.title = problem;
    } else {
      element.removeAttribute("aria-invalid");
      element.title = text.length > 24 ? text : "";
    }
  }

  onChange(listener) {
    this.listeners.push(listener);
  }

  tell() {
    for (const listener of this.listeners) listener();
  }
}

function columnOf(head, place) {
  const { column, type, label, list, unit } = head.dataset;
  const options = list ? [...document.getElementById(list).options].map((option) => option.value) : null;
  return { place, key: column, type, label, list, unit, options, head };
}

// The input that does without script gives way to text; one editor serves all cells.
function cellOf(element) {
  const input = element.querySelector("input");
  const text = input ? input.value : element.textContent.trim();
  const shown = document.createElement("span");
  shown.className = "grid-text";
  element.replaceChildren(shown);
  element.setAttribute("role", "gridcell");
  element.tabIndex = -1;
  if (!input) element.setAttribute("aria-readonly", "true");
  const problem = element.dataset.problem || null;
  return { element, text, saved: element.dataset.saved ?? text, problem, locked: !input };
}
