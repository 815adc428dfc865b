//! `banso user`: the people who may read the dashboard.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::CliError;
use crate::auth::password;
use crate::auth::staff::{self, Role};
use crate::store::Store;

/// The people who may read the dashboard.
#[derive(Debug, Subcommand)]
pub(super) enum User {
    /// Add a person, or give a person another password and role.
    Add(Add),
    /// Remove a person and end their sessions.
    Remove(Remove),
}

#[derive(Debug, Args)]
pub(super) struct Add {
    /// The directory of the database.
    #[arg(long, env = "BANSO_DATA", default_value = "data")]
    data: PathBuf,
    /// The address to sign in with.
    #[arg(long)]
    email: String,
    /// What the person may do.
    #[arg(long, value_enum, default_value_t = Role::Viewer)]
    role: Role,
    /// The environment variable that holds the password.
    #[arg(long, value_name = "VAR", conflicts_with = "password_stdin")]
    password_env: Option<String>,
    /// Read the password from the first line of standard input.
    #[arg(long)]
    password_stdin: bool,
}

#[derive(Debug, Args)]
pub(super) struct Remove {
    /// The directory of the database.
    #[arg(long, env = "BANSO_DATA", default_value = "data")]
    data: PathBuf,
    /// The address that the person signs in with.
    #[arg(long)]
    email: String,
}

impl User {
    pub(super) async fn run(self) -> Result<(), CliError> {
        match self {
            Self::Add(add) => add.run().await,
            Self::Remove(remove) => remove.run().await,
        }
    }
}

impl Add {
    async fn run(self) -> Result<(), CliError> {
        let hash = password::hash(&self.password()?)?;
        let store = Store::open(&self.data)?;
        staff::put(&store, &self.email, &hash, self.role).await?;
        store.close();
        println!("{} may sign in as {}", self.email, self.role.name());
        Ok(())
    }

    fn password(&self) -> Result<String, CliError> {
        if let Some(name) = &self.password_env {
            return std::env::var(name)
                .map_err(|_| format!("the environment variable {name} is not set").into());
        }
        if self.password_stdin {
            let mut line = String::new();
            std::io::stdin().read_line(&mut line)?;
            return Ok(line.trim_end_matches(['\r', '\n']).to_owned());
        }
        Ok(rpassword::prompt_password("Password: ")?)
    }
}

impl Remove {
    async fn run(self) -> Result<(), CliError> {
        let store = Store::open(&self.data)?;
        let removed = staff::remove(&store, &self.email).await?;
        store.close();
        if !removed {
            return Err(format!("nobody signs in as {}", self.email).into());
        }
        println!("{} may no longer sign in", self.email);
        Ok(())
    }
}
