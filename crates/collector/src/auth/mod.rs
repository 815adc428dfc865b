//! Who may send (write keys, by environment), who may read (staff and their passwords), and what a
//! signed link allows.

pub mod environment;
pub mod keys;
pub mod password;
pub mod signing;
pub mod staff;
