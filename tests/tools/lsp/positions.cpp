// Places in UTF-16, against numbers counted by hand and against each other.
#include "lsp/positions.hpp"

#include <doctest/doctest.h>

#include <string>

#include "lsp/uri.hpp"

using namespace ansatz::lsp;

TEST_CASE("characters are counted in units of UTF-16, lines by all three ends") {
  //                       0 2  4    8          12     16
  const std::string text = "é=π𝛼x\r\nsecond\rthird\n\nlast";
  const TextLines lines(text);
  CHECK(lines.position(0) == Position{0, 0});
  CHECK(lines.position(2) == Position{0, 1});
  CHECK(lines.position(3) == Position{0, 2});
  CHECK(lines.position(5) == Position{0, 3});
  CHECK(lines.position(9) == Position{0, 5});  // 𝛼 is a pair
  CHECK(lines.position(10) == Position{0, 6});
  CHECK(lines.position(11) == Position{0, 6});  // within "\r\n"
  CHECK(lines.position(12) == Position{1, 0});
  CHECK(lines.position(19) == Position{2, 0});
  CHECK(lines.position(25) == Position{3, 0});
  CHECK(lines.position(text.size()) == Position{4, 4});
  CHECK(lines.position(1000) == Position{4, 4});
  CHECK(lines.position(7) == Position{0, 3});  // within a character: its beginning
}

TEST_CASE("every beginning of a character is found again by its position") {
  const std::string text = "let α = 1 # 𝛼𝛽\r\nπ\n\r\n日本 = 2\r";
  const TextLines lines(text);
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const bool inside = i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80;
    const bool in_end = i > 0 && i < text.size() && text[i - 1] == '\r' && text[i] == '\n';
    if (inside || in_end) continue;
    CAPTURE(i);
    CHECK(lines.offset(lines.position(i)) == i);
  }
}

TEST_CASE("places that are not there are the nearest that are") {
  const std::string text = "ab\n𝛼\n";
  const TextLines lines(text);
  CHECK(lines.offset({0, 99}) == 2);
  CHECK(lines.offset({1, 1}) == 3);  // in the middle of a pair
  CHECK(lines.offset({1, 2}) == 7);
  CHECK(lines.offset({2, 0}) == 8);
  CHECK(lines.offset({99, 99}) == 8);
  CHECK(replaced("abc", {{0, 2}, {0, 1}}, "X") == "aXc");  // the wrong way round
  CHECK(TextLines("").position(5) == Position{0, 0});
  CHECK(TextLines("\xff\xfe broken").position(2) == Position{0, 2});
}

TEST_CASE("a difference is small, of whole characters, and makes the one of the other") {
  const std::string texts[] = {"",
                               "a",
                               "let α = 1\n",
                               "let β = 1\n",
                               "let α = 1\r\n",
                               "let α = 1\r\r\n",
                               "x\r\ny\r\n",
                               "x\ny\n",
                               "αα",
                               "α",
                               "a\r\n",
                               "a\n",
                               "𝛼𝛽",
                               "𝛼𝛼",
                               "aXb",
                               "aYb",
                               "ab"};
  for (const std::string& before : texts)
    for (const std::string& after : texts) {
      CAPTURE(before);
      CAPTURE(after);
      const Replacement change = difference(before, after);
      CHECK(before.substr(0, change.begin) + change.text + before.substr(change.end) == after);
      const TextLines lines(before);
      CHECK(replaced(before, lines.range(change.begin, change.end), change.text) == after);  // as an editor does it
    }
  const Replacement one = difference("u_xx = sinn(x)", "u_xx = sin(x)");
  CHECK(one.end - one.begin == 1);
}

TEST_CASE("files and their URIs") {
  CHECK(*path_of("file:///home/ada/a%20rod%c3%a9.pde") == "/home/ada/a rodé.pde");
  CHECK(*path_of("file://localhost/tmp/x.pde") == "/tmp/x.pde");
  CHECK(*path_of("file:///tmp/100%.pde") == "/tmp/100%.pde");
  for (const char* other : {"untitled:Untitled-1", "file://server/share/x.pde", "", "http://x/y", "file:///a%00b"})
    CHECK_MESSAGE(!path_of(other), other);
  for (const char* path : {"/tmp/a b.pde", "/tmp/π#?%25.pde", "/"}) CHECK(*path_of(uri_of(path)) == path);
  CHECK(uri_of("/tmp/a b(1).pde") == "file:///tmp/a%20b%281%29.pde");
}
