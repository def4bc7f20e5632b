domain x in [0, 1]
field u
[network]
hidden = [20, 20]
[train]
steps = 100
