// Which trial solution a file holds the parameters of: domain, fields, unknowns, networks, ansatz formulas, windows of
// time. Conditions, points and training stages are no part of it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "ansatz/core/problem.hpp"
#include "checkpoint/bytes.hpp"

namespace ansatz {

struct TrialMark {
  std::uint64_t fingerprint = 0;
  std::string description;  // what a person can tell it by; two that differ may have the same
};

/// Throws UserError where the problem's networks make no sense.
TrialMark mark_of(const Problem& problem);

/// Throws OtherProblem, with both descriptions, unless they are the same.
void require_same(const TrialMark& written, const TrialMark& wanted, const std::filesystem::path& file);

void put(ByteWriter& out, const TrialMark& mark);
TrialMark get_trial_mark(ByteReader& in);

}  // namespace ansatz
