field u
eq u = 0
