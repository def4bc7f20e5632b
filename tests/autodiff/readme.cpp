// The program on the engine's page is the one in the example folder, and prints what the page says.
#include <doctest/doctest.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>

namespace {

const std::string folder = ANSATZ_SOURCE_DIR "/autodiff/";

std::string contents(const std::string& path) {
  std::ifstream file(path);
  REQUIRE_MESSAGE(file.good(), path);
  return (std::ostringstream() << file.rdbuf()).str();
}

// The fenced block number `index` of a Markdown page.
std::string block(const std::string& page, int index) {
  std::size_t position = 0;
  for (int fence = 0; fence < 2 * index; ++fence) position = page.find("```", position) + 3;
  const std::size_t begin = page.find('\n', page.find("```", position)) + 1;
  return page.substr(begin, page.find("```", begin) - begin);
}

std::string output_of(const std::string& command) {
  FILE* pipe = popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string text;
  std::array<char, 256> buffer{};
  while (std::fgets(buffer.data(), buffer.size(), pipe) != nullptr) text += buffer.data();
  CHECK(pclose(pipe) == 0);
  return text;
}

}  // namespace

TEST_CASE("the engine's README shows the example and what it prints") {
  const std::string page = contents(folder + "README.md");
  CHECK(block(page, 0) == contents(folder + "example/first.cpp"));
  CHECK(block(page, 1) == output_of("'" ANSATZ_FIRST_EXAMPLE "'"));
}
