#include "attempts.hpp"

#include <filesystem>
#include <new>

#include "ansatz/autodiff/error.hpp"
#include "terminal.hpp"

namespace ansatz::cli {

void Attempts::attempt(const std::string& what, const std::function<void()>& action) {
  std::string why;
  try {
    action();
  } catch (const WorldFailure& failure) {
    why = printable(failure.what());
  } catch (const std::filesystem::filesystem_error& error) {
    why = "cannot use " + printable(error.path1().string()) + ": " + error.code().message();
  } catch (const std::bad_alloc&) {
    why = "no memory is left for " + printable(what);
  }
  const bool failed_before = failed_.count(what) != 0;
  if (why.empty() && failed_before) say_(printable(what) + " is written again");
  if (!why.empty() && !failed_before) say_("warning: " + why + "; the run goes on, and tries again");
  if (why.empty())
    failed_.erase(what);
  else
    failed_[what] = why;
}

}  // namespace ansatz::cli
