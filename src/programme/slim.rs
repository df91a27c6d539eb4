//! Optional values in the room of the values themselves, for facts of which there are millions.

use super::Day;
use std::fmt;

/// A value or none. An `Option` of a number takes up to twice the room of the number; here a
/// number that never occurs stands for none.
#[derive(Clone, Copy)]
pub struct Slim<T>(T);

/// A type with a value that never occurs in records.
pub trait Vacant: Copy {
    /// Stands for none.
    const VACANT: Self;

    /// Whether this is the value that stands for none.
    fn is_vacant(self) -> bool;
}

impl<T: Vacant> Slim<T> {
    /// No value.
    pub const NONE: Self = Self(T::VACANT);

    /// The value, if there is one.
    #[must_use]
    pub fn get(self) -> Option<T> {
        (!self.0.is_vacant()).then_some(self.0)
    }
}

impl<T: Vacant> From<Option<T>> for Slim<T> {
    fn from(value: Option<T>) -> Self {
        Self(value.unwrap_or(T::VACANT))
    }
}

impl<T: Vacant> Default for Slim<T> {
    fn default() -> Self {
        Self::NONE
    }
}

impl<T: Vacant + PartialEq> PartialEq for Slim<T> {
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

impl<T: Vacant + PartialEq> PartialEq<Option<T>> for Slim<T> {
    fn eq(&self, other: &Option<T>) -> bool {
        self.get() == *other
    }
}

impl<T: Vacant + fmt::Debug> fmt::Debug for Slim<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(f)
    }
}

impl Vacant for f32 {
    const VACANT: Self = Self::NAN;

    fn is_vacant(self) -> bool {
        self.is_nan()
    }
}

impl Vacant for f64 {
    const VACANT: Self = Self::NAN;

    fn is_vacant(self) -> bool {
        self.is_nan()
    }
}

/// Minutes after midnight: below 1440.
impl Vacant for u16 {
    const VACANT: Self = Self::MAX;

    fn is_vacant(self) -> bool {
        self == Self::MAX
    }
}

impl Vacant for Day {
    const VACANT: Self = Self(i32::MIN);

    fn is_vacant(self) -> bool {
        self == Self::VACANT
    }
}

#[cfg(test)]
mod tests {
    use super::super::Session;
    use super::*;

    #[test]
    fn what_goes_in_comes_out_and_takes_no_more_room() {
        assert_eq!(Slim::from(Some(0.0_f64)), Some(0.0));
        assert_eq!(Slim::from(Some(0_u16)).get(), Some(0));
        assert_eq!(Slim::from(Some(Day(-1))), Some(Day(-1)));
        assert_eq!(Slim::<f32>::from(None).get(), None);
        assert_eq!(Slim::<f64>::default(), None);
        assert_ne!(Slim::from(Some(1.0_f32)), Slim::NONE);
        assert_eq!(format!("{:?}", Slim::<Day>::NONE), "None");
        assert_eq!(size_of::<Slim<f64>>(), size_of::<f64>());
        assert_eq!(size_of::<Slim<Day>>(), size_of::<Day>());
    }

    #[test]
    fn a_session_takes_56_bytes() {
        assert_eq!(size_of::<Session>(), 56);
    }
}
