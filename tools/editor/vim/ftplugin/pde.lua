-- Neovim starts the language server for problems of Ansatz, if `ansatz` is on the PATH; one for all of them.
if vim.fn.executable('ansatz') == 0 then return end
local server = { name = 'ansatz', cmd = { 'ansatz', 'lsp' } }
if vim.lsp.start then -- 0.8 and later
  vim.lsp.start(server)
else
  for _, client in ipairs(vim.lsp.get_active_clients()) do
    if client.name == server.name then return vim.lsp.buf_attach_client(0, client.id) end
  end
  vim.lsp.buf_attach_client(0, vim.lsp.start_client(server))
end
