// The settings of the language: one table of all blocks, their settings, types, defaults, ranges and one line
// of documentation each.
//
// Everything that speaks of settings reads this table: the checks and their suggestions, the defaults, the
// resolved file, `ansatz show`, `ansatz doc`, completion, the reference. Most of it is not written here: methods
// (optimisers, ...) and what they take come from the catalogue that a schema is made of, where each is described
// beside what it does.
//
// Defaults are written as a user would write them and are read the same way. They may speak of `dimensions`,
// the number of coordinates, and of earlier settings of the same block (`sample_eq` is `eq` of `sample`); whole
// numbers are rounded down.
//
// Problems of equations, problems of images and searches have tables of their own, of which a file sees one.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ansatz/core/catalogue.hpp"

namespace ansatz::dsl {

using ansatz::Limits;
using ansatz::SettingType;

/// Where the value of a setting comes from.
enum class Origin : std::uint8_t { fallback, file, command_line };

/// What settings of searches take, of which core's methods know nothing.
enum class SearchValue : std::uint8_t {
  none,       // something else: what `type` says
  files,      // ["poisson.pde", "burgers.pde"]
  graphs,     // binary(unary, unary), or a list of such
  functions,  // [tanh, sin, wave]: operators, functions of the language, `let`s
};

struct Option;

struct SettingSpec {
  std::string name;
  SettingType type = SettingType::real;
  std::string fallback{};  // an expression; empty: there is no value unless one is given
  Limits limits{};
  std::vector<Option> options;  // of a choice; of a number: what may stand in its place (`threads = all`)
  std::string doc{};
  std::string instead_of{};  // another setting of the block, that has no value where this one is given; empty: none
  std::vector<Publication> sources{};  // what it comes from; may be empty
  SearchValue of_search = SearchValue::none;
};

/// `nlaaf` of `adaptive`. Its arguments, as in `nlaaf(n = 10)`, may be given by position too, in their order; one
/// without a default must be given.
struct Option {
  std::string name;
  std::vector<SettingSpec> arguments{};
  std::string doc{};
  std::shared_ptr<const Method> method{};  // that it stands for, if it is one
};

struct BlockSpec {
  std::string keyword;
  std::string variant{};  // `adam` of `train adam`; empty where the block's name is the user's choice
  std::vector<SettingSpec> settings{};
  std::string doc{};
  bool takes_condition_names = false;      // `loss { walls = 10 }`
  bool only_if_written = false;            // a file without it has none, not one of defaults
  std::shared_ptr<const Method> method{};  // that the variant is
  bool takes_coordinates = false;          // `plot slice { t = 0.5 }`
};

/// What a file is about: a domain and what holds on it, images and their classes, or a search, which names problems.
enum class ProblemKind : std::uint8_t { equations, images, search };

class Schema {
 public:
  /// What the language says with these methods, in files of this kind.
  explicit Schema(const Catalogue& methods, ProblemKind kind = ProblemKind::equations);

  /// Every block, in the order of the reference. `with` stands for the settings of a condition.
  const std::vector<BlockSpec>& blocks() const { return blocks_; }
  /// The block of that keyword, and of that variant where the keyword has variants; null if there is none.
  const BlockSpec* find_block(std::string_view keyword, std::string_view variant) const;
  /// Whether a file without any block of that keyword has this one: it has no variants, or is the first of them, and
  /// its settings have defaults.
  bool is_default(const BlockSpec& block) const;
  /// Variants of a keyword (`adam`, `lbfgs`, ...); empty for a block without.
  std::vector<std::string> variants(std::string_view keyword) const;

 private:
  std::vector<BlockSpec> blocks_;
};

/// What may be set in a block.
std::vector<std::string> setting_names(const BlockSpec& block);
const SettingSpec* find_setting(const BlockSpec& block, std::string_view name);
const Option* find_option(const SettingSpec& setting, std::string_view name);

/// "a whole number >= 1", "`fixed`, `gaaf`, `llaaf` or `nlaaf`": how messages and the reference speak of a type.
std::string describe(const SettingSpec& setting);

/// Whether a block of that keyword may stand in a file more than once.
bool may_repeat(std::string_view keyword);

}  // namespace ansatz::dsl
