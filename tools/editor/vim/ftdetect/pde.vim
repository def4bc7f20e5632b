" Problems of Ansatz. `set`, not `setfiletype`: Vim by itself takes the ending for Arduino's.
autocmd BufRead,BufNewFile *.pde set filetype=pde
