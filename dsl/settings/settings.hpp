// Settings as they came to be: the table's defaults, the file's blocks, the command line, in this order, read
// and checked against the table. Everything after this works with values, not with trees.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ansatz/dsl/schema.hpp"
#include "evaluate/evaluate.hpp"
#include "names/model.hpp"
#include "names/names.hpp"

namespace ansatz::dsl {

/// A name, or a name with arguments.
inline bool is_word(const Expression& tree) { return tree.kind == ExprKind::name || tree.kind == ExprKind::call; }

struct SettingValue {
  const Expression* tree = nullptr;  // what it was read from
  std::vector<double> numbers;       // of a number or a list; of coordinates, which they are
  std::string word;                  // a text, an option, an activation, criteria as core spells them
  std::vector<std::string> words;    // of a list of names
  bool truth = false;
  bool is_option = false;
  std::optional<std::size_t> definition;  // of an activation that is a `let`
  std::shared_ptr<const Method> method;   // of a function within a choice that is a `let`: what stands for it
  std::string name;                       // of an argument
  std::vector<SettingValue> arguments;    // of an option: all, in the order of the table; of an activation, its starts
  std::vector<SettingValue> items;        // of a list of options, inputs, expressions, files, functions: each of them

  double number() const { return numbers.at(0); }
  const SettingValue& argument(std::string_view wanted) const;
};

struct EffectiveSetting {
  std::string name;
  const SettingSpec* spec = nullptr;  // null: a weight by the name of its condition, values of a coordinate by its name
  const Expression* tree = nullptr;
  Span place;  // of the key
  Origin origin = Origin::fallback;
  SettingValue value;
};

/// A block with every setting that has a value.
struct EffectiveBlock {
  const BlockSpec* spec = nullptr;
  const Statement* statement = nullptr;  // null: not in the file
  std::string name;                      // the user's, of a network
  std::size_t number = 1;                // among those of its keyword in the file
  std::vector<std::size_t> of;           // fields
  std::vector<EffectiveSetting> settings;

  const EffectiveSetting* find(std::string_view setting) const;
  const SettingValue& operator[](std::string_view setting) const { return find(setting)->value; }
};

/// The parts of a list; of what is none, itself.
std::vector<const Expression*> parts_of(const Expression& tree);

/// Reads values: one expression against one row of the table. Everything wrong is thrown as a Failure:
/// E0205 unknown option, E0303 its arguments, E0304 type and range, E0409.
class ValueReader {
 public:
  ValueReader(Model& model, Evaluator& constants, Resolver& resolver)
      : model_(model), constants_(constants), resolver_(resolver) {}

  SettingValue read(const SettingSpec& spec, const Expression& tree);
  /// The tree of a default of the table.
  const Expression& fallback(std::string_view text);
  /// The number a default stands for, as in `2000*dimensions` or `eq/5`: other names are settings of `block`.
  double evaluate_default(const Expression& tree, const EffectiveBlock& block, double dimensions);

 private:
  /// What is asked for, in words for messages.
  struct Wanted {
    std::string_view name;
    SettingType type;
    const Limits& limits;
    std::string description;
  };
  SettingValue read_any(const SettingSpec& spec, const Expression& tree);
  SettingValue read_plain(const Wanted& wanted, const Expression& tree);
  void append(std::vector<double>& numbers, const Wanted& wanted, const Expression& tree);
  void append(std::vector<SettingValue>& options, const SettingSpec& spec, const Expression& tree);
  template <class Member>
  std::vector<Member> repeated(const Expression& tree, const std::vector<Member>& once);
  double number(const Wanted& wanted, const Expression& tree);
  SettingValue read_option(const SettingSpec& spec, const Expression& tree);
  SettingValue read_options(const SettingSpec& spec, const Expression& tree);
  std::size_t slot_of(const SettingSpec& spec, const Option& option, const Name& name) const;
  void read_arguments(const SettingSpec& spec, const Option& option, const Expression& call,
                      std::vector<const Expression*>& given);
  SettingValue read_argument(const SettingSpec& argument, const Expression& tree);
  SettingValue read_inputs(const SettingSpec& spec, const Expression& tree);
  SettingValue read_feature(const SettingSpec& spec, const Expression& tree);
  SettingValue read_activation(const SettingSpec& spec, const Expression& tree);
  SettingValue read_own_activation(std::size_t definition, const Expression& tree);
  std::vector<SettingValue> read_trained_arguments(const Declared& function, const Expression& call);
  SettingValue read_functions(const SettingSpec& argument, const Expression& tree);
  SettingValue read_function(const SettingSpec& argument, const Expression& tree);
  SettingValue read_expressions(const SettingSpec& spec, const Expression& tree);
  SettingValue read_coordinates(const SettingSpec& spec, const Expression& tree);
  SettingValue read_values(const SettingSpec& spec, const Expression& tree);
  SettingValue read_criteria(const SettingSpec& spec, const Expression& tree);
  // Of searches: settings_search.cpp.
  SettingValue read_search(const SettingSpec& spec, const Expression& tree);
  std::string read_file_name(const SettingSpec& spec, const Expression& tree);
  std::string read_graph(const SettingSpec& spec, const Expression& tree);
  SettingValue read_operator(const SettingSpec& spec, const Expression& tree);
  std::string duration(const Expression& tree);
  std::string criterion(const SettingSpec& spec, const Expression& tree);
  /// E0205: a word that is none of the options; `all` says what may stand there.
  [[noreturn]] void refuse_word(const SettingSpec& spec, const Expression& tree, const std::string& all);
  [[noreturn]] void refuse(const Wanted& wanted, const Expression& tree, const std::string& got);

  Model& model_;
  Evaluator& constants_;
  Resolver& resolver_;
};

}  // namespace ansatz::dsl
