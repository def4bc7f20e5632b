// The program on the language's page is the one in the example folder, and prints what the page says.
#include "../readme.hpp"

TEST_CASE("the language's README shows the example and what it prints") {
  const std::string folder = ANSATZ_SOURCE_DIR "/dsl/";
  ansatz::test::check_example(folder + "README.md", 0, folder + "example/rod.cpp", ANSATZ_DSL_EXAMPLE);
}
