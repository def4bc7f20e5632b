// What tests of `ansatz export` share: calls that must succeed, and the numbers that come out.
#pragma once

#include <doctest/doctest.h>

#include <cstdio>
#include <cstdlib>
#include <sstream>
#include <string>
#include <vector>

#include "process.hpp"

namespace process {

inline Result asked(const Folder& folder, std::vector<std::string> words) {
  auto result = ansatz(words, {.folder = folder.path()});
  REQUIRE_MESSAGE(result.status == 0, result.err);
  return result;
}

/// The numbers that a command prints.
inline std::vector<double> numbers_of(const std::string& command) {
  FILE* pipe = popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::vector<double> numbers;
  for (double value = 0; std::fscanf(pipe, "%lf", &value) == 1;) numbers.push_back(value);
  CHECK_MESSAGE(pclose(pipe) == 0, command);
  return numbers;
}

/// The numbers of a table, row by row.
inline std::vector<std::vector<double>> rows_of(const std::string& table) {
  std::vector<std::vector<double>> rows;
  std::istringstream lines(table);
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    std::istringstream cells(line);
    auto& row = rows.emplace_back();
    for (std::string cell; std::getline(cells, cell, ',');) row.push_back(std::strtod(cell.c_str(), nullptr));
  }
  return rows;
}

inline std::string quoted(const std::filesystem::path& path) { return "'" + path.string() + "'"; }

}  // namespace process
