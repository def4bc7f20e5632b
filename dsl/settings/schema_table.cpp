// The tables themselves. See schema.hpp for what the columns mean. What is not of text comes from the catalogue.
#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "ansatz/core/images.hpp"
#include "ansatz/core/plot.hpp"
#include "ansatz/core/problem.hpp"
#include "ansatz/core/search/families.hpp"
#include "ansatz/core/search/feature_kinds.hpp"
#include "ansatz/core/search/settings.hpp"
#include "ansatz/dsl/schema.hpp"

namespace ansatz::dsl {
namespace {

using enum SettingType;
using Settings = std::vector<SettingSpec>;
using Options = std::vector<Option>;

using limits::any, limits::counts, limits::not_negative, limits::positive;

// --- of text alone ----------------------------------------------------------------------------------

SettingSpec activation_row() {
  return {"activation", activation,
          "tanh",       any,
          {},           "a built-in name, or any `let`, of one argument or with starts of trained ones: `act(a = 1)`"};
}

SettingSpec at_row() {
  return {"at", name, "", any, {}, "equations hold at the points of these data first, at drawn ones beyond them"};
}

Settings condition_weights() {
  return {
      {"eq", real, "1", not_negative, {}, "weight of every equation"},
      {"bc", real, "1", not_negative, {}, "weight of every boundary condition"},
      {"ic", real, "1", not_negative, {}, "weight of every initial condition"},
      {"fit", real, "1", not_negative, {}, "weight of every fit"},
      {"data", real, "1", not_negative, {}, "weight of every `data`"},
  };
}

Settings with_settings() {
  return {
      {"weight", real, "", not_negative, {}, "weight of this condition"},
      {"points", whole, "", counts, {}, "points of this condition"},
  };
}

Settings check_settings() {
  return {
      {"tolerance", real, "", not_negative, {}, "by how much it may be off, in its own units; 1e-3 if not given"},
      {"points", whole, "", counts, {}, "fresh points that it is verified at"},
  };
}

Settings table_settings() {
  const Options methods{{"linear", {}, "straight from point to point"},
                        {"cubic", {}, "a cubic spline, twice continuously differentiable (not-a-knot)"}};
  return {
      {"method", choice, "", any, methods, "what the function is between the points; linear if not given"},
      {"columns", names, "", any, {}, "of the arguments, then of the value; those of their names if not given"},
  };
}

Settings domain_settings() {
  const Options systems{{"cartesian", {}, "lengths along straight lines, the default"},
                        {"polar", {}, "the distance from a point, and the angle"},
                        {"cylindrical", {}, "the distance from an axis, the angle around it, and the height along it"},
                        {"spherical", {}, "the distance from a point, the angle from the axis, and that around it"}};
  return {{"coordinates", choice, "", any, systems, "what the coordinates are, by which operators differentiate"}};
}

Settings data_settings() {
  return {
      {"file", text, "", any, {}, "the table; must be given"},
      {"columns", names, "", any, {}, "those that are read; all coordinates and fields if not given"},
      {"value",
       expressions,
       "",
       any,
       {},
       "what the measured columns hold, as in `-k*u_x`; fields by their names if not given"},
      {"deviations",
       names,
       "",
       any,
       {},
       "columns with the standard deviation of each value: points count by their inverse squares"},
      {"points", whole, "", counts, {}, "so many points, drawn at random; all of them if not given"},
      {"noise", real, "0", not_negative, {}, "normal noise on the values, relative to their deviation"},
  };
}

// --- from the catalogue -----------------------------------------------------------------------------

Settings settings_of(const Method& method, const Catalogue& methods);

/// What stands before the other arguments of a feature: the coordinates that it is of.
Settings arguments_of(const Method& method, const Catalogue& methods) {
  Settings rows = settings_of(method, methods);
  for (SettingSpec& row : rows)  // a list that may be left out is empty
    if (const ansatz::Setting* known = method.find(row.name);
        row.type == SettingType::choice_list && known != nullptr && !known->required)
      row.fallback = "[]";
  if (const auto* feature = dynamic_cast<const FeatureMethod*>(&method))
    rows.insert(rows.begin(), {feature->coordinates.name, coordinates, "", any, {}, feature->coordinates.doc});
  return rows;
}

Options methods_of(std::string_view family, const Catalogue& methods) {
  Options options;
  for (const auto& method : methods.of(family))
    options.push_back({method->name(), arguments_of(*method, methods), method->doc(), method});
  return options;
}

/// A row for what core describes: its default is that of the settings' struct, its options are the words that may stand
/// for it, then the methods of its family.
SettingSpec row_of(const ansatz::Setting& setting, const void* defaults, const Catalogue& methods) {
  std::string fallback = setting.rule;
  if (fallback.empty() && !setting.required) fallback = written(setting.read(defaults));
  Options options;
  for (const Word& word : setting.words) options.push_back({word.name, {}, methods.spelled(word.doc)});
  for (Option& option : methods_of(setting.family, methods)) options.push_back(std::move(option));
  return {setting.name,       setting.type, std::move(fallback), setting.limits,
          std::move(options), setting.doc,  setting.instead_of,  setting.sources};
}

Settings settings_of(const Method& method, const Catalogue& methods) {
  Settings rows;
  for (const ansatz::Setting& setting : method.settings())
    if (setting.written) rows.push_back(row_of(setting, method.defaults().get(), methods));
  return rows;
}

BlockSpec block_of(std::shared_ptr<const Method> method, const Catalogue& methods) {
  return {method->name(), "", settings_of(*method, methods), method->doc(), false, false, method};
}

BlockSpec network_block(const Catalogue& methods) {
  BlockSpec block = block_of(method_of(NetworkSpec{}), methods);
  for (SettingSpec& setting : block.settings)
    std::erase_if(setting.options, [](const Option& one) { return one.method && one.method->is("of_images"); });
  block.settings.insert(block.settings.begin() + 2, activation_row());
  block.settings.push_back({"input", inputs, "", any, methods_of(FeatureMethod::family, methods),
                            "what the first layer reads; every coordinate if not given"});
  return block;
}

BlockSpec sample_block(const Catalogue& methods) {
  BlockSpec block = block_of(method_of(Sampling{}), methods);
  block.settings.push_back(at_row());
  return block;
}

BlockSpec loss_block(const Catalogue& methods) {
  BlockSpec block = block_of(method_of(Weighting{}), methods);
  Settings rows = condition_weights();
  rows.insert(rows.end(), block.settings.begin(), block.settings.end());
  block.settings = std::move(rows);
  block.takes_condition_names = true;
  return block;
}

/// What a run always can leave, and every format: `csv` is of both.
BlockSpec output_block(const Catalogue& methods) {
  Options saved{{"model", {}, "the checkpoint"}};
  for (Option& format : methods_of(FormatMethod::family, methods)) {
    if (format.name == "csv") format.doc = "history, slopes and solution as tables";
    saved.push_back(std::move(format));
  }
  saved.push_back({"report", {}, "report.html, the run as one page"});
  return {"output",
          "",
          {
              {"dir", text, "", any, {}, "where the run is written; out/<name of the file> if not given"},
              {"save", choice_list, "[model, csv, report]", any, saved, "what is written"},
          },
          "where and what to write"};
}

/// What every plot says, as far as its kind reads it, and what its kind adds.
BlockSpec plot_block(const std::shared_ptr<const Method>& method, const Catalogue& methods) {
  const PlotMethod::Reads& reads = dynamic_cast<const PlotMethod&>(*method).reads;
  Settings rows;
  if (reads.most_of > 0)
    rows.push_back({"of", expressions, "", any, {}, "what is drawn, or the name of a condition for its residual"});
  if (reads.most_over > 0 && reads.least_over <= 1)
    rows.push_back({"along", coordinates, "", any, {}, "the coordinate that runs"});
  if (reads.most_over == 2) rows.push_back({"over", coordinates, "", any, {}, "the coordinates that run"});
  if (reads.over_steps)
    rows.push_back({"steps", whole_list, "", {0, limits::steps.upper}, {}, "of training, 0 its start; must be given"});
  else if (reads.steps)
    rows.push_back({"steps", whole_list, "", limits::steps, {}, "of training; the end if not given"});
  for (SettingSpec& row : settings_of(*method, methods)) rows.push_back(std::move(row));
  rows.push_back({"title", text, "", any, {}, "above the picture"});
  BlockSpec block{"plot", method->name(), std::move(rows), method->doc(), false, true, method};
  block.takes_coordinates = reads.most_over > 0;
  return block;
}

BlockSpec stage_block(const std::shared_ptr<const Method>& stage, const Catalogue& methods) {
  return {"train", stage->name(), settings_of(*stage, methods), stage->doc(), false, false, stage};
}

BlockSpec sweep_block() {
  return {"sweep", "", {}, "what varies in the runs of `ansatz sweep`, one for every combination", false, true};
}

/// The block without settings that files of a kind do not have.
BlockSpec without(std::initializer_list<std::string_view> names, BlockSpec block) {
  std::erase_if(block.settings, [&](const SettingSpec& setting) {
    return std::find(names.begin(), names.end(), setting.name) != names.end();
  });
  return block;
}

std::vector<BlockSpec> blocks_of_equations(const Catalogue& methods) {
  std::vector<BlockSpec> blocks = {
      network_block(methods),
      sample_block(methods),
      {"data", "", data_settings(), "measured values from a table, to be fitted", false, true},
      loss_block(methods),
      {"with", "check", check_settings(), "settings of a check: `check u >= 0 with tolerance = 1e-6`"},
      {"with", "domain", domain_settings(),
       "settings of the domain: `domain (r, phi) in rect([1, 0], [2, pi]) with coordinates = polar`"},
      {"with", "let", table_settings(), "settings of a table: `let D(x) from \"table.csv\" with method = cubic`"},
      {"with", "", with_settings(), "settings of one condition: `bc u = 0 on x = 0 with weight = 5`"},
  };
  for (const auto& stage : methods.of(StageMethod::family))
    blocks.push_back(without({"epochs"}, stage_block(stage, methods)));
  const std::vector<BlockSpec> rest{
      block_of(method_of(Compute{}), methods),
      output_block(methods),
  };
  blocks.insert(blocks.end(), rest.begin(), rest.end());
  for (const auto& kind : methods.of(PlotMethod::family)) blocks.push_back(plot_block(kind, methods));
  blocks.push_back(sweep_block());
  return blocks;
}

// --- of images ----------------------------------------------------------------------------------------

Settings image_data_settings(const Catalogue& methods) {
  Options formats;
  for (const ImageFormatInfo& known : image_formats())
    formats.push_back({std::string(known.word), {}, std::string(known.doc)});
  return {
      {"images", text, "", any, {}, "the file, which may be packed by gzip; must be given"},
      {"labels", text, "", any, {}, "their labels, where the format has these in a file of their own"},
      {"format", choice, "idx", any, formats, "of the files"},
      {"order", text, "", any, {}, "a text with the numbers of the images, from 0, in another order"},
      {"rows", whole_list, "", {1, 1e9}, {}, "the first and the last that is taken, from 1, in that order"},
      {"points", whole, "", counts, {}, "so many of these, drawn at random; all of them if not given"},
      {"augment", choice_list, "", any, methods_of(AugmentationMethod::family, methods),
       "what is done to images at random whenever they are learnt, one after the other"},
  };
}

BlockSpec image_network_block(const Catalogue& methods) {
  BlockSpec block = without({"hidden", "normalise"}, block_of(method_of(NetworkSpec{}), methods));
  block.doc = "the network that tells the classes apart";
  SettingSpec activation = activation_row();
  activation.fallback = "relu";
  block.settings.insert(block.settings.begin() + 1, std::move(activation));
  for (SettingSpec& setting : block.settings) {
    if (setting.name == "layers") {
      setting.doc = "layers one by one, the last of which gives a number for each class; must be given";
      setting.instead_of.clear();
    }
    if (setting.name == "init") setting.fallback = "fan_in";
  }
  const Settings extents{{"channels", whole, "", {1, 1e4}, {}, "of each image"},
                         {"height", whole, "", {1, 4096}, {}, "in pixels"},
                         {"width", whole, "", {1, 4096}, {}, "in pixels"},
                         {"mean", real_list, "[0]", any, {}, "taken from each channel, or one for all of them"},
                         {"deviation", real_list, "[1]", positive, {}, "that each is then divided by, or one for all"}};
  block.settings.push_back({"input",
                            choice,
                            "",
                            any,
                            {{"image", extents, "(pixels - mean) / deviation, pixels being from 0 to 1"}},
                            "what it reads; must be given"});
  return block;
}

/// By epochs, as many steps as there are batches in them.
BlockSpec image_stage_block(const std::shared_ptr<const Method>& stage, const Catalogue& methods) {
  BlockSpec block = without({"steps", "until", "retreat"}, stage_block(stage, methods));
  for (SettingSpec& setting : block.settings) {
    if (setting.name == "epochs") setting.fallback = "10", setting.doc = "how often every image is seen";
    if (setting.name == "batch") setting.fallback = "64", setting.doc = "images of a step";
    if (setting.name == "lr") setting.doc += " with the epochs";
  }
  return block;
}

BlockSpec image_output_block(const Catalogue& methods) {
  BlockSpec block = output_block(methods);
  for (SettingSpec& setting : block.settings)
    std::erase_if(setting.options, [](const Option& option) { return option.method && option.name != "csv"; });
  return block;
}

std::vector<BlockSpec> blocks_of_images(const Catalogue& methods) {
  const Options losses{{"cross_entropy", {}, "the mean of -log of the probability of the class that an image has"}};
  std::vector<BlockSpec> blocks = {
      image_network_block(methods),
      {"data", "", image_data_settings(methods), "images with labels: `data training`, and `data test` to judge by",
       false, true},
      {"loss", "", {{"data", choice, "cross_entropy", any, losses, "of the images of a batch"}}, "what is to be small"},
  };
  for (const auto& stage : methods.of(StageMethod::family))
    if (stage->find("epochs") != nullptr) blocks.push_back(image_stage_block(stage, methods));
  // The first is that of a file without any.
  std::stable_partition(blocks.begin() + 3, blocks.end(),
                        [](const BlockSpec& block) { return block.variant == "sgd"; });
  blocks.push_back(without({"scale"}, block_of(method_of(Compute{}), methods)));  // of fields and residuals
  blocks.push_back(image_output_block(methods));
  blocks.push_back(sweep_block());
  return blocks;
}

// --- of searches --------------------------------------------------------------------------------------

SettingSpec of_search(SearchValue value, std::string name, std::string fallback, std::string doc) {
  SettingSpec row{std::move(name), SettingType::text, std::move(fallback), any, {}, std::move(doc)};
  row.of_search = value;
  return row;
}

/// What stands for a word of graphs.
SettingSpec operators_row(search::Place place) {
  const std::string name(search::name_of(place));
  SettingSpec row = of_search(SearchValue::functions, name, "", fmt::format("what stands for `{}` in `space`", name));
  for (const search::OperatorFamily& family : search::operator_families()) {
    if (family.place != place) continue;
    row.options.push_back({std::string(family.name), {}, std::string(family.doc)});
    if (row.fallback.empty()) row.fallback = family.name;
  }
  return row;
}

BlockSpec search_block(const Catalogue& methods) {
  Options features;
  for (const search::FeatureKind& known : search::feature_kinds())
    features.push_back({std::string(known.name), {}, std::string(known.doc)});
  BlockSpec block = block_of(method_of(search::SearchSettings{}), methods);
  block.variant = "activation";
  block.only_if_written = true;
  const Settings rows{
      of_search(SearchValue::files, "problems", "", "that functions are tried on; must be given"),
      of_search(SearchValue::graphs, "space", "binary(unary, unary)", "what functions look like"),
      operators_row(search::Place::unary),
      operators_row(search::Place::binary),
      operators_row(search::Place::many),
      {"features", choice_list, "[outputs]", any, features, "what surrogates tell functions apart by"},
  };
  block.settings.insert(block.settings.begin(), rows.begin(), rows.end());
  return block;
}

std::vector<BlockSpec> blocks_of_searches(const Catalogue& methods) {
  const Settings where{
      {"dir", text, "", any, {}, "where the search is written; out/<name of the file>-search if not given"}};
  return {search_block(methods), {"output", "", where, "where to write"}};
}

std::vector<BlockSpec> blocks_of(const Catalogue& methods, ProblemKind kind) {
  switch (kind) {
    case ProblemKind::images: return blocks_of_images(methods);
    case ProblemKind::search: return blocks_of_searches(methods);
    case ProblemKind::equations: break;
  }
  return blocks_of_equations(methods);
}

}  // namespace

Schema::Schema(const Catalogue& methods, ProblemKind kind) : blocks_(blocks_of(methods, kind)) {}

bool may_repeat(std::string_view keyword) {
  return keyword == "network" || keyword == "train" || keyword == "data" || keyword == "plot";
}

}  // namespace ansatz::dsl
