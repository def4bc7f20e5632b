// Networks of images: how many numbers those of the literature train, what layers do to an image, what is said of those
// that do not go together.
#include "ansatz/core/image_layers.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/classification.hpp"
#include "bench/image_networks.hpp"
#include "classify/image_network.hpp"
#include "image_problems.hpp"

using namespace ansatz;

namespace {

/// All that a network trains.
std::size_t parameters(std::vector<Layer> layers, ad::Extents image, Adaptation adaptive) {
  ad::Graph graph;
  Parameters all(graph);
  NetworkSpec spec = image_network();
  spec.layers = std::move(layers);
  spec.adaptive = std::move(adaptive);
  const ImageNetwork network(spec, graph.input("images", image, graph.axis("images")), 1, all);
  return all.size();
}

void check_counts(const std::vector<Layer>& layers, ad::Extents image, std::size_t weights, std::size_t of_layers,
                  std::size_t of_neurons) {
  CHECK(parameters(layers, image, FixedSlopes{}) == weights);
  CHECK(parameters(layers, image, Gaaf{}) == weights + 1);
  CHECK(parameters(layers, image, Llaaf{}) == weights + of_layers);
  CHECK(parameters(layers, image, Nlaaf{}) == weights + of_neurons);
}

std::string refused(std::vector<Layer> layers, ad::Extents image) {
  NetworkSpec spec = image_network();
  spec.layers = std::move(layers);
  try {
    layer_shapes(spec, image);
  } catch (const UserError& error) {
    return error.what();
  }
  return "nothing";
}

}  // namespace

TEST_CASE("LeNet and PreActResNet18 train as many numbers as those of the papers on adaptive slopes") {
  check_counts(lenet(), {1, 28, 28}, 1'163'978, 3, 11'264);
  CHECK(parameters(lenet(), {1, 16, 16}, FixedSlopes{}) == 180'938);
  check_counts(preact_resnet18(), {3, 32, 32}, 11'171'146, 16, 548'864);
}

TEST_CASE("layers say what they make of an image") {
  NetworkSpec spec = image_network();
  spec.layers = {Conv{.channels = 4, .kernel = 3, .stride = 2, .padding = 1},
                 BatchNorm{},
                 AvgPool{2},
                 Act{},
                 MaxPool{.size = 2, .stride = 1},
                 Dense{5}};
  const std::vector<LayerShape> shapes = layer_shapes(spec, {2, 9, 8});
  REQUIRE(shapes.size() == 6);
  CHECK(shapes[0].layer == "conv(channels = 4, stride = 2, padding = 1)");
  CHECK(shapes[0].extents == ad::Extents{4, 5, 4});
  CHECK(shapes[0].parameters == 4 * 18 + 4);
  CHECK(shapes[1].parameters == 8);
  CHECK(shapes[2].extents == ad::Extents{4, 2, 2});
  CHECK(shapes[4].extents == ad::Extents{4, 1, 1});
  CHECK(!shapes[5].extents.given());
  CHECK(shapes[5].rows == 5);
}

TEST_CASE("layers that do not go together are refused with their number") {
  CHECK(refused({Dense{3}, Conv{}}, {1, 8, 8}) ==
        "network `network`, layer 2, conv: it is of images, and a column of 3 numbers comes in");
  CHECK(refused({Conv{.kernel = 9}}, {1, 8, 8}) ==
        "network `network`, layer 1, conv: a window of 9 x 9 does not fit into an image of 8 x 8");
  CHECK(refused({MaxPool{5}, MaxPool{2}}, {1, 8, 8}) ==
        "network `network`, layer 2, max_pool: a window of 2 x 2 does not fit into an image of 1 x 1");
  CHECK(refused({Conv{.kernel = 2, .padding = 2}}, {1, 8, 8})
            .starts_with("network `network`, layer 1, conv: with 2 zeros around"));
  CHECK(refused({Dropout{1}}, {1, 8, 8}).find("`rate` must be") != std::string::npos);
  CHECK(refused({ResidualBlock{3}}, {1, 8, 8}).find("`preact` is a block of images") != std::string::npos);
}

TEST_CASE("networks of fields have no images and no batches") {
  NetworkSpec spec;
  spec.fields = {0};
  const auto said = [&](std::vector<Layer> layers) -> std::string {
    spec.layers = std::move(layers);
    try {
      count_weights(spec, 2);
    } catch (const UserError& error) {
      return error.what();
    }
    return "nothing";
  };
  CHECK(said({Conv{}}) == "network `network`, layer 1, conv: it is of images, and a column of 2 numbers comes in");
  CHECK(said({Dropout{0.5}}) ==
        "network `network`, layer 1, dropout: it is of networks that are trained on batches of "
        "images, not of those that compute fields");
  CHECK(said({BatchNorm{}}).find("not of those that compute fields") != std::string::npos);
}
