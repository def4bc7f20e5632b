eq u = exp(-(x + 1)
# error: E0105 1:11 "`(` is never closed"
