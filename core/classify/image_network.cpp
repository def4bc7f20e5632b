#include "classify/image_network.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "ansatz/autodiff/error.hpp"

namespace ansatz {
/// What layers ask of batches, while the value in training or in use is made.
class ImageNetwork::OfBatches final : public Batches {
 public:
  OfBatches(ImageNetwork& network, ad::Graph& graph, std::string name)
      : network_(network), graph_(graph), name_(std::move(name)) {}

  bool training() const override { return training_; }
  void use() { training_ = false; }

  ad::Expr uniform(std::uint32_t rows, ad::Axis axis) override {
    const std::string name = fmt::format("{}/noise{}", name_, network_.noise_.size() + 1);
    network_.noise_.push_back({name, graph_.input(name, rows, axis)});
    return network_.noise_.back().leaf;
  }
  ad::Expr running(const std::string& name, std::uint32_t rows, double start) override {
    const ad::Expr leaf = graph_.parameter(fmt::format("{}/{}", name_, name), rows);
    network_.running_.push_back({leaf, leaf, start});
    return leaf;
  }
  void follow(ad::Expr running, ad::Expr next) override {
    for (RunningColumn& column : network_.running_)
      if (column.leaf == running) column.next = next;
  }

 private:
  ImageNetwork& network_;
  ad::Graph& graph_;
  std::string name_;
  bool training_ = true;
};

ImageNetwork::ImageNetwork(const NetworkSpec& spec, ad::Expr images, std::uint64_t seed, Parameters& parameters) {
  const auto batches = std::make_shared<OfBatches>(*this, parameters.graph(), spec.name);
  LayerStack layers(spec, images.shape().extents, adding_to(parameters, spec.name, seed), batches);
  const Adaptation adaptation = adaptation_of(spec);
  check(adaptation);
  if (adaptation.method().make) {
    const auto add = [&](const std::string& name, std::uint32_t rows, double start) {
      return parameters.add(fmt::format("{}/{}", spec.name, name), rows, 1, std::vector<double>(rows, start));
    };
    adaptive_ = adaptation.method().make(adaptation.settings(), add);
    slopes_ = layers.adapt(*adaptive_);
  }
  as_trained_ = layers(images);
  batches->use();
  in_use_ = layers(images);
}

Adaptation adaptation_of(const NetworkSpec& network) {
  if (network.adaptive) return *network.adaptive;
  if (network.activation.trained.empty()) return Llaaf{};
  return FixedSlopes{};
}

NetworkSpec image_network() {
  NetworkSpec network;
  network.activation.name = "relu";
  network.init = FanInUniform{};
  return network;
}

std::size_t Classification::classes() const {
  const LayerShape last = layer_shapes(network, image).back();
  if (last.extents.given())
    throw UserError(
        fmt::format("network `{}` ends in an image of {} x {} x {}; its last layer gives a number for each "
                    "class, as `dense(10)` does",
                    network.name, last.extents[0], last.extents[1], last.extents[2]));
  if (last.rows < 2)
    throw UserError(fmt::format("network `{}` gives one number; there are two classes at least, and a number for each",
                                network.name));
  return last.rows;
}

}  // namespace ansatz
