// All of the language: from a text to a problem that core solves.
#pragma once

#include "ansatz/core.hpp"
#include "ansatz/dsl/code.hpp"
#include "ansatz/dsl/compile.hpp"
#include "ansatz/dsl/data_file.hpp"
#include "ansatz/dsl/diagnostic.hpp"
#include "ansatz/dsl/expressions.hpp"
#include "ansatz/dsl/format.hpp"
#include "ansatz/dsl/parse.hpp"
#include "ansatz/dsl/reference.hpp"
#include "ansatz/dsl/schema.hpp"
#include "ansatz/dsl/source.hpp"
#include "ansatz/dsl/suggest.hpp"
#include "ansatz/dsl/sweep.hpp"
#include "ansatz/dsl/syntax.hpp"
#include "ansatz/dsl/table.hpp"
#include "ansatz/dsl/typeset.hpp"
