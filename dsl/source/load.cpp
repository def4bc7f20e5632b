#include "source/load.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <system_error>

#include "ansatz/autodiff/error.hpp"
#include "diagnostics/failure.hpp"
#include "source/limits.hpp"

namespace ansatz::dsl {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t deepest = 16;
constexpr std::size_t most_files = 64;

class Loader {
 public:
  Loader(Model& model, std::vector<Diagnostic>& diagnostics) : model_(model), diagnostics_(diagnostics) {}

  void load(std::uint32_t source, const fs::path& folder) {
    model_.folders[source] = folder;
    Parsed parsed = parse(model_.sources, source);
    diagnostics_.insert(diagnostics_.end(), parsed.diagnostics.begin(), parsed.diagnostics.end());
    good_ = good_ && !has_errors(parsed.diagnostics);
    for (Statement& statement : parsed.file.statements) {
      const Text* text = std::get_if<Text>(&statement.content);
      if (text != nullptr && text->kind == Text::Kind::include)
        include(*text, folder);
      else
        model_.statements.push_back(std::move(statement));
    }
  }

  bool good() const { return good_; }

 private:
  void refuse(const char* code, const Text& text, std::string message, std::string help = "") {
    good_ = false;
    diagnostics_.push_back(make_error(code, text.text_span, std::move(message), "", std::move(help)));
  }

  void include(const Text& text, const fs::path& folder) {
    fs::path path;
    try {
      path = model_.files.find(folder, text.text, text.text_span);
    } catch (const Failure& failure) {
      good_ = false;
      diagnostics_.push_back(failure.diagnostic);
      return;
    }
    if (std::find(open_.begin(), open_.end(), path) != open_.end())
      return refuse("E0204", text, fmt::format("`{}` includes itself", text.text));
    if (open_.size() >= deepest)
      return refuse("E0109", text, fmt::format("includes nested more than {} deep", deepest));
    if (++files_ > most_files) return refuse("E0109", text, fmt::format("more than {} included files", most_files));
    std::string content;
    try {
      content = read_source(path, fmt::format("`{}`", text.text));
    } catch (const WorldFailure& failure) {
      return refuse("E0501", text, failure.what());
    }
    const std::uint32_t source = model_.sources.add(model_.files.shown(path), std::move(content));
    open_.push_back(path);
    load(source, path.parent_path());
    open_.pop_back();
  }

  Model& model_;
  std::vector<Diagnostic>& diagnostics_;
  std::vector<fs::path> open_;
  std::size_t files_ = 0;
  bool good_ = true;
};

}  // namespace

std::string read_source(const fs::path& file, const std::string& shown) {
  const auto refuse = [&](const char* why) { throw WorldFailure(fmt::format("cannot read {}: {}", shown, why)); };
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  if (error || !fs::exists(status)) refuse("there is no such file");
  if (!fs::is_regular_file(status)) refuse("it is not a regular file");
  std::ifstream stream(file, std::ios::binary);
  std::string text(limits::file_bytes + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (stream.bad() || (!stream && !stream.eof())) refuse("the system refuses");
  text.resize(static_cast<std::size_t>(stream.gcount()));
  return text;
}

bool load(Model& model, const fs::path& folder, std::vector<Diagnostic>& diagnostics) {
  Loader loader(model, diagnostics);
  loader.load(model.main_file, folder.empty() ? fs::path(".") : folder);
  return loader.good();
}

}  // namespace ansatz::dsl
