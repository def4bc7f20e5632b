title "Act-Bench-LeNet: the functions of AQuaSurF on two sets of digits"

# Run by tools/experiments/search/act_bench_lenet.py, which puts the data beside it; docs/act_bench_lenet/README.md is its
# data sheet.
search activation {
  problems  = ["semeion.pde", "mnist.pde"]
  space     = binary(unary, unary)
  unary     = aquasurf
  binary    = aquasurf
  seeds     = 1
  budget    = all
  pool      = all
  surrogate = random
  features  = [outputs, jets, layer_spectrum, layer_histogram]
  finalists = 100
  further_seeds = 2
}
