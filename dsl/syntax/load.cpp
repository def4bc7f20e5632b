#include "syntax/load.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/dsl/parse.hpp"
#include "diagnostics/finding.hpp"
#include "source/read_source.hpp"
#include "syntax/given.hpp"

namespace ansatz::dsl {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t deepest = 16;     // a chain of includes; people nest two or three
constexpr std::size_t most_files = 64;  // with 1 MiB each, what a problem may make the program read

using Texts = std::map<fs::path, std::string>;

class Loader {
 public:
  Loader(Sources& sources, const FileRules& rules, const Texts& texts, std::vector<Diagnostic>& diagnostics)
      : sources_(sources), rules_(rules), texts_(texts), diagnostics_(diagnostics) {}

  void load(std::uint32_t source, const fs::path& folder) {
    result_.folders[source] = folder;
    Parsed parsed = parse(sources_, source);
    diagnostics_.insert(diagnostics_.end(), parsed.diagnostics.begin(), parsed.diagnostics.end());
    result_.good = result_.good && !has_errors(parsed.diagnostics);
    for (Statement& statement : parsed.file.statements) {
      const Text* text = std::get_if<Text>(&statement.content);
      if (text != nullptr && text->kind == Text::Kind::include)
        include(*text, folder);
      else
        result_.statements.push_back(std::move(statement));
    }
  }

  Loaded take() { return std::move(result_); }

 private:
  void refuse(const Diagnostic& why) {
    result_.good = false;
    diagnostics_.push_back(why);
  }

  void include(const Text& text, const fs::path& folder) {
    fs::path path;
    try {
      path = find_file(rules_, folder, text.text, text.text_span);
    } catch (const Failure& failure) {
      return refuse(failure.diagnostic);
    }
    if (std::find(open_.begin(), open_.end(), path) != open_.end())
      return refuse(Finding(Code::circular, text.text_span, fmt::format("`{}` includes itself", text.text)));
    if (open_.size() >= deepest)
      return refuse(
          Finding(Code::too_large, text.text_span, fmt::format("includes nested more than {} deep", deepest)));
    if (++files_ > most_files)
      return refuse(Finding(Code::too_large, text.text_span, fmt::format("more than {} included files", most_files)));
    std::string content;
    try {
      const auto unsaved = texts_.find(path);
      content = unsaved != texts_.end() ? unsaved->second : read_source(path, fmt::format("`{}`", text.text));
    } catch (const WorldFailure& failure) {
      return refuse(Finding(Code::unreadable_file, text.text_span, failure.what()));
    }
    const std::uint32_t source = sources_.add(rules_.shown(path), std::move(content));
    result_.included[source] = path;
    open_.push_back(path);
    load(source, path.parent_path());
    open_.pop_back();
  }

  Sources& sources_;
  const FileRules& rules_;
  const Texts& texts_;
  std::vector<Diagnostic>& diagnostics_;
  Loaded result_;
  std::vector<fs::path> open_;
  std::size_t files_ = 0;
};

}  // namespace

Loaded load(Sources& sources, std::uint32_t main_file, const fs::path& folder, const FileRules& rules,
            const Texts& texts, std::vector<Diagnostic>& diagnostics) {
  Loader loader(sources, rules, texts, diagnostics);
  loader.load(main_file, folder.empty() ? fs::path(".") : folder);
  Loaded loaded = loader.take();
  expand_given(sources, loaded, diagnostics);
  return loaded;
}

fs::path find_file(const FileRules& rules, const fs::path& folder, const std::string& name, Span place) {
  const FoundFile found = rules.find(folder, name);
  if (!found.refusal.empty())
    fail(Finding(Code::unreadable_file, place, found.refusal).label(found.label).help(found.help));
  return found.path;
}

}  // namespace ansatz::dsl
