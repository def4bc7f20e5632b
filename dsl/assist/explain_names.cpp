#include "assist/explain_names.hpp"

#include <fmt/format.h>

#include "ansatz/dsl/reference.hpp"
#include "assist/words.hpp"

namespace ansatz::dsl {
namespace {

std::string listed_coordinates(const Model& model, const std::vector<std::size_t>& numbers) {
  std::string list;
  for (const std::size_t number : numbers)
    list += fmt::format("{}`{}`", list.empty() ? "" : ", ", model.coordinates[number].text);
  return list;
}

/// Those that a field depends on.
std::string coordinates_of(const Model& model, std::size_t field) {
  std::vector<std::size_t> numbers = model.field_coordinates.at(field);
  for (std::size_t i = 0; numbers.size() == i && i < model.coordinates.size(); ++i) numbers.push_back(i);
  return listed_coordinates(model, numbers);
}

/// The condition whose label a name is; null for other names.
const ConditionStatement* condition_of(const Model& model, const Named& named) {
  for (const Statement& statement : model.statements)
    if (const auto* condition = std::get_if<ConditionStatement>(&statement.content);
        condition != nullptr && condition->label && condition->label->span.file == named.place.file &&
        condition->label->span.begin == named.place.begin)
      return condition;
  return nullptr;
}

/// The value of a parameter, of a definition without arguments.
std::optional<ExpressionFacts> value_of(const Model& model, const Named& named) {
  if (named.kind != NamedKind::parameter && named.kind != NamedKind::definition && named.kind != NamedKind::region)
    return std::nullopt;
  Expression name;
  name.kind = ExprKind::name;
  name.text = named.name;
  name.span = named.place;
  return facts_of(model, name);
}

}  // namespace

std::string quoted(const std::string& text) {
  constexpr std::size_t longest = 300;
  const std::size_t end = text.size() <= longest ? text.size() : text.rfind(' ', longest);
  return fmt::format("```pde\n{}{}\n```", text.substr(0, end), end < text.size() ? " ..." : "");
}

Surroundings surroundings_of(const ConditionStatement& condition) {
  return {{}, condition.kind == ConditionStatement::Kind::ansatz};
}

std::string what_it_comes_to(const Model& model, const ConditionStatement& condition) {
  const auto facts = facts_of(model, condition.equations, surroundings_of(condition));
  return facts ? shown(*facts) : "";
}

std::string explained_name(const Reading& reading, std::size_t number) {
  const Model& model = *reading.model;
  const Named& named = reading.names[number];
  const std::string& source = model.sources[named.statement.file].text;
  std::string text = fmt::format(
      "{}\n`{}` is {}", quoted(source.substr(named.statement.begin, named.statement.end - named.statement.begin)),
      named.name, described(named.kind));
  const Symbol* symbol = model.find(named.name);
  if (const auto value = value_of(model, named))
    text += fmt::format(": {}", shown(*value));
  else if (named.kind == NamedKind::field && symbol != nullptr)
    text += " of " + coordinates_of(model, symbol->index);
  else if (const ConditionStatement* condition = condition_of(model, named))
    text += "\n\n" + what_it_comes_to(model, *condition);
  return named.documentation.empty() ? text : text + "\n\n" + named.documentation;
}

std::string explained_word(const Model& model, const std::string& name, const NameReading& reading) {
  using Kind = NameReading::Kind;
  if (const auto word = reading.kind == Kind::function ? find_word(reference_functions(), name) : std::nullopt)
    return explained(*word);
  if (reading.kind == Kind::normal) return "the outward normal of the boundary";
  const std::string by = listed_coordinates(model, reading.coordinates);
  if (reading.kind == Kind::derivative)
    return fmt::format("**{}**: field `{}` differentiated by {}", name, reading.symbol->name.text, by);
  if (reading.kind == Kind::coordinate_operator) return fmt::format("**{}(f)**: the derivative of f by {}", name, by);
  return fmt::format("**{}**", name);
}

}  // namespace ansatz::dsl
