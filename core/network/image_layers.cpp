// What layers of images compute; their settings and frame: ansatz/core/image_layers.hpp.
#include "ansatz/core/image_layers.hpp"

#include <fmt/format.h>

#include <string_view>
#include <utility>
#include <vector>

#include "ansatz/autodiff/error.hpp"

namespace ansatz {
namespace {

constexpr Limits channels_of_image{1, 1e4};
constexpr Limits sides{1, 255};

/// What comes in, which must be an image.
ad::Extents image_of(const LayerOutput& before) {
  if (!before.extents.given())
    throw UserError(fmt::format("it is of images, and a column of {} numbers comes in", before.rows));
  return before.extents;
}

/// The window as it moves over the image; throws UserError where it does not fit.
ad::Window2d window_over(ad::Extents image, std::uint32_t side, std::uint32_t stride, std::uint32_t padding) {
  if (image[1] + 2 * padding < side || image[2] + 2 * padding < side)
    throw UserError(fmt::format("a window of {} x {} does not fit into an image of {} x {}{}", side, side, image[1],
                                image[2], padding > 0 ? fmt::format(" with {} zeros around it", padding) : ""));
  return {side, side, stride, stride, padding, padding};
}

/// An image of so many channels, a pixel for each place of the window.
LayerOutput image_output(std::uint32_t channels, ad::Extents image, const ad::Window2d& window) {
  const ad::Extents extents{channels, (image[1] + 2 * window.padding_y - window.height) / window.step_y + 1,
                            (image[2] + 2 * window.padding_x - window.width) / window.step_x + 1};
  if (extents.rows() == 0) throw UserError("it makes an image of more than 2^32 numbers");
  return {extents.rows(), nullptr, extents};
}

MadeLayer make_conv(const Conv& own, const LayerOutput& before, LayerParts& parts) {
  const ad::Extents image = image_of(before);
  if (own.padding >= own.kernel)
    throw UserError(
        fmt::format("with {} zeros around the image a window of {} lies outside of it; `padding` is less "
                    "than `kernel`",
                    own.padding, own.kernel));
  const ad::Window2d window = window_over(image, own.kernel, own.stride, own.padding);
  const LayerOutput output = image_output(own.channels, image, window);
  const std::uint32_t terms = image[0] * own.kernel * own.kernel;
  if (!own.bias) {
    const ad::Expr weights = parts.weights(own.channels, terms);
    return {output, [weights, window](ad::Expr h) { return ad::conv2d(h, weights, window); }};
  }
  const auto map = parts.linear(own.channels, terms);
  return {output, [map, window, extents = output.extents](ad::Expr h) {
            return ad::conv2d(h, map->weights(), window) + ad::channel_values(map->biases(), extents);
          }};
}

/// `pool`: max_pool2d or avg_pool2d.
MadeLayer make_pool(std::uint32_t size, std::uint32_t stride, const LayerOutput& before,
                    ad::Expr (*pool)(ad::Expr, const ad::Window2d&)) {
  const ad::Extents image = image_of(before);
  const ad::Window2d window = window_over(image, size, stride == 0 ? size : stride, 0);
  return {image_output(image[0], image, window), [window, pool](ad::Expr h) { return pool(h, window); }};
}

// --- normalisation over a batch -----------------------------------------------------------------------

/// The rows of an image by its channels, or of a column one by one.
struct Channels {
  explicit Channels(const LayerOutput& of)
      : count(of.extents.given() ? of.extents[0] : of.rows), rows(of.rows), extents(of.extents) {
    for (std::uint32_t row = 0; row < rows; ++row) channel.push_back(row / (rows / count));
  }

  /// The mean over the points of a batch and the pixels of a channel: free, a row a channel.
  ad::Expr mean(ad::Expr h) const {
    const double pixels = rows / count;
    return ad::scatter_sum(ad::mean_points(h), channel, count) / pixels;
  }
  /// The value of each channel at all its rows.
  ad::Expr everywhere(ad::Expr values) const { return extents.given() ? ad::channel_values(values, extents) : values; }

  std::uint32_t count, rows;
  ad::Extents extents;
  std::vector<std::uint32_t> channel;  // of each row
};

/// `name`: of its parameters, with the number of the layer.
ColumnFunction normalisation(const BatchNorm& own, const LayerOutput& before, const std::string& name,
                             LayerParts& parts) {
  const Channels channels(before);
  const ad::Expr scale = parts.column(name + "scale", channels.count, 1);
  const ad::Expr shift = parts.column(name + "shift", channels.count, 0);
  const std::shared_ptr<Batches> batches = parts.batches();
  const ad::Expr mean = batches->running(name + "mean", channels.count, 0);
  const ad::Expr variance = batches->running(name + "variance", channels.count, 1);
  const auto scaled = [channels, scale, shift, own](ad::Expr centred, ad::Expr spread) {
    return centred * channels.everywhere(scale / ad::sqrt(spread + own.epsilon)) + channels.everywhere(shift);
  };
  return [=](ad::Expr h) {
    if (!batches->training()) return scaled(h - channels.everywhere(mean), variance);
    const ad::Expr here = channels.mean(h), centred = h - channels.everywhere(here);
    const ad::Expr spread = channels.mean(centred * centred);
    batches->follow(mean, (1 - own.momentum) * mean + own.momentum * here);
    // The running variance is the one of all images, of which the batch is a sample.
    const ad::Expr numbers = h.graph().count(h.shape().axis) * static_cast<double>(channels.rows / channels.count);
    const ad::Expr unbiased = spread * (numbers / ad::max(numbers - 1.0, h.graph().constant(1)));
    batches->follow(variance, (1 - own.momentum) * variance + own.momentum * unbiased);
    return scaled(centred, spread);
  };
}

MadeLayer make_batch_norm(const BatchNorm& own, const LayerOutput& before, LayerParts& parts) {
  return {{before.rows, nullptr, before.extents}, normalisation(own, before, "", parts)};
}

MadeLayer make_dropout(const Dropout& own, const LayerOutput& before, LayerParts& parts) {
  const auto batches = parts.batches();
  return {{before.rows, nullptr, before.extents}, [batches, rate = own.rate](ad::Expr h) {
            if (!batches->training() || rate == 0) return h;
            const ad::Expr numbers = batches->uniform(h.shape().rows, h.shape().axis);
            return h * (ad::ge(numbers, numbers.graph().constant(rate)) * (1 / (1 - rate)));
          }};
}

// --- residual blocks ----------------------------------------------------------------------------------

MadeLayer make_preact(const PreactBlock& own, const LayerOutput& before, LayerParts& parts) {
  image_of(before);
  const auto normalised = [](const LayerOutput& of) { return LayerOutput{of.rows, nullptr, of.extents}; };
  const ColumnFunction first_norm = normalisation({}, before, "first_", parts);
  const ColumnFunction first_act = parts.activation(normalised(before));
  const MadeLayer first = make_conv({own.channels, 3, own.stride, 1, false}, before, parts);
  const ColumnFunction second_norm = normalisation({}, first.output, "second_", parts);
  const ColumnFunction second_act = parts.activation(normalised(first.output));
  const MadeLayer second = make_conv({own.channels, 3, 1, 1, false}, first.output, parts);
  const bool same = own.stride == 1 && before.extents[0] == own.channels;
  const ColumnFunction shortcut =
      same ? ColumnFunction() : make_conv({own.channels, 1, own.stride, 0, false}, before, parts).value;
  return {second.output, [=](ad::Expr h) {
            const ad::Expr active = first_act(first_norm(h));
            const ad::Expr added = second.value(second_act(second_norm(first.value(active))));
            return added + (shortcut ? shortcut(active) : h);
          }};
}

/// Layers that ask for images or batches: files about equations do not know them.
struct OfImages final : LayerMethod {
  using LayerMethod::LayerMethod;
  bool is(std::string_view kind) const override { return kind == "of_images"; }
};

template <class Settings>
std::vector<Setting> pool_settings() {
  return {required(setting("size", &Settings::size, sides, "side of the window")),
          setting("stride", &Settings::stride, sides, {{"size", 0, "windows stand side by side"}},
                  "pixels from one window to the next")};
}

Publication deep_residual_maps() {
  return {"K. He and X. Zhang and S. Ren and J. Sun", "Identity mappings in deep residual networks",
          "ECCV, LNCS 9908, 630-645", 2016};
}

}  // namespace

std::shared_ptr<const LayerMethod> method_of(const Conv&) {
  static const auto method = std::make_shared<const OfImages>(
      described<Conv>, "conv", "convolution of an image with trained windows",
      std::vector{
          required(setting("channels", &Conv::channels, channels_of_image, "of the image that it makes")),
          setting("kernel", &Conv::kernel, sides, "side of the window"),
          setting("stride", &Conv::stride, sides, "pixels from one window to the next"),
          setting("padding", &Conv::padding, {0, 254}, "zeros around the image; fewer than `kernel`"),
          setting("bias", &Conv::bias, "add a trained number to each channel"),
      },
      make_conv);
  return method;
}

std::shared_ptr<const LayerMethod> method_of(const MaxPool&) {
  static const auto method = std::make_shared<const OfImages>(
      described<MaxPool>, "max_pool", "the largest numbers of windows of an image", pool_settings<MaxPool>(),
      [](const MaxPool& own, const LayerOutput& before, LayerParts&) {
        return make_pool(own.size, own.stride, before, ad::max_pool2d);
      });
  return method;
}

std::shared_ptr<const LayerMethod> method_of(const AvgPool&) {
  static const auto method = std::make_shared<const OfImages>(
      described<AvgPool>, "avg_pool", "means over windows of an image", pool_settings<AvgPool>(),
      [](const AvgPool& own, const LayerOutput& before, LayerParts&) {
        return make_pool(own.size, own.stride, before, ad::avg_pool2d);
      });
  return method;
}

std::shared_ptr<const LayerMethod> method_of(const BatchNorm&) {
  static const auto method = std::make_shared<const OfImages>(
      described<BatchNorm>, "batch_norm",
      About("each channel with mean 0 and variance 1 over the batch, then scaled and shifted",
            {{"S. Ioffe and C. Szegedy",
              "Batch normalization: accelerating deep network training by reducing internal covariate shift",
              "ICML, PMLR 37, 448-456", 2015}}),
      std::vector{
          setting("epsilon", &BatchNorm::epsilon, limits::positive, "added to the variance"),
          setting("momentum", &BatchNorm::momentum, {0, 1, true}, "what a batch counts in the running means"),
      },
      make_batch_norm);
  return method;
}

std::shared_ptr<const LayerMethod> method_of(const Dropout&) {
  static const auto method = std::make_shared<const OfImages>(
      described<Dropout>, "dropout",
      About("numbers at random are 0 while training, the others larger by as much",
            {{"N. Srivastava and G. Hinton and A. Krizhevsky and I. Sutskever and R. Salakhutdinov",
              "Dropout: a simple way to prevent neural networks from overfitting",
              "Journal of Machine Learning Research 15, 1929-1958", 2014}}),
      std::vector{required(setting("rate", &Dropout::rate, limits::fraction, "probability of 0"))}, make_dropout);
  return method;
}

std::shared_ptr<const LayerMethod> method_of(const PreactBlock&) {
  static const auto method = std::make_shared<const OfImages>(
      described<PreactBlock>, "preact",
      About("residual block of an image: twice batch norm, activation, 3 x 3 convolution", {deep_residual_maps()}),
      std::vector{
          required(setting("channels", &PreactBlock::channels, channels_of_image, "of the image that it makes")),
          setting("stride", &PreactBlock::stride, sides, "of the first convolution and of the shortcut"),
      },
      make_preact);
  return method;
}

}  // namespace ansatz
