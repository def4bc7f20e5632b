// The records of training as bytes.
#pragma once

#include "checkpoint/bytes.hpp"
#include "checkpoint/state.hpp"

namespace ansatz {

void put(ByteWriter& out, const Progress& row);
Progress get_progress(ByteReader& in);

void put(ByteWriter& out, const SlopeStatistics& slope);
SlopeStatistics get_slope(ByteReader& in);

void put(ByteWriter& out, const Records& records);
Records get_records(ByteReader& in);

}  // namespace ansatz
