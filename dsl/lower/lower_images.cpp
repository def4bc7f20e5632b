// From the facts of a problem of images to core's `Classification`: the network first, as it says how many classes the
// labels may name.
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <set>
#include <string>

#include "ansatz/autodiff/error.hpp"
#include "diagnostics/finding.hpp"
#include "lower/lower.hpp"
#include "settings/choices.hpp"

namespace ansatz::dsl {
namespace {

const EffectiveBlock& block(const Analysis& analysis, std::string_view keyword) {
  const auto found = std::find_if(analysis.blocks.begin(), analysis.blocks.end(),
                                  [&](const EffectiveBlock& one) { return one.spec->keyword == keyword; });
  if (found == analysis.blocks.end()) throw InternalFault(fmt::format("no `{}` block", keyword));
  return *found;
}

ad::Extents extents_of(const SettingValue& image) {
  const auto side = [&](const char* name) { return static_cast<std::uint32_t>(image.argument(name).number()); };
  return {side("channels"), side("height"), side("width")};
}

/// E0304 where a list is neither of one number nor of one for each channel.
PixelScale pixels_of(const SettingValue& image, std::vector<Diagnostic>& diagnostics) {
  const auto channels = static_cast<std::size_t>(image.argument("channels").number());
  const auto numbers = [&](const char* name) {
    const SettingValue& list = image.argument(name);
    if (list.numbers.size() != 1 && list.numbers.size() != channels)
      diagnostics.push_back(Finding(Code::wrong_value, list.tree->span,
                                    fmt::format("`{}` has {} numbers, and the images {} channel{}", name,
                                                list.numbers.size(), channels, channels == 1 ? "" : "s"))
                                .label("neither one for all nor one for each"));
    return list.numbers;
  };
  return {numbers("mean"), numbers("deviation")};
}

/// E0304 where nothing would be left of images of this size.
void check_augmentation(const ImageFacts& facts, ad::Extents image, std::vector<Diagnostic>& diagnostics) {
  for (std::size_t k = 0; k < facts.augmentation.size(); ++k) try {
      check_fits(facts.augmentation[k], image);
    } catch (const UserError& error) {
      diagnostics.push_back(Finding(Code::wrong_value, facts.augmentation_places[k], error.what()));
    }
}

NetworkSpec network_of(const Analysis& analysis, const EffectiveBlock& network) {
  auto spec = settings_of<NetworkSpec>(network);
  if (!network.name.empty()) spec.name = network.name;
  spec.activation = activation_of(analysis.model, *network.find("activation"));
  return spec;
}

/// A message of core with files called as they are in others.
std::string with_short_names(const Model& model, const ImageFiles& files, std::string message) {
  // From behind, so that the name of a file is replaced before one that it begins with.
  std::set<std::filesystem::path, std::greater<>> all{files.images};
  for (const auto& file : {files.labels, files.choice.order})
    if (file) all.insert(*file);
  for (const std::filesystem::path& file : all) {
    const std::string path = file.string(), name = "`" + model.files.shown(file) + "`";
    for (std::size_t at = 0; (at = message.find(path, at)) != std::string::npos; at += name.size())
      message.replace(at, path.size(), name);
  }
  return message;
}

/// E0504 where the network reads others.
void check_extents(const Classification& problem, const ImageFacts& facts, const ad::Extents& has,
                   std::vector<Diagnostic>& diagnostics) {
  const ad::Extents& wants = problem.image;
  if (has == wants) return;
  diagnostics.push_back(Finding(Code::flawed_images, facts.places.at(ImagePart::images),
                                fmt::format("these images are {} x {} x {}, and the network reads {} x {} x {}", has[0],
                                            has[1], has[2], wants[0], wants[1], wants[2]))
                            .label("of another size")
                            .help(fmt::format("write `input = image({}, {}, {})`", has[0], has[1], has[2])));
}

/// The images, or null: where they are flawed, and where no more than headers is to be read.
std::shared_ptr<const ImageSet> read_set(const Model& model, const Classification& problem, const ImageFacts& facts,
                                         const char* name, std::vector<Diagnostic>& diagnostics) {
  const auto said = [&](const std::string& message) { return with_short_names(model, facts.files, message); };
  std::shared_ptr<const ImageSet> set;
  try {
    if (!model.headers_only)
      set = std::make_shared<const ImageSet>(read_images(facts.files, problem.classes(), problem.compute.seed, name));
    check_extents(problem, facts, set ? set->extents : image_extents(facts.files), diagnostics);
  } catch (const FlawedImages& error) {
    diagnostics.push_back(Finding(Code::flawed_images, facts.places.at(error.part()), said(error.wrong()))
                              .label("cannot be used")
                              .help(said(error.advice())));
  } catch (const WorldFailure& error) {
    diagnostics.push_back(
        Finding(Code::unreadable_file, facts.places.at(ImagePart::images), said(error.what())).label("cannot be read"));
  }
  return set;
}

}  // namespace

Classification lower_images(const Analysis& analysis, std::vector<Diagnostic>& diagnostics) {
  Classification problem;
  problem.title = analysis.model->title;
  const EffectiveBlock& network = block(analysis, "network");
  problem.image = extents_of(network["input"]);
  problem.pixels = pixels_of(network["input"], diagnostics);
  problem.network = network_of(analysis, network);
  problem.stage = lower_stage(analysis, block(analysis, "train"), diagnostics);
  problem.compute = settings_of<Compute>(block(analysis, "compute"));
  if (analysis.training) {
    problem.augmentation = analysis.training->augmentation;
    check_augmentation(*analysis.training, problem.image, diagnostics);
  }
  try {
    problem.classes();
  } catch (const UserError& error) {
    diagnostics.push_back(Finding(Code::wrong_value, network.find("layers")->tree->span, error.what()));
  }
  if (has_errors(diagnostics)) return problem;
  problem.training = read_set(*analysis.model, problem, *analysis.training, "training", diagnostics);
  if (analysis.test) problem.test = read_set(*analysis.model, problem, *analysis.test, "test", diagnostics);
  return problem;
}

}  // namespace ansatz::dsl
