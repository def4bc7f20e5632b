// What is called otherwise elsewhere: in papers, in other solvers, in the libraries of machine learning. One table for
// functions, settings, their values, statements, plots and commands: what is meant is that one of the names that are
// known where a word stands. Read next: suggest.cpp, for words that are only misspelt.
#include <algorithm>
#include <array>
#include <utility>

#include "ansatz/dsl/suggest.hpp"

namespace ansatz::dsl {
namespace {

struct Synonym {
  std::string_view elsewhere;  // lower case, `_` between words
  std::string_view here;
};

constexpr auto synonyms = std::to_array<Synonym>({
    // functions
    {"diff", "d"},
    {"derivative", "d"},
    {"deriv", "d"},
    {"partial", "d"},
    {"laplacian", "lap"},
    {"laplace", "lap"},
    {"del2", "lap"},
    {"nabla2", "lap"},
    {"gradient", "grad"},
    {"nabla", "grad"},
    {"divergence", "div"},
    {"rot", "curl"},
    {"rotor", "curl"},
    {"inner", "dot"},
    {"integrate", "integral"},
    {"int", "integral"},
    {"ln", "log"},
    {"arcsin", "asin"},
    {"arccos", "acos"},
    {"arctan", "atan"},
    {"arctan2", "atan2"},
    {"tg", "tan"},
    {"sh", "sinh"},
    {"ch", "cosh"},
    {"th", "tanh"},
    {"fabs", "abs"},
    {"sgn", "sign"},
    {"signum", "sign"},
    {"heaviside", "step"},
    {"power", "pow"},
    {"maximum", "max"},
    {"minimum", "min"},
    {"logistic", "sigmoid"},
    {"infinity", "inf"},
    // shapes
    {"circle", "disk"},
    {"disc", "disk"},
    {"sphere", "ball"},
    {"rectangle", "rect"},
    {"square", "rect"},
    {"cube", "box"},
    {"cuboid", "box"},
    // statements
    {"equation", "eq"},
    {"pde", "eq"},
    {"ode", "eq"},
    {"residual", "eq"},
    {"boundary", "bc"},
    {"dirichlet", "bc"},
    {"neumann", "bc"},
    {"robin", "bc"},
    {"initial", "ic"},
    {"init", "ic"},
    {"parameter", "param"},
    {"parameters", "param"},
    {"const", "param"},
    {"constant", "param"},
    {"def", "let"},
    {"define", "let"},
    {"function", "let"},
    {"var", "field"},
    {"variable", "field"},
    {"fields", "field"},
    {"geometry", "domain"},
    {"geom", "domain"},
    {"unknowns", "unknown"},
    {"import", "include"},
    {"solution", "exact"},
    {"optimizer", "train"},
    {"optimiser", "train"},
    {"solve", "train"},
    {"model", "network"},
    {"net", "network"},
    {"sampling", "sample"},
    // settings
    {"epochs", "steps"},
    {"epoch", "steps"},
    {"n_epochs", "steps"},
    {"num_epochs", "steps"},
    {"iterations", "steps"},
    {"iters", "steps"},
    {"niter", "steps"},
    {"max_iter", "steps"},
    {"maxiter", "steps"},
    {"max_steps", "steps"},
    {"neurons", "hidden"},
    {"width", "hidden"},
    {"units", "hidden"},
    {"nodes", "hidden"},
    {"layer_sizes", "hidden"},
    {"hidden_size", "hidden"},
    {"hidden_dim", "hidden"},
    {"num_neurons", "hidden"},
    {"act", "activation"},
    {"activations", "activation"},
    {"nonlinearity", "activation"},
    {"initializer", "init"},
    {"initialiser", "init"},
    {"initialization", "init"},
    {"kernel_initializer", "init"},
    {"learning_rate", "lr"},
    {"rate", "lr"},
    {"batch_size", "batch"},
    {"minibatch", "batch"},
    {"num_domain", "eq"},
    {"domain", "eq"},
    {"interior", "eq"},
    {"collocation", "eq"},
    {"n_f", "eq"},
    {"points", "eq"},
    {"num_boundary", "boundary"},
    {"bc", "boundary"},
    {"n_b", "boundary"},
    {"sampler", "method"},
    {"distribution", "method"},
    {"stop", "until"},
    {"dtype", "precision"},
    {"folder", "dir"},
    {"directory", "dir"},
    {"path", "dir"},
    {"format", "save"},
    {"formats", "save"},
    {"seeds", "seed"},
    {"random_seed", "seed"},
    // their values
    {"float64", "f64"},
    {"double", "f64"},
    {"fp64", "f64"},
    {"float32", "f32"},
    {"single", "f32"},
    {"float", "f32"},
    {"fp32", "f32"},
    {"silu", "swish"},
    {"xavier", "glorot_normal"},
    {"glorot", "glorot_normal"},
    {"l_bfgs", "lbfgs"},
    {"l_bfgs_b", "lbfgs"},
    {"levenberg", "lm"},
    {"levenberg_marquardt", "lm"},
    {"adamw", "adam"},
    {"latin", "lhs"},
    {"pseudo", "random"},
    // plots
    {"contour", "heatmap"},
    {"contourf", "heatmap"},
    {"surface", "heatmap"},
    {"surf", "heatmap"},
    {"imshow", "heatmap"},
    {"pcolor", "heatmap"},
    {"pcolormesh", "heatmap"},
    {"line", "slice"},
    {"lines", "slice"},
    {"curve", "slice"},
    {"profile", "slice"},
    {"loss", "history"},
    {"convergence", "history"},
    {"quiver", "streamlines"},
    {"streamplot", "streamlines"},
    {"scatter", "points"},
    {"fft", "spectrum"},
    {"fourier", "spectrum"},
    // commands
    {"train", "run"},
    {"solve", "run"},
    {"start", "run"},
    {"plot", "report"},
    {"figures", "report"},
    {"predict", "eval"},
    {"evaluate", "eval"},
    {"save", "export"},
    {"convert", "export"},
    {"validate", "check"},
    {"lint", "check"},
    {"format", "fmt"},
    {"docs", "doc"},
    {"manual", "man"},
    {"benchmark", "bench"},
    {"scan", "sweep"},
    {"grid", "sweep"},
    {"cmp", "compare"},
    // options of commands
    {"__output", "--out"},
    {"__output_dir", "--out"},
    {"__outdir", "--out"},
    {"__dir", "--out"},
    {"__nthreads", "--threads"},
    {"__num_threads", "--threads"},
    {"__n_jobs", "--jobs"},
    {"__param", "--set"},
    {"__timeout", "--max-time"},
    {"__time", "--max-time"},
    {"__overwrite", "--force"},
    {"__continue", "--resume"},
    {"__restart", "--resume"},
    {"__silent", "--quiet"},
});

std::string plain(std::string_view word) {
  std::string result(word);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == '-') c = '_';
  }
  return result;
}

}  // namespace

std::string meant_by(std::string_view name, const std::vector<std::string>& known) {
  const std::string word = plain(name);
  const auto is_known = [&](std::string_view candidate) {
    return std::find(known.begin(), known.end(), candidate) != known.end();
  };
  for (const std::string& candidate : known)  // Adam, LLAAF: one name in other capitals; `D` can be a name of its own
    if (candidate != name && word.size() > 1 && plain(candidate) == word) return candidate;
  for (const Synonym& synonym : synonyms)
    if (synonym.elsewhere == word && is_known(synonym.here)) return std::string(synonym.here);
  return {};
}

}  // namespace ansatz::dsl
