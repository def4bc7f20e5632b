// What the language promises of every text, for the gallery, the examples, the wrong files, and what fuzzers found.
#include "dsl/promises.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

using namespace ansatz::dsl;
using namespace ansatz::dsl::testing;

namespace {

template <class Visit>
void for_each_file(std::initializer_list<const char*> folders, Visit&& visit) {
  for (const char* folder : folders)
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      if (!entry.is_regular_file()) continue;
      std::ifstream in(entry.path(), std::ios::binary);
      const std::string text{std::istreambuf_iterator<char>(in), {}};
      CAPTURE(entry.path().filename().string());
      visit(text);
    }
}

}  // namespace

TEST_CASE("reading, repairing and formatting keep their promises") {
  int count = 0;
  for_each_file({ANSATZ_SOURCE_DIR "/problems", ANSATZ_SOURCE_DIR "/tests/dsl/examples",
                 ANSATZ_SOURCE_DIR "/tests/dsl/bad", ANSATZ_SOURCE_DIR "/tests/fuzz/inputs"},
                [&](const std::string& text) {
                  CHECK_NOTHROW(check_text(text));
                  ++count;
                });
  CHECK(count >= 40);
}

TEST_CASE("the text of every node reads as that node") {
  for_each_file({ANSATZ_SOURCE_DIR "/problems", ANSATZ_SOURCE_DIR "/tests/dsl/examples"},
                [](const std::string& text) { CHECK_NOTHROW(check_spans(text)); });
  Generator generator(3);
  for (int i = 0; i < 2'000; ++i) {
    const std::string text = "let a = (" + print_expression(generator.expression(1 + i % 5)) + ") # end\n";
    CAPTURE(text);
    REQUIRE_NOTHROW(check_spans(text));
  }
}

TEST_CASE("the gallery is formatted") {
  for (const auto& entry : std::filesystem::directory_iterator(ANSATZ_SOURCE_DIR "/problems")) {
    if (entry.path().extension() != ".pde") continue;
    CAPTURE(entry.path().filename().string());
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    Sources sources;
    CHECK(format_file(sources, sources.add("a.pde", text)) == text);
  }
}
