// Where the values of a function that is being written stand: what does not vary as numbers, single rows as variables
// t, columns in arrays v that values share which are not needed at the same time.
//
// Rows of another value (a slice, a repetition) have no place of their own: they are read where that value stands.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "ansatz/autodiff/expression.hpp"

namespace ansatz::ad {

class SourceValues {
 public:
  /// `nodes` are all that the outputs depend on, operands first.
  SourceValues(Expr point, const std::vector<std::uint32_t>& nodes, std::span<const Expr> outputs);

  bool varies(std::uint32_t id) const { return graph_.node(id).shape.on_axis(); }
  std::uint32_t rows(std::uint32_t id) const { return graph_.node(id).shape.rows; }
  /// Whether the value is rows of another under another name.
  bool is_name(std::uint32_t id) const;
  /// The value whose rows those of `id` are: itself where it is no name.
  std::uint32_t named(std::uint32_t id) const;

  /// Row `index + offset` of a value; without an index, row `offset`.
  std::string access(std::uint32_t id, const std::string& index, std::uint32_t offset) const;
  /// The array of a column that is being computed.
  std::string array(std::uint32_t id) const;
  static std::string element(const std::string& array, const std::string& index, std::uint32_t offset);

  /// A place for a value that is about to be computed. A name needs none: its value is kept as long as it.
  void begin(std::uint32_t id);
  /// Notes which operands nothing after `user` reads, under none of their names.
  void release_operands(std::uint32_t user);
  /// What was noted is free now. Not before the open loop ends: an operation of that may still read any row.
  void reuse();

  /// The arrays, to be written before the code that uses them.
  std::string declarations() const;

 private:
  void fold(const std::vector<std::uint32_t>& nodes, std::span<const Expr> outputs);
  void release(std::uint32_t id, std::uint32_t user);
  std::size_t take_slot(std::uint32_t size);

  Graph& graph_;
  std::uint32_t point_;
  std::map<std::uint32_t, std::vector<double>> numbers_;  // what does not vary
  std::map<std::uint32_t, std::uint32_t> last_use_;
  std::map<std::uint32_t, std::size_t> slot_of_;
  std::vector<std::uint32_t> slots_;                        // rows of each
  std::map<std::uint32_t, std::vector<std::size_t>> idle_;  // slots by their rows
  std::set<std::uint32_t> ended_;
};

}  // namespace ansatz::ad
