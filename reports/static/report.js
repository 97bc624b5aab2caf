// Filtering, sorting and opening folds. The report is complete without it.
"use strict";

const rowsOf = (target) => [...target.querySelectorAll(target.matches("table") ? "tbody > tr:not(.group)" : ".finding, .task")];

function applyFilter(form) {
  const target = document.getElementById(form.dataset.filter);
  const wanted = [...new FormData(form)].filter(([, value]) => value.trim());
  const rows = rowsOf(target);
  let shown = 0;
  for (const row of rows) {
    row.hidden = !wanted.every(([name, value]) =>
      name === "text" ? row.textContent.toLowerCase().includes(value.trim().toLowerCase()) : row.dataset[name] === value);
    shown += row.hidden ? 0 : 1;
  }
  if (wanted.length) target.querySelectorAll("details.fold").forEach((fold) => { fold.open = true; });
  form.querySelector("output").textContent = wanted.length ? `显示 ${shown} / ${rows.length} 项` : "";
}

function sortBy(table, index, header) {
  const down = header.getAttribute("aria-sort") === "ascending";
  const text = (row) => row.cells[index].textContent.trim();
  const compare = new Intl.Collator("zh-CN", { numeric: true }).compare;
  const rows = rowsOf(table).sort((a, b) => (down ? -1 : 1) * compare(text(a), text(b)));
  table.tBodies[0].append(...rows);
  table.querySelectorAll("thead th").forEach((th) => th.removeAttribute("aria-sort"));
  header.setAttribute("aria-sort", down ? "descending" : "ascending");
}

function makeSortable(table) {
  table.querySelectorAll("thead th").forEach((header, index) => {
    if ("nosort" in header.dataset) return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...header.childNodes);
    button.addEventListener("click", () => sortBy(table, index, header));
    header.append(button);
  });
}

function openTarget() {
  const id = decodeURIComponent(location.hash.slice(1));
  const target = id && document.getElementById(id);
  if (!target) return;
  for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  target.scrollIntoView();
}

document.querySelectorAll("form[data-filter]").forEach((form) => {
  form.hidden = false;
  form.addEventListener("input", () => applyFilter(form));
  form.addEventListener("submit", (event) => event.preventDefault());
});
document.querySelectorAll("table[data-sortable]").forEach(makeSortable);
addEventListener("hashchange", openTarget);
// Where the sheet cannot print a closed fold (older browsers), open it for the print and close it again.
let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("details:not([open])")];
  folded.forEach((fold) => { fold.open = true; });
});
addEventListener("afterprint", () => folded.forEach((fold) => { fold.open = false; }));
openTarget();
