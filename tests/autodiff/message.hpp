// What users are told: the message of the UserError that f() throws.
#pragma once

#include <string>

#include "ansatz/autodiff/error.hpp"

template <class F>
std::string message(F f) {
  try {
    f();
  } catch (const ansatz::UserError& error) {
    return error.what();
  }
  return "no error";
}
