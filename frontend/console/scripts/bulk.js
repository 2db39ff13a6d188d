// Selecting rows of a list: how many are selected, and how many of them each button is for.

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-bulk]");
  if (!form) return;
  const boxes = [...form.querySelectorAll("[name=target], [name=ids]")];
  const all = form.querySelector("[data-all]");
  if (event.target === all) for (const box of boxes) box.checked = all.checked;
  const selected = boxes.filter((box) => box.checked);
  all.checked = selected.length === boxes.length;
  all.indeterminate = selected.length > 0 && !all.checked;
  form.querySelector("[data-selected]").textContent = `${selected.length} selected`;
  for (const button of form.querySelectorAll("button[data-step]")) offer(button, selected);
});

function offer(button, selected) {
  const eligible = selected.filter((box) => box.dataset.step === button.dataset.step);
  const count = eligible.reduce((sum, box) => sum + Number(box.dataset.count), 0);
  button.querySelector("[data-eligible]").textContent = count.toLocaleString();
  button.disabled = count === 0;
}
