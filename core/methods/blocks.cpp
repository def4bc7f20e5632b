// The settings of a problem that are no method's, described: those of its networks, points, weights, arithmetic.
#include "ansatz/core/problem.hpp"

namespace ansatz {
namespace {

/// A default that depends on the problem: automatic.hpp computes what `rule` says.
Setting computed(std::string rule, Setting setting) {
  setting.rule = std::move(rule);
  return setting;
}

std::vector<WordFor<std::string>> words_for_backends() {
  std::vector<WordFor<std::string>> words;
  for (const ad::BackendInfo& backend : ad::backends())
    words.push_back({std::string(backend.name), std::string(backend.name), std::string(backend.doc)});
  return words;
}

constexpr Limits exact_numbers{0, 9007199254740992.0};  // 2^53: every whole number up to here is exact

}  // namespace

std::shared_ptr<const Method> method_of(const NetworkSpec&) {
  using S = NetworkSpec;
  static const auto method = std::make_shared<const Method>(
      described<S>, "network", "the network that stands for the fields",
      std::vector{
          setting("hidden", &S::hidden, {1, 1e4}, "neurons of each hidden layer: `dense`, then `act`"),
          instead_of("hidden", setting("layers", &S::layers, "layers one by one, in place of `hidden`")),
          setting("adaptive", &S::adaptive,
                  {{"auto", std::nullopt,
                    "`llaaf` where a stage is {train.first_order} and the activation has no trained arguments, else "
                    "{adaptive.without_slopes}"}},
                  "how the slopes of the activation adapt"),
          setting("init", &S::init, "how weights and biases start"),
          setting("weights", &S::weights, "what their matrices are made of"),
          setting("normalise", &S::normalise_inputs, "scale the coordinates to [-1, 1] over the domain"),
      });
  return method;
}

std::shared_ptr<const Method> method_of(const Sampling&) {
  using S = Sampling;
  static const auto method = std::make_shared<const Method>(
      described<S>, "sample", "where the conditions are asked to hold",
      std::vector{
          computed("2000*dimensions", setting("eq", &S::equation, limits::counts, "points of each equation")),
          computed("sample_eq/5",
                   setting("boundary", &S::boundary, limits::counts, "points shared by all `bc` and `ic`")),
          computed("sample_eq", setting("fit", &S::fit, limits::counts, "points of each `fit`")),
          setting("method", &S::method, "how points are drawn"),
          setting(
              "resample", &S::resample, limits::steps,
              {{"auto", std::nullopt,
                "100 where every stage is {train.forgets}, 10 where one is `auto` (new points are left where the "
                "loss is no larger) or of first order in a problem over a normal distribution, points are not those of "
                "{sampler.regular}, `at` and `balance` are not set"},
               {"never", 0, "the first points stay"}},
              "steps between two draws of all points"),
          setting("adapt", &S::adapt, {{"auto", std::nullopt, "`rad` where `resample = auto` draws, else `uniform`"}},
                  "where points of equations go at each resampling"),
          after(
              {{"C. L. Wight and J. Zhao",
                "Solving Allen-Cahn and Cahn-Hilliard equations using the adaptive physics informed neural networks",
                "Communications in Computational Physics 29, 930-954", 2021}},
              setting("windows", &S::windows, {1, 1000},
                      {{"auto", 0,
                        "as many as ordinary differential equations need, by how far their solution goes, where every "
                        "stage is {train.forgets} or `auto`; else 1"}},
                      "equal slices of time, each by a network of its own")),
      });
  return method;
}

std::shared_ptr<const Method> method_of(const Weighting&) {
  using S = Weighting;
  static const auto method = std::make_shared<const Method>(
      described<S>, "loss", "weights of the conditions, by kind or by name",
      std::vector{
          after({{"I. E. Lagaris and A. Likas and D. I. Fotiadis",
                  "Artificial neural networks for solving ordinary and partial differential equations",
                  "IEEE Transactions on Neural Networks 9, 987-1000", 1998}},
                setting("conditions", &S::conditions,
                        {{"auto", std::nullopt, "`exact` where every stage is `auto`, else `terms`"},
                         {"exact", Imposition::exactly,
                          "the fields are written so that they hold whatever is trained, where that can be"},
                         {"terms", Imposition::by_terms, "each is a term of the loss"}},
                        "how `bc` and `ic` are held")),
          setting("mean", &S::mean,
                  {{"joint", Mean::joint, "one mean over all points that `bc` and `ic` share"},
                   {"each", Mean::each, "a mean of each condition, which then counts as much as all of them would"}},
                  "what `bc` and `ic` without a number of points of their own are a mean of"),
          setting("balance", &S::balance, {{"none", std::nullopt, "they stay"}},
                  "weights that move while training, besides the stated ones"),
          after({{"S. Wang and S. Sankaran and P. Perdikaris",
                  "Respecting causality for training physics-informed neural networks",
                  "Computer Methods in Applied Mechanics and Engineering 421, 116813", 2024}},
                setting("causal", &S::causal, limits::not_negative,
                        "equations count exp(-causal * their loss at earlier times)")),
          setting("slices", &S::slices, {2, 1e5}, "slices of time that `causal` tells apart"),
      });
  return method;
}

std::shared_ptr<const Method> method_of(const Compute&) {
  using S = Compute;
  static const auto method = std::make_shared<const Method>(
      described<S>, "compute", "precision, threads, seed, back end, scales",
      std::vector{
          setting("precision", &S::precision,
                  {{"f64", ad::Precision::f64, "double precision"},
                   {"f32", ad::Precision::f32, "single precision arithmetic, double at the boundary"}},
                  "of the arithmetic"),
          setting("threads", &S::threads, {1, 1024}, {{"all", 0, "as many as the process may use"}},
                  "worker threads; results do not depend on it"),
          setting("seed", &S::seed, exact_numbers, "of every random number"),
          setting("backend", &S::backend, words_for_backends(), "what runs the formulas; results differ by rounding"),
          setting("scale", &S::scale,
                  {{"problem", Scaling::automatic,
                    "those far from the size of one are brought to it, by the numbers of the problem"},
                   {"none", Scaling::none, "everything as it is stated"}},
                  "of fields and residuals while training"),
      });
  return method;
}

}  // namespace ansatz
