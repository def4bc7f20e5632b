// A method: a struct of settings, its description, and what is done with it. One file says all of it:
//
//   struct Lm { std::uint64_t steps = 500; double damping = 1e-3; };           // plain settings, for programs
//   std::shared_ptr<const StageMethod> method_of(const Lm&) {                   // and the one description of them
//     static const auto method = stage_method<Lm, LmOptimiser>(
//         "lm", "Levenberg-Marquardt ...", {setting("damping", &Lm::damping, limits::positive, "...")});
//     return method;
//   }
//
// `method_of` is found by the struct (it stands in the same namespace), so that `Stage stage = Lm{.steps = 100}` knows
// what it is. Methods of one family stand for each other wherever a `ChoiceOf` that family is asked for; catalogue.hpp
// says which of them the language knows.
#pragma once

#include <concepts>
#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <typeinfo>
#include <utility>
#include <vector>

#include "ansatz/core/publication.hpp"
#include "ansatz/core/setting.hpp"

namespace ansatz {

/// What all methods have; those of a family derive from it and add what they do.
class Method {
 public:
  template <class Settings>
  struct Described {};

  /// `relations` throws UserError where settings that are each in their range do not go together.
  template <class Settings>
  Method(Described<Settings>, std::string name, About about, std::vector<Setting> settings,
         std::function<void(const Settings&)> relations = {})
      : name_(std::move(name)),
        about_(std::move(about)),
        settings_(std::move(settings)),
        defaults_(std::make_shared<const Settings>()),
        copy_([](const void* from) -> std::shared_ptr<void> {
          return std::make_shared<Settings>(*static_cast<const Settings*>(from));
        }),
        type_(&typeid(Settings)) {
    if (relations) relations_ = [relations](const void* from) { relations(*static_cast<const Settings*>(from)); };
  }
  virtual ~Method() = default;

  /// As it is written in a file.
  const std::string& name() const { return name_; }
  const std::string& doc() const { return about_.doc; }
  /// The works that it comes from; may be none.
  const std::vector<Publication>& sources() const { return about_.sources; }
  const std::vector<Setting>& settings() const { return settings_; }
  /// Whether it is of a kind that texts about other methods speak of by this word (`Catalogue::spelled`).
  virtual bool is(std::string_view) const { return false; }
  /// Null if there is none of that name.
  const Setting* find(std::string_view setting) const;

  const std::shared_ptr<const void>& defaults() const { return defaults_; }
  std::shared_ptr<void> copy(const void* settings) const { return copy_(settings); }
  const std::type_info& type() const { return *type_; }

  /// Throws UserError, naming method and setting, unless all settings are in their ranges and go together.
  void check(const void* settings) const;

 private:
  std::string name_;
  About about_;
  std::vector<Setting> settings_;
  std::shared_ptr<const void> defaults_;
  std::function<std::shared_ptr<void>(const void*)> copy_;
  std::function<void(const void*)> relations_;
  const std::type_info* type_;
};

template <class Settings>
inline constexpr Method::Described<Settings> described{};

/// Throws UserError unless the settings make sense.
inline void check(const Choice& choice) { choice.method().check(choice.settings()); }

/// Whether a struct is the settings of a method of family `M`.
template <class Settings, class M>
concept SettingsOf = requires(const Settings& settings) {
  { method_of(settings) } -> std::convertible_to<std::shared_ptr<const M>>;
};

namespace detail {
[[noreturn]] void refuse_family(const Choice& choice, std::string_view family);
}

/// A method of one family with its settings: made of a struct of settings, read by those who do what it says.
template <class M>
class ChoiceOf : public Choice {
 public:
  template <class Settings>
  requires SettingsOf<Settings, M> ChoiceOf(Settings settings)  // NOLINT: a struct of settings is a choice
      : Choice(method_of(settings), std::make_shared<const Settings>(std::move(settings))) {}
  /// Throws UserError if it is a method of another family.
  explicit ChoiceOf(const Choice& choice) : Choice(choice) {
    if (dynamic_cast<const M*>(&choice.method()) == nullptr) detail::refuse_family(choice, M::family);
  }

  const M& method() const { return static_cast<const M&>(Choice::method()); }

  friend bool operator==(const ChoiceOf& a, const ChoiceOf& b) {
    return static_cast<const Choice&>(a) == static_cast<const Choice&>(b);
  }
};

namespace detail {

template <class M>
struct Of<ChoiceOf<M>> {
  static constexpr SettingType type = SettingType::choice;
  static constexpr std::string_view family = M::family;
  static SettingData to_data(const ChoiceOf<M>& choice) { return static_cast<const Choice&>(choice); }
  static ChoiceOf<M> from_data(const SettingData& data) {
    if (const auto* choice = std::get_if<Choice>(&data)) return ChoiceOf<M>(*choice);
    refuse_kind(data);
  }
};

/// An empty list stands for nothing, as nothing does.
template <class M>
struct Of<std::vector<ChoiceOf<M>>> {
  static constexpr SettingType type = SettingType::choice_list;
  static constexpr std::string_view family = M::family;
  static SettingData to_data(const std::vector<ChoiceOf<M>>& choices) {
    if (choices.empty()) return std::string();
    return std::vector<Choice>(choices.begin(), choices.end());
  }
  static std::vector<ChoiceOf<M>> from_data(const SettingData& data) {
    const auto* choices = std::get_if<std::vector<Choice>>(&data);
    if (choices == nullptr) refuse_kind(data);
    std::vector<ChoiceOf<M>> of_family;
    for (const Choice& choice : *choices) of_family.emplace_back(choice);
    return of_family;
  }
};

}  // namespace detail
}  // namespace ansatz
