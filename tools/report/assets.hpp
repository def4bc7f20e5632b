// What is embedded in every page; embed.cpp writes the definitions when the program is built.
#pragma once

#include <array>
#include <string_view>

namespace ansatz::report::assets {

/// A script, and what a Content-Security-Policy knows it by: "sha256-" and the hash of its text, in base64.
struct Script {
  std::string_view text;
  std::string_view hash;
};

/// In the order in which they run: D3, KaTeX, the page's own.
extern const std::array<Script, 3> scripts;

/// KaTeX's with its fonts, and the page's own.
extern const std::string_view style;

/// Of D3, KaTeX and its fonts.
extern const std::string_view licences;

}  // namespace ansatz::report::assets
