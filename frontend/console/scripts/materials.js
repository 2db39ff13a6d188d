// Lists of materials: rows are added and removed, and the sum of the shares is said while it is typed.

function refresh(list) {
  const shares = [...list.querySelectorAll("[name$='~share']")].map((box) => Number(box.value.replace(",", ".")) || 0);
  const sum = Math.round(shares.reduce((total, share) => total + share, 0) * 1000) / 1000;
  const output = list.querySelector("[data-sum]");
  output.textContent = sum ? `${sum.toLocaleString()} of 100 %` : "";
  output.dataset.fits = Math.abs(sum - 100) <= 0.5;
}

function addRow(list) {
  const rows = list.querySelectorAll(".materials-row");
  const row = rows[rows.length - 1].cloneNode(true);
  for (const box of row.querySelectorAll("input")) {
    box.value = "";
    box.setAttribute("aria-label", box.getAttribute("aria-label").replace(/\d+/, rows.length + 1));
  }
  rows[rows.length - 1].after(row);
  return row;
}

document.addEventListener("input", (event) => {
  const list = event.target.closest("[data-materials]");
  if (list) refresh(list);
});

document.addEventListener("click", (event) => {
  const list = event.target.closest("[data-materials]");
  if (!list) return;
  if (event.target.closest("[data-add]")) addRow(list).querySelector("input").focus();
  const remove = event.target.closest("[data-remove]");
  if (!remove) return;
  const row = remove.closest(".materials-row");
  if (list.querySelectorAll(".materials-row").length === 1) addRow(list);
  row.remove();
  list.dispatchEvent(new Event("input", { bubbles: true }));
});

document.querySelectorAll("[data-materials]").forEach(refresh);
