// A block of lines on a terminal that is written over in place.
//
// Below the block stands the cursor, at the start of a line: a program that ends at any moment leaves whole lines and
// a fresh one, and what the terminal echoes (^C) is written over by the next block.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace ansatz::cli {

class RedrawnBlock {
 public:
  /// What to write to replace the block by these lines on a terminal that is `width` columns wide now. Lines that were
  /// written when it was wider count as many rows as terminals break them into.
  std::string replaced_by(std::vector<std::string> lines, std::size_t width);

 private:
  std::vector<std::string> lines_;
};

}  // namespace ansatz::cli
