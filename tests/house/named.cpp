// What comments and documents name exists: files, by their path or its end, and identifiers that stand alone between
// backticks. A name that was changed in the code and not where it is spoken of shows here.
#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "files.hpp"

namespace fs = std::filesystem;
using namespace ansatz::test;

namespace {

bool is_source(const fs::path& file) {
  const std::string extension = file.extension().string();
  return extension == ".cpp" || extension == ".hpp" || extension == ".def";
}

/// A source as its code and its comments, those behind code too.
struct Parts {
  std::string code, comments;
};

Parts parts_of(const std::string& source) {
  std::istringstream lines(source);
  Parts parts;
  for (std::string line; std::getline(lines, line);) {
    const std::size_t begin = std::min(line.find("// "), line.size());
    parts.code += line.substr(0, begin) + '\n';
    parts.comments += line.substr(begin) + '\n';
  }
  return parts;
}

/// Files of the kinds that only this project has, as they are named in a text. `FILE.cpp` stands for any.
std::set<std::string> named_files(const std::string& text) {
  static const std::regex name(R"((?:^|[^\w./*<>\\-])((?:[\w-]+/)*[\w-]*[a-z][\w.-]*\.(?:hpp|cpp|def|md))(?![\w/]))");
  std::set<std::string> found;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    for (std::sregex_iterator match(line.begin(), line.end(), name), end; match != end; ++match)
      found.insert((*match)[1].str());
  return found;
}

/// `Solution`, `compile_file`: between backticks, alone, with its last part where there are `::` and dots; not in
/// blocks of code. What has capitals in the place of a part, as `weight_NAME`, stands for many.
std::set<std::string> named_identifiers(const std::string& page) {
  static const std::regex name(R"(`(?:\w+(?:::|\.))*([A-Za-z_]\w*)(?:\(\))?`)"), placeholder("[A-Z]{3,}");
  std::set<std::string> found;
  std::istringstream lines(page);
  bool code = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("```")) code = !code;
    if (code) continue;
    for (std::sregex_iterator match(line.begin(), line.end(), name), end; match != end; ++match)
      if (const std::string word = (*match)[1].str(); !std::regex_search(word, placeholder)) found.insert(word);
  }
  return found;
}

void add_words(const std::string& text, std::set<std::string>& words) {
  std::string word;
  for (const char c : text + ' ') {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_') {
      word += c;
    } else if (!word.empty()) {
      words.insert(word);
      word.clear();
    }
  }
}

/// What tools/docs writes comes from the code.
bool is_generated(const fs::path& file) { return file.string().find("docs/reference/") != std::string::npos; }

}  // namespace

TEST_CASE("names of files and identifiers are found") {
  CHECK(named_files("see dsl/lower/lower.hpp, [a](b/c-d.md) and scanner.cpp; not FILE.cpp, <name>.cpp, warn_*.cpp") ==
        std::set<std::string>{"b/c-d.md", "dsl/lower/lower.hpp", "scanner.cpp"});
  CHECK(named_identifiers("`Solution`, `ad::Expr`, `p.train()`, `u_xx + 1`, `weight_NAME`\n```\n`no`\n```\n") ==
        std::set<std::string>{"Expr", "Solution", "train"});
}

TEST_CASE("every file that a comment or a document names exists") {
  const std::string root = fs::path(ANSATZ_SOURCE_DIR).string() + "/";
  const std::vector<fs::path> files = project_files();
  const auto exists = [&](const fs::path& from, const std::string& name) {
    if (fs::exists(from.parent_path() / name)) return true;
    return std::any_of(files.begin(), files.end(), [&](const fs::path& file) {
      const std::string path = file.string();
      return path == root + name || path.ends_with("/" + name);
    });
  };
  for (const fs::path& file : files) {
    if (!is_source(file) && file.extension() != ".md") continue;
    const std::string text = read(file);
    for (const std::string& name : named_files(is_source(file) ? parts_of(text).comments : text))
      CHECK_MESSAGE(exists(file, name), file.string() << " names " << name);
  }
}

TEST_CASE("every identifier that a comment or a document names alone between backticks stands in the code") {
  std::set<std::string> words;
  const std::vector<fs::path> files = project_files();
  for (const fs::path& file : files) {
    const std::string extension = file.extension().string();
    if (is_source(file)) add_words(parts_of(read(file)).code, words);
    if (extension == ".pde" || extension == ".txt" || extension == ".json" || extension == ".cmake" ||
        extension.empty())
      add_words(read(file), words);  // problems, the build, scripts
    add_words(file.filename().string(), words);
  }
  for (const fs::path& file : files) {
    if (!is_source(file) && (file.extension() != ".md" || is_generated(file))) continue;
    const std::string text = read(file);
    for (const std::string& name : named_identifiers(is_source(file) ? parts_of(text).comments : text))
      CHECK_MESSAGE(words.count(name) == 1, file.string() << " names `" << name << "`");
  }
}
