#include "settings/blocks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "ansatz/core/automatic.hpp"
#include "ansatz/dsl/suggest.hpp"
#include "diagnostics/finding.hpp"
#include "settings/choices.hpp"

namespace ansatz::dsl {
namespace {

std::string title(const BlockSpec& spec) {
  return spec.variant.empty() ? spec.keyword : fmt::format("{} {}", spec.keyword, spec.variant);
}

/// Where blocks of a keyword stand in the table.
const BlockSpec* find_first(const Schema& schema, std::string_view keyword) {
  return &*std::find_if(schema.blocks().begin(), schema.blocks().end(),
                        [&](const BlockSpec& spec) { return spec.keyword == keyword; });
}

/// The weight of a condition by its name.
const SettingSpec& named_weight() {
  static const SettingSpec spec{"weight", SettingType::real, "", limits::not_negative, {}, "weight of this condition"};
  return spec;
}

/// The values at which a plot holds a coordinate, by its name.
const SettingSpec& held_values() {
  static const SettingSpec spec{"values", SettingType::values, "", limits::any, {}, "where this coordinate is held"};
  return spec;
}

/// The networks among these blocks, of which nothing was reported.
std::vector<NetworkSpec> networks_of(std::span<const EffectiveBlock> read, std::size_t fields) {
  std::vector<NetworkSpec> networks;
  for (const EffectiveBlock& block : read) {
    if (block.spec->keyword != "network") continue;
    networks.push_back(settings_of<NetworkSpec>(block));
    networks.back().fields = block.of;
    if (block.of.empty()) networks.back().fields.resize(fields);
  }
  return networks;
}

}  // namespace

std::optional<SettingSpec> find_row(const Model& model, const BlockSpec& spec, const std::string& name) {
  if (const SettingSpec* row = find_setting(spec, name)) return *row;
  const auto& conditions = model.condition_names;
  const bool weight =
      spec.takes_condition_names && std::find(conditions.begin(), conditions.end(), name) != conditions.end();
  const Symbol* symbol = model.find(name);
  const bool held = spec.takes_coordinates && symbol != nullptr && symbol->kind == SymbolKind::coordinate;
  if (!weight && !held) return std::nullopt;
  SettingSpec row = weight ? named_weight() : held_values();
  row.name = name;
  return row;
}

void check_name(const Statement& statement, bool is_variant, std::vector<Diagnostic>& diagnostics) {
  const Block& block = std::get<Block>(statement.content);
  if (!is_variant && block.name && block.keyword != "network" && block.keyword != "data")
    diagnostics.push_back(
        Finding(Code::unknown_setting, block.name->span, fmt::format("`{}` has no name", block.keyword)));
  if (!block.of.empty() && block.keyword != "network")
    diagnostics.push_back(
        Finding(Code::unknown_setting, block.of[0].span, fmt::format("`{}` is not `of` a field", block.keyword)));
}

std::vector<EffectiveBlock> BlockReader::read_blocks() {
  std::vector<EffectiveBlock> read;
  for (const Statement* statement : model_.blocks) read_statement(*statement, read);
  read_missing(read);
  report_overrides(read);
  end_plots_with_training(read);
  std::stable_sort(read.begin(), read.end(), [&](const EffectiveBlock& a, const EffectiveBlock& b) {
    return find_first(schema(), a.spec->keyword) < find_first(schema(), b.spec->keyword);
  });
  return read;
}

void BlockReader::read_statement(const Statement& statement, std::vector<EffectiveBlock>& read) {
  const Block& block = std::get<Block>(statement.content);
  const BlockSpec* spec = nullptr;
  if (!check_head(statement, block, spec)) return;
  for (const EffectiveBlock& earlier : read)
    if (earlier.spec->keyword == block.keyword && !may_repeat(block.keyword)) {
      diagnostics_.push_back(
          Finding(Code::already_taken, statement.keyword, fmt::format("a file has one `{}`", block.keyword))
              .label("the second")
              .also(earlier.statement->keyword, "the first"));
      return;
    }
  std::vector<Given> given;
  for (const Setting& setting : block.settings) {
    const auto same =
        std::find_if(given.begin(), given.end(), [&](const Given& g) { return g.key.text == setting.key.text; });
    if (same == given.end()) {
      given.push_back({setting.key, &setting.value, Origin::file});
      continue;
    }
    diagnostics_.push_back(
        Finding(Code::already_taken, setting.key.span, fmt::format("`{}` is set twice", setting.key.text))
            .label("the second")
            .also(same->key.span, "the first"));
  }
  read.push_back(read_block(*spec, &statement, given));
}

bool BlockReader::check_head(const Statement& statement, const Block& block, const BlockSpec*& spec) {
  const std::vector<std::string> names = schema().variants(block.keyword);
  spec = schema().find_block(block.keyword, block.name ? block.name->text : "");
  if (spec == nullptr && !names.empty()) {
    const Span place = block.name ? block.name->span : statement.keyword;
    diagnostics_.push_back(Finding(Code::unknown_setting, place,
                                   block.name ? fmt::format("there is no `{} {}`", block.keyword, block.name->text)
                                              : fmt::format("say which `{}`", block.keyword))
                               .instead_of(block.name ? block.name->text : "", names, "there are " + listed(names)));
    return false;
  }
  if (spec == nullptr && model_.kind != ProblemKind::equations)
    return false;  // reported where statements are collected
  if (spec == nullptr) throw InternalFault(fmt::format("`{}` is not in the table of settings", block.keyword));
  check_name(statement, !names.empty(), diagnostics_);
  return true;
}

void BlockReader::read_missing(std::vector<EffectiveBlock>& read) {
  for (const BlockSpec& spec : schema().blocks()) {
    if (spec.keyword == "with" || !schema().is_default(spec)) continue;
    const bool present = std::any_of(model_.blocks.begin(), model_.blocks.end(), [&](const Statement* statement) {
      return std::get<Block>(statement->content).keyword == spec.keyword;
    });
    if (present) continue;
    if (spec.keyword != "train") {
      read.push_back(read_block(spec, nullptr, {}));
      continue;
    }
    read.push_back(read_block(missing_stage(spec, read), nullptr, {}));
  }
}

namespace {

/// What a network reads that reads all coordinates.
InputRows coordinate_rows(const Model& model) {
  InputRows rows(model.coordinates.size());
  for (std::size_t i = model.space_dimensions(); i < model.shape_dimensions(); ++i)
    rows.parameters.push_back(static_cast<std::uint32_t>(i));
  return rows;
}

}  // namespace

/// `first` where something is wrong, and nothing will be trained.
const BlockSpec& BlockReader::missing_stage(const BlockSpec& first, std::span<const EffectiveBlock> read) {
  if (has_errors(diagnostics_) || model_.fields.empty()) return first;
  try {
    const Stage stage = default_stage(networks_of(read, model_.fields.size()), coordinate_rows(model_));
    return *schema().find_block("train", stage.name());
  } catch (const UserError&) {  // layers that make no network: reported where networks are made
    return first;
  }
}

EffectiveBlock BlockReader::read_block(const BlockSpec& spec, const Statement* statement,
                                       const std::vector<Given>& written) {
  EffectiveBlock block;
  block.spec = &spec;
  block.statement = statement;
  block.number = number_of(statement);
  const Block* content = statement != nullptr ? std::get_if<Block>(&statement->content) : nullptr;
  if (content != nullptr && spec.variant.empty() && content->name) block.name = content->name->text;
  if (content != nullptr) read_fields(*content, block);
  std::vector<Given> given = written;
  add_overrides(block, given);
  for (const Given& one : given) read_setting(block, one);
  settle_rivals(block);
  read_fallbacks(block);
  std::stable_sort(block.settings.begin(), block.settings.end(),
                   [](const EffectiveSetting& a, const EffectiveSetting& b) {
                     return b.spec == nullptr ? a.spec != nullptr : a.spec != nullptr && a.spec < b.spec;
                   });
  return block;
}

/// Of a block among those of its keyword in the file; 1 where it is not there.
std::size_t BlockReader::number_of(const Statement* statement) const {
  std::size_t number = 0;
  for (const Statement* other : model_.blocks) {
    if (statement == nullptr) break;
    if (std::get<Block>(other->content).keyword == std::get<Block>(statement->content).keyword) ++number;
    if (other == statement) return number;
  }
  return 1;
}

void BlockReader::read_fields(const Block& block, EffectiveBlock& effective) {
  std::vector<std::string> names;
  for (const Name& field : model_.fields) names.push_back(field.text);
  for (const Name& name : block.of) {
    const Symbol* symbol = model_.find(name.text);
    if (symbol == nullptr || symbol->kind != SymbolKind::field) {
      diagnostics_.push_back(Finding(Code::unknown_name, name.span, fmt::format("`{}` is not a field", name.text))
                                 .label("not a field")
                                 .instead_of(name.text, names));
      continue;
    }
    const std::vector<std::size_t> parts = symbol->parts();
    effective.of.insert(effective.of.end(), parts.begin(), parts.end());
  }
}

// --- one setting ------------------------------------------------------------------------------------

void BlockReader::read_setting(EffectiveBlock& block, const Given& given) {
  const std::optional<SettingSpec> row = find_row(model_, *block.spec, given.key.text);
  if (!row) return report_unknown_setting(*block.spec, given.key);
  const SettingSpec* spec = find_setting(*block.spec, given.key.text);
  EffectiveSetting setting{given.key.text, spec, given.tree, given.key.span, given.origin, {}};
  try {
    setting.value = values_.read(*row, *given.tree);
  } catch (const Failure& failure) {
    diagnostics_.push_back(failure.diagnostic);
  } catch (const Broken&) {  // reported where it broke
  }
  block.settings.push_back(std::move(setting));
}

void BlockReader::report_unknown_setting(const BlockSpec& spec, const Name& key) {
  std::vector<std::string> names = setting_names(spec);
  if (spec.takes_condition_names)
    names.insert(names.end(), model_.condition_names.begin(), model_.condition_names.end());
  if (spec.takes_coordinates)
    for (const Name& coordinate : model_.coordinates) names.push_back(coordinate.text);
  const bool loss = spec.takes_condition_names;
  diagnostics_.push_back(
      Finding(loss ? Code::unknown_target : Code::unknown_setting, key.span,
              loss ? fmt::format("there is no condition `{}` to weigh", key.text)
                   : fmt::format("`{}` has no setting `{}`", title(spec), key.text))
          .label(loss ? "not the name of a condition" : "not a setting")
          .instead_of(key.text, names, (loss ? "conditions and kinds are " : "it has ") + listed(names)));
}

namespace {

/// As `equation_points` of core counts them: parameters with a distribution are a quarter each.
double counted_dimensions(const Model& model) {
  std::size_t drawn = 0;
  for (const Statement* over : model.parameters_over)
    drawn += std::get<DomainDeclaration>(over->content).shape.kind == ExprKind::call ? 1 : 0;
  return static_cast<double>(model.coordinates.size()) - 0.75 * static_cast<double>(drawn);
}

}  // namespace

/// Defaults may speak of `dimensions` and of the settings before them; whole numbers are rounded down.
void BlockReader::read_fallbacks(EffectiveBlock& block) {
  for (const SettingSpec& spec : block.spec->settings) {
    const bool replaced = std::any_of(block.settings.begin(), block.settings.end(), [&](const EffectiveSetting& other) {
      return other.spec != nullptr && other.spec->instead_of == spec.name;
    });
    if (spec.fallback.empty() || replaced || block.find(spec.name) != nullptr) continue;
    const Expression& tree = values_.fallback(spec.fallback);
    EffectiveSetting setting{std::string(spec.name), &spec, &tree, {}, Origin::fallback, {}};
    try {
      const bool number = spec.type == SettingType::whole || spec.type == SettingType::real;
      if (number && find_option(spec, tree.text) == nullptr) {
        const double value = values_.evaluate_default(tree, block, counted_dimensions(model_));
        setting.value.numbers.push_back(spec.type == SettingType::whole ? std::floor(value) : value);
        if (tree.kind == ExprKind::number) setting.value.tree = &tree;
      } else {
        setting.value = values_.read(spec, tree);
      }
    } catch (const Broken&) {  // it speaks of a setting that was reported
    }
    block.settings.push_back(std::move(setting));
  }
}

EffectiveBlock BlockReader::read_with(const ConditionStatement& condition) {
  return read_with(condition.kind == ConditionStatement::Kind::check ? "check" : "", condition.with);
}

EffectiveBlock BlockReader::read_with(std::string_view variant, std::span<const Setting> settings) {
  EffectiveBlock block;
  block.spec = schema().find_block("with", variant);
  for (const Setting& setting : settings) {
    if (block.find(setting.key.text) != nullptr)
      diagnostics_.push_back(
          Finding(Code::already_taken, setting.key.span, fmt::format("`{}` is set twice", setting.key.text)));
    else
      read_setting(block, {setting.key, &setting.value, Origin::file});
  }
  return block;
}

}  // namespace ansatz::dsl
