#include "ansatz/core/optimise/state.hpp"

#include <fmt/format.h>

#include "ansatz/autodiff/error.hpp"

namespace ansatz::optimise {
namespace {

void require_length(std::string_view name, const Vector& saved, const Vector& member) {
  if (saved.size() != member.size())
    throw UserError(
        fmt::format("the saved '{}' has {} numbers where {} are needed: it belongs to another network or to other "
                    "settings",
                    name, saved.size(), member.size()));
}

template <class T>
void require_length(std::string_view, const T&, const T&) {}

}  // namespace

template <class T>
const T& entry(const State& state, std::string_view name) {
  const auto found = state.find(std::string(name));
  if (found != state.end())
    if (const T* value = std::get_if<T>(&found->second)) return *value;
  throw UserError(fmt::format("the saved state has no '{}'{}: it belongs to another kind of stage", name,
                              found == state.end() ? "" : " of the kind that is needed"));
}

template const Vector& entry(const State&, std::string_view);
template const double& entry(const State&, std::string_view);
template const std::uint64_t& entry(const State&, std::string_view);
template const bool& entry(const State&, std::string_view);

State Kept::state() const {
  State state;
  for (const auto& [name, member] : members_)
    state[name] = std::visit([](const auto* value) { return Entry(*value); }, member);
  return state;
}

void Kept::restore(const State& state) {
  for (const auto& kept : members_)
    std::visit([&]<class T>(T* member) { require_length(kept.first, entry<T>(state, kept.first), *member); },
               kept.second);
  for (const auto& kept : members_)
    std::visit([&]<class T>(T* member) { *member = entry<T>(state, kept.first); }, kept.second);
}

}  // namespace ansatz::optimise
