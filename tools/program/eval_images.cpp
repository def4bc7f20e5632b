#include "eval_images.hpp"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/csv.hpp"
#include "ansatz/core/results.hpp"
#include "command.hpp"
#include "ranges.hpp"
#include "table_text.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace {

constexpr std::size_t all_shown = 60;  // rows: what a tall window holds
constexpr std::size_t ends_shown = 5;

std::vector<std::string> format_words() {
  std::vector<std::string> words;
  for (const ImageFormatInfo& known : image_formats()) words.emplace_back(known.word);
  return words;
}

/// How the file of a run says that its images are stored.
const ImageFormatInfo& format_of_run(const dsl::Compilation& compilation) {
  for (const dsl::SettingText& setting : compilation.settings)
    if (setting.block == "data training" && setting.name == "format")
      if (const ImageFormatInfo* format = find_image_format(setting.value)) return *format;
  throw InternalFault("a run on images does not say their format");
}

ImageSet images_of_file(const FinishedImageRun& run, const AskedImages& asked) {
  if (asked.images.empty()) throw UserError("--labels and --format are of the file that --images names");
  const ImageFormatInfo& format =
      asked.format.empty() ? format_of_run(run.compilation) : *find_image_format(asked.format);
  ImageFiles files{format.format, asked.images, {}, {}, true};
  if (!asked.labels.empty()) files.labels = asked.labels;
  return read_images(files, run.classifier->problem().classes(), 0, "");
}

/// What a network says of images: the probability of each class, image by image.
class Answers {
 public:
  Answers(const Classifier& classifier, const ImageSet& set)
      : set_(set), classes_(classifier.problem().classes()), probabilities_(classifier.log_probabilities(set)) {
    for (double& number : probabilities_) number = std::exp(number);
  }

  std::size_t count() const { return set_.count(); }
  std::size_t classes() const { return classes_; }
  bool labelled() const { return !set_.labels.empty(); }
  std::size_t label(std::size_t image) const { return set_.labels[image]; }
  std::span<const double> of(std::size_t image) const {
    return std::span(probabilities_).subspan(image * classes_, classes_);
  }
  /// The first of the most probable.
  std::size_t best(std::size_t image) const {
    const auto all = of(image);
    return static_cast<std::size_t>(std::max_element(all.begin(), all.end()) - all.begin());
  }
  double told_right() const {
    std::size_t right = 0;
    for (std::size_t image = 0; image < count(); ++image) right += best(image) == label(image);
    return static_cast<double>(right) / static_cast<double>(count());
  }

 private:
  const ImageSet& set_;
  std::size_t classes_;
  std::vector<double> probabilities_;
};

std::string table_of(const Answers& answers) {
  CsvTable table;
  table.cell("image");
  if (answers.labelled()) table.cell("label");
  table.cell("class");
  for (std::size_t k = 0; k < answers.classes(); ++k) table.cell(fmt::format("p{}", k));
  table.end_row();
  for (std::size_t image = 0; image < answers.count(); ++image) {
    table.cell(std::uint64_t{image + 1});
    if (answers.labelled()) table.cell(std::uint64_t{answers.label(image)});
    table.cell(std::uint64_t{answers.best(image)});
    for (const double probability : answers.of(image)) table.cell(probability);
    table.end_row();
  }
  return table.text();
}

/// The most probable class of each; of many images the first and the last.
std::string shown(const Answers& answers) {
  report::Table table{"", {"image"}, {}};
  if (answers.labelled()) table.headings.push_back("label");
  table.headings.insert(table.headings.end(), {"class", "probability"});
  for (std::size_t image = 0; image < answers.count(); ++image) {
    if (answers.count() > all_shown && image == ends_shown) {
      table.rows.emplace_back(table.headings.size(), report::Cell("..."));
      image = answers.count() - ends_shown;
    }
    std::vector<report::Cell> row{fmt::format("{}", image + 1)};
    if (answers.labelled()) row.emplace_back(fmt::format("{}", answers.label(image)));
    row.emplace_back(fmt::format("{}", answers.best(image)));
    row.emplace_back(fmt::format("{:.4f}", answers.of(image)[answers.best(image)]));
    table.rows.push_back(std::move(row));
  }
  return table_text(table, 100);
}

std::string described(const Answers& answers) {
  return fmt::format("{} images{}\n", answers.count(),
                     answers.labelled() ? fmt::format(", {:.2f} % told right", 100 * answers.told_right()) : "");
}

}  // namespace

void add_asked_images(CLI::App& command, AskedImages& asked) {
  command.add_option("--images", asked.images, "Of a run on images: a file with others (default: those that judge it)");
  command.add_option("--labels", asked.labels, "Their classes, where the format has them in a file of their own");
  command.add_option("--format", asked.format, "Of these files (default: that of the images that were learnt)")
      ->check(one_of(format_words()));
}

int evaluate_images(const FinishedImageRun& run, const AskedImages& asked, const std::string& out) {
  if (!out.empty() && !out.ends_with(".csv"))
    throw UserError(fmt::format("`{}`: probabilities of classes are written as .csv", printable(out)));
  const Classification& problem = run.classifier->problem();
  ImageSet given;
  if (asked.any()) given = images_of_file(run, asked);
  const ImageSet& set = asked.any() ? given : problem.test ? *problem.test : *problem.training;
  const Answers answers(*run.classifier, set);
  if (out.empty()) {
    print(shown(answers) + described(answers));
    return exit_fine;
  }
  write_whole(out, table_of(answers));
  print(fmt::format("{}: {}", printable(out), described(answers)));
  return exit_fine;
}

}  // namespace ansatz::cli
