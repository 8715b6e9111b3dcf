//! The page: the only place that knows a browser.
