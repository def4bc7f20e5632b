#include "backend/backends.hpp"

#include <fmt/format.h>

#include <array>

#include "ansatz/autodiff/error.hpp"
#include "backend/cpu/cpu.hpp"
#include "backend/reference/reference.hpp"

namespace ansatz::ad {
namespace {

/// The first one is the default.
constexpr std::array list{
    Backend{default_backend, "tiles of points in vector instructions, on all threads", compile_for_cpu},
    Backend{"reference", "one plain loop an operation, on one thread, in double precision: slow, to judge others by",
            compile_for_reference},
};

}  // namespace

std::vector<BackendInfo> backends() {
  std::vector<BackendInfo> result;
  for (const Backend& backend : list) result.push_back({backend.name, backend.doc});
  return result;
}

const Backend& find_backend(std::string_view name) {
  std::string names;
  for (const Backend& backend : list) {
    if (backend.name == name) return backend;
    names += fmt::format("{}`{}`", names.empty() ? "" : ", ", backend.name);
  }
  throw UserError(fmt::format("compile: there is no back end `{}`; there are {}", name, names));
}

}  // namespace ansatz::ad
