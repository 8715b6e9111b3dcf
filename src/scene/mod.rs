//! Map and timeline as shapes, before they are pixels.
