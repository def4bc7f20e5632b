title "Which activation function suits two small problems?"

let wave(z) = z*cos(z)

search activation {
  problems  = ["hump.pde", "swing.pde"]
  space     = binary(unary, unary)
  unary     = [identity, tanh, sin, gauss, sigmoid, wave]
  binary    = [add, mul]
  seeds     = 2
  budget    = 14
  surrogate = knn(k = 3)
  features  = [outputs]
}
