// `ansatz eval` of a run on images: the probabilities of the classes that its network gives to images.
//
// They are those of the run that judge it, or, where it has none, those that it learnt; or the ones of a file.
#pragma once

#include <string>

#include "run_of.hpp"

namespace CLI {
class App;
}

namespace ansatz::cli {

/// The images that are asked for on the command line; all empty: those of the run.
struct AskedImages {
  std::string images, labels;  // files
  std::string format;          // empty: that of the images that were learnt

  bool any() const { return !images.empty() || !labels.empty() || !format.empty(); }
};

/// --images, --labels and --format.
void add_asked_images(CLI::App& command, AskedImages& asked);

/// To the terminal, or, where `out` names one, to a table (.csv) with all probabilities. Returns the exit status.
/// Throws UserError where the images are not what the network reads, WorldFailure where a file cannot be read or
/// written.
int evaluate_images(const FinishedImageRun& run, const AskedImages& asked, const std::string& out);

}  // namespace ansatz::cli
