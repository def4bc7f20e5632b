// The statements that are no blocks of settings: how each is written and what it says.
#include "ansatz/dsl/reference.hpp"

namespace ansatz::dsl {

std::vector<ReferenceWord> reference_statements() {
  return {
      {"pde", "pde 1", "the version of the language; optional, and then the first statement"},
      {"title", "title \"TEXT\"", "a title for the reports"},
      {"include", "include \"FILE\"", "the statements of another file, beside this one or in a folder below it"},
      {"param", "param NAME = VALUE in [LOWER, UPPER]",
       "a number that `--set` and `sweep` can change; `in [a, b]` or `in {a, b, c}`, which bounds it, may be left out"},
      {"let", "let NAME = EXPRESSION",
       "a name for an expression, a vector or a shape; `let NAME(A, B) = EXPRESSION` is a function of its arguments"},
      {"unknown", "unknown NAME = START in [LOWER, UPPER]",
       "a number that is found by training, from where it starts; `in [a, b]` keeps it inside"},
      {"domain", "domain (X, Y) in SHAPE", "the coordinates in space, and where they run"},
      {"region", "region NAME = PART",
       "a named part of the domain, a shape or a comparison of coordinates: it stands behind `on`, and as a condition"},
      {"over", "over MU in [LOWER, UPPER]",
       "a parameter that the problem is solved for all values of: a coordinate that nothing flows along, without "
       "boundary; `in normal(MEAN, DEVIATION)`: one that is not certain"},
      {"given", "given F(X) in gaussian(length = L)",
       "a function that the problem is solved for all of: drawn of a Gaussian process, the sum of F1, F2, ... times "
       "waves, which are parameters as `over` states them"},
      {"time", "time T in [START, END]", "the coordinate time; a problem may have time alone"},
      {"field", "field NAME, NAME of X, T",
       "functions to solve for; each depends on all coordinates, or on those behind `of`; `field NAME on PART, NAME on "
       "PART` live on parts of the domain; `field NAME complex` is complex"},
      {"eq", "eq NAME: LEFT = RIGHT", "an equation, everywhere in the domain and at all times, or on a part of it"},
      {"bc", "bc NAME: LEFT = RIGHT on PLACE",
       "a condition on a part of the boundary, or on a plane inside the domain"},
      {"ic", "ic NAME: LEFT = RIGHT", "a condition at the start of `time`"},
      {"fit", "fit NAME: LEFT = RIGHT", "values to fit, everywhere or on a part of the domain; no derivatives"},
      {"exact", "exact FIELD = EXPRESSION",
       "the known solution, or with `from \"FILE\"` its table: it serves to report the error and takes no part in "
       "training"},
      {"ansatz", "ansatz FIELD = EXPRESSION",
       "a field as a formula around `net`, what its network gives, so that conditions hold exactly"},
      {"history", "history FIELD = EXPRESSION",
       "what a field was before the start of `time`, for equations that ask for it there, as `u(t = t - 1)` does"},
      {"check", "check NAME: LEFT = RIGHT", "what is verified at the end and never trained on; `=`, `<=` or `>=`"}};
}

}  // namespace ansatz::dsl
