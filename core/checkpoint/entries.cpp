#include "checkpoint/entries.hpp"

#include <variant>

namespace ansatz {
namespace {

void put(ByteWriter& out, const optimise::Vector& values) { out.numbers(values); }
void put(ByteWriter& out, double value) { out.number(value); }
void put(ByteWriter& out, std::uint64_t value) { out.number(value); }
void put(ByteWriter& out, bool value) { out.number(std::uint64_t{value}); }

optimise::Entry get_entry(ByteReader& in) {
  static_assert(std::variant_size_v<optimise::Entry> == 4);
  switch (in.below(4)) {
    case 0: return in.numbers();
    case 1: return in.real();
    case 2: return in.whole();
    default: return in.below(2) == 1;
  }
}

}  // namespace

void put(ByteWriter& out, const optimise::State& state) {
  out.number(std::uint64_t{state.size()});
  for (const auto& [name, entry] : state) {
    out.text(name);
    out.number(std::uint64_t{entry.index()});
    std::visit([&](const auto& value) { put(out, value); }, entry);
  }
}

optimise::State get_state(ByteReader& in) {
  optimise::State state;
  for (std::size_t left = in.count(24); left > 0; --left) {
    const std::string name = in.text();
    state[name] = get_entry(in);
  }
  return state;
}

}  // namespace ansatz
