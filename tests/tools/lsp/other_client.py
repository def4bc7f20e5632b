"""What a client of somebody else makes of the language server:  other_client.py PROGRAM

The Python package pytest-lsp starts the server, checks each message against the types of the protocol, and says what an
editor can do as Visual Studio Code and Neovim do. Ends with 77, saying why, where it is not installed.
"""

import os
import pathlib
import sys

try:
    import pytest
    import pytest_lsp
    from lsprotocol import types
except ImportError as missing:
    print(f"skipped: {missing}; pip install pytest-lsp")
    sys.exit(77)

ROD = """param nu = 0.01/pi
domain x in [0, 1]
time t in [0, 2]
field u
eq heat: u_t = nu*u_xx
ic start: u = sinn(pi*x)
bc walls: u = 0 on x = 0, x = 1
"""


@pytest_lsp.fixture(
    params=["visual-studio-code", "neovim"],
    config=pytest_lsp.ClientServerConfig(server_command=[os.environ.get("ANSATZ_PROGRAM", "ansatz"), "lsp"]),
)
async def client(request, lsp_client: pytest_lsp.LanguageClient):
    capabilities = pytest_lsp.client_capabilities(request.param)
    await lsp_client.initialize_session(types.InitializeParams(capabilities=capabilities))
    yield
    await lsp_client.shutdown_session()


def open_text(client, folder: pathlib.Path, text: str) -> str:
    uri = (folder / "rod.pde").as_uri()
    client.text_document_did_open(
        types.DidOpenTextDocumentParams(
            text_document=types.TextDocumentItem(uri=uri, language_id="pde", version=1, text=text)
        )
    )
    return uri


def at(uri: str, line: int, character: int) -> dict:
    return {
        "text_document": types.TextDocumentIdentifier(uri=uri),
        "position": types.Position(line=line, character=character),
    }


@pytest.mark.asyncio
async def test_diagnostics_and_their_changes(client, tmp_path):
    uri = open_text(client, tmp_path, ROD)
    await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    (found,) = client.diagnostics[uri]
    assert found.code == "E0203"
    assert found.range == types.Range(types.Position(5, 14), types.Position(5, 18))
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(
            text_document=types.VersionedTextDocumentIdentifier(uri=uri, version=2),
            content_changes=[types.TextDocumentContentChangePartial(range=found.range, text="sin")],
        )
    )
    await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    assert not client.diagnostics[uri]


@pytest.mark.asyncio
async def test_every_feature(client, tmp_path):
    uri = open_text(client, tmp_path, ROD)
    document = types.TextDocumentIdentifier(uri=uri)
    hover = await client.text_document_hover_async(types.HoverParams(**at(uri, 4, 16)))
    assert "a parameter" in hover.contents.value
    items = await client.text_document_completion_async(types.CompletionParams(**at(uri, 4, 15)))
    assert "u_xx" in [item.label for item in items]
    declared = await client.text_document_definition_async(types.DefinitionParams(**at(uri, 4, 16)))
    assert declared.range.start == types.Position(0, 6)
    used = await client.text_document_references_async(
        types.ReferenceParams(**at(uri, 4, 16), context=types.ReferenceContext(include_declaration=True))
    )
    assert len(used) == 2
    renamed = await client.text_document_rename_async(types.RenameParams(**at(uri, 0, 6), new_name="kappa"))
    assert [edit.new_text for edit in renamed.changes[uri]] == ["kappa", "kappa"]
    symbols = await client.text_document_document_symbol_async(types.DocumentSymbolParams(text_document=document))
    assert [symbol.name for symbol in symbols] == ["nu", "x", "t", "u", "heat", "start", "walls"]
    edits = await client.text_document_formatting_async(
        types.DocumentFormattingParams(text_document=document, options=types.FormattingOptions(2, True))
    )
    assert len(edits) == 1
    whole = types.Range(types.Position(0, 0), types.Position(9, 0))
    await client.text_document_code_action_async(
        types.CodeActionParams(document, whole, types.CodeActionContext(diagnostics=[]))
    )


if __name__ == "__main__":
    os.environ["ANSATZ_PROGRAM"] = sys.argv[1]
    sys.exit(pytest.main([__file__, "-q", "-p", "no:cacheprovider", "-o", "asyncio_default_fixture_loop_scope=function"]))
