#include "ansatz/core/search/kronecker_spectrum.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <optional>
#include <utility>

#include "ansatz/autodiff/derivatives.hpp"
#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/optimise/team.hpp"
#include "ansatz/core/search/distances.hpp"
#include "classify/batch_feed.hpp"
#include "classify/image_network.hpp"
#include "optimise/dense.hpp"
#include "search/eigenvalues.hpp"

namespace ansatz::search {
namespace {

/// A layer in the graph: what its weights see, at T places of each image, and what they give there.
struct Weighted {
  std::string name;
  ad::Expr seen;   // n numbers a place: row k * T + place
  ad::Expr given;  // m numbers a place
  std::size_t n = 0, m = 0, places = 1;
  bool dense = true;
};

/// The layers whose weights make up `loss`, in the order of the parameters.
std::vector<Weighted> weighted_layers(ad::Expr loss, const Parameters& parameters) {
  ad::Graph& graph = loss.graph();
  std::vector<Weighted> layers;
  const std::vector<std::uint32_t> parts = ad::reachable(std::span(&loss, 1));
  for (const ParameterBlock& block : parameters.blocks())
    for (const std::uint32_t id : parts) {
      const ad::Op op = graph.node(id).op;
      if (op != ad::Op::matmul && op != ad::Op::conv2d) continue;
      const bool dense = op == ad::Op::matmul;
      const ad::Expr weights = graph.at(graph.operands(id)[dense ? 0 : 1]);
      ad::Expr seen = graph.at(graph.operands(id)[dense ? 1 : 0]);
      if (weights != block.leaf || !seen.shape().on_axis()) continue;
      const std::size_t m = weights.shape().rows, n = weights.shape().cols;
      const std::size_t places = graph.node(id).shape.rows / m;
      if (!dense) {  // what the window sees: the convolution by the identity
        std::vector<double> identity(n * n, 0.0);
        for (std::size_t i = 0; i < n; ++i) identity[i * n + i] = 1;
        const auto side = static_cast<std::uint32_t>(n);
        const std::vector<std::uint32_t> window(graph.attributes(id).begin(), graph.attributes(id).end());
        seen = graph.make(op, std::array{seen, graph.constant(side, side, identity)}, window);
      }
      layers.push_back({block.name, seen, graph.at(id), n, m, places, dense});
    }
  return layers;
}

/// X^T X of the columns that `values` holds, k numbers at each of `rows` places and images, with a column of ones
/// before them if so asked; divided by `by`.
std::vector<double> gram(const std::vector<double>& values, std::size_t k, std::size_t rows, bool ones, double by) {
  const std::size_t n = k + (ones ? 1 : 0);
  std::vector<double> columns(ones ? rows : 0, 1.0), G(n * n, 0.0);
  columns.insert(columns.end(), values.begin(), values.end());
  optimise::accumulate_gram_of_columns(n, rows, columns, G, optimise::alone);
  for (double& value : G) value /= by;
  return G;
}

std::vector<double> logarithms(std::vector<double> values, const KroneckerRules& rules) {
  if (!rules.without_zeros) return floored_logarithms(std::move(values), rules.floor);
  std::erase_if(values, [](double v) { return !(v > 0); });
  for (double& value : values) value = std::log(value);
  return values;
}

/// A network with the batch that it is looked at on.
class AtStart {
 public:
  AtStart(const Classification& problem, const Function& activation, std::size_t batch)
      : problem_(with(problem, activation)),
        classes_(problem_.classes()),
        axis_(graph_.axis("images")),
        images_(graph_.input("images", problem_.image, axis_)),
        answers_(graph_.input("answers", static_cast<std::uint32_t>(classes_), axis_)),
        parameters_(graph_),
        network_(problem_.network, images_, problem_.compute.seed, parameters_),
        feed_(problem_, batch, noise(network_), workers_),
        loss_(-ad::mean_points(ad::sum(answers_ * ad::log_softmax(network_.as_trained())))) {
    std::vector<std::size_t> order = order_of_epoch(problem_.compute.seed, 0, problem_.training->count());
    order.resize(std::min(order.size(), batch));
    feed_.take(*problem_.training, order);
    feed_.draw(DrawFor::step, 0);
    observed_.assign(feed_.answers(), feed_.answers() + classes_ * feed_.count());
    for (const RunningColumn& column : network_.running())
      running_.insert(running_.end(), column.leaf.shape().rows, column.start);
  }

  ad::Expr loss() const { return loss_; }
  const Parameters& parameters() const { return parameters_; }
  std::size_t images() const { return feed_.count(); }
  const std::vector<double>& observed() const { return observed_; }

  /// One class for each image, drawn with the probabilities that the network gives.
  std::vector<double> drawn() {
    const std::vector<double> logs = run({ad::log_softmax(network_.as_trained())}, observed_)[0];
    const Stream stream(problem_.compute.seed, "search/labels");
    const std::size_t count = images();
    std::vector<double> answers(classes_ * count, 0.0);
    for (std::size_t p = 0; p < count; ++p) {
      double left = stream.uniform(p);
      std::size_t k = 0;
      while (k + 1 < classes_ && (left -= std::exp(logs[k * count + p])) >= 0) ++k;
      answers[k * count + p] = 1;
    }
    return answers;
  }

  std::vector<std::vector<double>> run(const std::vector<ad::Expr>& outputs, const std::vector<double>& answers) {
    std::vector<ad::Expr> inputs = parameters_.leaves();
    std::vector<const double*> values;
    for (const ParameterBlock& block : parameters_.blocks())
      values.push_back(parameters_.start().data() + block.offset);
    const double* running = running_.data();
    for (const RunningColumn& column : network_.running()) {
      inputs.push_back(column.leaf);
      values.push_back(running);
      running += column.leaf.shape().rows;
    }
    inputs.insert(inputs.end(), {images_, answers_});
    values.insert(values.end(), {feed_.images(), answers.data()});
    for (std::size_t k = 0; k < network_.noise().size(); ++k) {
      inputs.push_back(network_.noise()[k].leaf);
      values.push_back(feed_.noise(k));
    }
    const ad::Program program = ad::compile(inputs, outputs, {.backend = problem_.compute.backend});
    ad::Workspace workspace(program, workers_);
    std::vector<std::vector<double>> results;
    std::vector<double*> targets;
    for (const ad::Expr& output : outputs) results.emplace_back(output.shape().size() * images());
    for (std::vector<double>& result : results) targets.push_back(result.data());
    const ad::PointCount points{axis_, images()};
    program.run(workspace, {&points, 1}, values, targets);
    return results;
  }

 private:
  static Classification with(Classification problem, const Function& activation) {
    if (!problem.training || problem.training->labels.empty())
      throw UserError("the spectrum of a classifier is taken on labelled images, and there are none");
    problem.network.activation = Activation{"candidate", activation};
    problem.network.adaptive = FixedSlopes{};
    problem.network.weights = PlainWeights{};  // of the matrices, which start alike in every form
    problem.augmentation.clear();
    return problem;
  }
  static std::vector<BatchFeed::Wanted> noise(const ImageNetwork& network) {
    std::vector<BatchFeed::Wanted> wanted;
    for (const Noise& one : network.noise()) wanted.push_back({one.name, one.leaf.shape().rows});
    return wanted;
  }

  Classification problem_;
  std::size_t classes_;
  ad::Workers workers_{1};
  ad::Graph graph_;
  ad::Axis axis_;
  ad::Expr images_, answers_;
  Parameters parameters_;
  ImageNetwork network_;
  BatchFeed feed_;
  ad::Expr loss_;
  std::vector<double> observed_, running_;
};

}  // namespace

std::vector<LayerSpectrum> kronecker_spectrum(const Classification& problem, const Function& activation,
                                              std::size_t batch, const KroneckerRules& rules) {
  if (batch == 0) throw UserError("a batch has one image or more");
  AtStart at(problem, activation, batch);
  const std::vector<Weighted> layers = weighted_layers(at.loss(), at.parameters());
  const std::vector<double> answers = rules.labels_of_the_data ? at.observed() : at.drawn();
  const auto images = static_cast<double>(at.images());
  std::vector<LayerSpectrum> spectra;
  for (const Weighted& layer : layers) {
    const ad::Expr slope =
        ad::vjp(std::array{at.loss()}, std::array{at.loss().graph().constant(1)}, std::array{layer.given})[0];
    const std::vector<std::vector<double>> values = at.run({layer.seen, slope}, answers);
    const std::size_t rows = layer.places * at.images();
    const bool by_inputs = rules.divided_by_inputs && layer.dense;
    const double of_A = by_inputs ? static_cast<double>(layer.n + 1) : images;
    const std::vector<double> a =
        logarithms(eigenvalues(layer.n + 1, gram(values[0], layer.n, rows, true, of_A)), rules);
    const std::vector<double> g =
        logarithms(eigenvalues(layer.m, gram(values[1], layer.m, rows, false, static_cast<double>(rows))), rules);
    LayerSpectrum spectrum{layer.name, (layer.n + 1) * layer.m};
    for (const double x : a)
      for (const double y : g) spectrum.logs.push_back(x + y);
    std::sort(spectrum.logs.begin(), spectrum.logs.end(), std::greater<>());
    spectra.push_back(std::move(spectrum));
  }
  return spectra;
}

std::vector<double> histogram_feature(std::span<const LayerSpectrum> layers) {
  std::vector<double> all;
  for (const LayerSpectrum& layer : layers) {
    if (layer.weights < least_weights) continue;
    const std::vector<double> cdf = histogram_cdf(layer.logs, layer.weights);
    all.insert(all.end(), cdf.begin(), cdf.end());
  }
  return all;
}

}  // namespace ansatz::search
