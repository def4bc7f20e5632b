// How names and texts of the user look in LaTeX.
//
// A name is a letter with subscripts: lambda1 is \lambda_{1}, alpha_max is \alpha_{\mathrm{max}}; longer words stand
// upright. Two names of a problem never look the same: where the rule would make them so, the later one in the order of
// the alphabet is set as it is spelt.
//
// Read next: piece.hpp (how parts of a formula are joined).
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "names/model.hpp"

namespace ansatz::dsl {

/// What stands inside of \text{...} and \texttt{...}: no character has a meaning of its own any more.
std::string escape_text(std::string_view text);

struct TypesetName {
  std::string letter;                   // "u", "\nu", "\mathrm{velocity}"
  std::vector<std::string> subscripts;  // "1", "\mathrm{max}"

  std::string latex() const;
};
/// By the rule alone.
TypesetName typeset_name(std::string_view name);

class NameTable {
 public:
  explicit NameTable(const Model& model);
  /// Of a declared name, or of any other.
  std::string latex(std::string_view name) const { return find(name).latex(); }
  /// u_{xx}; with subscripts of its own, u_{1,xx}.
  std::string derivative(std::string_view field, std::span<const std::size_t> coordinates) const;
  /// Whether a declared name looks like this.
  bool taken(std::string_view latex) const;

 private:
  TypesetName find(std::string_view name) const;

  const Model& model_;
  std::map<std::string, TypesetName, std::less<>> names_;
};

}  // namespace ansatz::dsl
