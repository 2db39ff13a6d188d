// Blocks of cells as the text that spreadsheets put on the clipboard: tabs, line ends, quotes around what has those.

export function textOf(rows) {
  return rows.map((row) => row.map(quoted).join("\t")).join("\n");
}

function quoted(text) {
  return /["\t\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function rowsOf(text) {
  const rows = [[]];
  let cell = "";
  let inQuotes = false;
  const source = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let place = 0; place < source.length; place += 1) {
    const sign = source[place];
    if (inQuotes) {
      if (sign !== '"') cell += sign;
      else if (source[place + 1] === '"') cell += source[(place += 1)];
      else inQuotes = false;
    } else if (sign === '"' && cell === "") inQuotes = true;
    else if (sign === "\t" || sign === "\n") {
      rows.at(-1).push(cell);
      cell = "";
      if (sign === "\n") rows.push([]);
    } else cell += sign;
  }
  rows.at(-1).push(cell);
  // A cell has one line here: what a spreadsheet breaks is a list.
  return rows.map((row) => row.map((each) => each.replace(/\s*\n\s*/g, "; ").trim()));
}
