// How many threads a run uses.
#pragma once

namespace ansatz {

/// `asked`, or with 0 as many as this process may run on. Throws UserError when it is negative or absurdly large.
int worker_count(int asked);

}  // namespace ansatz
