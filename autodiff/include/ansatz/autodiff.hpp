// The engine in one include: expressions, derivatives, programs.
#pragma once

#include "ansatz/autodiff/derivatives.hpp"
#include "ansatz/autodiff/elementwise.hpp"
#include "ansatz/autodiff/error.hpp"
#include "ansatz/autodiff/expression.hpp"
#include "ansatz/autodiff/memory.hpp"
#include "ansatz/autodiff/operation.hpp"
#include "ansatz/autodiff/peak.hpp"
#include "ansatz/autodiff/profile.hpp"
#include "ansatz/autodiff/program.hpp"
#include "ansatz/autodiff/rebuild.hpp"
#include "ansatz/autodiff/simplify.hpp"
#include "ansatz/autodiff/work.hpp"
