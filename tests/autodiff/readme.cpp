// The program on the engine's page is the one in the example folder, and prints what the page says.
#include "../readme.hpp"

#include <string>

TEST_CASE("the engine's README shows the example and what it prints") {
  const std::string folder = ANSATZ_SOURCE_DIR "/autodiff/";
  ansatz::test::check_example(folder + "README.md", 0, folder + "example/first.cpp", ANSATZ_FIRST_EXAMPLE);
}
