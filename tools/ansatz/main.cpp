#include <fmt/core.h>

int main() { fmt::print("ansatz 0.1.0\n"); }
