// A form with data-redraw sends itself when something in it was chosen; without script its button does.

document.addEventListener("change", (event) => {
  event.target.closest("form[data-redraw]")?.requestSubmit();
});
