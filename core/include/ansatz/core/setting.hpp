// Settings described: what a member of a plain struct is called, what it may be, what it means, how it is read and set.
//
// A description is made once, beside the struct, and everything that speaks of the setting reads it: the check of its
// range, the language with its defaults and its reference, the fingerprint of checkpoints, the list of a benchmark.
// Defaults are those of the default-constructed struct.
//
//   setting("damping", &Lm::damping, positive, "lambda at the start, ...")
//
// A word may stand in place of a number, and words may be all that a setting takes:
//
//   setting("batch", &Sgd::batch, counts, {{"all", 0, "all points"}}, "points of a step")
//   setting("update", &SsBroyden::update, {{"bfgs", InverseHessianUpdate::bfgs, "..."}, ...}, "...")
//
// Read next: method.hpp (a struct of settings and what is done with them), methods.hpp (all there are).
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <typeinfo>
#include <variant>
#include <vector>

#include "ansatz/core/publication.hpp"

namespace ansatz {

/// The values that a number may take. `above`, `below`: the lower, the upper end itself is excluded.
struct Limits {
  double lower = -std::numeric_limits<double>::infinity();
  double upper = std::numeric_limits<double>::infinity();
  bool above = false;
  bool below = false;
  bool or_none = false;  // of a list: whether it may be empty

  bool contain(double value) const {
    return (above ? value > lower : value >= lower) && (below ? value < upper : value <= upper);
  }
};

namespace limits {
inline constexpr double infinity = std::numeric_limits<double>::infinity();
inline constexpr Limits any{};
inline constexpr Limits positive{0, infinity, true};
inline constexpr Limits not_negative{0, infinity};
inline constexpr Limits at_least_one{1, infinity};
inline constexpr Limits fraction{0, 1, false, true};  // of something that is kept: less than all
inline constexpr Limits counts{1, 1e8};               // of points
inline constexpr Limits steps{1, 1e12};
}  // namespace limits

enum class SettingType : std::uint8_t {
  whole,        // a whole number
  real,         // a number
  boolean,      // true or false
  whole_list,   // [20, 20]
  real_list,    // [10, 50]
  choice,       // one of its words or methods
  choice_list,  // [dense(20), act]
  criteria,     // loss < 1e-8 or minutes > 10; as text (until.hpp)
  text,         // "a string"; this and what follows is read by the language alone
  activation,   // a built-in activation, or a function
  coordinates,  // one or more coordinates, by position
  name,         // of something that is declared
  names,        // [x, t, u]
  inputs,       // coordinates, features of them, expressions of them
  expressions,  // an expression, or a list of them
  values,       // a number, or a list of numbers
};

class Method;

/// One method of several, with its settings: a value. `ChoiceOf` (method.hpp) says of what kind.
class Choice {
 public:
  /// The method with its defaults.
  explicit Choice(std::shared_ptr<const Method> method);
  Choice(std::shared_ptr<const Method> method, std::shared_ptr<const void> settings)
      : method_(std::move(method)), settings_(std::move(settings)) {}

  const Method& method() const { return *method_; }
  const std::string& name() const;
  /// The settings, if they are of this struct; null if it is another method.
  template <class Settings>
  const Settings* get_if() const {
    return is(typeid(Settings)) ? static_cast<const Settings*>(settings_.get()) : nullptr;
  }
  const void* settings() const { return settings_.get(); }

  /// A setting by its name. Throws UserError when the method has none of that name.
  std::variant<bool, double, std::vector<double>, std::string, Choice, std::vector<Choice>> get(
      std::string_view setting) const;
  /// Throws UserError as well when the value is of another kind, or outside of the range.
  void set(std::string_view setting,
           const std::variant<bool, double, std::vector<double>, std::string, Choice, std::vector<Choice>>& value);

  /// The same method with equal settings.
  friend bool operator==(const Choice& a, const Choice& b);

 private:
  bool is(const std::type_info& settings) const;

  std::shared_ptr<const Method> method_;
  std::shared_ptr<const void> settings_;  // never changed: `set` makes others
};

/// What a setting may hold: numbers as double, words as text.
using SettingData = std::variant<bool, double, std::vector<double>, std::string, Choice, std::vector<Choice>>;

/// A word that may stand for a value.
struct Word {
  std::string name;
  std::string doc;
};

struct Setting {
  std::string name;
  SettingType type = SettingType::real;
  Limits limits{};
  std::vector<Word> words{};  // of a choice: what it may be; of a number: what may stand in its place
  std::string family{};       // the family of methods that may stand there as well; empty: none
  std::string doc{};
  std::string rule{};        // of a default that depends on the problem: how it is written, as in `2000*dimensions`
  bool required = false;     // has no default where it is written
  bool written = true;       // false: for programs alone, not in the language
  std::string instead_of{};  // another setting, that has no meaning where this one is given; empty: none
  std::vector<Publication> sources{};  // what it comes from where it is not at its default; may be empty
  std::function<SettingData(const void* settings)> read{};
  std::function<void(void* settings, const SettingData& value)> write{};
};

/// "a whole number >= 1", "`true` or `false`", "a number > 0, or `all`"; without the methods of its family.
std::string describe_values(const Setting& setting);
/// "a number > 0" of a type without words.
std::string describe_values(SettingType type, const Limits& limits);
/// "`a`, `b` or `c`".
std::string either(const std::vector<std::string>& names);
/// "`raise` must be a number > 1; got 0": what is said of a value that may not be, here and by the language.
std::string must_be(std::string_view setting, std::string_view values, std::string_view got = {});
/// Why a number is not what these may be; nothing if it is.
bool may_be(SettingType type, const Limits& limits, double number);

/// As it would be written in a file: `1e-3`, `true`, `[24]*3`, `all`, `llaaf(n = 10)`.
std::string written(const SettingData& value);

/// A setting without a default where it is written: the struct's value is for programs alone.
Setting required(Setting setting);
/// A setting that has no place in the language.
Setting unwritten(Setting setting);
/// A setting that is given in place of another one.
Setting instead_of(std::string other, Setting setting);
/// A setting that comes from these works where it is not at its default.
Setting after(std::vector<Publication> sources, Setting setting);

/// A word of a setting, and the value that it stands for.
template <class Value>
struct WordFor {
  std::string name;
  Value value;
  std::string doc;
};

namespace detail {

[[noreturn]] void refuse_kind(const SettingData& value);

/// How a member of this type is read and set: `Of<T>::type`, `to_data`, `from_data`. method.hpp adds methods.
template <class T>
struct Of;

template <class T>
requires std::is_arithmetic_v<T>
struct Of<T> {
  static constexpr bool whole = std::is_integral_v<T>;
  static constexpr SettingType type = std::is_same_v<T, bool> ? SettingType::boolean
                                      : whole                 ? SettingType::whole
                                                              : SettingType::real;
  using Data = std::conditional_t<std::is_same_v<T, bool>, bool, double>;
  static constexpr std::string_view family{};
  static SettingData to_data(T value) { return static_cast<Data>(value); }
  static T from_data(const SettingData& data) {
    if (const auto* value = std::get_if<Data>(&data)) return static_cast<T>(*value);
    refuse_kind(data);
  }
};

template <class T>
struct Of<std::vector<T>> {
  static constexpr SettingType type = std::is_integral_v<T> ? SettingType::whole_list : SettingType::real_list;
  static constexpr std::string_view family{};
  static SettingData to_data(const std::vector<T>& values) {
    std::vector<double> numbers;
    for (const T value : values) numbers.push_back(static_cast<double>(value));
    return numbers;
  }
  static std::vector<T> from_data(const SettingData& data) {
    const auto* numbers = std::get_if<std::vector<double>>(&data);
    if (numbers == nullptr) refuse_kind(data);
    std::vector<T> values;
    for (const double number : *numbers) values.push_back(static_cast<T>(number));
    return values;
  }
};

/// Nothing stands for what the problem decides; without a word for it that is an empty text.
template <class T>
struct Of<std::optional<T>> : Of<T> {
  static SettingData to_data(const std::optional<T>& value) {
    return value ? Of<T>::to_data(*value) : SettingData(std::string());
  }
  static std::optional<T> from_data(const SettingData& data) { return Of<T>::from_data(data); }
};

/// An enumeration, or a text, has no values but those that words stand for.
template <class T>
requires(std::is_enum_v<T> || std::is_same_v<T, std::string>) struct Of<T> {
  static constexpr SettingType type = SettingType::choice;
  static constexpr std::string_view family{};
  static SettingData to_data(const T&) { refuse_kind(std::string("a value without a word")); }
  static T from_data(const SettingData& data) { refuse_kind(data); }
};

}  // namespace detail

/// The member as a setting, with words for some of its values.
template <class Settings, class T>
Setting setting(std::string name, T Settings::*member, Limits limits,
                std::vector<WordFor<std::type_identity_t<T>>> words, std::string doc) {
  using detail::Of;
  Setting made{std::move(name), Of<T>::type, limits, {}, std::string(Of<T>::family), std::move(doc)};
  for (const WordFor<T>& word : words) made.words.push_back({word.name, word.doc});
  made.read = [member, words](const void* settings) -> SettingData {
    const T& value = static_cast<const Settings*>(settings)->*member;
    for (const WordFor<T>& word : words)
      if (word.value == value) return word.name;
    return Of<T>::to_data(value);
  };
  made.write = [member, words](void* settings, const SettingData& data) {
    T& value = static_cast<Settings*>(settings)->*member;
    if (const auto* text = std::get_if<std::string>(&data))
      for (const WordFor<T>& word : words)
        if (word.name == *text) {
          value = word.value;
          return;
        }
    value = Of<T>::from_data(data);
  };
  return made;
}

template <class Settings, class T>
Setting setting(std::string name, T Settings::*member, Limits limits, std::string doc) {
  return setting(std::move(name), member, limits, {}, std::move(doc));
}
template <class Settings, class T>
Setting setting(std::string name, T Settings::*member, std::vector<WordFor<std::type_identity_t<T>>> words,
                std::string doc) {
  return setting(std::move(name), member, limits::any, std::move(words), std::move(doc));
}
template <class Settings, class T>
Setting setting(std::string name, T Settings::*member, std::string doc) {
  return setting(std::move(name), member, limits::any, {}, std::move(doc));
}

}  // namespace ansatz
