#include "figures/colours.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "ansatz/autodiff/error.hpp"

namespace ansatz::figures {
namespace {

using Triple = std::array<double, 3>;

std::uint8_t byte_of(double share) { return static_cast<std::uint8_t>(std::lround(std::clamp(share, 0.0, 1.0) * 255)); }

Rgb bytes_of(const Triple& c) { return {byte_of(c[0]), byte_of(c[1]), byte_of(c[2])}; }

/// Zucker's polynomials of sixth degree, one a channel (colours.hpp).
Triple viridis(double t) {
  static constexpr std::array<Triple, 7> coefficients{{{0.2777273272234177, 0.005407344544966578, 0.3340998053353061},
                                                       {0.1050930431085774, 1.404613529898575, 1.384590162594685},
                                                       {-0.3308618287255563, 0.214847559468213, 0.09509516302823659},
                                                       {-4.634230498983486, -5.799100973351585, -19.33244095627987},
                                                       {6.228269936347081, 14.17993336680509, 56.69055260068105},
                                                       {4.776384997670288, -13.74514537774601, -65.35303263337234},
                                                       {-5.435455855934631, 4.645852612178535, 26.3124352495832}}};
  Triple sum{};
  for (std::size_t k = coefficients.size(); k-- > 0;)
    for (std::size_t c = 0; c < 3; ++c) sum[c] = sum[c] * t + coefficients[k][c];
  return sum;
}

/// CIE 1931, the white of D65, and sRGB (IEC 61966-2-1).
constexpr Triple white{0.95047, 1, 1.08883};

double to_linear(double v) { return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); }
double from_linear(double v) { return v <= 0.0031308 ? v * 12.92 : 1.055 * std::pow(v, 1 / 2.4) - 0.055; }

Triple lab_of(const Rgb& colour) {
  Triple c{};
  for (std::size_t i = 0; i < 3; ++i) c[i] = to_linear(colour[i] / 255.0);
  const Triple xyz{0.4124564 * c[0] + 0.3575761 * c[1] + 0.1804375 * c[2],
                   0.2126729 * c[0] + 0.7151522 * c[1] + 0.0721750 * c[2],
                   0.0193339 * c[0] + 0.1191920 * c[1] + 0.9503041 * c[2]};
  Triple f{};
  for (std::size_t i = 0; i < 3; ++i) {
    const double r = xyz[i] / white[i];
    f[i] = r > 216.0 / 24389 ? std::cbrt(r) : (24389.0 / 27 * r + 16) / 116;
  }
  return {116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])};
}

Triple rgb_of_lab(const Triple& lab) {
  const double y = (lab[0] + 16) / 116;
  const Triple f{y + lab[1] / 500, y, y - lab[2] / 200};
  Triple xyz{};
  for (std::size_t i = 0; i < 3; ++i) {
    const double cube = f[i] * f[i] * f[i];
    xyz[i] = white[i] * (cube > 216.0 / 24389 ? cube : (116 * f[i] - 16) * 27 / 24389);
  }
  return {from_linear(3.2404542 * xyz[0] - 1.5371385 * xyz[1] - 0.4985314 * xyz[2]),
          from_linear(-0.9692660 * xyz[0] + 1.8760108 * xyz[1] + 0.0415560 * xyz[2]),
          from_linear(0.0556434 * xyz[0] - 0.2040259 * xyz[1] + 1.0572252 * xyz[2])};
}

/// Lab in polar form: magnitude, saturation, hue.
Triple msh_of(const Triple& lab) {
  const double m = std::hypot(lab[0], lab[1], lab[2]);
  return {m, std::acos(lab[0] / m), std::atan2(lab[2], lab[1])};
}

Triple lab_of_msh(const Triple& msh) {
  return {msh[0] * std::cos(msh[1]), msh[0] * std::sin(msh[1]) * std::cos(msh[2]),
          msh[0] * std::sin(msh[1]) * std::sin(msh[2])};
}

/// The hue towards which a saturated colour fades when it ends in white of magnitude m: Moreland, figure 7.
double faded_hue(const Triple& saturated, double m) {
  if (saturated[0] >= m) return saturated[2];
  const double spin =
      saturated[1] * std::sqrt(m * m - saturated[0] * saturated[0]) / (saturated[0] * std::sin(saturated[1]));
  return saturated[2] > -std::acos(-1.0) / 3 ? saturated[2] + spin : saturated[2] - spin;
}

/// Between the two ends that Moreland gives (table 2), by way of white.
Triple cool_warm(double t) {
  static constexpr Rgb blue{59, 76, 192}, red{180, 4, 38};
  constexpr double middle = 88;  // the least magnitude of the white in between
  const Triple end = msh_of(lab_of(t < 0.5 ? blue : red));
  const double m = std::max({middle, msh_of(lab_of(blue))[0], msh_of(lab_of(red))[0]});
  const Triple centre{m, 0, faded_hue(end, m)};
  const double s = std::abs(2 * t - 1);
  Triple between{};
  for (std::size_t i = 0; i < 3; ++i) between[i] = s * end[i] + (1 - s) * centre[i];
  return rgb_of_lab(lab_of_msh(between));
}

/// By series: blue, vermilion, bluish green, orange, reddish purple, sky blue.
constexpr std::array<Rgb, series_colours> on_white{
    {{0, 114, 178}, {213, 94, 0}, {0, 158, 115}, {230, 159, 0}, {204, 121, 167}, {86, 180, 233}}};
/// On black the light blue comes first.
constexpr std::array<Rgb, series_colours> on_black{
    {{86, 180, 233}, {213, 94, 0}, {0, 158, 115}, {230, 159, 0}, {204, 121, 167}, {0, 114, 178}}};

}  // namespace

std::string hex(const Rgb& colour) { return fmt::format("#{:02x}{:02x}{:02x}", colour[0], colour[1], colour[2]); }

Role series_role(std::size_t k) {
  return static_cast<Role>(static_cast<std::size_t>(Role::first) + k % series_colours);
}

Rgb colour_of(Role role, Theme theme) {
  const bool dark = theme == Theme::dark;
  switch (role) {
    case Role::ink: return dark ? Rgb{232, 232, 232} : Rgb{26, 26, 26};
    case Role::muted: return dark ? Rgb{160, 160, 160} : Rgb{110, 110, 110};
    case Role::automatic: throw InternalFault("a layer has been given no colour");
    default: break;
  }
  const auto k = static_cast<std::size_t>(role) - static_cast<std::size_t>(Role::first);
  return dark ? on_black[k] : on_white[k];
}

Rgb background_of(Theme theme) { return theme == Theme::dark ? Rgb{17, 17, 17} : Rgb{255, 255, 255}; }

Rgb mapped_colour(ColourMap map, double share) {
  const double t = std::clamp(share, 0.0, 1.0);
  return bytes_of(map == ColourMap::sequential ? viridis(t) : cool_warm(t));
}

}  // namespace ansatz::figures
