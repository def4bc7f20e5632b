#include "settings/choices.hpp"

#include <fmt/format.h>

#include "ansatz/autodiff/error.hpp"

namespace ansatz::dsl {
namespace {

const Option& option_of(const SettingSpec& spec, const SettingValue& value) {
  if (const Option* option = find_option(spec, value.word)) return *option;
  throw InternalFault(fmt::format("`{}` of `{}` is no option, and was read as one", value.word, spec.name));
}

}  // namespace

Choice choice_of(const SettingSpec& spec, const SettingValue& value) {
  if (value.method) return Choice(value.method);
  const Option& option = option_of(spec, value);
  if (!option.method) throw InternalFault(fmt::format("nothing does what `{} = {}` says", spec.name, option.name));
  Choice choice(option.method);
  for (const SettingSpec& argument : option.arguments)
    if (argument.type != SettingType::coordinates)
      choice.set(argument.name, data_of(argument, value.argument(argument.name)));
  return choice;
}

Choice choice_of(const EffectiveBlock& block) {
  Choice choice(block.spec->method);
  for (const EffectiveSetting& setting : block.settings)
    if (setting.spec != nullptr && choice.method().find(setting.name) != nullptr)
      choice.set(setting.name, data_of(*setting.spec, setting.value));
  return choice;
}

SettingData data_of(const SettingSpec& spec, const SettingValue& value) {
  if (value.is_option) return option_of(spec, value).method ? SettingData(choice_of(spec, value)) : value.word;
  switch (spec.type) {
    case SettingType::boolean: return value.truth;
    case SettingType::whole:
    case SettingType::real: return value.number();
    case SettingType::criteria: return value.word;
    case SettingType::whole_list:
    case SettingType::real_list: return value.numbers;
    case SettingType::choice_list: {
      std::vector<Choice> choices;
      for (const SettingValue& item : value.items) choices.push_back(choice_of(spec, item));
      return choices;
    }
    default: throw InternalFault(fmt::format("`{}` is a setting of the language alone", spec.name));
  }
}

}  // namespace ansatz::dsl
