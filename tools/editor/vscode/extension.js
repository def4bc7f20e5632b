// Starts the language server, `ansatz lsp`, and shows in the editor what it says: mistakes with their fixes, meanings,
// completion, declarations and uses, names, the outline, the layout. Positions are the same on both sides: lines from 0,
// units of UTF-16.
//
// Read next: client.js (how messages travel).
const vscode = require('vscode');
const {Client} = require('./client.js');

const language = 'ansatz-pde';
let client;

const rangeOf = (range) => new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character);
const placeOf = (place) => new vscode.Location(vscode.Uri.parse(place.uri), rangeOf(place.range));
const markdown = (text) => new vscode.MarkdownString(text);
const editOf = (edit) => new vscode.TextEdit(rangeOf(edit.range), edit.newText);

function workspaceEditOf(edit) {
  const all = new vscode.WorkspaceEdit();
  for (const [uri, edits] of Object.entries(edit.changes)) all.set(vscode.Uri.parse(uri), edits.map(editOf));
  return all;
}

function diagnosticOf(one) {
  const severity = one.severity === 1 ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning;
  const diagnostic = new vscode.Diagnostic(rangeOf(one.range), one.message, severity);
  diagnostic.code = one.code;
  diagnostic.source = one.source;
  diagnostic.tags = one.tags;
  diagnostic.relatedInformation = (one.relatedInformation || [])
      .map((other) => new vscode.DiagnosticRelatedInformation(placeOf(other.location), other.message));
  return diagnostic;
}

// The kinds of the protocol are those of the editor, counted from 1.
function itemOf(one) {
  const item = new vscode.CompletionItem(one.label, one.kind - 1);
  item.detail = one.detail;
  item.documentation = one.documentation && markdown(one.documentation.value);
  item.range = rangeOf(one.textEdit.range);
  item.insertText = one.textEdit.newText;
  return item;
}

function symbolOf(one) {
  const symbol = new vscode.DocumentSymbol(one.name, one.detail, one.kind - 1, rangeOf(one.range), rangeOf(one.selectionRange));
  symbol.children = one.children.map(symbolOf);
  return symbol;
}

function actionOf(one) {
  const kind = one.kind === 'quickfix' ? vscode.CodeActionKind.QuickFix : vscode.CodeActionKind.SourceFixAll.append('ansatz');
  const action = new vscode.CodeAction(one.title, kind);
  action.edit = workspaceEditOf(one.edit);
  action.isPreferred = one.isPreferred;
  action.diagnostics = one.diagnostics && one.diagnostics.map(diagnosticOf);
  return action;
}

/** Asks about a document, at a place of it if one is given. */
async function ask(method, document, position, token, more = {}) {
  const params = {textDocument: {uri: document.uri.toString()}, ...more};
  if (position) params.position = {line: position.line, character: position.character};
  return client.ask(`textDocument/${method}`, params, token);
}

const listOf = (results, make) => results && results.map(make);

function features() {
  const register = (kind, provider, ...more) =>
      vscode.languages[`register${kind}Provider`]({language}, provider, ...more);
  return [
    register('Hover', {provideHover: async (document, position, token) => {
      const found = await ask('hover', document, position, token);
      return found && new vscode.Hover(markdown(found.contents.value), rangeOf(found.range));
    }}),
    register('CompletionItem', {provideCompletionItems: async (document, position, token) =>
      listOf(await ask('completion', document, position, token), itemOf)}, '_', '.', '"', '/', '='),
    register('Definition', {provideDefinition: async (document, position, token) => {
      const found = await ask('definition', document, position, token);
      return found && placeOf(found);
    }}),
    register('Reference', {provideReferences: async (document, position, context, token) =>
      listOf(await ask('references', document, position, token, {context}), placeOf)}),
    register('DocumentHighlight', {provideDocumentHighlights: async (document, position, token) =>
      listOf(await ask('documentHighlight', document, position, token),
             (one) => new vscode.DocumentHighlight(rangeOf(one.range), one.kind - 1))}),
    register('Rename', {
      provideRenameEdits: async (document, position, newName, token) =>
        workspaceEditOf(await ask('rename', document, position, token, {newName})),
      prepareRename: async (document, position, token) => {
        const found = await ask('prepareRename', document, position, token);
        if (!found) throw new Error('nothing here has a name that the text gives');
        return {range: rangeOf(found.range), placeholder: found.placeholder};
      },
    }),
    register('DocumentSymbol', {provideDocumentSymbols: async (document, token) =>
      listOf(await ask('documentSymbol', document, null, token), symbolOf)}),
    register('DocumentFormattingEdit', {provideDocumentFormattingEdits: async (document, options, token) =>
      listOf(await ask('formatting', document, null, token, {options}), editOf)}),
    register('CodeActions', {provideCodeActions: async (document, range, context, token) => {
      const only = context.only && {only: [context.only.value]};
      const found = await ask('codeAction', document, null, token, {range: {start: range.start, end: range.end}, context: only || {}});
      return found.map(actionOf);
    }}),
  ];
}

/** Tells the server of the texts that are open, and of what becomes of them. */
function watch() {
  const ours = (document) => document.languageId === language;
  const named = (document) => ({textDocument: {uri: document.uri.toString(), version: document.version}});
  const opened = (document) => ours(document) && client.notify('textDocument/didOpen', {
    textDocument: {...named(document).textDocument, languageId: 'pde', text: document.getText()},
  });
  vscode.workspace.textDocuments.forEach(opened);
  return [
    vscode.workspace.onDidOpenTextDocument(opened),
    vscode.workspace.onDidChangeTextDocument(({document, contentChanges}) => {
      const changes = contentChanges.map(({range, text}) => ({range: {start: range.start, end: range.end}, text}));
      if (ours(document)) client.notify('textDocument/didChange', {...named(document), contentChanges: changes});
    }),
    vscode.workspace.onDidSaveTextDocument((document) => ours(document) && client.notify('textDocument/didSave', named(document))),
    vscode.workspace.onDidCloseTextDocument((document) => ours(document) && client.notify('textDocument/didClose', named(document))),
  ];
}

exports.activate = async (context) => {
  const settings = vscode.workspace.getConfiguration('ansatz');
  const program = settings.get('program');
  const diagnostics = vscode.languages.createDiagnosticCollection('ansatz');
  const heard = (method, params) => {
    if (method !== 'textDocument/publishDiagnostics') return;
    diagnostics.set(vscode.Uri.parse(params.uri), params.diagnostics.map(diagnosticOf));
  };
  let stopping = false;
  const ended = (why) => stopping || vscode.window.showErrorMessage(
      `Ansatz: \`${program} lsp\` does not serve: ${why}. The setting ansatz.program says where the program is.`);
  client = new Client(program, ['lsp', ...settings.get('arguments')], heard, ended);
  exports.deactivate = () => {
    stopping = true;
    return client.stop();
  };
  const can = {
    publishDiagnostics: {relatedInformation: true},
    documentSymbol: {hierarchicalDocumentSymbolSupport: true},
  };
  try {
    await client.ask('initialize', {processId: process.pid, rootUri: null, capabilities: {textDocument: can}});
  } catch (failure) {
    return;  // told by `ended`
  }
  client.notify('initialized', {});
  context.subscriptions.push(diagnostics, ...features(), ...watch());
};

exports.deactivate = () => {};
