// In which formats a solution can be written: `output { save = [npz] }`, `ansatz eval`, `ansatz export`.
//
// A new format is a struct, its `method_of` with a function that writes one file, and a line in methods.hpp. What it
// writes is an extract of a solution: writers.hpp.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "ansatz/core/method.hpp"

namespace ansatz {

class Extract;

/// What others need to know of a format.
struct FormatTraits {
  std::vector<std::string> endings;  // of its files, the likeliest first: ".npz"
  bool points = true;                // writes values at the points; false: something else of the solution
  std::size_t most_coordinates = 0;  // along which a grid has more than one point; 0: as many as there are
  /// The ending of a file that is named without one; null: the first.
  std::function<std::string(const Extract& extract)> ending{};
};

struct FormatMethod : Method {
  static constexpr std::string_view family = "format";
  /// Replaces the file whole. Throws WorldFailure, and UserError where the format cannot hold what is wanted.
  template <class Settings>
  using WriteOf = void (*)(const Settings& settings, const std::filesystem::path& file, const Extract& extract);
  using Write = std::function<void(const void* settings, const std::filesystem::path& file, const Extract& extract)>;

  /// Throws InternalFault where its files have no ending.
  template <class Settings>
  FormatMethod(Described<Settings> of, std::string name, About about, std::vector<Setting> settings, FormatTraits what,
               std::type_identity_t<WriteOf<Settings>> how)
      : Method(of, std::move(name), std::move(about), std::move(settings)),
        traits(std::move(what)),
        write([how](const void* from, const std::filesystem::path& file, const Extract& extract) {
          how(*static_cast<const Settings*>(from), file, extract);
        }) {
    require_ending();
  }

  FormatTraits traits;
  Write write;

 private:
  void require_ending() const;
};

using Format = ChoiceOf<FormatMethod>;

/// A table: a row a point.
struct CsvFormat {};
/// Arrays of NumPy by name, in one archive.
struct NpzFormat {};
/// Grids and meshes for ParaView.
struct VtkFormat {};
/// A header in C++17 without dependencies.
struct CppFormat {};

std::shared_ptr<const FormatMethod> method_of(const CsvFormat&);
std::shared_ptr<const FormatMethod> method_of(const NpzFormat&);
std::shared_ptr<const FormatMethod> method_of(const VtkFormat&);
std::shared_ptr<const FormatMethod> method_of(const CppFormat&);

}  // namespace ansatz
