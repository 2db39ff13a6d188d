// What a cell cannot hold, as far as the browser can tell; the server has the last word.

const NUMBER = /^[+-]?\d[\d.,'\u2019\s]*(e[+-]?\d+)?\s*[^\d]*$/i;
const DAY = /^(\d{4}-\d{2}-\d{2}|\d{1,2}\.\d{1,2}\.\d{4}|\d{4}\/\d{1,2}\/\d{1,2}|\d{4}-\d{2}-\d{2} .+)$/;

const CHECKS = {
  number: (text) => NUMBER.test(text) || "Must be a number, such as 36 or 36.5",
  integer: (text) => NUMBER.test(text) || "Must be a whole number, such as 36",
  date: (text) => DAY.test(text) || "Must be a date, such as 2026-01-31",
  link: (text) => /^https?:\/\/\S+$/.test(text) || "Must begin with https:// or http://",
  status: (text) => /^(in)?active$/i.test(text) || "Must be Active or Inactive",
};

export function problemOf(column, text) {
  const trimmed = text.trim();
  if (!trimmed) return column.type === "status" ? "A product is active or inactive" : null;
  if (column.type === "choice" && column.options) {
    const wanted = trimmed.toLowerCase();
    const known = column.options.some((option) => option.toLowerCase() === wanted);
    return known ? null : `Must be one of: ${column.options.join(", ")}`;
  }
  const checked = CHECKS[column.type]?.(trimmed) ?? true;
  return checked === true ? null : checked;
}
