// Where one is in a grid: the active cell, which alone can be reached by Tab, and the block of cells around it.

export class GridSelection {
  constructor(model) {
    this.model = model;
    this.anchor = [0, 0];
    this.active = [0, 0];
    this.listeners = [];
    this.marked = [];
    model.at(0, 0).element.tabIndex = 0;
  }

  // The block as first and last row and column.
  get block() {
    const [[r1, c1], [r2, c2]] = [this.anchor, this.active];
    return { top: Math.min(r1, r2), bottom: Math.max(r1, r2), left: Math.min(c1, c2), right: Math.max(c1, c2) };
  }

  get isOne() {
    const { top, bottom, left, right } = this.block;
    return top === bottom && left === right;
  }

  places() {
    const { top, bottom, left, right } = this.block;
    const found = [];
    for (let r = top; r <= bottom; r += 1) for (let c = left; c <= right; c += 1) found.push([r, c]);
    return found;
  }

  go(r, c, { extend = false, focus = true } = {}) {
    const row = Math.max(0, Math.min(this.model.height - 1, r));
    const column = Math.max(0, Math.min(this.model.width - 1, c));
    const [oldRow, oldColumn] = this.active;
    this.model.at(oldRow, oldColumn).element.tabIndex = -1;
    this.active = [row, column];
    if (!extend) this.anchor = [row, column];
    const { element } = this.model.at(row, column);
    element.tabIndex = 0;
    this.mark();
    if (focus) element.focus({ preventScroll: true });
    if (focus) reveal(element);
    for (const listener of this.listeners) listener();
  }

  select(top, left, bottom, right) {
    this.go(top, left, { focus: false });
    this.go(bottom, right, { extend: true });
  }

  mark() {
    for (const element of this.marked) {
      element.removeAttribute("aria-selected");
      element.classList.remove("grid-corner");
    }
    this.marked = this.places().map(([r, c]) => this.model.at(r, c).element);
    for (const element of this.marked) element.setAttribute("aria-selected", "true");
    const { bottom, right } = this.block;
    this.model.at(bottom, right).element.classList.add("grid-corner");
  }

  onMove(listener) {
    this.listeners.push(listener);
  }
}

// Head and first column stay where they are: a cell behind them is not in view.
function reveal(element) {
  element.scrollIntoView({ block: "nearest", inline: "nearest" });
}
