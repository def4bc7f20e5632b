// Problems of images: which files hold them, and whether all is there that it takes to learn them. What is in the files
// is read when the network is known, which says how many classes there are.
#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "analyse/analyser.hpp"
#include "ansatz/autodiff/error.hpp"
#include "diagnostics/finding.hpp"

namespace ansatz::dsl {
namespace {

ImageFormat format_named(const std::string& word) {
  if (word == "idx") return ImageFormat::idx;
  if (word == "semeion") return ImageFormat::semeion;
  if (word == "cifar10") return ImageFormat::cifar10;
  if (word == "cifar100") return ImageFormat::cifar100;
  if (word == "svhn") return ImageFormat::svhn;
  throw InternalFault(fmt::format("`{}` is a format of images that nothing reads", word));
}

std::optional<std::filesystem::path> file_of(Analyser& analyser, const EffectiveBlock& block, std::string_view name) {
  const EffectiveSetting* setting = block.find(name);
  if (setting == nullptr) return std::nullopt;
  return find_data_file(analyser.model, setting->value.word, setting->tree->span).path;
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

ImageFacts read_facts(Analyser& analyser, const EffectiveBlock& block) {
  const EffectiveSetting* images = block.find("images");
  if (images == nullptr)
    fail(
        Finding(Code::incomplete_images, block.statement->keyword, fmt::format("`data {}` names no images", block.name))
            .label("no `images`")
            .help("write `images = \"train-images-idx3-ubyte.gz\"`"));
  ImageFacts facts;
  facts.statement = block.statement;
  facts.place = images->tree->span;
  facts.files.format = format_named(block["format"].word);
  const bool apart = facts.files.format == ImageFormat::idx;
  if (const EffectiveSetting* labels = block.find("labels"); (labels != nullptr) != apart)
    fail(Finding(Code::incomplete_images, labels != nullptr ? labels->place : block.statement->keyword,
                 apart ? "the labels of `idx` stand in a file of their own"
                       : fmt::format("the labels of `{}` stand in the file of its images", block["format"].word))
             .label(apart ? "no `labels`" : "not needed")
             .help(apart ? "write `labels = \"train-labels-idx1-ubyte.gz\"`, or another `format`" : "take it out"));
  facts.files.images = *file_of(analyser, block, "images");
  facts.files.labels = file_of(analyser, block, "labels");
  facts.files.choice.order = file_of(analyser, block, "order");
  facts.files.choice.rows = rows_of(block);
  if (const EffectiveSetting* points = block.find("points"))
    facts.files.choice.points = static_cast<std::uint64_t>(points->value.number());
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
