// What a text declares, read off its lines before the scanner makes tokens of them: `du/dx` is a derivative where u is
// a field and x a coordinate, and a quotient elsewhere.
//
// It is a look, not a reading: what an included file declares is not there, and a statement that cannot be read leaves
// out names. Repairs that need them then offer less, and never something wrong.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>

namespace ansatz::dsl {

struct DeclaredNames {
  using Names = std::set<std::string_view, std::less<>>;  // parts of the text
  Names fields;
  Names coordinates;
  Names others;  // `param`, `unknown`, `let`

  /// The longest coordinate that `text` begins with; empty where it begins with none.
  std::string_view coordinate_before(std::string_view text) const;
  /// Whether a word is coordinates one after another, as behind the `_` of a derivative.
  bool are_coordinates(std::string_view word) const;
};

DeclaredNames declared_names(std::string_view text);

}  // namespace ansatz::dsl
