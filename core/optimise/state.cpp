#include "ansatz/core/optimise/state.hpp"

#include <fmt/format.h>

#include "ansatz/autodiff/error.hpp"
#include "optimise/saved_vector.hpp"

namespace ansatz::optimise {
namespace {

/// What is saved for this member; of vectors those that are as long alone.
const Vector& saved_for(const State& state, std::string_view name, const Vector& member) {
  return vector_entry(state, name, member.size());
}
template <class T>
const T& saved_for(const State& state, std::string_view name, const T&) {
  return entry<T>(state, name);
}

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

const Vector& vector_entry(const State& state, std::string_view name, std::size_t length) {
  const auto& saved = entry<Vector>(state, name);
  if (saved.size() != length)
    throw UserError(
        fmt::format("the saved '{}' has {} numbers where {} are needed: it belongs to another network or to other "
                    "settings",
                    name, saved.size(), length));
  return saved;
}

State Kept::state() const {
  State state;
  for (const auto& [name, member] : members_)
    state[name] = std::visit([](const auto* value) { return Entry(*value); }, member);
  return state;
}

void Kept::restore(const State& state) {
  for (const auto& kept : members_)
    std::visit([&](const auto* member) { saved_for(state, kept.first, *member); }, kept.second);
  for (const auto& kept : members_)
    std::visit([&](auto* member) { *member = saved_for(state, kept.first, *member); }, kept.second);
}

}  // namespace ansatz::optimise
