// Gradients by Ansatz: the graph is differentiated and compiled once, then run.
#include <memory>
#include <utility>

#include "ansatz/autodiff.hpp"
#include "measure.hpp"

namespace {

using ansatz::ad::Expr;
using ansatz::ad::Graph;

/// A compiled gradient: value first, then what `inputs` receive. Their values stand one after
/// another in x, those of points follow.
struct Compiled {
  Compiled(Expr value, const std::vector<Expr>& parameters, const std::vector<Expr>& points)
      : program(compiled(value, parameters, points)), workspace(program, workers) {}

  static ansatz::ad::Program compiled(Expr value, const std::vector<Expr>& parameters,
                                      const std::vector<Expr>& points) {
    std::vector<Expr> inputs = parameters, outputs = ansatz::ad::grad(value, parameters);
    inputs.insert(inputs.end(), points.begin(), points.end());
    outputs.insert(outputs.begin(), value);
    return ansatz::ad::compile(inputs, outputs);
  }

  double operator()(const std::vector<double>& x, std::vector<double>& gradient) {
    double value = 0;
    inputs.clear();
    outputs = {&value};
    for (std::size_t offset = 0, i = 0; offset < x.size(); offset += program.input_shape(i++).size()) {
      inputs.push_back(x.data() + offset);
      outputs.push_back(gradient.data() + offset);
    }
    for (const std::vector<double>& points : data) inputs.push_back(points.data());
    program.run(workspace, counts, inputs, outputs);
    return value;
  }

  ansatz::ad::Program program;
  ansatz::ad::Workers workers;  // one
  ansatz::ad::Workspace workspace;
  std::vector<std::vector<double>> data;  // of the inputs at points
  std::vector<ansatz::ad::PointCount> counts;
  std::vector<const double*> inputs;
  std::vector<double*> outputs;
};

/// As anybody writes a network here: matrices, and points as an axis.
std::shared_ptr<Compiled> network() {
  Graph graph;
  const auto axis = graph.axis("points");
  const Expr x = graph.input("x", 2, axis), wanted = graph.input("target", 1, axis);
  std::vector<Expr> parameters;
  Expr layer = x;
  for (std::size_t k = 1; k < bench::widths.size(); ++k) {
    const auto in = static_cast<std::uint32_t>(bench::widths[k - 1]),
               out = static_cast<std::uint32_t>(bench::widths[k]);
    const Expr W = graph.parameter("W", out, in), b = graph.parameter("b", out);
    parameters.insert(parameters.end(), {W, b});
    layer = matmul(W, layer) + b;
    if (k + 1 < bench::widths.size()) layer = tanh(layer);
  }
  auto compiled = std::make_shared<Compiled>(mean_points((layer - wanted) * (layer - wanted)), parameters,
                                             std::vector<Expr>{x, wanted});
  compiled->data.resize(2);
  for (std::size_t i = 0; i < 2; ++i)
    for (std::size_t p = 0; p < bench::network_points; ++p) compiled->data[0].push_back(bench::coordinate(p, i));
  for (std::size_t p = 0; p < bench::network_points; ++p) compiled->data[1].push_back(bench::target(p));
  compiled->counts = {{axis, bench::network_points}};
  return compiled;
}

std::shared_ptr<Compiled> of_scalars(const std::string& name) {
  Graph graph;
  std::vector<Expr> x;
  for (std::size_t i = 0; i < bench::start(name).size(); ++i) x.push_back(graph.parameter("x"));
  return std::make_shared<Compiled>(name == "rosenbrock" ? bench::rosenbrock(x) : bench::pendulum(x), x,
                                    std::vector<Expr>{});
}

}  // namespace

int main(int count, char** arguments) {
  return bench::measure("Ansatz", count, arguments, [](const std::string& name) -> bench::Gradient {
    const auto compiled = name == "network" ? network() : of_scalars(name);
    return [compiled](const auto& x, auto& gradient) { return (*compiled)(x, gradient); };
  });
}
