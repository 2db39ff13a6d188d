// Keyboard, pointer and clipboard of a grid, as in a spreadsheet.

import { announce } from "./announce.js";
import { rowsOf, textOf } from "./grid_clipboard.js";
import { STEPS, beside } from "./grid_editor.js";

const PAGE_ROWS = 10;

export function listen(table, model, selection, editor) {
  table.addEventListener("keydown", (event) => onKey(event, model, selection, editor));
  table.addEventListener("pointerdown", (event) => onPointer(event, table, model, selection, editor));
  table.addEventListener("dblclick", (event) => {
    const place = placeOf(event.target, model);
    if (place && !editor.isOpen) editor.open(...place);
  });
  table.addEventListener("focusin", (event) => {
    const place = event.target.matches("td") && placeOf(event.target, model);
    if (place && String(place) !== String(selection.active)) selection.go(...place, { focus: false });
  });
  for (const [kind, act] of Object.entries({ copy, cut, paste })) {
    table.addEventListener(kind, (event) => {
      if (!editor.isOpen) act(event, model, selection);
    });
  }
}

function onKey(event, model, selection, editor) {
  if (editor.isOpen || !event.target.matches("td")) return;
  const [r, c] = selection.active;
  const control = event.ctrlKey || event.metaKey;
  const act = control ? controlKey(event, model, selection) : plainKey(event, model, selection, editor);
  if (act) {
    event.preventDefault();
    event.stopPropagation();
    act();
  } else if (!control && !event.altKey && event.key.length === 1) {
    event.preventDefault();
    event.stopPropagation();
    editor.open(r, c, event.key);
  }
}

function plainKey(event, model, selection, editor) {
  const [r, c] = selection.active;
  const extend = event.shiftKey;
  if (event.key in STEPS) {
    const [down, right] = STEPS[event.key];
    return () => selection.go(r + down, c + right, { extend });
  }
  switch (event.key) {
    case "Enter":
    case "F2":
      return () => editor.open(r, c);
    case "Tab": {
      const [row, column] = beside(model, r, c, event.shiftKey ? -1 : 1);
      return row === r && column === c ? null : () => selection.go(row, column);
    }
    case "Home":
      return () => selection.go(r, 0, { extend });
    case "End":
      return () => selection.go(r, model.width - 1, { extend });
    case "PageUp":
      return () => selection.go(r - PAGE_ROWS, c, { extend });
    case "PageDown":
      return () => selection.go(r + PAGE_ROWS, c, { extend });
    case "Delete":
    case "Backspace":
      return () => clear(model, selection);
    case "Escape":
      return () => (selection.isOne ? document.querySelector("[data-grid-save]").focus() : selection.go(r, c));
    default:
      return null;
  }
}

function controlKey(event, model, selection) {
  const [r, c] = selection.active;
  const extend = event.shiftKey;
  switch (event.key) {
    case "ArrowUp":
      return () => selection.go(0, c, { extend });
    case "ArrowDown":
      return () => selection.go(model.height - 1, c, { extend });
    case "ArrowLeft":
    case "Home":
      return () => selection.go(event.key === "Home" ? 0 : r, 0, { extend });
    case "ArrowRight":
    case "End":
      return () => selection.go(event.key === "End" ? model.height - 1 : r, model.width - 1, { extend });
    case "a":
      return () => selection.select(0, 0, model.height - 1, model.width - 1);
    case "d":
      return () => fillDown(model, selection);
    case "z":
      return () => step(model, selection, extend ? "redo" : "undo");
    case "y":
      return () => step(model, selection, "redo");
    case "s":
    case "Enter":
      return () => model.table.dispatchEvent(new CustomEvent("grid-save", { bubbles: true }));
    default:
      return null;
  }
}

function step(model, selection, kind) {
  const changes = model[kind]();
  if (!changes) return announce(kind === "undo" ? "Nothing to undo" : "Nothing to redo");
  selection.go(changes[0].r, changes[0].c);
  return announce(kind === "undo" ? "Undone" : "Done again");
}

function clear(model, selection) {
  const count = model.change(selection.places().map(([r, c]) => [r, c, ""]));
  announce(`${count} ${count === 1 ? "cell" : "cells"} cleared`);
}

// The value of the active cell goes to all cells below it; of a block, its first row goes to the others.
export function fillDown(model, selection) {
  const { top, left, right } = selection.block;
  const bottom = selection.isOne ? model.height - 1 : selection.block.bottom;
  const changes = [];
  for (let c = left; c <= right; c += 1)
    for (let r = top + 1; r <= bottom; r += 1) changes.push([r, c, model.text(top, c)]);
  const count = model.change(changes);
  announce(`Filled down: ${count} ${count === 1 ? "cell" : "cells"} changed`);
}

function placeOf(target, model) {
  const element = target.closest("td");
  const row = element?.closest("tr");
  const r = model.rows.findIndex((each) => each.element === row);
  return r < 0 ? null : [r, element.cellIndex - 1];
}

function onPointer(event, table, model, selection, editor) {
  const head = event.target.closest("thead th[data-column]");
  if (head) {
    event.preventDefault();
    selection.select(0, head.cellIndex - 1, model.height - 1, head.cellIndex - 1);
    return;
  }
  const place = placeOf(event.target, model);
  if (!place || event.button !== 0 || event.target === editor.input) return;
  event.preventDefault();
  editor.commit();
  const box = model.at(...place).element.getBoundingClientRect();
  const onHandle =
    event.target.classList.contains("grid-corner") && box.right - event.clientX < 10 && box.bottom - event.clientY < 10;
  if (!onHandle) selection.go(...place, { extend: event.shiftKey });
  drag(event, table, model, selection, onHandle ? selection.block : null);
}

// Drags a block of cells open; from its corner, fills what it is drawn over with the block's last row.
function drag(event, table, model, selection, from) {
  const move = (moved) => {
    const over = document.elementFromPoint(moved.clientX, moved.clientY);
    const place = over && placeOf(over, model);
    if (place) selection.go(...(from ? [Math.max(place[0], from.bottom), from.right] : place), { extend: true });
  };
  if (from) selection.anchor = [from.top, from.left];
  const end = () => {
    table.removeEventListener("pointermove", move);
    if (from && selection.block.bottom > from.bottom) fillFrom(model, selection, from);
  };
  table.addEventListener("pointermove", move);
  window.addEventListener("pointerup", end, { once: true });
}

function fillFrom(model, selection, from) {
  const height = from.bottom - from.top + 1;
  const changes = [];
  for (let r = from.bottom + 1; r <= selection.block.bottom; r += 1)
    for (let c = from.left; c <= from.right; c += 1)
      changes.push([r, c, model.text(from.top + ((r - from.top) % height), c)]);
  announce(`Filled: ${model.change(changes)} cells changed`);
}

function copy(event, model, selection) {
  const { top, bottom, left, right } = selection.block;
  const rows = [];
  for (let r = top; r <= bottom; r += 1)
    rows.push(Array.from({ length: right - left + 1 }, (_, c) => model.text(r, left + c)));
  event.clipboardData.setData("text/plain", textOf(rows));
  event.preventDefault();
  const count = rows.length * rows[0].length;
  announce(`${count} ${count === 1 ? "cell" : "cells"} copied`);
}

function cut(event, model, selection) {
  copy(event, model, selection);
  clear(model, selection);
}

// One value fills the whole block; a block of values is laid from its first cell on, as far as the grid goes.
function paste(event, model, selection) {
  event.preventDefault();
  const rows = rowsOf(event.clipboardData.getData("text/plain"));
  const { top, left } = selection.block;
  const single = rows.length === 1 && rows[0].length === 1;
  const height = single ? selection.block.bottom - top + 1 : Math.min(rows.length, model.height - top);
  const width = single
    ? selection.block.right - left + 1
    : Math.min(Math.max(...rows.map((row) => row.length)), model.width - left);
  const changes = [];
  for (let r = 0; r < height; r += 1)
    for (let c = 0; c < width; c += 1) {
      const text = single ? rows[0][0] : rows[r][c];
      if (text !== undefined) changes.push([top + r, left + c, text]);
    }
  const count = model.change(changes);
  selection.select(top, left, top + height - 1, left + width - 1);
  announce(`Pasted: ${count} ${count === 1 ? "cell" : "cells"} changed`);
}
