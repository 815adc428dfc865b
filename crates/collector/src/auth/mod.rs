//! Who may send (write keys, by environment) and who may read (staff and their passwords).

pub mod environment;
pub mod keys;
pub mod password;
pub mod staff;
