//! How well one colour can be told from another.

/// Red, green and blue, 0–255.
pub(super) type Rgb = (u8, u8, u8);

/// Red, green and blue, 0–1.
pub(super) type Light = [f64; 3];

/// Contrast ratio of two colours, 1 to 21: WCAG 2.2, "contrast ratio".
pub(super) fn contrast(one: Rgb, other: Rgb) -> f64 {
    ratio(light(one), light(other))
}

/// The same of colours that need not be on the scale of 255.
pub(super) fn ratio(one: Light, other: Light) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The colour on the scale of 1.
pub(super) fn light((red, green, blue): Rgb) -> Light {
    [red, green, blue].map(|channel| f64::from(channel) / 255.0)
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
