// The files of a training on images. Names and columns are a contract with scripts that read them.
//
//   history.csv   step,seconds,loss,accuracy,test_loss_as_trained,test_accuracy_as_trained,training_loss,
//                 training_accuracy,test_loss,test_accuracy,epoch,learning_rate,slope_term; a row before the first
//                 epoch and one after each. `loss` and `accuracy` are of the training set as it is trained, with
//                 dropout and the statistics of batches, without what slopes add; the columns behind those `as_trained`
//                 are in use. Cells of the test set are empty where there is none
//   slopes.csv    as of a differential equation (results.hpp)
//   result.json   the outcome in one object
//
// Numbers are written so that they read back to the same bits; files are replaced whole. All functions throw
// WorldFailure, saying which file and why, when they cannot.
#pragma once

#include <filesystem>

#include "ansatz/core/classification.hpp"
#include "ansatz/core/results.hpp"

namespace ansatz {

void write_history(const std::filesystem::path& file, const ClassificationOutcome& outcome);
void write_slopes(const std::filesystem::path& file, const ClassificationOutcome& outcome);
/// Values that are not finite are null.
void write_result(const std::filesystem::path& file, const Classifier& classifier, const ClassificationOutcome& outcome,
                  const Provenance& provenance);

}  // namespace ansatz
