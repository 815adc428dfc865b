//! One person's visits, through the engine as in the browser and through the log as here: the
//! dashboard says of a person what the person's browser knows.

mod assignment;
mod browser;
mod ladder;
mod reasons;
