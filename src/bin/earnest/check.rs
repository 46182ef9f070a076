//! `earnest check`: the findings of documents.

use earnest::Program;
use earnest::findings::{Finding, Severity};
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Options {
    /// Program documents.
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

/// Prints what is found, by reading and by the checks; false where there is an error.
pub fn run(options: &Options) -> Result<bool, String> {
    let mut taken = true;
    for file in &options.files {
        let text = std::fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?;
        let findings = match Program::read(&text) {
            Ok(program) => [program.findings().to_vec(), program.review()].concat(),
            Err(findings) => findings,
        };
        for finding in &findings {
            println!("{}:{}", file.display(), told(finding));
            taken &= finding.severity() != Severity::Error;
        }
        if findings.iter().any(|finding| finding.severity() == Severity::Error) {
            println!("{}: more may be found once these are mended", file.display());
        }
        if findings.is_empty() {
            println!("{}: nothing found", file.display());
        }
    }
    Ok(taken)
}

fn told(finding: &Finding) -> String {
    let weight = match finding.severity() {
        Severity::Error => "",
        Severity::Warning => "warning: ",
        Severity::Advice => "advice: ",
    };
    format!(
        "{}:{} {weight}{} [{}] {}; {}",
        finding.line(),
        finding.column(),
        finding.path(),
        finding.code(),
        finding.message(),
        finding.help()
    )
}
