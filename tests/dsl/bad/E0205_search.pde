let wave(z) = sin(2*z)
search activation {
  problems  = ["../tables/line.pde"]
  unary     = [tahn, wave]
  binary    = [plus, mul]
  surrogate = knnn(k = 3)
  features  = [outputs, spectra]
  budgets   = 3
}
