// What the language promises of every text, for the gallery, the examples, the wrong files, and what fuzzers found.
#include "dsl/promises.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "texts.hpp"

using namespace ansatz::dsl;
using namespace ansatz::dsl::testing;
using namespace ansatz::test;

namespace {

template <class Visit>
void for_each_text(const std::vector<TextFile>& files, Visit&& visit) {
  for (const TextFile& file : files) {
    CAPTURE(file.path.filename().string());
    visit(file.text);
  }
}

}  // namespace

TEST_CASE("reading, repairing and formatting keep their promises") {
  int count = 0;
  for_each_text(
      texts_in({gallery_folder, examples_folder, wrong_folder, ANSATZ_SOURCE_DIR "/tests/fuzz/inputs/text"}, ""),
      [&](const std::string& text) {
        CHECK_NOTHROW(check_text(text));
        ++count;
      });
  CHECK(count >= 40);
}

TEST_CASE("the text of every node reads as that node") {
  for_each_text(texts_in({gallery_folder, examples_folder}, ""),
                [](const std::string& text) { CHECK_NOTHROW(check_spans(text)); });
  Generator generator(3);
  for (int i = 0; i < 2'000; ++i) {
    const std::string text = "let a = (" + print_expression(generator.expression(1 + i % 5)) + ") # end\n";
    CAPTURE(text);
    REQUIRE_NOTHROW(check_spans(text));
  }
}

TEST_CASE("the gallery is formatted") {
  for_each_text(texts_in({gallery_folder}), [](const std::string& text) {
    Sources sources;
    CHECK(format_file(sources, sources.add("a.pde", text)) == text);
  });
}
