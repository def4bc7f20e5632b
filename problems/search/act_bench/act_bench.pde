title "Act-Bench-PINN: many smooth functions on four problems"

# Run by tools/experiments/search/act_bench.py; docs/act_bench/README.md is its data sheet.
search activation {
  problems  = ["poisson.pde", "burgers.pde", "klein_gordon.pde", "allen_cahn.pde"]
  space     = binary(unary, unary)
  unary     = smooth
  binary    = guarded
  seeds     = 3
  budget    = all
  pool      = 720
  surrogate = random
  features  = [outputs, jets, output_spectrum, residual_spectrum]
}
