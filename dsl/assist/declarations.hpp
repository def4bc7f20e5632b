// What the statements of a model declare, by name: the first half of an index.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "ansatz/dsl/reading.hpp"
#include "names/model.hpp"

namespace ansatz::dsl {

using NameNumbers = std::map<std::string, std::size_t, std::less<>>;  // in Reading::names, by name
inline constexpr std::size_t not_declared = static_cast<std::size_t>(-1);
std::size_t find_in(const NameNumbers& numbers, std::string_view name);

/// Names of different kinds may be equal, but for those of expressions.
struct Declarations {
  NameNumbers symbols, conditions, checks, networks;
  std::map<std::string, NameNumbers, std::less<>> arguments;  // of each function
};

/// Enters them in a reading, in the order of the text, each with the mention that declares it. Where a name is declared
/// twice the first is meant, and the second mentions it.
Declarations declare_names(const Model& model, Reading& reading);
/// Another name of a reading, with the mention that declares it: its number.
std::size_t enter_name(Reading& reading, NamedKind kind, const Name& name, const Statement& statement);

}  // namespace ansatz::dsl
