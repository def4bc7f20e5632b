// The extension for VS Code against the real server, with as much of the editor as it uses:  vscode.js PROGRAM FOLDER
'use strict';
const assert = require('assert');
const Module = require('module');
const path = require('path');

const [program, folder] = process.argv.slice(2);
const text = 'domain x in [0, 1]\nfield u\neq u_xx = sinn(x)\nbc u = 0 on boundary\nbc u = 0 on boundary\n';
const uri = {toString: () => 'file:///tmp/ansatz-vscode-test/rod.pde'};
const document = {uri, languageId: 'ansatz-pde', version: 1, getText: () => text};

const made = (...names) => class {
  constructor(...values) { names.forEach((name, i) => this[name] = values[i]); }
};
const providers = {}, listeners = {}, told = [], complaints = [];
const listen = (name) => (listener) => { listeners[name] = listener; };
const editor = {
  Range: class {
    constructor(...numbers) { [this.start, this.end] = [{line: numbers[0], character: numbers[1]}, {line: numbers[2], character: numbers[3]}]; }
  },
  Location: made('uri', 'range'),
  Uri: {parse: (name) => ({toString: () => name})},
  MarkdownString: made('value'),
  TextEdit: made('range', 'newText'),
  WorkspaceEdit: class { set(name, edits) { this[name] = edits; } },
  Diagnostic: made('range', 'message', 'severity'),
  DiagnosticSeverity: {Error: 0, Warning: 1},
  DiagnosticRelatedInformation: made('location', 'message'),
  CompletionItem: made('label', 'kind'),
  DocumentSymbol: made('name', 'detail', 'kind', 'range', 'selectionRange'),
  DocumentHighlight: made('range', 'kind'),
  Hover: made('contents', 'range'),
  CodeAction: made('title', 'kind'),
  CodeActionKind: {QuickFix: 'quickfix', SourceFixAll: {append: (word) => `source.fixAll.${word}`}},
  window: {showErrorMessage: (message) => complaints.push(message)},
  languages: new Proxy({createDiagnosticCollection: () => ({set: (name, list) => told.push([name.toString(), list])})}, {
    get: (known, name) => known[name] || ((selector, provider) => { providers[name.slice(8, -8)] = provider; }),
  }),
  workspace: {
    textDocuments: [document],
    getConfiguration: () => ({get: (name) => ({program: editor.program, arguments: []})[name]}),
    onDidOpenTextDocument: listen('open'),
    onDidChangeTextDocument: listen('change'),
    onDidSaveTextDocument: listen('save'),
    onDidCloseTextDocument: listen('close'),
  },
};
const load = Module._load;
Module._load = (name, ...rest) => name === 'vscode' ? editor : load(name, ...rest);
const extension = require(path.join(folder, 'extension.js'));

async function until(what, holds) {
  for (let i = 0; i < 400; ++i, await new Promise((done) => setTimeout(done, 25)))
    if (holds()) return;
  assert.fail(`${what} did not come`);
}

async function run() {
  editor.program = '/no/such/program';
  await extension.activate({subscriptions: []});
  assert.match(complaints.join(), /no\/such\/program lsp` does not serve/);

  editor.program = program;
  const context = {subscriptions: []};
  await extension.activate(context);
  await until('a diagnostic', () => told.length > 0);
  const [name, [first]] = told[0];
  assert.strictEqual(name, uri.toString());
  assert.strictEqual(first.code, 'E0203');
  assert.deepStrictEqual(first.range.start, {line: 2, character: 10});

  const at = {line: 1, character: 6};
  const token = {onCancellationRequested: () => {}};
  assert.match((await providers.Hover.provideHover(document, at, token)).contents.value, /`u` is a field/);
  const end = {line: 2, character: 10};
  const items = await providers.CompletionItem.provideCompletionItems(document, end, token);
  assert(items.some((item) => item.label === 'u_xx' && item.kind === 5));
  assert.deepStrictEqual((await providers.Definition.provideDefinition(document, {line: 2, character: 3}, token)).range.start, at);
  assert.strictEqual((await providers.Reference.provideReferences(document, at, {includeDeclaration: true}, token)).length, 4);
  assert.strictEqual((await providers.DocumentHighlight.provideDocumentHighlights(document, at, token)).length, 4);
  assert.strictEqual((await providers.Rename.prepareRename(document, at, token)).placeholder, 'u');
  assert.strictEqual((await providers.Rename.provideRenameEdits(document, at, 'v', token))[uri.toString()].length, 4);
  await assert.rejects(providers.Rename.provideRenameEdits(document, at, 'let', token), /a word of the language/);
  await assert.rejects(providers.Rename.prepareRename(document, {line: 0, character: 0}, token), /nothing here/);
  const symbols = await providers.DocumentSymbol.provideDocumentSymbols(document, token);
  assert.deepStrictEqual(symbols.map((one) => one.name), ['x', 'u', 'eq', 'bc', 'bc']);
  const [layout] = await providers.DocumentFormattingEdit.provideDocumentFormattingEdits(document, {}, token);
  assert.strictEqual(layout.newText, ' ');  // `field  u`, below `domain x`
  await providers.CodeActions.provideCodeActions(document, new editor.Range(2, 0, 2, 20), {}, token);

  const changes = [{range: new editor.Range(2, 10, 2, 14), text: 'sin'}];
  document.version = 2;
  told.length = 0;
  listeners.change({document, contentChanges: changes});
  await until('the end of the error', () => told.some(([, list]) => list.every((one) => one.severity !== 0)));
  listeners.save(document);
  listeners.close(document);
  await extension.deactivate();
  assert.strictEqual(complaints.length, 1);
}

run().catch((failure) => {
  console.error(failure);
  process.exit(1);
});
