// Networks that tell images apart: what is to be learnt as plain data, training by epochs, and how well it went.
//
//   Classification p;
//   p.training = std::make_shared<const ImageSet>(read_images({ImageFormat::idx, "train-images", "train-labels"}, 10,
//   0, "")); p.image = p.training->extents; p.network.layers = {Conv{64, 5}, MaxPool{2}, Act{}, Dense{10}}; Classifier
//   classifier(p); ClassificationOutcome outcome = classifier.train();
//
// The loss of a batch is the mean cross entropy of its images and what slopes add to it (adaptation.hpp). An epoch sees
// every image once, in an order that the seed and its number decide, the last batch as small as it comes out. Learning
// rates change with epochs and stay within one. Same problem and seed: same bits, whatever the number of threads, in
// one go or in several.
//
// Networks with dropout or batch norm are two functions, one while they are trained and one in use; both are measured
// after every epoch, and measuring changes neither. Of other networks the two are the same. Images that are changed at
// random while they are learnt are so in the first of the two measures of the training set, and in no other.
//
// Read next: image_layers.hpp (what a network may be made of), classify/classifier.cpp (the loop).
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ansatz/core/augmentation.hpp"
#include "ansatz/core/images.hpp"
#include "ansatz/core/outcome.hpp"
#include "ansatz/core/problem.hpp"

namespace ansatz {

/// A network of images before anything is said of it: `relu`, starting as PyTorch's layers do.
NetworkSpec image_network();

/// How its slopes adapt: as it says, else by the rule of automatic.hpp for stages of first order.
Adaptation adaptation_of(const NetworkSpec& network);

/// What a network reads of a pixel v, 0 to 1, of channel c: (v - mean[c]) / deviation[c]. One number is that of all
/// channels. Images are changed before, so that what comes in from outside them is (0 - mean[c]) / deviation[c].
struct PixelScale {
  std::vector<double> mean = {0};
  std::vector<double> deviation = {1};  // > 0
};

struct Classification {
  std::string name;  // names the run folder
  std::string title;
  ad::Extents image;  // what the network reads: channels x height x width
  PixelScale pixels;
  std::shared_ptr<const ImageSet> training;
  std::shared_ptr<const ImageSet> test;      // null: there is none
  std::vector<Augmentation> augmentation{};  // of the images that are learnt, anew at every step; none: as they are
  NetworkSpec network = image_network();     // `layers`, the last of which gives a number for each class; no `hidden`
  Stage stage = Sgd{.epochs = 50, .lr = 0.01, .batch = 64};  // of first order, with `epochs`
  Compute compute;

  /// What the last layer gives. Throws UserError where the layers make no network.
  std::size_t classes() const;
};

/// A layer of a network of images.
struct LayerShape {
  std::string layer;           // as it is written: "conv(64, kernel = 5)"
  std::uint32_t rows = 0;      // numbers that it gives
  ad::Extents extents{};       // of an image; none: a column
  std::size_t parameters = 0;  // slopes left out
};

/// The layers of a network that reads such images. Throws UserError, with the number of the layer, where they make
/// none.
std::vector<LayerShape> layer_shapes(const NetworkSpec& network, ad::Extents image);

/// Over all images of a set.
struct Quality {
  double loss = 0;      // the mean cross entropy
  double accuracy = 0;  // the part of the images whose largest number is that of their class
};

/// After so many epochs; the first row is of none.
struct EpochRow {
  std::uint64_t epoch = 0, epochs = 0;
  std::uint64_t step = 0;
  double seconds = 0;    // of training, measuring included
  double rate = 0;       // of the next epoch, or of the last one
  Quality as_trained{};  // of the training set, with dropout and statistics of batches: what papers call training loss
  Quality training{};    // of the training set, in use
  std::optional<Quality> test_as_trained{}, test{};
  double slope_term = 0;  // what slopes add to the loss
};

struct ClassificationOutcome {
  Status status = Status::finished;
  std::string reason;  // why training stopped, in words
  std::vector<EpochRow> history;
  std::vector<SlopeStatistics> slopes;  // `step` of the rows
};

using EpochObserver = std::function<bool(const EpochRow&)>;

class Classifier {
 public:
  /// Builds the network and compiles a step. Throws UserError where the problem makes no sense, WorldFailure where it
  /// does not fit into memory.
  explicit Classifier(Classification problem);
  ~Classifier();

  const Classification& problem() const;
  std::size_t parameter_count() const;  // slopes counted
  int threads() const;

  /// Goes on from where training stands to the end of the last epoch, or until the observer, called for every row,
  /// returns false or `interrupt`, asked after every step, true. A loss that is no number ends it with `diverged`.
  ClassificationOutcome train(const EpochObserver& observer = {}, const std::function<bool()>& interrupt = {});
  /// What is known so far.
  const ClassificationOutcome& outcome() const;

  /// The logarithms of the probabilities of every class, image by image, in use. Images have the problem's extents.
  std::vector<double> log_probabilities(const ImageSet& images) const;

  /// Writes everything that training needs to go on exactly. Throws WorldFailure.
  void save(const std::filesystem::path& file) const;
  /// Goes back to what was saved by a classifier of the same problem; the number of epochs and rates may differ. Throws
  /// WorldFailure where the file cannot be read or is damaged, UserError where it belongs to another problem.
  void restore(const std::filesystem::path& file);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace ansatz
