#include "ansatz/dsl/reference.hpp"

#include <fmt/format.h>

#include <cctype>
#include <set>

#include "ansatz/autodiff/operation.hpp"
#include "ansatz/core/activation.hpp"
#include "ansatz/dsl/code.hpp"
#include "ansatz/dsl/schema.hpp"
#include "evaluate/functions.hpp"
#include "evaluate/series.hpp"

namespace ansatz::dsl {

namespace {

// A cell of a table must not end it.
std::string cell(std::string_view text) {
  std::string result;
  for (const char c : text) result += c == '\n' ? " " : c == '|' ? "\\|" : std::string(1, c);
  return result;
}

std::string words_table(std::string_view kind, const std::vector<ReferenceWord>& words) {
  std::string out = fmt::format("| {} | is |\n|---|---|\n", kind);
  for (const ReferenceWord& word : words) out += fmt::format("| `{}` | {} |\n", cell(word.signature), cell(word.doc));
  return out;
}

std::string signature(const Option& option) {
  std::string arguments;
  for (const SettingSpec& a : option.arguments) {
    arguments += fmt::format("{}{}", arguments.empty() ? "" : ", ", a.name);
    if (!a.fallback.empty()) arguments += fmt::format(" = {}", a.fallback);
  }
  return arguments.empty() ? std::string(option.name) : fmt::format("{}({})", option.name, arguments);
}

bool takes_the_same(const Option& a, const Option& b) {
  const auto same = [](const SettingSpec& x, const SettingSpec& y) {
    return x.name == y.name && x.fallback == y.fallback && describe(x) == describe(y) && x.doc == y.doc;
  };
  return std::equal(a.arguments.begin(), a.arguments.end(), b.arguments.begin(), b.arguments.end(), same);
}

/// " From Kingma, Ba 2015." behind what a sentence says; nothing where there are no works. The page ends with them.
std::string from(const std::vector<Publication>& works) {
  std::string out;
  for (const Publication& work : works) out += (out.empty() ? " From " : "; ") + cited_briefly(work);
  return out.empty() ? out : out + ".";
}

/// The same behind words that are no sentence.
std::string behind(const std::vector<Publication>& works) { return works.empty() ? "" : "." + from(works); }

std::string arguments_list(const Option& option) {
  std::string out;
  for (const SettingSpec& a : option.arguments)
    out += fmt::format("  - `{}`, {}: {}{}\n", a.name, describe(a), a.doc, behind(a.sources));
  return out;
}

// The options of a setting, and the arguments they take; options in a row that take the same share one list.
std::string options_list(const SettingSpec& setting) {
  std::string out;
  if (setting.options.empty()) return out;
  out += fmt::format("\n`{}`:\n\n", setting.name);
  for (std::size_t i = 0; i < setting.options.size(); ++i) {
    const Option& option = setting.options[i];
    out += fmt::format("- `{}`: {}{}\n", signature(option), option.doc,
                       option.method ? behind(option.method->sources()) : "");
    if (i + 1 < setting.options.size() && takes_the_same(option, setting.options[i + 1])) continue;
    out += arguments_list(option);
  }
  return out;
}

/// Whether options are words, and not methods of the library, which are listed where blocks of equations take them; but
/// layers of images and changes of them are in no other list.
bool has_own_options(const SettingSpec& setting) {
  return setting.name == "layers" || setting.name == "augment" ||
         std::none_of(setting.options.begin(), setting.options.end(), [](const Option& one) { return one.method; });
}

std::string block_section(const BlockSpec& block, ProblemKind kind) {
  std::string title(block.keyword);
  if (!block.variant.empty()) title += fmt::format(" {}", block.variant);
  std::string doc(block.doc);
  doc[0] = static_cast<char>(std::toupper(doc[0]));
  const char* of = kind == ProblemKind::images ? " of images" : kind == ProblemKind::search ? " of searches" : "";
  std::string out = fmt::format("## `{}`{}\n\n{}.{}\n\n", title, block.keyword == "search" ? "" : of, doc,
                                block.method ? from(block.method->sources()) : "");
  if (block.keyword == "sweep") return out + words_table("axis", reference_axes()) + '\n';
  out += "| setting | takes | default | is |\n|---|---|---|---|\n";
  for (const SettingSpec& s : block.settings) {
    const std::string fallback = s.fallback.empty() ? "" : fmt::format("`{}`", s.fallback);
    out += fmt::format("| `{}` | {} | {} | {} |\n", s.name, cell(describe(s)), cell(fallback),
                       cell(s.doc + behind(s.sources)));
  }
  for (const SettingSpec& s : block.settings)
    if (kind != ProblemKind::images || has_own_options(s)) out += options_list(s);
  return out + '\n';
}

/// Blocks that are the same in both kinds of problems are those of equations.
std::string settings_table(const Schema& equations, const Schema& images, const Schema& searches) {
  std::string out;
  for (const BlockSpec& block : equations.blocks()) out += block_section(block, ProblemKind::equations);
  for (const BlockSpec& block : images.blocks())
    if (block.keyword != "compute" && block.keyword != "sweep") out += block_section(block, ProblemKind::images);
  for (const BlockSpec& block : searches.blocks()) out += block_section(block, ProblemKind::search);
  out.pop_back();  // the blank line after the last
  return out;
}

void add_works(const std::vector<Publication>& works, std::set<std::string>& all) {
  for (const Publication& work : works) all.insert(fmt::format("- {}: {}\n", cited_briefly(work), cited(work)));
}

void add_works_of(const std::vector<SettingSpec>& settings, std::set<std::string>& all) {
  for (const SettingSpec& setting : settings) {
    add_works(setting.sources, all);
    for (const Option& option : setting.options) {
      if (option.method) add_works(option.method->sources(), all);
      add_works_of(option.arguments, all);
    }
  }
}

/// All works that the page speaks of, in the order of their authors.
std::string works_list(std::initializer_list<const Schema*> schemas) {
  std::set<std::string> all;
  for (const Schema* schema : schemas)
    for (const BlockSpec& block : schema->blocks()) {
      add_works_of(block.settings, all);
      if (block.method) add_works(block.method->sources(), all);
    }
  std::string out = "\n## Works\n\nWhat methods come from; the page of a run names those that it used.\n\n";
  for (const std::string& work : all) out += work;
  return out;
}

// A note that a page is not to be edited, for those who open it in an editor.
constexpr std::string_view generated = "<!-- Written by tools/docs from the tables of the program. -->\n";

std::string functions_page() {
  return fmt::format(
      "# Statements, functions, places and activations\n\n{}\nA word of these: `ansatz doc WORD`.\n\n## "
      "Statements\n\n{}\n"
      "Blocks of [settings](settings.md) are statements too.\n\n## Functions\n\nArguments are "
      "scalars unless their names say more.\n\n{}\n## Places\n\nWhat stands after `on`, several with commas between "
      "them.\n\n{}\n"
      "## Activations\n\n{}| a `let` of one argument | whatever it says |\n",
      generated, words_table("statement", reference_statements()), words_table("function", reference_functions()),
      words_table("place", reference_places()), words_table("activation", reference_activations()));
}

std::string settings_page(const Schema& equations, const Schema& images, const Schema& searches) {
  return fmt::format(
      "# Settings\n\n{}\nThe blocks of a file and what may stand in them; `ansatz doc BLOCK` prints the same. In the\n"
      "defaults `dimensions` is the number of coordinates (parameters with a distribution, and terms of a function "
      "that is `given`, count a quarter) and "
      "`sample_eq` the setting `eq` of `sample`. How settings\n"
      "are written, and what those of points and weights do: [the language](../guide/language.md#settings). Problems "
      "of\n"
      "images ([images](../guide/images.md)) have blocks of their own, behind those of equations; methods that both\n"
      "take stand with the first. Searches ([search](../guide/search.md)) are files of their own, with the last "
      "blocks.\n"
      "\n{}{}",
      generated, settings_table(equations, images, searches), works_list({&equations, &searches}));
}

std::string example(std::string_view title, std::string_view text) {
  return text.empty() ? std::string() : fmt::format("\n{}:\n\n```text\n{}\n```\n", title, text);
}

std::string messages_page() {
  std::string out = fmt::format(
      "# Messages\n\n{}\nCodes with E are errors; with W warnings: the problem can be solved, but look twice.\n"
      "`ansatz explain CODE` prints the same.\n",
      generated);
  for (const CodeInfo& code : codes())
    out += fmt::format("\n## {}: {}\n\n{}\n{}{}", code.number, code.title, code.lesson, example("Wrong", code.wrong),
                       example("Right", code.right));
  return out;
}

}  // namespace

std::vector<ReferenceWord> reference_functions() {
  std::vector<ReferenceWord> words;
  for (const FunctionInfo& f : functions())
    words.push_back({std::string(f.name), std::string(f.signature), std::string(f.doc)});
  for (const ad::OperationInfo& op : ad::operations())
    if (op.elementwise && find_callable(op.name))
      words.push_back(
          {std::string(op.name), fmt::format("{}({})", op.name, op.arity == 1 ? "x" : "a, b"), std::string(op.doc)});
  return words;
}

// As analyse/region.cpp reads them.
std::vector<ReferenceWord> reference_places() {
  return {{"x", "x = a", "the flat part of the boundary where a coordinate has that value; `t = a` is the end of time"},
          {"boundary", "boundary", "the whole boundary in space"},
          {"boundary", "boundary(shape)", "the part of the boundary that belongs to a shape"},
          {"interface", "interface(part, part)",
           "where two parts of the domain meet: shapes, or comparisons of one coordinate with a number; the normal "
           "points out of the first"},
          {"point", "point([x, y])", "a point inside the domain or on its boundary"},
          {"where", "place where condition", "the part of places where a condition on the coordinates holds"}};
}

std::vector<ReferenceWord> reference_series() {
  std::vector<ReferenceWord> words;
  for (const SeriesInfo& series : number_series())
    words.push_back({std::string(series.name), std::string(series.signature), std::string(series.doc)});
  return words;
}

// As analyse/analyse_sweep.cpp reads them.
std::vector<ReferenceWord> reference_axes() {
  std::vector<ReferenceWord> words{
      {"KEY", "KEY = [VALUE, VALUE, ...]",
       "a parameter or a setting, called as `--set` calls it, and its values, each as the file would have it: "
       "`nu = [0.01, 0.02]`, `network.adaptive = [fixed, nlaaf(n = 5)]`, `network.hidden = [[20]*2, [20]*4]`"},
      {"seed", "seed = 1..20", "short for `compute.seed`: results are compared over all seeds"}};
  for (ReferenceWord& series : reference_series()) words.push_back(std::move(series));
  return words;
}

std::vector<ReferenceWord> reference_activations() {
  std::vector<ReferenceWord> words;
  for (const ActivationInfo& a : activations())
    words.push_back({std::string(a.name), std::string(a.name), std::string(a.doc)});
  return words;
}

std::vector<ReferencePage> reference_pages(const Catalogue& methods) {
  return {{"functions", functions_page()},
          {"messages", messages_page()},
          {"settings",
           settings_page(Schema(methods), Schema(methods, ProblemKind::images), Schema(methods, ProblemKind::search))}};
}

}  // namespace ansatz::dsl
