// Which methods there are, by family: a value that is made, added to, and handed to the language.
//
//   Catalogue methods = builtin_methods();
//   methods.add<MyOptimiser>();                       // a struct of settings with `method_of`
//   dsl::compile_file("problem.pde", {}, {}, methods) // whose text may now say `train my_optimiser { ... }`
//
// The built-in ones are listed in methods.hpp.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ansatz/core/method.hpp"

namespace ansatz {

class Catalogue {
 public:
  /// Adds the method whose settings these are, after the others of its family. Throws UserError where it cannot be
  /// spoken of: no name that can be written, a name that is taken, no line of documentation, two settings of one name,
  /// a default out of its range.
  template <class Settings>
  Catalogue& add() {
    const auto method = method_of(Settings{});
    add(std::string(std::decay_t<decltype(*method)>::family), method);
    return *this;
  }
  void add(std::string family, std::shared_ptr<const Method> method);

  /// In the order in which they were added; the first is the default where a family has one.
  const std::vector<std::shared_ptr<const Method>>& of(std::string_view family) const;
  /// Null if there is none of that name.
  std::shared_ptr<const Method> find(std::string_view family, std::string_view name) const;

  /// A text about other methods with their names in place of what they are: of `train` those for which `is` holds the
  /// word first_order, in the place of {train.first_order}.
  std::string spelled(std::string_view text) const;

 private:
  std::map<std::string, std::vector<std::shared_ptr<const Method>>, std::less<>> families_;
};

/// All that come with the library.
Catalogue builtin_methods();

}  // namespace ansatz
