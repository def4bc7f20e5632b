// The blocks of a file: which there are, what the command line changes in them, and their defaults.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "settings/settings.hpp"

namespace ansatz::dsl {

class BlockReader {
 public:
  BlockReader(Model& model, ValueReader& values, std::vector<Diagnostic>& diagnostics)
      : model_(model), values_(values), diagnostics_(diagnostics), override_used_(model.overrides.size(), false) {}

  /// All blocks of the file and, where a problem needs one that is not there, its defaults; in the order of the
  /// table, those of one keyword in the order of the file. `conditions` are the
  /// names that may have a weight in `loss`. Reports E0201, E0205, E0206, E0207 and what the values report.
  std::vector<EffectiveBlock> read_blocks(const std::vector<std::string>& conditions);
  /// The settings after `with`.
  EffectiveBlock read_with(const ConditionStatement& condition);

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
  void add_overrides(const BlockSpec& spec, const std::string& name, std::vector<Given>& given);
  void report_unknown_setting(const BlockSpec& spec, const Name& key);
  void report_overrides();
  void read_fields(const Block& block, EffectiveBlock& effective);

  Model& model_;
  ValueReader& values_;
  std::vector<Diagnostic>& diagnostics_;
  std::vector<bool> override_used_;
  std::vector<std::string> conditions_;
};

}  // namespace ansatz::dsl
