// The memory of a run on images, from counts alone; frame: ansatz/core/memory.hpp. The constants say how many copies of
// what is counted live at one time; tests/tools/memory.cpp compares the sum with what runs take.
#include "ansatz/core/memory.hpp"

#include <algorithm>

#include "ansatz/core/classification.hpp"
#include "ansatz/core/optimise/team.hpp"
#include "classify/layer_sketch.hpp"
#include "optimise/stage.hpp"

namespace ansatz {
namespace {

constexpr double number = sizeof(double), mib = 1024 * 1024;

/// The program with its libraries.
constexpr double program = 28 * mib;

/// Of the pixels: as they are, and as what a checkpoint is recognised by.
constexpr double copies_of_images = 3;

/// Of the weights: as they are, their gradients, what the optimiser keeps, as each program has them, in a checkpoint.
constexpr double copies_of_weights = 20;

/// Sums over the images of a batch are held once for each part of them, of as many images as a vector has numbers.
constexpr double images_a_part = 16, most_parts = 16;

/// Bytes of a number at each image: in every program once, and for every thread in those of each.
constexpr double bytes_once = 300, bytes_a_thread = 150;

double pixels_of(const std::shared_ptr<const ImageSet>& set) {
  return set ? static_cast<double>(set->pixels.size() + sizeof(std::uint16_t) * set->labels.size()) : 0;
}

}  // namespace

std::vector<MemoryPart> memory_of(const Classification& problem) {
  const LayerSketch network(problem.network, problem.image);
  const double images = problem.training ? static_cast<double>(problem.training->count()) : 0;
  const double asked = static_cast<double>(optimise::batch_of(problem.stage));
  const double batch = asked == 0 ? images : std::min(asked, images);
  const double parts = std::clamp(batch / images_a_part, 1.0, most_parts);
  const double threads = worker_count(problem.compute.threads);
  const double size = problem.compute.precision == ad::Precision::f32 ? sizeof(float) : sizeof(double);
  return {{"program", program, ""},
          {"images", copies_of_images * (pixels_of(problem.training) + pixels_of(problem.test)),
           "fewer images (`points` of `data`)"},
          {"network", number * network.parameters() * (copies_of_weights + parts), "a smaller network"},
          {"layers", network.numbers_an_image() * (bytes_once + bytes_a_thread * threads),
           "a smaller network, or fewer threads"},
          {"batch", size * network.kept_numbers_an_image() * batch, "a smaller `batch`"}};
}

}  // namespace ansatz
