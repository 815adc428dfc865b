//! The native half: parsing, checking and building.
