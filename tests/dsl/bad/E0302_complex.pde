domain (x, y) in rect([0, 0], [1, 1])
field h complex
field V, W
eq [h, V] = [1, 2]
eq [V, W] = lap(h)
eq lap(h) = [V, W, V]
eq V = grad(W)
bc h = 0, V = 0, W = 0 on boundary
