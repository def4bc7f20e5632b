search activation {
  unary  = [tanh, sin]
  budget = 10
}
