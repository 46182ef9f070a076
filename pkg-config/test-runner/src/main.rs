//! The runner that cargo hands each wasm test binary to: wasm-bindgen's own, as a library.

use std::{env, process::ExitCode};

fn main() -> ExitCode {
    match wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(env::args_os()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("earnest-test-runner: {error:#}");
            ExitCode::FAILURE
        }
    }
}
