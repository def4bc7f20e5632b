// Choices and their settings, by name.
#include "ansatz/core/method.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "ansatz/autodiff/error.hpp"

namespace ansatz {
namespace {

const Setting& setting_of(const Method& method, std::string_view name) {
  if (const Setting* setting = method.find(name)) return *setting;
  throw UserError(fmt::format("`{}` has no setting `{}`", method.name(), name));
}

/// Throws unless a number, or each of a list, is in the range; choices are asked themselves.
void check_value(const std::string& method, const Setting& setting, const SettingData& value) {
  const auto require = [&](double number) {
    if (!may_be(setting.type, setting.limits, number))
      throw UserError(
          fmt::format("{}: {}", method, must_be(setting.name, describe_values(setting), fmt::format("{}", number))));
  };
  if (const auto* number = std::get_if<double>(&value)) require(*number);
  if (const auto* numbers = std::get_if<std::vector<double>>(&value))
    for (const double number : *numbers) require(number);
  if (const auto* choice = std::get_if<Choice>(&value)) check(*choice);
  if (const auto* choices = std::get_if<std::vector<Choice>>(&value))
    for (const Choice& choice : *choices) check(choice);
}

}  // namespace

// --- methods ----------------------------------------------------------------------------------------

const Setting* Method::find(std::string_view setting) const {
  const auto found =
      std::find_if(settings_.begin(), settings_.end(), [&](const Setting& own) { return own.name == setting; });
  return found == settings_.end() ? nullptr : &*found;
}

void Method::check(const void* settings) const {
  for (const Setting& setting : settings_) check_value(name_, setting, setting.read(settings));
  if (relations_) relations_(settings);
}

// --- choices ----------------------------------------------------------------------------------------

Choice::Choice(std::shared_ptr<const Method> method) : Choice(method, method->defaults()) {}

const std::string& Choice::name() const { return method_->name(); }

bool Choice::is(const std::type_info& settings) const { return method_->type() == settings; }

SettingData Choice::get(std::string_view setting) const { return setting_of(*method_, setting).read(settings_.get()); }

void Choice::set(std::string_view setting, const SettingData& value) {
  const Setting& own = setting_of(*method_, setting);
  std::shared_ptr<void> changed = method_->copy(settings_.get());
  own.write(changed.get(), value);
  check_value(method_->name(), own, own.read(changed.get()));
  settings_ = std::move(changed);
}

bool operator==(const Choice& a, const Choice& b) {
  if (a.method_->type() != b.method_->type() || a.name() != b.name()) return false;
  const std::vector<Setting>& settings = a.method_->settings();
  return std::all_of(settings.begin(), settings.end(), [&](const Setting& setting) {
    return setting.read(a.settings_.get()) == setting.read(b.settings_.get());
  });
}

void detail::refuse_family(const Choice& choice, std::string_view family) {
  throw UserError(fmt::format("`{}` is not a method of the family `{}`", choice.name(), family));
}

}  // namespace ansatz
