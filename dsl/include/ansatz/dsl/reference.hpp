// The tables of the language as Markdown, from the tables that the language works by: what a reference says of
// settings, functions, activations and messages cannot differ from what the program does.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ansatz::dsl {

struct ReferenceTable {
  std::string_view name;  // "settings"
  std::string markdown;
};

/// functions, settings, activations and messages, in this order.
std::vector<ReferenceTable> reference_tables();

}  // namespace ansatz::dsl
