// Values of settings: whether they may be, and how they are written.
#include "ansatz/core/setting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/method.hpp"

namespace ansatz {
namespace {

std::string describe_limits(const Limits& limits) {
  const bool ends = std::isfinite(limits.upper);
  if (!std::isfinite(limits.lower)) return ends ? fmt::format(" <= {}", limits.upper) : "";
  const std::string upper = ends ? fmt::format(" and {} {}", limits.below ? "<" : "<=", limits.upper) : "";
  if (limits.above) return fmt::format(" > {}", limits.lower) + upper;
  if (ends) return fmt::format(" from {} to {}{}", limits.lower, limits.below ? "below " : "", limits.upper);
  return fmt::format(" >= {}", limits.lower);
}

/// Powers of ten below a hundredth as 1e-3, all else by its digits: 0.005, 10000.
std::string written_number(double number) {
  std::string digits = fmt::format("{}", number);
  const std::string power = fmt::format("{:.0e}", number);
  if (number > 0 && number < 0.01 && power.front() == '1' && std::stod(power) == number) digits = power;
  if (const std::size_t zero = digits.find("e-0"); zero != std::string::npos) digits.erase(zero + 2, 1);
  return digits;
}

std::string written_list(const std::vector<double>& numbers) {
  const bool alike = numbers.size() > 1 && std::all_of(numbers.begin(), numbers.end(),
                                                       [&](double number) { return number == numbers.front(); });
  if (alike) return fmt::format("[{}]*{}", written_number(numbers.front()), numbers.size());
  std::string text;
  for (const double number : numbers) text += (text.empty() ? "" : ", ") + written_number(number);
  return fmt::format("[{}]", text);
}

/// Arguments that are as the method has them by itself are left away.
std::string written_choice(const Choice& choice) {
  const void* defaults = choice.method().defaults().get();
  std::string arguments;
  for (const Setting& setting : choice.method().settings()) {
    const SettingData value = setting.read(choice.settings());
    if (!setting.required && value == setting.read(defaults)) continue;
    arguments += fmt::format("{}{} = {}", arguments.empty() ? "" : ", ", setting.name, written(value));
  }
  return arguments.empty() ? choice.name() : fmt::format("{}({})", choice.name(), arguments);
}

}  // namespace

std::string describe_values(SettingType type, const Limits& limits) {
  switch (type) {
    case SettingType::whole: return "a whole number" + describe_limits(limits);
    case SettingType::real: return "a number" + describe_limits(limits);
    case SettingType::boolean: return "`true` or `false`";
    case SettingType::whole_list:
      return "a list of whole numbers" + describe_limits(limits) + (limits.or_none ? ", or `[]`" : "");
    case SettingType::real_list:
      return "a list of numbers" + describe_limits(limits) + (limits.or_none ? ", or `[]`" : "");
    default: return {};
  }
}

std::string either(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " or " : ", ";
    text += "`" + names[i] + "`";
  }
  return text;
}

std::string describe_values(const Setting& setting) {
  std::vector<std::string> names;
  for (const Word& word : setting.words) names.push_back(word.name);
  const std::string numbers = describe_values(setting.type, setting.limits);
  if (numbers.empty()) return either(names);
  return names.empty() ? numbers : numbers + ", or " + either(names);
}

std::string must_be(std::string_view setting, std::string_view values, std::string_view got) {
  return fmt::format("`{}` must be {}{}{}", setting, values, got.empty() ? "" : "; got ", got);
}

bool may_be(SettingType type, const Limits& limits, double number) {
  const bool whole = type == SettingType::whole || type == SettingType::whole_list;
  return std::isfinite(number) && limits.contain(number) && (!whole || number == std::floor(number));
}

std::string written(const SettingData& value) {
  if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
  if (const auto* number = std::get_if<double>(&value)) return written_number(*number);
  if (const auto* numbers = std::get_if<std::vector<double>>(&value)) return written_list(*numbers);
  if (const auto* word = std::get_if<std::string>(&value)) return *word;
  if (const auto* choice = std::get_if<Choice>(&value)) return written_choice(*choice);
  std::string list;
  for (const Choice& choice : std::get<std::vector<Choice>>(value))
    list += (list.empty() ? "" : ", ") + written_choice(choice);
  return fmt::format("[{}]", list);
}

Setting required(Setting setting) {
  setting.required = true;
  return setting;
}

Setting instead_of(std::string other, Setting setting) {
  setting.instead_of = std::move(other);
  return setting;
}

Setting after(std::vector<Publication> sources, Setting setting) {
  setting.sources = std::move(sources);
  return setting;
}

Setting unwritten(Setting setting) {
  setting.written = false;
  return setting;
}

void detail::refuse_kind(const SettingData& value) {
  throw UserError(fmt::format("`{}` is not a value of this kind", written(value)));
}

}  // namespace ansatz
