// Problems of images: which files hold them, and whether all is there that it takes to learn them. What is in the files
// is read when the network is known, which says how many classes there are.
#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "analyse/analyser.hpp"
#include "ansatz/autodiff/error.hpp"
#include "diagnostics/finding.hpp"
#include "settings/choices.hpp"

namespace ansatz::dsl {
namespace {

/// Files are published packed and unpacked: where one is not there, the other may be.
std::string other_packing(const std::string& name) {
  return name.ends_with(".gz") ? name.substr(0, name.size() - 3) : name + ".gz";
}

std::optional<std::filesystem::path> file_of(Analyser& analyser, const EffectiveBlock& block, std::string_view name) {
  const EffectiveSetting* setting = block.find(name);
  if (setting == nullptr) return std::nullopt;
  const std::string& written = setting->value.word;
  const Span place = setting->tree->span;
  try {
    return find_data_file(analyser.model, written, place).path;
  } catch (Failure& failure) {
    const std::string other = other_packing(written);
    if (failure.diagnostic.code == Code::unreadable_file && is_data_file(analyser.model, other, place)) {
      failure.diagnostic.help = fmt::format("there is `{}`, which is read as well", other);
      failure.diagnostic.fix = {place, fmt::format("\"{}\"", other), true};
    }
    throw;
  }
}

/// The first and the last, in this order.
std::optional<std::pair<std::uint64_t, std::uint64_t>> rows_of(const EffectiveBlock& block) {
  const EffectiveSetting* rows = block.find("rows");
  if (rows == nullptr) return std::nullopt;
  const std::vector<double>& ends = rows->value.numbers;
  if (ends.size() != 2 || ends[1] < ends[0])
    fail(Finding(Code::wrong_value, rows->tree->span, "`rows` are the first and the last that is taken")
             .label("not two numbers in their order")
             .help("as in `rows = [1, 1000]`"));
  return std::pair{static_cast<std::uint64_t>(ends[0]), static_cast<std::uint64_t>(ends[1])};
}

void read_augmentation(const EffectiveBlock& block, const EffectiveSetting& augment, ImageFacts& facts) {
  if (block.name != "training")
    fail(Finding(Code::wrong_value, augment.place, "images to judge by are taken as they are")
             .label("of `data training` alone")
             .help("take `augment` out"));
  for (const SettingValue& item : augment.value.items) {
    facts.augmentation.emplace_back(choice_of(*augment.spec, item));
    facts.augmentation_places.push_back(item.tree->span);
    try {
      check(facts.augmentation.back());
    } catch (const UserError& error) {
      fail(Finding(Code::wrong_value, item.tree->span, error.what()));
    }
  }
}

ImageFacts read_facts(Analyser& analyser, const EffectiveBlock& block) {
  const EffectiveSetting* images = block.find("images");
  if (images == nullptr)
    fail(
        Finding(Code::incomplete_images, block.statement->keyword, fmt::format("`data {}` names no images", block.name))
            .label("no `images`")
            .help("write `images = \"train-images-idx3-ubyte.gz\"`"));
  ImageFacts facts;
  facts.statement = block.statement;
  const ImageFormatInfo* format = find_image_format(block["format"].word);
  if (format == nullptr) throw InternalFault("a format of images that core does not know");
  facts.files.format = format->format;
  const bool apart = format->labels_apart;
  if (const EffectiveSetting* labels = block.find("labels"); (labels != nullptr) != apart)
    fail(Finding(Code::incomplete_images, labels != nullptr ? labels->place : block.statement->keyword,
                 apart ? fmt::format("the labels of `{}` stand in a file of their own", format->word)
                       : fmt::format("the labels of `{}` stand in the file of its images", format->word))
             .label(apart ? "no `labels`" : "not needed")
             .help(apart ? "write `labels = \"train-labels-idx1-ubyte.gz\"`, or another `format`" : "take it out"));
  facts.files.images = *file_of(analyser, block, "images");
  facts.files.labels = file_of(analyser, block, "labels");
  facts.files.choice.order = file_of(analyser, block, "order");
  facts.files.choice.rows = rows_of(block);
  if (const EffectiveSetting* points = block.find("points"))
    facts.files.choice.points = static_cast<std::uint64_t>(points->value.number());
  for (const auto& [part, name] : {std::pair{ImagePart::images, "images"}, std::pair{ImagePart::labels, "labels"},
                                   std::pair{ImagePart::order, "order"}, std::pair{ImagePart::rows, "rows"},
                                   std::pair{ImagePart::points, "points"}})
    if (const EffectiveSetting* setting = block.find(name)) facts.places[part] = setting->tree->span;
  if (const EffectiveSetting* augment = block.find("augment")) read_augmentation(block, *augment, facts);
  return facts;
}

void analyse_data_block(Analyser& analyser, const EffectiveBlock& block) {
  const bool training = block.name == "training";
  if (!training && block.name != "test")
    fail(Finding(Code::incomplete_images, block.statement->keyword,
                 block.name.empty() ? "say which images these are" : fmt::format("there are no data `{}`", block.name))
             .label("neither `training` nor `test`")
             .help("write `data training { ... }` for what is learnt, `data test { ... }` for what it is judged by"));
  std::optional<ImageFacts>& facts = training ? analyser.facts.training : analyser.facts.test;
  facts = read_facts(analyser, block);
}

/// Blocks of which problems of images have one at most, and what must be there.
void check_blocks(Analyser& analyser) {
  const Span whole_file{analyser.model.main_file, 0, 0};
  for (const std::string_view keyword : {"network", "train"}) {
    const EffectiveBlock* first = nullptr;
    for (const EffectiveBlock& block : analyser.facts.blocks) {
      if (block.spec->keyword != keyword) continue;
      if (first != nullptr)
        analyser.diagnostics.push_back(Finding(Code::already_taken, block.statement->keyword,
                                               fmt::format("a problem of images has one `{}`", keyword))
                                           .label("the second")
                                           .also(first->statement->keyword, "the first"));
      else
        first = &block;
      if (keyword != "network") continue;
      const Span place = block.statement != nullptr ? block.statement->keyword : whole_file;
      for (const auto& [setting, help] :
           {std::pair{"input", "write `input = image(1, 28, 28)`: channels, height, width"},
            std::pair{"layers", "as in `layers = [conv(64, kernel = 5), max_pool(2), act, dense(10)]`"}})
        if (block.find(setting) == nullptr)
          analyser.diagnostics.push_back(
              Finding(Code::incomplete_images, place, fmt::format("the network does not say its `{}`", setting))
                  .help(help));
    }
  }
  if (!analyser.facts.training && !has_errors(analyser.diagnostics))
    analyser.diagnostics.push_back(Finding(Code::incomplete_images, whole_file, "there are no images to learn")
                                       .help("write `data training { images = \"train-images-idx3-ubyte.gz\"; labels = "
                                             "\"train-labels-idx1-ubyte.gz\" }`"));
}

}  // namespace

Analysis analyse_images(const std::shared_ptr<Model>& model, std::vector<Diagnostic>& diagnostics) {
  Analyser analyser(model, diagnostics);
  read_tables(analyser);
  analyse_definitions(analyser);
  analyse_blocks(analyser);
  if (!has_errors(diagnostics))
    for (const EffectiveBlock& block : analyser.facts.blocks)
      if (block.spec->keyword == "data") analyser.guarded([&] { analyse_data_block(analyser, block); });
  check_blocks(analyser);
  analyser.facts.used = analyser.resolver.take_used();
  analyse_sweep(analyser);
  analyser.facts.used_by_sweep = analyser.resolver.take_used();
  return std::move(analyser.facts);
}

}  // namespace ansatz::dsl
