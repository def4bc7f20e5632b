search activation {
  problems = ["../tables/line.pde"]
  space    = [binary(unary), unary]
}
