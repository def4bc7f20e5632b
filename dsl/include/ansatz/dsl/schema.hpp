// The settings of the language: one table of all blocks, their settings, types, defaults, ranges and one line
// of documentation each.
//
// Everything that speaks of settings reads this table: the checks and their suggestions, the defaults, the
// resolved file, `ansatz show`, `ansatz doc`, completion, the reference. A new setting is a row here and the
// line in the lowering that uses it.
//
// Defaults are written as a user would write them and are read the same way. They may speak of `dimensions`,
// the number of coordinates, and of earlier settings of the same block (`sample_eq` is `eq` of `sample`); whole
// numbers are rounded down. What the language reserves but this version cannot do is in the table too, marked
// as such: using it is an error that says so.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ansatz::dsl {

enum class SettingType : std::uint8_t {
  whole,        // a whole number
  real,         // a number
  boolean,      // true or false
  text,         // "a string"
  whole_list,   // [20]*6
  real_list,    // [10, 50]
  choice,       // one of the options, with arguments where it has some
  choice_list,  // [model, csv]
  activation,   // a built-in activation, or a `let` of one argument
  coordinates,  // of an argument: one or more coordinates, by position
  name,         // of something the file declares
  names,        // [x, t, u]
  inputs,       // [periodic(x), t, x*t]: coordinates, options of coordinates, expressions of coordinates
};

/// Where the value of a setting comes from.
enum class Origin : std::uint8_t { fallback, file, command_line };

/// The values a number may take. `above`: the lower end itself is excluded.
struct Limits {
  double lower = -std::numeric_limits<double>::infinity();
  double upper = std::numeric_limits<double>::infinity();
  bool above = false;
};

/// An argument of an option: `n` of `nlaaf(n = 10)`. May be given by position, in the order of the table.
struct Argument {
  std::string_view name;
  SettingType type = SettingType::real;
  std::string_view fallback;  // an expression; empty: must be given
  Limits limits;
  std::span<const std::string_view> words;  // of a choice
  std::string_view doc;
};

struct Option {
  std::string_view name;
  std::span<const Argument> arguments;
  std::string_view doc;
  bool implemented = true;
};

struct SettingSpec {
  std::string_view name;
  SettingType type = SettingType::real;
  std::string_view fallback;  // an expression; empty: there is no value unless one is given
  Limits limits;
  std::span<const Option> options;  // of a choice; of a number: what may stand in its place (`threads = all`)
  std::string_view doc;
  bool implemented = true;
};

struct BlockSpec {
  std::string_view keyword;
  std::string_view variant;  // `adam` of `train adam`; empty where the block's name is the user's choice
  std::span<const SettingSpec> settings;
  std::string_view doc;
  bool implemented = true;
  bool takes_condition_names = false;  // `loss { walls = 10 }`
  bool only_if_written = false;        // a file without it has none, not one of defaults
};

/// Every block, in the order of the reference. `with` stands for the settings of a condition.
std::span<const BlockSpec> blocks();
/// The block of that keyword, and of that variant where the keyword has variants; null if there is none.
const BlockSpec* find_block(std::string_view keyword, std::string_view variant);
/// Whether a file without any block of that keyword has this one: it has no variants, or is the first of them, and
/// its settings have defaults.
bool is_default(const BlockSpec& block);
/// Variants of a keyword (`adam`, `lbfgs`, ...); empty for a block without.
std::vector<std::string_view> variants(std::string_view keyword);
/// What may be set in a block of this version.
std::vector<std::string> setting_names(const BlockSpec& block);
const SettingSpec* find_setting(const BlockSpec& block, std::string_view name);
const Option* find_option(const SettingSpec& setting, std::string_view name);

/// "a whole number >= 1", "`fixed`, `gaaf`, `llaaf` or `nlaaf`": how messages and the reference speak of a type.
std::string describe(const SettingSpec& setting);
std::string describe(const Argument& argument);

/// Whether a block of that keyword may stand in a file more than once.
bool may_repeat(std::string_view keyword);

}  // namespace ansatz::dsl
