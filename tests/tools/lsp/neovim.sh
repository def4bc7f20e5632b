#!/bin/sh
# Neovim with the files of tools/editor/vim opens a problem and has its diagnostics:  neovim.sh PROGRAM FOLDER
# Ends with 77, saying so, where it is not installed (Debian: neovim).
set -eu
program=$1 files=$2
nvim=${ANSATZ_NEOVIM:-nvim}
command -v "$nvim" >/dev/null || { echo "skipped: Debian's neovim is not installed"; exit 77; }

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/bin"
ln -s "$program" "$folder/bin/ansatz"
printf 'domain x in [0, 1]\nfield u\neq u_xx = sinn(x)\nbc u = 0 on boundary\n' >"$folder/rod.pde"
cat >"$folder/ask.lua" <<'LUA'
local function found() return #vim.diagnostic.get(0) > 0 end
if not vim.wait(20000, found, 50) then
  print("no diagnostics came")
  vim.cmd("cquit")
end
local one = vim.diagnostic.get(0)[1]
print(one.lnum .. ":" .. one.col .. " " .. one.message:gsub("\n.*", ""))
local answers = vim.lsp.buf_request_sync(0, "textDocument/hover", {
  textDocument = { uri = vim.uri_from_bufnr(0) },
  position = { line = 1, character = 6 },
}, 20000)
for _, answer in pairs(answers) do print(answer.result.contents.value:match("`u` is a field")) end
vim.cmd("qall!")
LUA
said=$(cd "$folder" && PATH="$folder/bin:$PATH" HOME=$folder XDG_STATE_HOME=$folder XDG_DATA_HOME=$folder \
  timeout 60 "$nvim" --headless --clean --cmd "set runtimepath^=$files" -c "luafile ask.lua" rod.pde 2>&1)
printf '%s\n' "$said"
printf '%s' "$said" | grep -q '2:10 unknown name `sinn`'
printf '%s' "$said" | grep -q '`u` is a field'
