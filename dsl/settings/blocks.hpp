// The blocks of a file: which there are, what the command line changes in them, and their defaults.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "settings/settings.hpp"

namespace ansatz::dsl {

/// What a block takes under that name in this problem: a setting of the table, the weight of a condition, the values at
/// which a plot holds a coordinate; nothing where there is no such setting.
std::optional<SettingSpec> find_row(const Model& model, const BlockSpec& spec, const std::string& name);

/// E0205 for a name, or an `of`, that a block of this kind does not have. `is_variant`: its name says which it is.
void check_name(const Statement& statement, bool is_variant, std::vector<Diagnostic>& diagnostics);

class BlockReader {
 public:
  BlockReader(Model& model, ValueReader& values, std::vector<Diagnostic>& diagnostics)
      : model_(model), values_(values), diagnostics_(diagnostics), override_used_(model.overrides.size(), false) {}

  /// All blocks of the file and, where a problem needs one that is not there, its defaults; in the order of the
  /// table, those of one keyword in the order of the file. Reports E0201, E0205, E0206, W0609, W0612 and what the
  /// values report.
  std::vector<EffectiveBlock> read_blocks();
  /// The settings after `with`, of a condition; and of what the variant of `with` names.
  EffectiveBlock read_with(const ConditionStatement& condition);
  EffectiveBlock read_with(std::string_view variant, std::span<const Setting> settings);

 private:
  struct Given {
    Name key;
    const Expression* tree = nullptr;
    Origin origin = Origin::file;
  };

  const Schema& schema() const { return *model_.schema; }
  void read_statement(const Statement& statement, std::vector<EffectiveBlock>& read);
  void read_missing(std::vector<EffectiveBlock>& read);
  const BlockSpec& missing_stage(const BlockSpec& first, std::span<const EffectiveBlock> read);
  bool check_head(const Statement& statement, const Block& block, const BlockSpec*& spec);
  EffectiveBlock read_block(const BlockSpec& spec, const Statement* statement, const std::vector<Given>& given);
  void read_setting(EffectiveBlock& block, const Given& given);
  void settle_rivals(EffectiveBlock& block);
  void read_fallbacks(EffectiveBlock& block);
  void add_overrides(const EffectiveBlock& block, std::vector<Given>& given);
  bool takes(const EffectiveBlock& block, const std::string& setting) const;
  void report_unknown_setting(const BlockSpec& spec, const Name& key);
  void report_overrides(std::span<const EffectiveBlock> read);
  void end_plots_with_training(std::vector<EffectiveBlock>& read);
  void end_with(double last, const EffectiveBlock& plot, EffectiveSetting& steps);
  std::size_t number_of(const Statement* statement) const;
  void read_fields(const Block& block, EffectiveBlock& effective);

  Model& model_;
  ValueReader& values_;
  std::vector<Diagnostic>& diagnostics_;
  std::vector<bool> override_used_;
};

}  // namespace ansatz::dsl
