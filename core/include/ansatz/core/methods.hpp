// Every method that is built in, a line each: the one list. A method that stands here can be written in a file, is
// documented, checked, fingerprinted and timed; what it needs for that it says itself, where it is described.
#pragma once

#include "ansatz/core/adaptation.hpp"
#include "ansatz/core/augmentation.hpp"
#include "ansatz/core/balance.hpp"
#include "ansatz/core/deeponet.hpp"
#include "ansatz/core/feature.hpp"
#include "ansatz/core/format.hpp"
#include "ansatz/core/gated_layers.hpp"
#include "ansatz/core/image_layers.hpp"
#include "ansatz/core/initialisation.hpp"
#include "ansatz/core/kronecker.hpp"
#include "ansatz/core/layer.hpp"
#include "ansatz/core/optimisers/adam.hpp"
#include "ansatz/core/optimisers/auto.hpp"
#include "ansatz/core/optimisers/lbfgs.hpp"
#include "ansatz/core/optimisers/lm.hpp"
#include "ansatz/core/optimisers/newton_cg.hpp"
#include "ansatz/core/optimisers/sgd.hpp"
#include "ansatz/core/optimisers/ssbroyden.hpp"
#include "ansatz/core/placement.hpp"
#include "ansatz/core/plot.hpp"
#include "ansatz/core/sampler.hpp"
#include "ansatz/core/schedule.hpp"
#include "ansatz/core/search/surrogate.hpp"
#include "ansatz/core/weight_form.hpp"

namespace ansatz {

template <class... Settings>
struct MethodList {};

/// In the order in which users see them; the first optimiser is the one of a problem that names none.
using BuiltinMethods = MethodList<  //
    Auto,                           // train
    Lm,                             //
    Adam,                           //
    SsBroyden,                      //
    Lbfgs,                          //
    NewtonCg,                       //
    Sgd,                            //
    ConstantRate,                   // how a learning rate changes
    ExponentialDecay,               //
    StepDecay,                      //
    CosineDecay,                    //
    Dense,                          // what a network is made of
    Act,                            //
    ResidualBlock,                  //
    Gated,                          //
    Pirate,                         //
    DeepOnet,                       //
    Conv,                           // and a network of images
    MaxPool,                        //
    AvgPool,                        //
    BatchNorm,                      //
    Dropout,                        //
    PreactBlock,                    //
    RandomCrop,                     // what is done to images while they are learnt
    RandomFlip,                     //
    RandomAffine,                   //
    FixedSlopes,                    // how slopes adapt
    Gaaf,                           //
    Llaaf,                          //
    Nlaaf,                          //
    Rowdy,                          //
    Kronecker,                      //
    GlorotNormal,                   // how weights start
    GlorotUniform,                  //
    FanInUniform,                   //
    NormalNumbers,                  //
    PlainWeights,                   // what their matrices are made of
    FactorisedWeights,              //
    Periodic,                       // what a network reads
    RandomFourier,                  //
    GridPoints,                     // how points are drawn
    RandomPoints,                   //
    LatinHypercube,                 //
    SobolPoints,                    //
    UniformPlacement,               // where they go when drawn anew
    Rad,                            //
    Rar,                            //
    GradNorm,                       // weights that move
    Ntk,                            //
    Attention,                      //
    SelfAdaptive,                   //
    CsvFormat,                      // what solutions are written as
    NpzFormat,                      //
    VtkFormat,                      //
    CppFormat,                      //
    plots::Heatmap,                 // what is drawn of a solution
    plots::Slice,                   //
    plots::Spectrum,                //
    plots::Error,                   //
    plots::Slopes,                  //
    plots::Conditioning,            //
    plots::History,                 //
    plots::Points,                  //
    plots::Vectors,                 //
    plots::Streamlines,             //
    search::Knn,                    // what predicts labels of functions in a search
    search::UmapNeighbours,         //
    search::GaussianProcess,        //
    search::RandomOrder>;

}  // namespace ansatz
