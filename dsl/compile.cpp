// The door of the language: load, collect, resolve, analyse, check, lower. Each step reports all it finds; a later
// one runs only where the earlier ones left it something sound to work on.
#include "ansatz/dsl/compile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <optional>
#include <set>

#include "analyse/analysis.hpp"
#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/search/feature_kinds.hpp"
#include "ansatz/dsl/parse.hpp"
#include "check/checks.hpp"
#include "diagnostics/finding.hpp"
#include "evaluate/functions.hpp"
#include "lower/lower.hpp"
#include "lower/resolved.hpp"
#include "settings/choices.hpp"
#include "settings/keys.hpp"
#include "source/read_source.hpp"
#include "syntax/given.hpp"
#include "syntax/load.hpp"
#include "syntax/unread_words.hpp"

namespace ansatz::dsl {
namespace {

/// What a text is compiled with.
struct Surroundings {
  const FileAccess& access;
  const Catalogue& methods;
};

/// Reads the command line's settings: parameters into their declaration, the others for the blocks.
void read_overrides(Model& model, const std::vector<Override>& overrides, std::vector<Diagnostic>& diagnostics) {
  for (const Override& override : overrides) {
    const std::uint32_t source = model.sources.add("--set " + override.key, override.value);
    ParsedExpression parsed = parse_expression(model.sources, source, override.key.ends_with(".until"));
    diagnostics.insert(diagnostics.end(), parsed.diagnostics.begin(), parsed.diagnostics.end());
    if (has_errors(parsed.diagnostics)) continue;
    const std::uint32_t key_source = model.sources.add("--set", override.key);
    const Name key{override.key, {key_source, 0, static_cast<std::uint32_t>(override.key.size())}};
    model.overrides.push_back({key, std::move(parsed.expression)});
  }
}

/// Hands the values of parameters to their declarations; what is left are settings.
void apply_parameters(Model& model, std::vector<Diagnostic>& diagnostics) {
  std::vector<std::string> names;
  for (const Declared& parameter : model.parameters) names.push_back(parameter.name());
  std::vector<Setting> settings;
  for (Setting& override : model.overrides) {
    const Symbol* symbol = model.find(override.key.text);
    if (override.key.text.find('.') != std::string::npos) {
      settings.push_back(std::move(override));
    } else if (symbol != nullptr && symbol->kind == SymbolKind::parameter) {
      model.parameters[symbol->index].override = std::move(override.value);
    } else {
      std::string all;
      for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
      const std::string advice = advice_on_key(model, override.key.text);
      diagnostics.push_back(
          Finding(Code::unknown_target, override.key.span,
                  names.empty() ? fmt::format("--set: no parameter `{}`; the file has none", override.key.text)
                                : fmt::format("--set: no parameter `{}`; parameters are {}", override.key.text, all))
              .label("not a parameter")
              .help(advice.empty() ? "settings are written as `network.hidden`, `compute.seed`" : advice));
    }
  }
  model.overrides = std::move(settings);
}

/// One diagnostic for one mistake, in the order of the text.
void tidy(std::vector<Diagnostic>& diagnostics) {
  const auto key = [](const Diagnostic& d) {
    return std::tuple(d.primary.span.file, d.primary.span.begin, d.code, d.message);
  };
  std::stable_sort(diagnostics.begin(), diagnostics.end(),
                   [&](const auto& a, const auto& b) { return key(a) < key(b); });
  diagnostics.erase(std::unique(diagnostics.begin(), diagnostics.end(),
                                [&](const auto& a, const auto& b) { return key(a) == key(b); }),
                    diagnostics.end());
}

OutputPlan read_output(const Analysis& analysis) {
  OutputPlan plan;
  for (const EffectiveBlock& block : analysis.blocks) {
    if (block.spec->keyword != "output") continue;
    if (const EffectiveSetting* directory = block.find("dir")) plan.directory = directory->value.word;
    const EffectiveSetting* save = block.find("save");
    if (save == nullptr) continue;
    for (const SettingValue& item : save->value.items) {
      plan.save.push_back(item.word);
      const bool format = item.word != "csv" && find_option(*save->spec, item.word)->method != nullptr;
      if (format) plan.formats.emplace_back(choice_of(*save->spec, item));
    }
  }
  return plan;
}

/// What is said of a problem besides what is solved: settings, output, the text with all of them.
template <class Problem>
void describe(const Analysis& analysis, const Problem& problem, Compilation& result) {
  const std::shared_ptr<const Model>& model = analysis.model;
  result.output = read_output(analysis);
  for (const EffectiveBlock& block : analysis.blocks)
    for (const EffectiveSetting& setting : block.settings)
      result.settings.push_back({block_title(block), setting.name, setting_text(model->sources, setting),
                                 stands_for(problem, block, setting), setting.origin});
  result.resolved = resolved_text(analysis);
  result.sweep = analysis.sweep;
  const auto used = declarations_in_use(analysis);
  for (const Declared& parameter : model->parameters)
    if (used.count(&parameter) == 0) result.unused_parameters.push_back(parameter.name());
  for (const Statement& statement : model->statements)
    if (const auto* given = std::get_if<GivenDeclaration>(&statement.content))
      result.given.push_back(
          {given->name.text, given->arguments.front().text, read_given(*given, model->statements).terms});
  result.model = model;
}

void understand_images(const std::shared_ptr<Model>& model, Compilation& result) {
  std::vector<Diagnostic>& diagnostics = result.diagnostics;
  const Analysis analysis = analyse_images(model, diagnostics);
  if (has_errors(diagnostics)) return;
  check_compute(analysis, diagnostics);
  Classification problem = lower_images(analysis, diagnostics);
  if (has_errors(diagnostics)) return;
  warn_about_unused(analysis, diagnostics);
  describe(analysis, problem, result);
  result.classification = std::move(problem);
}

struct Flaw {
  std::string text, help;
};

/// The first mistake of a problem that a search names, "poisson.pde:3: ...", or why it has not all of the features.
std::optional<Flaw> flaw_of(const std::filesystem::path& file, const std::string& written,
                            const std::vector<std::string>& features, const Surroundings& around) {
  const std::string check = fmt::format("`ansatz check {}` says more", written);
  FileAccess access;
  access.allowed = around.access.allowed;
  access.headers_only = true;
  const Compilation compiled = compile_file(file, {}, access, around.methods);
  for (const Diagnostic& diagnostic : compiled.diagnostics) {
    if (!has_errors({diagnostic})) continue;
    const Span span = diagnostic.primary.span;
    return Flaw{fmt::format("{}:{}: {}", compiled.sources[span.file].name,
                            compiled.sources.position(span.file, span.begin).line, diagnostic.message),
                check};
  }
  if (!compiled.problem && !compiled.classification)
    return Flaw{fmt::format("{} states no equations", file.filename().string()), check};
  const search::FeatureOf own = compiled.problem ? search::FeatureOf::equations : search::FeatureOf::images;
  for (const std::string& name : features)
    if (const search::FeatureOf of = search::feature_kind(name).subject; of != own && of != search::FeatureOf::function)
      return Flaw{fmt::format("it is of {}, of which there is no `{}`", search::name_of(own), name),
                  "take `features = [outputs]` or `features = [jets]`"};
  return std::nullopt;
}

void check_problems(const Analysis& analysis, const Surroundings& around, std::vector<Diagnostic>& diagnostics) {
  const auto search = std::find_if(analysis.blocks.begin(), analysis.blocks.end(),
                                   [](const EffectiveBlock& block) { return block.spec->keyword == "search"; });
  const std::vector<SettingValue>& named = (*search)["problems"].items;
  for (std::size_t i = 0; i < named.size(); ++i) {
    const std::optional<Flaw> flaw =
        flaw_of(analysis.search->files[i], named[i].word, analysis.search->features, around);
    if (!flaw) continue;
    diagnostics.push_back(
        Finding(Code::flawed_problem, named[i].tree->span,
                fmt::format("`{}` is no problem that functions can be tried on: {}", named[i].word, flaw->text))
            .label("cannot be used")
            .help(flaw->help));
  }
}

void understand_search(const std::shared_ptr<Model>& model, const Surroundings& around, Compilation& result) {
  std::vector<Diagnostic>& diagnostics = result.diagnostics;
  Analysis analysis = analyse_search(model, diagnostics);
  if (has_errors(diagnostics)) return;
  check_problems(analysis, around, diagnostics);
  if (has_errors(diagnostics)) return;
  warn_about_unused(analysis, diagnostics);
  analysis.search->definitions = definitions_text(analysis);
  describe(analysis, *analysis.search, result);
  result.search = std::move(analysis.search);
}

void understand(const std::shared_ptr<Model>& model, const Surroundings& around, Compilation& result) {
  std::vector<Diagnostic>& diagnostics = result.diagnostics;
  collect(*model, diagnostics);
  apply_parameters(*model, diagnostics);
  resolve_definitions(*model, diagnostics);
  if (model->kind == ProblemKind::images) return understand_images(model, result);
  if (model->kind == ProblemKind::search) return understand_search(model, around, result);
  const Analysis analysis = analyse(model, diagnostics);
  check(analysis, diagnostics);
  if (has_errors(diagnostics)) return;
  Problem problem = lower(analysis, diagnostics);
  if (has_errors(diagnostics)) return;
  check_activations(analysis, problem, diagnostics);
  check_exact(analysis, diagnostics);
  if (has_errors(diagnostics)) return;
  warn(analysis, problem, diagnostics);
  describe(analysis, problem, result);
  result.problem = std::move(problem);
}

/// Codes of findings that hold whatever statements of the text cannot be read: about names and values in what can.
bool holds_alone(Code code) {
  constexpr Code alone[] = {Code::already_taken,   Code::reserved_name, Code::unknown_name,  Code::circular,
                            Code::unknown_setting, Code::wrong_kind,    Code::unequal_sides, Code::wrong_arguments,
                            Code::wrong_value,     Code::not_a_field,   Code::outside_range, Code::condition_or_number,
                            Code::unreadable_file, Code::flawed_table};
  return std::find(std::begin(alone), std::end(alone), code) != std::end(alone);
}

/// Whether a finding may follow from a statement that could not be read: it speaks of a word that stands there, or of a
/// derivative while coordinates and fields are not all known.
bool may_follow(const Model& model, const Diagnostic& diagnostic, const std::set<std::string, std::less<>>& unread) {
  const Span span = diagnostic.primary.span;
  const std::string_view shown =
      std::string_view(model.sources[span.file].text).substr(span.begin, span.end - span.begin);
  const auto unknown = [&](std::string_view word) { return unread.find(word) != unread.end(); };
  for (const char* statement : {"field", "domain", "time", "include"})
    if (unknown(statement)) return true;
  for (std::size_t at = 0; at < shown.size();) {
    std::size_t end = at;
    while (end < shown.size() && (std::isalnum(static_cast<unsigned char>(shown[end])) != 0 || shown[end] == '_' ||
                                  static_cast<unsigned char>(shown[end]) >= 128))
      ++end;
    const std::string_view word = shown.substr(at, end - at);
    if (!word.empty() && (unknown(word) || unknown(word.substr(0, word.find('_'))))) return true;
    at = end + 1;
  }
  return false;
}

/// Whether something was said of the statement that a finding is about: the rest of it may be what was not meant.
bool said_before(const Model& model, const std::vector<Diagnostic>& said, const Diagnostic& finding) {
  const auto within = [](const Span& statement, const Span& place) {
    return statement.file == place.file && statement.begin <= place.begin && place.begin <= statement.end;
  };
  return std::any_of(model.statements.begin(), model.statements.end(), [&](const Statement& statement) {
    return within(statement.span, finding.primary.span) &&
           std::any_of(said.begin(), said.end(),
                       [&](const Diagnostic& earlier) { return within(statement.span, earlier.primary.span); });
  });
}

/// What is wrong with the statements that could be read, where others could not: so that it is said in the same run.
void look_further(const std::shared_ptr<Model>& model, Compilation& result) {
  std::set<std::string, std::less<>> unread;
  for (const auto& [source, folder] : model->folders)
    unread.merge(unread_words(model->sources, source, model->statements));
  std::vector<Diagnostic> found;
  collect(*model, found);
  const bool whole = (model->domain != nullptr || model->time != nullptr) && !model->fields.empty();
  if (!whole || model->kind != ProblemKind::equations) return;  // a fragment, or what it is about is not known
  resolve_definitions(*model, found);
  analyse(model, found);
  const std::vector<Diagnostic> said = result.diagnostics;
  for (Diagnostic& diagnostic : found)
    if (holds_alone(diagnostic.code) && !may_follow(*model, diagnostic, unread) &&
        !said_before(*model, said, diagnostic))
      result.diagnostics.push_back(std::move(diagnostic));
}

}  // namespace

Compilation compile_text(std::string name, std::string text, const std::filesystem::path& folder,
                         const std::vector<Override>& overrides, const FileAccess& access, const Catalogue& methods) {
  const auto model = std::make_shared<Model>(function_names());
  model->files = FileRules(folder, access.allowed);
  model->headers_only = access.headers_only;
  Compilation result;
  const std::string stem = std::filesystem::path(name).stem().string();
  model->main_file = model->sources.add(std::move(name), std::move(text));
  Loaded loaded = load(model->sources, model->main_file, folder, model->files, access.texts, result.diagnostics);
  model->statements = std::move(loaded.statements);
  model->kind = kind_of(model->statements);
  model->schema = std::make_shared<const Schema>(methods, model->kind);
  model->folders = std::move(loaded.folders);
  model->generated = std::move(loaded.generated);
  result.included = std::move(loaded.included);
  read_overrides(*model, overrides, result.diagnostics);
  const bool good = loaded.good && !has_errors(result.diagnostics);
  try {
    good ? understand(model, {access, methods}, result) : look_further(model, result);
  } catch (const UserError& error) {  // of a layer below, about something that no check here foresaw
    if (good) result.diagnostics.push_back(Finding(Code::wrong_kind, {model->main_file, 0, 0}, error.what()));
  }
  if (result.problem) result.problem->name = stem;
  if (result.classification) result.classification->name = stem;
  place_findings(model->generated, result.diagnostics);
  tidy(result.diagnostics);
  result.sources = model->sources;
  result.data_files = model->data_files;
  return result;
}

Compilation compile_file(const std::filesystem::path& file, const std::vector<Override>& overrides,
                         const FileAccess& access, const Catalogue& methods) {
  return compile_text(file.filename().string(), read_source(file, file.string()), file.parent_path(), overrides, access,
                      methods);
}

}  // namespace ansatz::dsl
