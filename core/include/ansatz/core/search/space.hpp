// Spaces of candidates: graphs, whose places are filled with operators in every way.
//
// A graph is written as candidates are, of the words `unary`, `binary` and `many`: "binary(unary, unary)"; what has no
// argument takes `x`. The candidates of a space are numbered: graph by graph, in each the operator of the first word
// changes last. So a space of a million is never held in memory, and any of it can be drawn by its number.
//
// Read next: classes.hpp (which candidates are the same function).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ansatz/core/search/candidate.hpp"

namespace ansatz::search {

/// What a space is made of.
struct SpaceSpec {
  std::vector<std::string> graphs;
  std::vector<OperatorRef> unary, binary, many;
};

class Space {
 public:
  static constexpr std::uint64_t most_candidates = 1'000'000'000'000;

  /// Throws UserError for a graph that is none, for a word without operators, for an operator under a word that is not
  /// its own, and for more than `most_candidates`.
  explicit Space(SpaceSpec spec);

  const SpaceSpec& spec() const { return spec_; }
  std::uint64_t size() const { return size_; }
  /// The candidate of that number, below size().
  Candidate operator[](std::uint64_t number) const;

 private:
  enum class Word { unary, binary, many };
  struct Pattern {  // words in the order in which they are written, each with its number of arguments that are words
    std::vector<std::pair<Word, std::size_t>> words;
    std::uint64_t size = 0;
  };
  const std::vector<OperatorRef>& operators_of(Word word) const;
  Pattern read(std::string_view graph) const;
  Candidate build(const Pattern& pattern, std::size_t& word, std::span<const std::size_t> digits) const;

  SpaceSpec spec_;
  std::vector<Pattern> patterns_;
  std::uint64_t size_ = 0;
};

/// binary(unary, unary) of the 7 and 27 operators of AQuaSurF: 5,103 candidates.
Space aquasurf_space(const Operators& operators);
/// All graphs of four operators of the 27, 7 and 4: 1,023,516 candidates.
Space aquasurf_large_space(const Operators& operators);

/// binary(unary, unary) for differential equations: the 18 smooth ones of the 27, sin, gauss, sech, gelu and mish; add,
/// sub, mul, div and pow, of which only those are smooth that `is_guarded` (classes.hpp) lets pass.
Space smooth_space(const Operators& operators);

}  // namespace ansatz::search
