// Programs that a Markdown page shows, held to what they are and to what they print.
#pragma once

#include <doctest/doctest.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>

namespace ansatz::test {

inline std::string contents(const std::string& path) {
  std::ifstream file(path);
  REQUIRE_MESSAGE(file.good(), path);
  return (std::ostringstream() << file.rdbuf()).str();
}

/// The fenced block number `index` of a page.
inline std::string block(const std::string& page, int index) {
  std::size_t position = 0;
  for (int fence = 0; fence < 2 * index; ++fence) position = page.find("```", position) + 3;
  const std::size_t begin = page.find('\n', page.find("```", position)) + 1;
  return page.substr(begin, page.find("```", begin) - begin);
}

inline std::string output_of(const std::string& program) {
  FILE* pipe = popen(("'" + program + "'").c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string text;
  std::array<char, 256> buffer{};
  while (std::fgets(buffer.data(), buffer.size(), pipe) != nullptr) text += buffer.data();
  CHECK(pclose(pipe) == 0);
  return text;
}

/// Block `index` of the page is the program's source, the next one what it prints.
inline void check_example(const std::string& page, int index, const std::string& source, const std::string& program) {
  CAPTURE(source);
  const std::string text = contents(page);
  CHECK(block(text, index) == contents(source));
  CHECK(block(text, index + 1) == output_of(program));
}

}  // namespace ansatz::test
