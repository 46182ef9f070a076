//! `earnest-bindgen <in.wasm> <out-dir>`: wasm-bindgen as a library, so that nobody installs its command line.

use std::{env, error::Error, path::PathBuf, process::ExitCode};

use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let mut args = env::args_os().skip(1).map(PathBuf::from);
    let (Some(input), Some(out), None) = (args.next(), args.next(), args.next()) else {
        eprintln!("usage: earnest-bindgen <in.wasm> <out-dir>");
        return ExitCode::from(2);
    };
    match generate(&input, &out) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("earnest-bindgen: {error}");
            ExitCode::FAILURE
        }
    }
}

fn generate(input: &PathBuf, out: &PathBuf) -> Result<(), Box<dyn Error>> {
    Bindgen::new()
        .input_path(input)
        .web(true)?
        .typescript(true)
        .omit_default_module_path(false)
        // A page whose engine trapped starts it again: see engine.js.
        .reset_state_function(true)
        .generate(out)
        // The alternate form prints the whole chain of causes.
        .map_err(|error| format!("{error:#}").into())
}
