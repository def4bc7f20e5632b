// What a problem as a whole must satisfy, and what it probably should.
#pragma once

#include "analyse/analysis.hpp"

namespace ansatz::dsl {

/// Errors: fields that nothing determines (E0401), too few initial conditions (E0402, W0614 beside data), settings that
/// need a time (E0410), windows of a time that is needed as a whole (E0411), weights given twice, a precision that the
/// back end does not have (E0205).
void check(const Analysis& analysis, std::vector<Diagnostic>& diagnostics);
// Its parts about `sample { windows = ... }`, `compute` and slope recovery, in files of their own:
void check_windows(const Analysis& analysis, std::vector<Diagnostic>& diagnostics);
void check_compute(const Analysis& analysis, std::vector<Diagnostic>& diagnostics);
void check_recovery(const Analysis& analysis, std::vector<Diagnostic>& diagnostics);
void check_places(const Analysis& analysis, std::vector<Diagnostic>& diagnostics);  // E0416

// What only the problem shows that was made of it:
void check_activations(const Analysis& analysis, const Problem& problem,
                       std::vector<Diagnostic>& diagnostics);                      // E0414
void check_exact(const Analysis& analysis, std::vector<Diagnostic>& diagnostics);  // E0415

/// Warnings, for a problem without errors. The parts, in files of their own:
void warn(const Analysis& analysis, const Problem& problem, std::vector<Diagnostic>& diagnostics);
void warn_about_exact(const Analysis& analysis, std::vector<Diagnostic>& diagnostics);     // W0604
void warn_about_ansatz(const Analysis& analysis, std::vector<Diagnostic>& diagnostics);    // W0611
void warn_about_meetings(const Analysis& analysis, std::vector<Diagnostic>& diagnostics);  // W0603
void warn_about_equations(const Analysis& analysis,
                          std::vector<Diagnostic>& diagnostics);  // W0602, W0605, W0607, W0608
void warn_about_settings(const Analysis& analysis, const Problem& problem,
                         std::vector<Diagnostic>& diagnostics);  // W0609
void warn_about_terms(const Analysis& analysis, const Problem& problem,
                      std::vector<Diagnostic>& diagnostics);                             // W0616
void warn_about_tables(const Analysis& analysis, std::vector<Diagnostic>& diagnostics);  // W0607, W0613
void warn_about_trivial(const Analysis& analysis, const Problem& problem,
                        std::vector<Diagnostic>& diagnostics);                           // W0615
void warn_about_unused(const Analysis& analysis, std::vector<Diagnostic>& diagnostics);  // W0606

/// Whether the k-th derivative in time of a field is fixed at the start of time by its
/// ansatz, whatever the network gives.
bool ansatz_fixes_start(const Analysis& analysis, std::size_t field, int order);

/// The place of a name in an expression: u_tt in `u_tt = u_xx`; the whole expression if it is not there.
Span find_name(const Equation& equation, const std::string& name);

}  // namespace ansatz::dsl
