// How large a text may be. Each limit is an ordinary error with a place (E0109); together they bound the time and
// the stack that reading any text can take.
#pragma once

#include <cstddef>

namespace ansatz::dsl::limits {

inline constexpr std::size_t file_bytes = 1 << 20;
inline constexpr std::size_t name_bytes = 128;
inline constexpr std::size_t list_elements = 10'000;
inline constexpr std::size_t nesting = 200;           // brackets, signs, `if` and powers inside one another
inline constexpr std::size_t operands = 10'000;       // in one statement
inline constexpr std::size_t operators_in_row = 500;  // a + b + c + ... is a tree as deep as it is long
inline constexpr std::size_t tree_height = 1'000;     // so that walking a tree by recursion is safe everywhere
inline constexpr std::size_t sweep_runs = 10'000;     // of all combinations of its values
inline constexpr std::size_t waves = 256;             // of all `given` functions: each is a coordinate
inline constexpr std::size_t errors = 1'000;          // after so many, reading stops

}  // namespace ansatz::dsl::limits
