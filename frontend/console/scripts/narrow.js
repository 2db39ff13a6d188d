// A box with data-narrows hides what does not contain its text among the labels in the element it names.

document.addEventListener("input", (event) => {
  const box = event.target.closest("[data-narrows]");
  if (!box) return;
  event.stopPropagation();
  const wanted = box.value.trim().toLocaleLowerCase();
  for (const label of document.getElementById(box.dataset.narrows).querySelectorAll("label")) {
    label.hidden = !label.textContent.toLocaleLowerCase().includes(wanted);
  }
}, true);
