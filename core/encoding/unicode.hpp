// Texts as characters, and as XML takes them. Any bytes may come in; what goes out is UTF-8.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ansatz {

/// The code points of a text; each byte that belongs to no character of UTF-8 is U+FFFD.
std::vector<std::uint32_t> code_points(std::string_view text);

std::string utf8(std::uint32_t point);

/// Text of an XML document, within and without quotes. Characters that XML 1.0 does not know become U+FFFD.
std::string xml_text(std::string_view text);

}  // namespace ansatz
