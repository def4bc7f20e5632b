#include "ansatz/core/catalogue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/methods.hpp"

namespace ansatz {
namespace {

/// Small letters, digits and underscores, a letter first: what can be written in a file, and reads like the others.
bool is_word(const std::string& name) {
  const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
  return !name.empty() && letter(name.front()) &&
         std::all_of(name.begin(), name.end(), [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '_'; });
}

void require_settings(const Method& method) {
  std::set<std::string> names;
  for (const Setting& setting : method.settings()) {
    if (setting.written && !is_word(setting.name))
      throw UserError(
          fmt::format("`{}`: `{}` cannot be written as the name of a setting", method.name(), setting.name));
    if (!names.insert(setting.name).second)
      throw UserError(fmt::format("`{}` has two settings `{}`", method.name(), setting.name));
    if (setting.doc.empty())
      throw UserError(fmt::format("`{}` does not say what its setting `{}` is", method.name(), setting.name));
  }
  method.check(method.defaults().get());
}

template <class... Settings>
void add_all(Catalogue& methods, MethodList<Settings...>) {
  (methods.add<Settings>(), ...);
}

}  // namespace

void Catalogue::add(std::string family, std::shared_ptr<const Method> method) {
  if (!is_word(method->name()))
    throw UserError(
        fmt::format("`{}` cannot be written as the name of a method: small letters, digits and `_`, a "
                    "letter first",
                    method->name()));
  if (find(family, method->name()))
    throw UserError(fmt::format("there is a method `{}` of the family `{}` already", method->name(), family));
  if (method->doc().empty()) throw UserError(fmt::format("`{}` does not say what it does", method->name()));
  require_settings(*method);
  families_[std::move(family)].push_back(std::move(method));
}

const std::vector<std::shared_ptr<const Method>>& Catalogue::of(std::string_view family) const {
  static const std::vector<std::shared_ptr<const Method>> none;
  const auto found = families_.find(family);
  return found == families_.end() ? none : found->second;
}

std::shared_ptr<const Method> Catalogue::find(std::string_view family, std::string_view name) const {
  const auto& methods = of(family);
  const auto found = std::find_if(methods.begin(), methods.end(), [&](const auto& own) { return own->name() == name; });
  return found == methods.end() ? nullptr : *found;
}

std::string Catalogue::spelled(std::string_view text) const {
  std::string result;
  while (!text.empty()) {
    const std::size_t open = text.find('{'), dot = text.find('.', open), close = text.find('}', open);
    result += text.substr(0, open);
    if (open == std::string_view::npos) break;
    if (dot == std::string_view::npos || close == std::string_view::npos || dot > close)
      throw InternalFault(fmt::format("`{}` asks for methods by no {{family.kind}}", text));
    std::vector<std::string> names;
    for (const auto& method : of(text.substr(open + 1, dot - open - 1)))
      if (method->is(text.substr(dot + 1, close - dot - 1))) names.push_back(method->name());
    result += either(names);
    text.remove_prefix(close + 1);
  }
  return result;
}

Catalogue builtin_methods() {
  Catalogue methods;
  add_all(methods, BuiltinMethods{});
  for (const auto& function : elementwise_functions()) methods.add(std::string(FunctionMethod::family), function);
  return methods;
}

}  // namespace ansatz
