// The one input of a grid, laid over the cell that is being edited.

export class GridEditor {
  constructor(model, selection) {
    this.model = model;
    this.selection = selection;
    this.input = document.createElement("input");
    this.input.className = "grid-editor";
    this.input.autocomplete = "off";
    this.input.spellcheck = false;
    this.place = null;
    this.input.addEventListener("blur", () => this.commit());
    this.input.addEventListener("keydown", (event) => this.key(event));
  }

  get isOpen() {
    return this.place !== null;
  }

  // typed: what replaces the text, when editing begins by typing; arrows then leave the cell.
  open(r, c, typed = null) {
    if (!this.model.isOpen(r, c)) return;
    const cell = this.model.at(r, c);
    const column = this.model.columns[c];
    this.place = [r, c];
    this.isTyped = typed !== null;
    this.input.value = typed ?? cell.text;
    this.input.inputMode = ["number", "integer"].includes(column.type) ? "decimal" : "text";
    this.input.setAttribute("aria-label", `${column.label}, ${this.model.rows[r].element.dataset.label}`);
    if (column.list) this.input.setAttribute("list", column.list);
    else this.input.removeAttribute("list");
    cell.element.append(this.input);
    cell.element.classList.add("grid-editing");
    this.input.focus();
    if (typed === null) this.input.select();
  }

  commit() {
    const place = this.close();
    if (place) this.model.change([[...place, this.input.value.trim()]]);
  }

  close() {
    const { place } = this;
    if (!place) return null;
    this.place = null;
    const { element } = this.model.at(...place);
    element.classList.remove("grid-editing");
    this.input.remove();
    return place;
  }

  key(event) {
    event.stopPropagation();
    const [r, c] = this.place ?? [];
    const leave = (row, column) => {
      event.preventDefault();
      this.commit();
      this.selection.go(row, column);
    };
    if (event.key === "Escape") {
      event.preventDefault();
      this.close();
      this.selection.go(r, c);
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      leave(r, c);
      this.model.table.dispatchEvent(new CustomEvent("grid-save", { bubbles: true }));
    } else if (event.key === "s" && (event.ctrlKey || event.metaKey)) {
      leave(r, c);
      this.model.table.dispatchEvent(new CustomEvent("grid-save", { bubbles: true }));
    } else if (event.key === "Enter") leave(event.shiftKey ? r - 1 : r + 1, c);
    else if (event.key === "Tab") leave(...beside(this.model, r, c, event.shiftKey ? -1 : 1));
    else if (this.isTyped && !this.input.hasAttribute("list") && event.key in STEPS) {
      leave(r + STEPS[event.key][0], c + STEPS[event.key][1]);
    }
  }
}

export const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

// The next cell in reading order, within the grid.
export function beside(model, r, c, step) {
  const place = Math.max(0, Math.min(model.height * model.width - 1, r * model.width + c + step));
  return [Math.floor(place / model.width), place % model.width];
}
