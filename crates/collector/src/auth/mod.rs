//! Who may send (write keys) and who may read (staff and their passwords).

pub mod keys;
pub mod password;
pub mod staff;
