// The reference of the language as pages in Markdown, from the tables that the language works by: what it says of
// settings, functions, activations and messages cannot differ from what the program does.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ansatz/core/catalogue.hpp"

namespace ansatz::dsl {

struct ReferencePage {
  std::string_view name;  // "settings", of docs/reference/settings.md
  std::string markdown;   // the whole page
};

/// A word of the language that is no setting.
struct ReferenceWord {
  std::string name;       // "disk"
  std::string signature;  // "disk(center, radius)"
  std::string doc;
};
std::vector<ReferenceWord> reference_statements();  // but blocks of settings, which the schema has
std::vector<ReferenceWord> reference_functions();   // shapes among them
std::vector<ReferenceWord> reference_places();      // of conditions
std::vector<ReferenceWord> reference_activations();
std::vector<ReferenceWord> reference_series();  // numbers of an axis
std::vector<ReferenceWord> reference_axes();    // what stands in a sweep, series among them

/// functions, messages and settings, in this order.
std::vector<ReferencePage> reference_pages(const Catalogue& methods = builtin_methods());

}  // namespace ansatz::dsl
