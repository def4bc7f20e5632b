// Runs while the program is built: writes the files of a page as the source text that defines what assets.hpp declares.
//
//   embed OUTPUT D3.JS KATEX.JS KATEX.CSS FONTS LICENCES PAGE.CSS PAGE.JS...
//
// KATEX.CSS names fonts as url(fonts/NAME.woff2) beside older formats: the former go into it, the latter out of it. The
// page's own scripts become one, in their order, whose names no other script sees.
#include <cstdint>
#include <fstream>
#include <iostream>
#include <regex>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "report/sha256.hpp"

namespace {

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (!file || !(text << file.rdbuf())) throw std::runtime_error("cannot read " + path);
  return text.str();
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const auto at = [&](std::size_t i) { return i < bytes.size() ? static_cast<std::uint8_t>(bytes[i]) : 0U; };
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::uint32_t three = at(i) << 16 | at(i + 1) << 8 | at(i + 2);
    for (const int shift : {18, 12, 6, 0}) out += digits[three >> shift & 63];
  }
  for (std::size_t k = 0; k < (3 - bytes.size() % 3) % 3; ++k) out[out.size() - 1 - k] = '=';
  return out;
}

std::string with_fonts(const std::string& style, const std::string& folder) {
  static const std::regex older(R"re(,\s*url\([^)]*\.(woff|ttf)\)\s*format\(["'][a-z0-9]*["']\))re");
  static const std::regex font(R"re(url\(fonts/([A-Za-z0-9_-]+\.woff2)\))re");
  const std::string text = std::regex_replace(style, older, "");
  std::string out;
  auto end = text.begin();
  for (std::sregex_iterator found(text.begin(), text.end(), font), none; found != none; ++found) {
    out.append(end, (*found)[0].first);
    out += "url(data:font/woff2;base64," + base64(read(folder + "/" + found->str(1))) + ")";
    end = (*found)[0].second;
  }
  return out.append(end, text.end());
}

/// As C++, in pieces, since compilers bound the length of one; all but ASCII as octal numbers, which no compiler takes
/// for more than they are.
std::string literal(std::string_view text) {
  constexpr std::size_t piece = 8000;
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i % piece == 0) out += i == 0 ? "\n    \"" : "\"\n    \"";
    const auto byte = static_cast<std::uint8_t>(text[i]);
    if (byte == '"' || byte == '\\') {
      out += '\\', out += text[i];
    } else if (byte >= ' ' && byte < 127) {
      out += text[i];
    } else {
      out += '\\';
      for (const int shift : {6, 3, 0}) out += static_cast<char>('0' + (byte >> shift & 7));
    }
  }
  return out + '"';
}

std::string script(const std::string& text) {
  if (text.find("</script") != std::string::npos || text.find("<!--") != std::string::npos)
    throw std::runtime_error("a script holds what would end it within HTML");
  return "    {" + literal(text) + "sv,\n     \"sha256-" + base64(ansatz::report::sha256(text)) + "\"sv},\n";
}

void write(const std::vector<std::string>& arguments) {
  std::string own = "(() => {\n'use strict';\n";
  for (std::size_t i = 7; i < arguments.size(); ++i) own += read(arguments[i]);
  own += "})();\n";
  std::ofstream out(arguments[0], std::ios::binary);
  out << "// Written by tools/report/embed.cpp.\n#include \"report/assets.hpp\"\n\n"
      << "using namespace std::string_view_literals;\n\nnamespace ansatz::report::assets {\n\n"
      << "const std::array<Script, 3> scripts{{\n"
      << script(read(arguments[1])) << script(read(arguments[2])) << script(own) << "}};\n\n"
      << "const std::string_view style =" << literal(with_fonts(read(arguments[3]), arguments[4]) + read(arguments[6]))
      << "sv;\n\nconst std::string_view licences =" << literal(read(arguments[5]))
      << "sv;\n\n}  // namespace ansatz::report::assets\n";
  if (!out.flush()) throw std::runtime_error("cannot write " + arguments[0]);
}

}  // namespace

int main(int count, char** words) {
  try {
    const std::vector<std::string> arguments(words + 1, words + count);
    if (arguments.size() < 8)
      throw std::runtime_error("embed OUTPUT D3.JS KATEX.JS KATEX.CSS FONTS LICENCES PAGE.CSS PAGE.JS...");
    write(arguments);
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
