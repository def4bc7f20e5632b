// The one list of back ends.
#pragma once

#include <string_view>

#include "backend/interface/backend.hpp"

namespace ansatz::ad {

/// The back end of that name; throws UserError listing those there are.
const Backend& find_backend(std::string_view name);

}  // namespace ansatz::ad
