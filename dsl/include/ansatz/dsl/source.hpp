// Texts and places in them: what every diagnostic and every node of the tree points into.
//
// Read next: syntax.hpp (the tree of a text), diagnostic.hpp (what is wrong with it).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ansatz::dsl {

/// Bytes [begin, end) of source `file` (an index into `Sources`; includes and --set values are sources too).
struct Span {
  std::uint32_t file = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// One text that spans point into: a file, an included file, or the value of a --set option.
struct Source {
  std::string name;  // as shown: "burgers.pde", "--set nu"
  std::string text;
  std::vector<std::uint32_t> line_starts;
};

/// All sources of one compilation; Span::file is an index here.
class Sources {
 public:
  std::uint32_t add(std::string name, std::string text);
  const Source& operator[](std::uint32_t index) const { return sources_[index]; }
  std::size_t size() const { return sources_.size(); }

  struct Position {
    std::uint32_t line = 1;    // from 1
    std::uint32_t column = 1;  // from 1, in code points
  };
  Position position(std::uint32_t file, std::uint32_t offset) const;
  std::string_view line(std::uint32_t file, std::uint32_t line) const;  // without its end

 private:
  std::vector<Source> sources_;
};

}  // namespace ansatz::dsl
