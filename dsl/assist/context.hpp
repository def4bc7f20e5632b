// Where in a statement a place is, read off the tokens before it: what follows may be missing, or stand for something
// that is to go away.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ansatz/dsl/source.hpp"

namespace ansatz::dsl {

struct WritingPlace {
  enum class Kind : std::uint8_t {
    nothing,     // a name that is being given, a comment, a title
    statement,   // the word that begins one
    block_name,  // `adam` of `train adam`
    field,       // behind `of` of a network
    coordinate,  // behind `of` of a field
    setting,     // the key of one
    value,       // of the setting `key`
    place,       // behind `on`
    clause,      // `on`, `where`, `with`
    expression,
    file,  // in the quotation marks
  } kind = Kind::nothing;
  std::uint32_t begin = 0;  // of what is typed so far
  std::string typed;
  std::string keyword;                 // of the statement
  std::string name;                    // behind the keyword of a block: its variant, or its own name
  std::vector<std::string> keys;       // of the settings before
  std::string key;                     // whose value this is
  std::string call;                    // the option or function in whose parentheses it stands
  std::string argument;                // `n` of `nlaaf(n = `, whose value this is
  std::vector<std::string> arguments;  // of the function that the statement defines
};

WritingPlace writing_place(const Sources& sources, std::uint32_t file, std::uint32_t offset);

}  // namespace ansatz::dsl
