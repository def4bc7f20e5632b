// Whether a text says something.
#pragma once

#include <string>
#include <string_view>

namespace ansatz::test {

inline bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace ansatz::test
