// A file that would be refused for its size or kind is not sent at all: the field with data-limit says so at once.

export function refusalOf(file, limit, accept) {
  const kinds = (accept ?? "").split(",").filter(Boolean);
  const name = file.name.toLowerCase();
  if (kinds.length && !kinds.some((kind) => name.endsWith(kind))) return `is of a kind that products cannot have. Allowed: ${kinds.join(", ")}.`;
  if (limit && file.size > limit) return `is larger than ${Math.round(limit / 1e6)} MB.`;
  return file.size === 0 ? "is empty." : null;
}

document.addEventListener("change", (event) => {
  const input = event.target.closest("input[type=file][data-limit]");
  if (!input) return;
  input.parentElement.querySelector(".field-error")?.remove();
  const file = input.files[0];
  const refusal = file && refusalOf(file, Number(input.dataset.limit), input.accept);
  if (!refusal) return;
  const told = document.createElement("p");
  told.className = "field-error";
  told.setAttribute("role", "alert");
  told.textContent = `${file.name} ${refusal}`;
  input.value = "";
  input.after(told);
});
