//! Values of one thing that disagree, put side by side without a verdict.

use crate::record::Records;

/// Fills [`Records::rivals`].
pub fn read(_records: &mut Records) {}
