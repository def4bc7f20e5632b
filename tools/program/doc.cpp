// `ansatz doc`: the reference of the settings, from the table that also checks them; and with `--markdown` the pages of
// docs/reference, which tools/docs writes.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
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

namespace ansatz::cli {
namespace {

std::string heading(const dsl::BlockSpec& block) {
  return block.variant.empty() ? std::string(block.keyword) : fmt::format("{} {}", block.keyword, block.variant);
}

constexpr const char* not_yet = " (reserved: this version cannot do it)";

void print_arguments(const dsl::Option& option) {
  for (const auto& argument : option.arguments) {
    print(fmt::format("        {} = {}: {}; {}\n", argument.name, argument.fallback.empty() ? "..." : argument.fallback,
                      argument.doc, dsl::describe(argument)));
  }
}

void print_block(const dsl::BlockSpec& block) {
  print(fmt::format("{}: {}{}\n", heading(block), block.doc, block.implemented ? "" : not_yet));
  for (const auto& setting : block.settings) {
    print(fmt::format("  {}{}\n    {}{}\n    {}\n", setting.name,
                      setting.fallback.empty() ? "" : fmt::format(" = {}", setting.fallback), setting.doc,
                      setting.implemented ? "" : not_yet, dsl::describe(setting)));
    for (const auto& option : setting.options) {
      print(fmt::format("      {}: {}{}\n", option.name, option.doc, option.implemented ? "" : not_yet));
      print_arguments(option);
    }
  }
}

int document(const std::string& topic) {
  const dsl::Schema schema(builtin_methods());
  std::vector<std::string> names;
  bool found = false;
  for (const auto& block : schema.blocks()) {
    names.push_back(heading(block));
    if (topic.empty()) print(fmt::format("{:<16} {}{}\n", names.back(), block.doc, block.implemented ? "" : not_yet));
    if (topic != block.keyword && topic != names.back()) continue;
    print_block(block);
    found = true;
  }
  if (topic.empty() || found) return exit_fine;
  throw UserError(fmt::format("there is no topic `{}` (`ansatz doc` lists them all){}", printable(topic),
                              did_you_mean(topic, names)));
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

void add_doc(CLI::App& app, Action& action) {
  auto topic = std::make_shared<std::string>();
  auto markdown = std::make_shared<bool>(false);
  CLI::App* command = app.add_subcommand("doc", "The settings of a block: meaning, type, default");
  command->add_option("TOPIC", *topic, "A block, as in `network` or `train adam`; without one, all are listed");
  command->add_flag("--markdown", *markdown, "TOPIC is a page of the reference; without one, all are listed");
  command->callback([topic, markdown, &app, &action] {
    action = [topic, markdown, &app] { return *markdown ? print_page(*topic, app) : document(*topic); };
  });
}

}  // namespace ansatz::cli
