// `ansatz bench NAME --profile`: where a step's time goes, and what simplification saves.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "bench_measure.hpp"

namespace ansatz::cli {

/// Two tables; `measurement.profile` must be there.
std::string profile_text(const Measurement& measurement);
nlohmann::ordered_json profile_json(const Measurement& measurement);

}  // namespace ansatz::cli
