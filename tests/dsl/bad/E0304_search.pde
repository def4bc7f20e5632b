search activation {
  problems = line
  space    = [binary(unary, unry), unary*unary]
  unary    = [sin(x), tanh]
  seeds    = 0
  budget   = -1
}
