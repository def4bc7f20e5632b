// Renders every line of standard input by KaTeX; says which it refuses.  node katex.js KATEX.JS < lines
const katex = require(process.argv[2]);
console.warn = () => {};  // about characters for which its fonts have no metrics
let refused = 0;
for (const line of require('fs').readFileSync(0, 'utf8').split('\n')) {
  if (line === '') continue;
  try {
    katex.renderToString(line, {throwOnError: true, displayMode: true});
  } catch (error) {
    console.log(`${line}\n    ${error.message}`);
    ++refused;
  }
}
process.exit(refused === 0 ? 0 : 1);
