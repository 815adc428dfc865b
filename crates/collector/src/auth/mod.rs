//! Who may send (write keys) and who may read (staff passwords).

pub mod keys;
pub mod password;
