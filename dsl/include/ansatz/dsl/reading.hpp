// A text read for its names: what it declares, and every place that speaks of it. What editors ask while it is written.
//
// A reading needs no sound problem. It goes as far as the text does: a statement that cannot be read is not there, a
// name without meaning is mentioned nowhere. `u_xx` mentions the field and twice the coordinate, each at its letters.
//
// Read next: assist.hpp (what can be said at a place of a text).
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "ansatz/dsl/data_file.hpp"
#include "ansatz/dsl/source.hpp"

namespace ansatz::dsl {

struct Model;  // the language's own

enum class NamedKind : std::uint8_t {
  parameter,
  definition,
  region,
  unknown,
  coordinate,
  field,
  condition,  // eq, bc, ic, fit, and data, which are compared as such
  check,
  network,
  argument,  // of a function, or the variable of an integral
};
/// "a parameter", "an unknown": how messages speak of it.
const char* described(NamedKind kind);

/// Something that a text gives a name.
struct Named {
  NamedKind kind = NamedKind::parameter;
  std::string name;
  Span place;      // of the name, where it is declared
  Span statement;  // that declares it; the scope of an argument
  std::string documentation;
};

struct Mention {
  Span span;
  std::size_t named = 0;  // an index of Reading::names
  bool declares = false;
};

/// `include "constants.pde"`
struct IncludeMention {
  Span span;  // of the text in quotation marks
  std::filesystem::path file;
};

struct Reading {
  std::string name;              // of the text, as in messages
  std::filesystem::path folder;  // that its includes are relative to
  FileAccess access;
  Sources sources;  // the text first
  std::map<std::uint32_t, std::filesystem::path> included;
  bool whole = false;  // every statement could be read

  std::vector<Named> names;       // in the order in which they are declared
  std::vector<Mention> mentions;  // by file and place
  std::vector<IncludeMention> includes;
  std::shared_ptr<const Model> model;

  /// What is mentioned at a byte of a source, or just before it; null where that is nothing.
  const Mention* mention_at(std::uint32_t file, std::uint32_t offset) const;
};

/// Reads a text and what it includes. Never throws for any text.
Reading read_text(std::string name, std::string text, const std::filesystem::path& folder,
                  const FileAccess& access = {});

}  // namespace ansatz::dsl
