// A file can be dropped on a box that has a file input; the input then holds it, as if it had been chosen.

for (const box of document.querySelectorAll("[data-drop]")) takeDrops(box);

export function takeDrops(box) {
  const input = box.querySelector("input[type=file]");
  for (const name of ["dragenter", "dragover"]) {
    box.addEventListener(name, (event) => {
      event.preventDefault();
      box.dataset.dragged = "";
    });
  }
  box.addEventListener("dragleave", (event) => {
    if (!box.contains(event.relatedTarget)) delete box.dataset.dragged;
  });
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    delete box.dataset.dragged;
    if (event.dataTransfer.files.length === 0) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
