// What runs when the page opens: mathematics, figures, the switch between light and dark, and what printing needs.

for (const node of document.querySelectorAll('.latex'))
  katex.render(node.textContent, node, {throwOnError: false, strict: 'ignore', maxExpand: 1000});

const redraws = [];
for (const node of document.querySelectorAll('figure')) redraws.push(showFigure(node));
const redrawAll = () => redraws.forEach(redraw => redraw());

let width = document.body.clientWidth;
new ResizeObserver(() => {
  if (document.body.clientWidth === width) return;
  width = document.body.clientWidth;
  redrawAll();
}).observe(document.body);

const root = document.documentElement;
document.querySelector('.theme').addEventListener('click', event => {
  const chosen = root.style.colorScheme;
  const dark = chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  root.style.colorScheme = dark ? 'light' : 'dark';
  event.target.setAttribute('aria-pressed', !dark);
});

// Figures are drawn for the width of the paper while it is printed.
const onPaper = printing => {
  root.classList.toggle('on-paper', printing);
  redrawAll();
};
addEventListener('beforeprint', () => onPaper(true));
addEventListener('afterprint', () => onPaper(false));
