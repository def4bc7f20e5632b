#include "classify/layer_sketch.hpp"

#include <algorithm>

#include "ansatz/autodiff/error.hpp"

namespace ansatz {
namespace {

/// Of convolutions in reverse some live at a time: two and the way around a block.
constexpr double cotangents = 3;

/// Batches of which nothing is kept; whether a layer asks for their statistics.
class NoBatches final : public Batches {
 public:
  explicit NoBatches(ad::Graph& graph) : graph_(graph) {}
  bool training() const override { return false; }
  ad::Expr uniform(std::uint32_t rows, ad::Axis axis) override { return graph_.input("noise", rows, axis); }
  ad::Expr running(const std::string& name, std::uint32_t rows, double) override {
    asked_ = true;
    return graph_.parameter(name, rows);
  }
  void follow(ad::Expr, ad::Expr) override {}
  bool asked() const { return asked_; }

 private:
  ad::Graph& graph_;
  bool asked_ = false;
};

}  // namespace

LayerSketch::LayerSketch(const NetworkSpec& network, ad::Extents image) {
  if (image.rows() == 0) throw UserError("an image has channels, height and width, all of them at least 1");
  const auto add = [&](const std::string& name, std::uint32_t rows, std::uint32_t columns, const Start&) {
    parameters_ += static_cast<double>(rows) * columns;
    return graph_.parameter(name, rows, columns);
  };
  const auto batches = std::make_shared<NoBatches>(graph_);
  layers_ = std::make_unique<LayerStack>(network, image, add, batches);
  const Adaptation adaptation = adaptation_of(network);
  check(adaptation);
  std::unique_ptr<Slopes> slopes;
  if (adaptation.method().make) {
    slopes = adaptation.method().make(adaptation.settings(), [&](const std::string& name, std::uint32_t rows, double) {
      parameters_ += rows;
      return graph_.parameter(name, rows);
    });
    layers_->adapt(*slopes);
  }
  (*layers_)(graph_.input("images", image, graph_.axis("images")));
  double largest = 0;
  for (std::uint32_t id = 0; id < graph_.size(); ++id) {
    const ad::Node& node = graph_.node(id);
    if (!node.shape.on_axis()) continue;
    const auto rows = static_cast<double>(node.shape.rows);
    numbers_ += rows;
    if (!batches->asked() || node.op != ad::Op::conv2d) continue;
    kept_ += rows;
    largest = std::max(largest, rows);
  }
  kept_ += cotangents * largest;
}

std::vector<LayerShape> layer_shapes(const NetworkSpec& network, ad::Extents image) {
  const LayerSketch sketch(network, image);
  std::vector<LayerShape> shapes;
  for (const LayerRow& row : sketch.rows())
    shapes.push_back({row.layer, row.output.rows, row.output.extents, row.parameters});
  return shapes;
}

}  // namespace ansatz
