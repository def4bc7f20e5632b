// Runs while the program is built: writes the files of a page as the source text that defines what assets.hpp declares.
//
//   embed OUTPUT D3.JS KATEX.JS KATEX.CSS FONTS LICENCES PAGE.CSS PAGE.JS...
//
// KATEX.CSS names fonts as url(fonts/NAME.woff2) beside older formats: the former go into it, the latter out of it. The
// page's own scripts become one, in their order, whose names no other script sees.
#include <array>
#include <bit>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <regex>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

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

/// The first 32 bits of the fractional parts of the cube roots of the first 64 primes; FIPS 180-4, section 4.2.2.
constexpr std::array<std::uint32_t, 64> round_constants{
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

using Words = std::array<std::uint32_t, 8>;

/// FIPS 180-4, section 6.2.2, for one block of 64 bytes.
void hash_block(Words& hash, std::string_view block) {
  std::array<std::uint32_t, 64> w{};
  for (std::size_t i = 0; i < 64; ++i) w[i / 4] = w[i / 4] << 8 | static_cast<std::uint8_t>(block[i]);
  for (std::size_t t = 16; t < 64; ++t) {
    const auto s0 = std::rotr(w[t - 15], 7) ^ std::rotr(w[t - 15], 18) ^ w[t - 15] >> 3;
    const auto s1 = std::rotr(w[t - 2], 17) ^ std::rotr(w[t - 2], 19) ^ w[t - 2] >> 10;
    w[t] = s1 + w[t - 7] + s0 + w[t - 16];
  }
  auto [a, b, c, d, e, f, g, h] = hash;
  for (std::size_t t = 0; t < 64; ++t) {
    const auto s1 = std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25), choice = (e & f) ^ (~e & g);
    const auto s0 = std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22), majority = (a & b) ^ (a & c) ^ (b & c);
    const auto t1 = h + s1 + choice + round_constants[t] + w[t], t2 = s0 + majority;
    h = g, g = f, f = e, e = d + t1, d = c, c = b, b = a, a = t1 + t2;
  }
  const Words sum{a, b, c, d, e, f, g, h};
  for (std::size_t i = 0; i < sum.size(); ++i) hash[i] += sum[i];
}

std::string sha256(std::string text) {
  const std::uint64_t bits = text.size() * 8;
  text += '\x80';
  text.append((120 - text.size() % 64) % 64, '\0');
  for (int shift = 56; shift >= 0; shift -= 8) text += static_cast<char>(bits >> shift & 0xff);
  Words hash{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  for (std::size_t at = 0; at < text.size(); at += 64) hash_block(hash, std::string_view(text).substr(at, 64));
  std::string bytes;
  for (const std::uint32_t word : hash)
    for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(word >> shift & 0xff);
  return bytes;
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
  return "    {" + literal(text) + "sv,\n     \"sha256-" + base64(sha256(text)) + "\"sv},\n";
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
