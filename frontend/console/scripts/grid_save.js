// Saves what changed, row by row, and takes the last save back.

import { announce } from "./announce.js";

const WORDS = { updated: "Saved", unchanged: "Unchanged", conflict: "Changed by somebody else", error: "Not saved" };

export class GridSaver {
  constructor(form, model, editor) {
    this.form = form;
    this.model = model;
    this.editor = editor;
    this.before = JSON.parse(form.elements.before.value);
    this.undo = form.elements.undo ? JSON.parse(form.elements.undo.value) : null;
    this.save_button = form.querySelector("[data-grid-save]");
    this.undo_button = form.querySelector("[data-grid-undo]");
    this.undo_button.type = "button";
    this.count = form.querySelector("[data-grid-count]");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      delete form.dataset.sent;
      this.save();
    });
    form.addEventListener("grid-save", () => this.save());
    this.undo_button.addEventListener("click", () => this.takeBack());
    window.addEventListener("beforeunload", (event) => {
      if (model.changed().length) event.preventDefault();
    });
    model.onChange(() => this.draw());
    this.draw();
  }

  draw() {
    const changed = this.model.changed().length;
    const problems = this.model.problems();
    const words = changed ? `${changed} ${changed === 1 ? "change" : "changes"} not saved` : "Everything is saved";
    this.count.textContent = problems ? `${words}, ${problems} to look at` : words;
    this.count.classList.toggle("grid-count-problems", problems > 0);
    this.save_button.disabled = !changed;
  }

  async save() {
    this.editor.commit();
    const changes = {};
    for (const [r, c] of this.model.changed()) {
      const cell = this.model.at(r, c);
      cell.sent = cell.text;
      (changes[this.model.rows[r].id] ??= {})[this.model.columns[c].key] = cell.text;
    }
    if (!Object.keys(changes).length) return announce("Nothing to save");
    return this.send(this.form.action, { changes, before: this.before });
  }

  async takeBack() {
    if (this.undo) await this.send(this.undo_button.formAction, { undo: this.undo });
  }

  async send(address, parts) {
    this.form.setAttribute("aria-busy", "true");
    this.save_button.disabled = true;
    const body = new URLSearchParams({ csrf: this.form.elements.csrf.value });
    for (const hidden of this.form.querySelectorAll("input[type=hidden][data-kept]")) body.append(hidden.name, hidden.value);
    for (const [name, value] of Object.entries(parts)) body.set(name, JSON.stringify(value));
    try {
      const answer = await fetch(address, {
        method: "POST",
        body,
        credentials: "same-origin",
        headers: { accept: "application/json" },
      });
      if (!answer.ok) throw new Error(`answered ${answer.status}`);
      this.settle(await answer.json());
    } catch {
      announce("Could not be saved. Your changes are still here; try again.");
      this.count.textContent = "Could not be saved. Try again.";
      this.save_button.disabled = false;
    } finally {
      this.form.removeAttribute("aria-busy");
    }
  }

  settle({ rows, undo, said }) {
    for (const row of rows) this.settleRow(row);
    this.undo = undo;
    this.undo_button.hidden = !undo;
    if (undo) this.undo_button.querySelector("span").textContent = `Undo last save (${undo.length})`;
    this.model.forget();
    announce(said);
  }

  settleRow({ product_id: id, status, message, cells, errors, warnings }) {
    const r = this.model.rows.findIndex((row) => row.id === id);
    if (r < 0) return;
    for (const column of this.model.columns) {
      const fresh = cells[column.key];
      const { place: c } = column;
      if (fresh !== undefined && status !== "error") {
        this.before[id][column.key] = fresh.value;
        if (status === "conflict" && this.model.at(r, c).text !== this.model.at(r, c).saved)
          this.model.at(r, c).saved = fresh.text;
        else this.model.settle(r, c, fresh.text, fresh.value);
        this.model.draw(r, c);
      }
      if (errors[column.key]) this.model.refuse(r, c, errors[column.key]);
    }
    drawResult(this.model.rows[r].element, status, message, warnings);
  }
}

function drawResult(row, status, message, warnings) {
  const result = row.querySelector("[data-result]");
  result.className = `grid-result grid-result-${status}`;
  const told = [message, ...warnings].filter(Boolean).join(" · ");
  result.textContent = WORDS[status] + (warnings.length && status === "updated" ? ", worth a look" : "");
  result.title = told;
  if (told) result.textContent += `: ${told}`;
}
