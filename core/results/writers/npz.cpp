// npz: arrays of NumPy by name, numpy.load("u.npz")["u"].
//
// On a grid every coordinate is an array of its values along its axis (a number where it is held), and every quantity
// an array over the axes in the order of the coordinates, nan where there is no solution; without a grid all are as
// long as there are points. Format: NumPy enhancement proposal 1, "A Simple File Format for NumPy Arrays", version 1.0;
// names are cut to what the name of a file may contain.
#include <fmt/format.h>

#include <set>

#include "ansatz/core/results.hpp"
#include "ansatz/core/writers.hpp"
#include "checkpoint/bytes.hpp"
#include "results/writers/archive.hpp"
#include "results/writers/names.hpp"

namespace ansatz {
namespace {

/// Doubles in the order of C, as a file of NumPy.
std::string array_of(std::span<const std::size_t> shape, std::span<const double> values) {
  std::string sides;
  for (const std::size_t side : shape) sides += fmt::format("{},", side);
  std::string header = fmt::format("{{'descr': '<f8', 'fortran_order': False, 'shape': ({}), }}", sides);
  constexpr std::size_t preamble = 10, alignment = 64;
  header.append(alignment - 1 - (preamble + header.size()) % alignment, ' ');
  header += '\n';
  std::string bytes = "\x93NUMPY";
  bytes.append({'\x01', '\x00', static_cast<char>(header.size() & 0xff), static_cast<char>(header.size() >> 8)});
  ByteWriter numbers;
  for (const double value : values) numbers.number(value);
  return bytes + header + numbers.bytes();
}

class Arrays {
 public:
  void add(std::string_view name, std::span<const std::size_t> shape, std::span<const double> values) {
    std::string member = member_name(name);
    for (int i = 2; !taken_.insert(member).second; ++i) member = fmt::format("{}_{}", member_name(name), i);
    files_.push_back({member + ".npy", array_of(shape, values)});
  }
  std::string archive() const { return archive_of(files_); }

 private:
  std::vector<ArchiveFile> files_;
  std::set<std::string> taken_;
};

void write_arrays(const NpzFormat&, const std::filesystem::path& file, const Extract& extract) {
  Arrays arrays;
  const std::vector<double> points = extract.points();
  const std::size_t dimensions = extract.coordinates().size();
  std::vector<std::size_t> shape;
  for (std::size_t i = 0; i < dimensions; ++i) {
    std::vector<double> along;
    std::vector<std::size_t> length;
    if (extract.axes().empty()) {
      for (std::size_t p = 0; p < extract.count(); ++p) along.push_back(points[p * dimensions + i]);
      length = {along.size()};
    } else {
      along = extract.axes()[i];
      if (along.size() > 1) length = {along.size()};
    }
    arrays.add(extract.coordinates()[i], length, along);
    if (!extract.axes().empty()) shape.insert(shape.end(), length.begin(), length.end());
  }
  if (extract.axes().empty()) shape = {extract.count()};
  const std::vector<std::vector<double>> values = extract.values(points);
  for (std::size_t k = 0; k < values.size(); ++k) arrays.add(extract.columns()[k].name, shape, values[k]);
  write_whole(file, arrays.archive());
}

}  // namespace

std::shared_ptr<const FormatMethod> method_of(const NpzFormat&) {
  static const auto method = std::make_shared<const FormatMethod>(
      described<NpzFormat>, "npz", "arrays for NumPy: the axes of the grid, and each quantity over them",
      std::vector<Setting>{}, FormatTraits{{".npz"}}, write_arrays);
  return method;
}

}  // namespace ansatz
