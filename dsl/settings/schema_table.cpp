// The table itself. See schema.hpp for what the columns mean.
#include <array>

#include "ansatz/core/writers.hpp"
#include "ansatz/dsl/schema.hpp"

namespace ansatz::dsl {
namespace {

using enum SettingType;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr Limits any{};
constexpr Limits positive{0, infinity, true};
constexpr Limits not_negative{0, infinity, false};
constexpr Limits at_least_one{1, infinity, false};
constexpr Limits count{1, 1e8, false};
constexpr Limits seeds{0, 9007199254740992.0, false};  // 2^53: every whole number up to here is exact
constexpr bool later = false;                          // parses, but is not implemented yet

// --- network ----------------------------------------------------------------------------------------

constexpr std::array<std::string_view, 2> slope_operators{"exp", "identity"};
constexpr std::array slopes{
    Argument{"n", real, "10", at_least_one, {}, "scaling factor; slopes start at 1/n, so that n a = 1"},
    Argument{"recovery", real, "0", not_negative, {}, "weight of the slope recovery term S(a); 0: no such term"},
    Argument{"op", choice, "exp", any, slope_operators, "the operator N of S(a)"},
};
constexpr std::array adaptations{
    Option{"auto", {}, "`llaaf(n = 10)` where a stage is `adam` or `sgd`, else `fixed`"},
    Option{"fixed", {}, "the activation as it is"},
    Option{"gaaf", slopes, "one slope for the whole network"},
    Option{"llaaf", slopes, "one slope for each hidden layer"},
    Option{"nlaaf", slopes, "one slope for each neuron"},
};
constexpr std::array normal_arguments{
    Argument{"mean", real, "0", any, {}, "mean of weights and biases"},
    Argument{"deviation", real, "0.1", positive, {}, "standard deviation of weights and biases"},
};
constexpr std::array initialisations{
    Option{"glorot_normal", {}, "normal, variance 2/(inputs + outputs); biases 0"},
    Option{"glorot_uniform", {}, "uniform, variance 2/(inputs + outputs); biases 0"},
    Option{"normal", normal_arguments, "normal, weights and biases alike"},
};
constexpr std::array periodic_arguments{
    Argument{"x", coordinates, "", any, {}, "one coordinate; its period is that of the domain"},
    Argument{"harmonics", whole, "1", {1, 1e3, false}, {}, "waves in one period, up to so many"},
};
constexpr std::array fourier_arguments{
    Argument{"x, ...", coordinates, "", any, {}, "any of them"},
    Argument{"features", whole, "32", {1, 1e4, false}, {}, "random waves"},
    Argument{"scale", real, "1", positive, {}, "standard deviation of their number over the length of the domain"},
};
constexpr std::array features{
    Option{"periodic", periodic_arguments, "cosine and sine: outputs have the period of the domain in x"},
    Option{"fourier", fourier_arguments, "cosines and sines of random waves, drawn from the seed (Tancik et al. 2020)"},
};
constexpr std::array network_settings{
    SettingSpec{"hidden", whole_list, "[24]*3", {1, 1e4, false}, {}, "neurons of each hidden layer"},
    SettingSpec{"activation", activation, "tanh", any, {}, "a built-in name, or any `let` of one argument"},
    SettingSpec{"adaptive", choice, "auto", any, adaptations, "how the slopes of the activation adapt"},
    SettingSpec{"init", choice, "glorot_normal", any, initialisations, "how weights and biases start"},
    SettingSpec{"normalise", boolean, "true", any, {}, "scale the coordinates to [-1, 1] over the domain"},
    SettingSpec{"input", inputs, "", any, features, "what the first layer reads; every coordinate if not given"},
    SettingSpec{"layers", choice, "", any, {}, "layers one by one", later},
};

// --- sample, loss, with -----------------------------------------------------------------------------

constexpr std::array methods{
    Option{"grid", {}, "equally spaced"},
    Option{"random", {}, "independent and uniform"},
    Option{"lhs", {}, "Latin hypercube"},
    Option{"sobol", {}, "Sobol sequence"},
};
constexpr std::array draws{
    Option{
        "auto", {}, "100 where every stage is `lm` or `newton_cg`, points are no grid, `at` and `balance` are not set"},
    Option{"never", {}, "the first points stay"},
};
constexpr Argument candidates{"candidates",     whole, "10",
                              {1, 1000, false}, {},    "random places looked at, for each point of the equations"};
constexpr std::array rad_arguments{
    Argument{"k", real, "1", not_negative, {}, "power of the residual"},
    Argument{"c", real, "1", not_negative, {}, "added to it, relative to its mean"},
    candidates,
};
constexpr std::array rar_arguments{
    Argument{"add", whole, "50", count, {}, "points that join at each resampling"},
    Argument{"k", real, "2", not_negative, {}, "power of the residual"},
    Argument{"c", real, "0", not_negative, {}, "added to it, relative to its mean"},
    candidates,
};
constexpr std::array adapts{
    Option{"auto", {}, "`rad` where `resample = auto` draws, else `uniform`"},
    Option{"uniform", {}, "everywhere alike, by `method`"},
    Option{"rad", rad_arguments, "all anew, with density |r|^k / mean |r|^k + c of the residual r"},
    Option{"rar", rar_arguments, "the old ones stay, others join them with that density"},
};
constexpr std::array sample_settings{
    SettingSpec{"eq", whole, "2000*dimensions", count, {}, "points of each equation"},
    SettingSpec{"boundary", whole, "sample_eq/5", count, {}, "points shared by all `bc` and `ic`"},
    SettingSpec{"fit", whole, "sample_eq", count, {}, "points of each `fit`"},
    SettingSpec{"method", choice, "lhs", any, methods, "how points are drawn"},
    SettingSpec{"resample", whole, "auto", {1, 1e12, false}, draws, "steps between two draws of all points"},
    SettingSpec{"adapt", choice, "auto", any, adapts, "where points of equations go at each resampling"},
    SettingSpec{"windows", whole, "1", {1, 1000, false}, {}, "equal slices of time, each by a network of its own"},
    SettingSpec{"at", name, "", any, {}, "equations hold at the points of these data first, at drawn ones beyond them"},
};
constexpr Argument update_often{"every", whole, "1", {1, 1e12, false}, {}, "steps between two updates"};
constexpr Argument kept{"decay", real, "0.9", {0, 1, false}, {}, "part of the old weight that is kept"};
constexpr std::array gradnorm_arguments{
    Argument{"every", whole, "100", {1, 1e12, false}, {}, "steps between two updates"},
    kept,
};
constexpr std::array ntk_arguments{
    Argument{"every", whole, "1000", {1, 1e12, false}, {}, "steps between two updates"},
    kept,
};
constexpr std::array attention_arguments{
    Argument{"decay", real, "0.999", {0, 1, false}, {}, "part of the old weight that is kept"},
    Argument{"rate", real, "0.01", positive, {}, "what the largest residual adds"},
    update_often,
};
constexpr std::array self_adaptive_arguments{
    Argument{"lr", real, "0.005", positive, {}, "learning rate of the weights"},
    update_often,
};
constexpr std::array balances{
    Option{"none", {}, "they stay"},
    Option{"gradnorm", gradnorm_arguments, "of conditions: gradients of one size"},
    Option{"ntk", ntk_arguments, "of conditions: one rate of convergence, by the neural tangent kernel"},
    Option{"attention", attention_arguments, "of points: w <- decay w + rate |r|/max |r|; r^2 counts w^2"},
    Option{"self_adaptive", self_adaptive_arguments,
           "of points: w climbs the loss in first-order stages; r^2 counts w^2"},
};
constexpr std::array loss_settings{
    SettingSpec{"eq", real, "1", not_negative, {}, "weight of every equation"},
    SettingSpec{"bc", real, "1", not_negative, {}, "weight of every boundary condition"},
    SettingSpec{"ic", real, "1", not_negative, {}, "weight of every initial condition"},
    SettingSpec{"fit", real, "1", not_negative, {}, "weight of every fit"},
    SettingSpec{"data", real, "1", not_negative, {}, "weight of every `data`"},
    SettingSpec{"balance", choice, "none", any, balances, "weights that move while training, besides the stated ones"},
    SettingSpec{"causal", real, "0", not_negative, {}, "equations count exp(-causal * their loss at earlier times)"},
    SettingSpec{"slices", whole, "16", {2, 1e5, false}, {}, "slices of time that `causal` tells apart"},
};
constexpr std::array with_settings{
    SettingSpec{"weight", real, "", not_negative, {}, "weight of this condition"},
    SettingSpec{"points", whole, "", count, {}, "points of this condition"},
};

constexpr std::array data_settings{
    SettingSpec{"file", text, "", any, {}, "the table; must be given"},
    SettingSpec{"columns", names, "", any, {}, "those that are read; all coordinates and fields if not given"},
    SettingSpec{"points", whole, "", count, {}, "so many points, drawn at random; all of them if not given"},
    SettingSpec{"noise", real, "0", not_negative, {}, "normal noise on the values, relative to their deviation"},
};

// --- train ------------------------------------------------------------------------------------------

constexpr std::array constant_arguments{
    Argument{"rate", real, "", positive, {}, "the learning rate"},
};
constexpr std::array exponential_arguments{
    Argument{"start", real, "", positive, {}, "learning rate at step 0"},
    Argument{"rate", real, "0.9", {0, 1, true}, {}, "factor after every `every` steps"},
    Argument{"every", real, "1000", positive, {}, "steps in which the rate falls by the factor"},
};
constexpr std::array step_arguments{
    Argument{"start", real, "", positive, {}, "learning rate at step 0"},
    Argument{"factor", real, "0.1", positive, {}, "factor at each of `at`"},
    Argument{"at", real_list, "", not_negative, {}, "steps at which the rate changes"},
};
constexpr std::array cosine_arguments{
    Argument{"start", real, "", positive, {}, "learning rate at step 0"},
    Argument{"final", real, "0", not_negative, {}, "learning rate at the last step"},
};
constexpr std::array schedules{
    Option{"constant", constant_arguments, "the same rate at every step"},
    Option{"exponential", exponential_arguments, "start * rate^(step/every)"},
    Option{"step", step_arguments, "start, times factor at each of `at`"},
    Option{"cosine", cosine_arguments, "half a cosine from start to final"},
};
constexpr std::array whole_batch{Option{"all", {}, "all points"}};
constexpr SettingSpec batch{"batch", whole, "all", count, whole_batch, "points of a step, of all conditions together"};
constexpr std::array adam_settings{
    SettingSpec{"steps", whole, "10000", {1, 1e12, false}, {}, "training steps"},
    SettingSpec{"lr", real, "1e-3", positive, schedules, "learning rate, or how it changes"},
    SettingSpec{"beta1", real, "0.9", {0, 1, false}, {}, "decay of the mean of gradients"},
    SettingSpec{"beta2", real, "0.999", {0, 1, false}, {}, "decay of the mean of squared gradients"},
    SettingSpec{"epsilon", real, "1e-8", positive, {}, "keeps the quotient finite"},
    batch,
};

constexpr Limits steps{1, 1e12, false};
constexpr SettingSpec damping{"damping", real, "1e-3",
                              positive,  {},   "lambda at the start, relative to the largest of J^T J"};
constexpr SettingSpec tolerance{"tolerance", real, "0", not_negative, {}, "stop when the gradient is below this"};
constexpr std::array lm_settings{
    SettingSpec{"steps", whole, "500", steps, {}, "training steps, at most"},
    damping,
    SettingSpec{"lower", real, "1.5", {1, 10, true}, {}, "a step begins with the last damping divided by this or more"},
    SettingSpec{"raise", real, "1.02", {1.001, 1e3, false}, {}, "how closely the least damping that helps is found"},
    SettingSpec{"acceleration", boolean, "true", any, {}, "correct each step along the geodesic"},
    SettingSpec{"orthogonal", boolean, "true", any, {}, "factor J itself where J^T J has lost the digits"},
    tolerance,
};
constexpr std::array updates{
    Option{"ssbroyden", {}, "self-scaled Broyden"},
    Option{"ssbfgs", {}, "self-scaled BFGS"},
    Option{"bfgs", {}, "BFGS as it is"},
};
constexpr std::array ssbroyden_settings{
    SettingSpec{"steps", whole, "5000", steps, {}, "training steps, at most"},
    SettingSpec{"update", choice, "ssbroyden", any, updates, "how the inverse Hessian learns"},
    tolerance,
};
constexpr std::array lbfgs_settings{
    SettingSpec{"steps", whole, "10000", steps, {}, "training steps, at most"},
    SettingSpec{"memory", whole, "50", {1, 1e4, false}, {}, "pairs of vectors kept"},
    tolerance,
};
constexpr std::array newton_cg_settings{
    SettingSpec{"steps", whole, "500", steps, {}, "training steps, at most"},
    SettingSpec{"inner", whole, "200", {1, 1e6, false}, {}, "conjugate gradient iterations in a step, at most"},
    SettingSpec{"rank", whole, "60", {0, 1e4, false}, {}, "of the preconditioner; 0: none"},
    damping,
    tolerance,
};
constexpr std::array sgd_settings{
    SettingSpec{"steps", whole, "10000", steps, {}, "training steps"},
    SettingSpec{"lr", real, "1e-3", positive, {}, "learning rate"},
    SettingSpec{"momentum", real, "0.9", {0, 1, false}, {}, "part of the last change that is kept"},
    SettingSpec{"nesterov", boolean, "false", any, {}, "look ahead along the momentum"},
    batch,
};

// --- compute, output --------------------------------------------------------------------------------

constexpr std::array precisions{
    Option{"f64", {}, "double precision"},
    Option{"f32", {}, "single precision arithmetic, double at the boundary"},
};
constexpr std::array backends{
    Option{"cpu", {}, "tiles of points in vector instructions, on all threads"},
    Option{
        "reference", {}, "one plain loop an operation, on one thread, in double precision: slow, to judge others by"},
};
constexpr std::array thread_words{Option{"all", {}, "as many as the machine has"}};
constexpr std::array compute_settings{
    SettingSpec{"precision", choice, "f64", any, precisions, "of the arithmetic"},
    SettingSpec{"threads", whole, "all", {1, 4096, false}, thread_words, "worker threads; results do not depend on it"},
    SettingSpec{"seed", whole, "0", seeds, {}, "of every random number"},
    SettingSpec{"backend", choice, "cpu", any, backends, "what runs the formulas; results differ by rounding"},
};
/// What a run always can leave, and every format of the table of writers; `csv` is the first of both.
std::vector<Option> output_options() {
  std::vector<Option> options{
      {"model", {}, "the checkpoint"},
      {"csv", {}, "history, slopes and solution as tables"},
  };
  for (const Writer& writer : writers())
    if (writer.name != "csv") options.push_back({writer.name, {}, writer.doc});
  options.push_back({"report", {}, "one self-contained page", later});
  return options;
}
const std::vector<Option> outputs = output_options();
const std::array output_settings{
    SettingSpec{"dir", text, "", any, {}, "where the run is written; out/<name of the file> if not given"},
    SettingSpec{"save", choice_list, "[model, csv]", any, outputs, "what is written"},
};

const std::array table{
    BlockSpec{"network", "", network_settings, "the network that stands for the fields"},
    BlockSpec{"sample", "", sample_settings, "where the conditions are asked to hold"},
    BlockSpec{"data", "", data_settings, "measured values from a table, to be fitted", true, false, true},
    BlockSpec{"loss", "", loss_settings, "weights of the conditions, by kind or by name", true, true},
    BlockSpec{"with", "", with_settings, "settings of one condition: `bc u = 0 on x = 0 with weight = 5`"},
    BlockSpec{"train", "lm", lm_settings, "Levenberg-Marquardt: to the last digits, up to about 3,000 parameters"},
    BlockSpec{"train", "adam", adam_settings, "Adam: stochastic gradient steps with adapted moments"},
    BlockSpec{"train", "ssbroyden", ssbroyden_settings, "dense quasi-Newton, about 1,000 to 6,000 parameters"},
    BlockSpec{"train", "lbfgs", lbfgs_settings, "limited-memory BFGS, any number of parameters"},
    BlockSpec{"train", "newton_cg", newton_cg_settings, "matrix-free Gauss-Newton, any number of parameters"},
    BlockSpec{"train", "sgd", sgd_settings, "gradient descent with momentum"},
    BlockSpec{"compute", "", compute_settings, "precision, threads, seed, back end"},
    BlockSpec{"output", "", output_settings, "where and what to write"},
    BlockSpec{"plot", "", {}, "pictures", later},
    BlockSpec{"sweep", "", {}, "many runs", later},
};

}  // namespace

std::span<const BlockSpec> blocks() { return table; }

bool may_repeat(std::string_view keyword) {
  return keyword == "network" || keyword == "train" || keyword == "data" || keyword == "plot";
}

}  // namespace ansatz::dsl
