// Statements and the lines of the file that say them: pointing at one marks both. Links between them need no script.

const linesOf = row => {
  const [first, last] = row.dataset.lines.split(' ').map(Number);
  return Array.from({length: first ? last - first + 1 : 0}, (_, k) => document.getElementById(`line-${first + k}`));
};

for (const row of document.querySelectorAll('.statements tr')) {
  const lines = linesOf(row).filter(line => line);
  for (const node of [row, ...lines])
    for (const [kind, on] of [['pointerenter', true], ['pointerleave', false], ['focusin', true], ['focusout', false]])
      node.addEventListener(kind, () => [row, ...lines].forEach(each => each.classList.toggle('marked', on)));
}
