//! The collector: takes in messages, keeps them, answers what customer success asks, and serves
//! the SDK and its content. The binary `banso` is a thin command line over this library.

pub mod app;
pub mod auth;
pub mod cli;
pub mod dashboard;
pub mod health;
pub mod ingest;
pub mod inquiries;
pub mod problem;
pub mod query;
pub mod serve;
pub mod server;
pub mod store;
pub mod telemetry;
