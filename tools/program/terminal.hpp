// Where words go: results to standard output, everything else to standard error.
//
// A result that could not be written is a failure (disk full, reader gone) and is thrown; a message that
// could not be written has nobody to be told to.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ansatz::cli {

/// Call first. Streams that were closed by the caller are opened on /dev/null, so that no file of ours gets
/// their number; a reader of our output that goes away, or a file that may not grow, is an error to handle,
/// not a signal that kills.
void secure_standard_streams();

/// A result, to standard output. Throws WorldFailure when it cannot be written.
void print(std::string_view text);
/// Makes sure that everything printed has arrived. Throws WorldFailure when it has not.
void finish_output();
/// A message, to standard error.
void report(std::string_view text);

/// Whether people look at standard error: a terminal, and one that knows more than to print.
bool errors_on_terminal();
/// Whether messages may be coloured there (NO_COLOR unset).
bool errors_in_colour();
/// Columns of the terminal of standard error, 80 where unknown.
std::size_t terminal_width();

/// The text with its control characters written out, so that a name cannot command the terminal.
std::string printable(std::string_view text);

}  // namespace ansatz::cli
