// Asks the language about a text: enough to link the libraries.
#include <cstdio>

#include "ansatz/dsl/source.hpp"

int main() {
  ansatz::dsl::Sources sources;
  auto file = sources.add("two.pde", "field u\neq u_xx = 0\n");
  auto place = sources.position(file, 8);
  std::printf("byte 8 is line %u, column %u\n", place.line, place.column);
  return place.line == 2 && place.column == 1 ? 0 : 1;
}
