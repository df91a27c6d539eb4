//! How well one colour can be told from another.

#[cfg(test)]
use super::theme::Ink;

/// Red, green and blue, 0–255.
pub(super) type Rgb = (u8, u8, u8);

/// Red, green and blue from 0 to 1.
type Light = [f64; 3];

/// Contrast ratio of two colours, 1 to 21: WCAG 2.2, "contrast ratio".
pub(super) fn contrast(one: Rgb, other: Rgb) -> f64 {
    ratio(light(one), light(other))
}

fn light((red, green, blue): Rgb) -> Light {
    [red, green, blue].map(|channel| f64::from(channel) / 255.0)
}

fn ratio(one: Light, other: Light) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Relative luminance, 0 to 1: WCAG 2.2, "relative luminance".
fn luminance(light: Light) -> f64 {
    let [red, green, blue] = light.map(|channel| {
        if channel <= 0.040_45 {
            channel / 12.92
        } else {
            ((channel + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// Contrast of text in `ink` on a ground of `under` with this opacity over the paper.
#[cfg(test)]
pub(super) fn contrast_on(ink: Ink, under: Ink, alpha: f64, dark: bool) -> f64 {
    let colour = |ink: Ink| {
        let (_, in_light, in_dark) = ink.look();
        light(if dark { in_dark } else { in_light })
    };
    let (paper, under) = (colour(Ink::Paper), colour(under));
    let ground: Light =
        std::array::from_fn(|place| alpha * under[place] + (1.0 - alpha) * paper[place]);
    ratio(colour(ink), ground)
}

/// The colour as `#RRGGBB`.
pub(super) fn hex((red, green, blue): Rgb) -> String {
    format!("#{red:02X}{green:02X}{blue:02X}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_the_standard() {
        assert!((contrast((0, 0, 0), (255, 255, 255)) - 21.0).abs() < 1e-9);
        assert!((contrast((0x77, 0x77, 0x77), (255, 255, 255)) - 4.48).abs() < 0.01);
    }
}
