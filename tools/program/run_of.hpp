// A run that is over, or was interrupted, as the commands that ask it find it: by its folder, by its name (out/NAME),
// or by the problem that it solved.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "ansatz/core/classification.hpp"
#include "ansatz/core/solution.hpp"
#include "ansatz/dsl/compile.hpp"

namespace ansatz::cli {

struct FinishedRun {
  std::filesystem::path folder;
  dsl::Compilation compilation;  // of its problem.pde, without the problem
  Solution solution;
};

/// A run on images, with its network as it was saved last.
struct FinishedImageRun {
  std::filesystem::path folder;
  dsl::Compilation compilation;  // of its problem.pde, without the problem
  std::unique_ptr<Classifier> classifier;
};

/// The folder of a run, or what stands where it should be. Throws UserError where there is none of that name, saying
/// which are near.
std::filesystem::path find_run(const std::string& run);

/// Whether a folder holds a run on images.
bool is_run_on_images(const std::filesystem::path& folder);

/// Throws UserError where there is no such run, saying which are near, where it has left no checkpoint, and where it is
/// one on images; WorldFailure where its files cannot be read.
FinishedRun load_run(const std::string& run, std::optional<int> threads);

/// The same of a run on images. Throws UserError where its images are no longer what they were.
FinishedImageRun load_image_run(const std::string& run, std::optional<int> threads);

}  // namespace ansatz::cli
