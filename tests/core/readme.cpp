// The programs on core's page are those in the example folder, and print what the page says.
#include "../readme.hpp"

#include <string>

TEST_CASE("core's README shows the examples and what they print") {
  const std::string folder = ANSATZ_SOURCE_DIR "/core/";
  int block = 0;
  for (const std::string name : {"poisson", "inverse", "waves", "ask"}) {
    ansatz::test::check_example(folder + "README.md", block, folder + "example/" + name + ".cpp",
                                ANSATZ_CORE_EXAMPLES + name);
    block += 2;
  }
}
