// `ansatz doc`: the reference of the language, from the tables that also check it; and with `--markdown` the pages of
// docs/reference, which tools/docs writes.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/dsl/reference.hpp"
#include "ansatz/dsl/schema.hpp"
#include "command.hpp"
#include "commands_page.hpp"
#include "nearest.hpp"
#include "terminal.hpp"
#include "topics.hpp"

namespace ansatz::cli {
namespace {

std::string heading(const dsl::BlockSpec& block) {
  return block.variant.empty() ? std::string(block.keyword) : fmt::format("{} {}", block.keyword, block.variant);
}

void print_sources(const std::vector<Publication>& works, const char* indent) {
  for (const Publication& work : works) print(fmt::format("{}From {}\n", indent, cited(work)));
}

void print_arguments(const dsl::Option& option) {
  for (const auto& argument : option.arguments) {
    print(fmt::format("        {} = {}: {}; {}\n", argument.name, argument.fallback.empty() ? "..." : argument.fallback,
                      argument.doc, dsl::describe(argument)));
    print_sources(argument.sources, "          ");
  }
}

void print_setting(const dsl::SettingSpec& setting) {
  print(fmt::format("  {}{}\n    {}\n    {}\n", setting.name,
                    setting.fallback.empty() ? "" : fmt::format(" = {}", setting.fallback), setting.doc,
                    dsl::describe(setting)));
  print_sources(setting.sources, "    ");
  for (const auto& option : setting.options) {
    print(fmt::format("      {}: {}\n", option.name, option.doc));
    if (option.method) print_sources(option.method->sources(), "        ");
    print_arguments(option);
  }
}

std::string shown(const dsl::ReferenceWord& word) { return fmt::format("{}\n    {}\n", word.signature, word.doc); }

void print_block(const dsl::BlockSpec& block) {
  print(fmt::format("{}: {}\n", heading(block), block.doc));
  if (block.method) print_sources(block.method->sources(), "  ");
  for (const auto& setting : block.settings) print_setting(setting);
  if (block.keyword != "sweep") return;
  for (const auto& axis : dsl::reference_axes()) print(shown(axis));
}

/// What the tables of the language say of words that are no blocks: statements, functions, shapes, places, activations.
std::vector<dsl::ReferenceWord> words_of_language() {
  std::vector<dsl::ReferenceWord> all = dsl::reference_statements();
  for (auto& word : dsl::reference_functions()) all.push_back(std::move(word));
  for (auto& word : dsl::reference_places()) all.push_back(std::move(word));
  for (auto& word : dsl::reference_activations()) all.push_back(std::move(word));
  for (auto& word : dsl::reference_series()) all.push_back(std::move(word));
  return all;
}

void list_topics(const dsl::Schema& schema) {
  for (const auto& block : schema.blocks()) print(fmt::format("{:<16} {}\n", heading(block), block.doc));
  std::string words;
  for (const auto& word : words_of_language()) words += (words.empty() ? "" : ", ") + word.name;
  print("\nEvery setting and every option of one is a topic as well, and these words: " + words + "\n");
}

/// Prints what is known of a name, whatever it is the name of; collects the names that there are.
class Lookup {
 public:
  explicit Lookup(std::string topic) : topic_(std::move(topic)) {}

  void block(const dsl::BlockSpec& block) {
    if (block_alone(block)) return;
    for (const auto& setting : block.settings) this->setting(block, setting);
  }
  /// The block, and not what its settings are called.
  bool block_alone(const dsl::BlockSpec& block) {
    if (!is(heading(block)) && !is(block.keyword) && (block.variant.empty() || !is(block.variant))) return false;
    print_block(block);
    found_ = true;
    return true;
  }
  void word(const dsl::ReferenceWord& word) {
    if (is(word.name)) say(shown(word));
  }
  bool found() const { return found_; }
  const std::vector<std::string>& names() const { return names_; }

 private:
  bool is(const std::string& name) {
    names_.push_back(name);
    return name == topic_;
  }
  void say(const std::string& text) {
    print(text);
    found_ = true;
  }
  void setting(const dsl::BlockSpec& block, const dsl::SettingSpec& setting) {
    const std::string name(setting.name);
    if (is(name) || is(heading(block) + "." + name)) {
      say(heading(block) + "\n");
      print_setting(setting);
      return;
    }
    for (const auto& option : setting.options) {
      if (!is(std::string(option.name))) continue;
      say(fmt::format("{} = {} in {}: {}\n", name, option.name, heading(block), option.doc));
      if (option.method) print_sources(option.method->sources(), "        ");
      print_arguments(option);
    }
  }

  std::string topic_;
  std::vector<std::string> names_;
  bool found_ = false;
};

Lookup looked_up(const std::string& topic, const dsl::Schema& schema) {
  Lookup lookup(topic);
  for (const auto& block : schema.blocks()) lookup.block(block);
  for (const auto& word : words_of_language()) lookup.word(word);
  return lookup;
}

/// Blocks of problems of images that have the name. `known`: whether anything else has it; if not, their settings too.
Lookup looked_up_in_images(const std::string& topic, const dsl::Schema& schema, bool known) {
  Lookup lookup(topic);
  for (dsl::BlockSpec block : schema.blocks()) {
    if (block.keyword == "compute" || block.keyword == "sweep") continue;
    block.doc = "of images, " + block.doc;
    known ? static_cast<void>(lookup.block_alone(block)) : lookup.block(block);
  }
  return lookup;
}

/// The block of searches, its settings and their options.
Lookup looked_up_in_searches(const std::string& topic) {
  Lookup lookup(topic);
  const dsl::Schema schema(builtin_methods(), dsl::ProblemKind::search);
  for (const dsl::BlockSpec& block : schema.blocks())
    if (block.keyword == "search") lookup.block(block);
  return lookup;
}

int document(const std::string& topic) {
  const dsl::Schema schema(builtin_methods()), images(builtin_methods(), dsl::ProblemKind::images);
  if (topic.empty()) {
    list_topics(schema);
    return exit_fine;
  }
  const Lookup lookup = looked_up(topic, schema), of_images = looked_up_in_images(topic, images, lookup.found()),
               of_searches = looked_up_in_searches(topic);
  if (lookup.found() || of_images.found() || of_searches.found()) return exit_fine;
  throw UserError(fmt::format("there is no topic `{}` (`ansatz doc` lists them all){}", printable(topic),
                              did_you_mean(topic, lookup.names())));
}

/// The pages of docs/reference: those of the language, and the commands.
int print_page(const std::string& name, const CLI::App& app) {
  auto pages = dsl::reference_pages();
  const auto commands = commands_page(app);
  pages.insert(pages.begin(), {"commands", commands});
  std::vector<std::string> names;
  for (const auto& page : pages) {
    names.emplace_back(page.name);
    if (name.empty()) print(names.back() + "\n");
    if (name != page.name) continue;
    print(page.markdown);
    return exit_fine;
  }
  if (name.empty()) return exit_fine;
  throw UserError(fmt::format("there is no page `{}` (`ansatz doc --markdown` lists them all){}", printable(name),
                              did_you_mean(name, names)));
}

}  // namespace

std::vector<std::string> topics() {
  std::vector<std::string> words = looked_up("", dsl::Schema(builtin_methods())).names();
  std::erase_if(words, [](const std::string& word) { return word.empty() || word.find(' ') != std::string::npos; });
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

void add_doc(CLI::App& app, Action& action) {
  auto topic = std::make_shared<std::string>();
  auto markdown = std::make_shared<bool>(false);
  CLI::App* command = app.add_subcommand("doc", "Any word of the language: meaning, type, default");
  command->add_option("TOPIC", *topic,
                      "A block, setting, option, function, shape, place or activation, as in `train adam`, `hidden`, "
                      "`disk`; without one, "
                      "all are listed");
  command->add_flag("--markdown", *markdown, "TOPIC is a page of the reference; without one, all are listed");
  command->callback([topic, markdown, &app, &action] {
    action = [topic, markdown, &app] { return *markdown ? print_page(*topic, app) : document(*topic); };
  });
}

}  // namespace ansatz::cli
