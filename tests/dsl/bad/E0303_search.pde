let wave(z) = sin(2*z)
let blend(a, b) = a*sigmoid(b)
let half = 0.5
search activation {
  problems  = ["../tables/line.pde"]
  unary     = [blend]
  binary    = [wave]
  many      = [half]
  surrogate = knn(neighbours = 3)
}
