eq u = exp(-(x + 1)
