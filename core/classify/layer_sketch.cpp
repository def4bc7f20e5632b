#include "classify/layer_sketch.hpp"

#include "ansatz/autodiff/error.hpp"

namespace ansatz {
namespace {

/// Batches of which nothing is kept.
class NoBatches final : public Batches {
 public:
  explicit NoBatches(ad::Graph& graph) : graph_(graph) {}
  bool training() const override { return false; }
  ad::Expr uniform(std::uint32_t rows, ad::Axis axis) override { return graph_.input("noise", rows, axis); }
  ad::Expr running(const std::string& name, std::uint32_t rows, double) override {
    return graph_.parameter(name, rows);
  }
  void follow(ad::Expr, ad::Expr) override {}

 private:
  ad::Graph& graph_;
};

}  // namespace

LayerSketch::LayerSketch(const NetworkSpec& network, ad::Extents image) {
  if (image.rows() == 0) throw UserError("an image has channels, height and width, all of them at least 1");
  const auto add = [&](const std::string& name, std::uint32_t rows, std::uint32_t columns, const Start&) {
    parameters_ += static_cast<double>(rows) * columns;
    return graph_.parameter(name, rows, columns);
  };
  layers_ = std::make_unique<LayerStack>(network, image, add, std::make_shared<NoBatches>(graph_));
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
  for (std::uint32_t id = 0; id < graph_.size(); ++id)
    if (const ad::Shape& shape = graph_.node(id).shape; shape.on_axis()) numbers_ += static_cast<double>(shape.rows);
}

std::vector<LayerShape> layer_shapes(const NetworkSpec& network, ad::Extents image) {
  const LayerSketch sketch(network, image);
  std::vector<LayerShape> shapes;
  for (const LayerRow& row : sketch.rows())
    shapes.push_back({row.layer, row.output.rows, row.output.extents, row.parameters});
  return shapes;
}

}  // namespace ansatz
