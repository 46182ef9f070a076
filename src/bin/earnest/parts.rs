//! The accounts of a book in parts that run at the same time. The sums are the same for any number of parts.

use crate::read::bar;
use crate::simulate::{Document, compiled};
use earnest::simulate::{Closed, Simulation};
use earnest::time::Date;
use earnest::wire::simulate::{SimulateOptions, Tally};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Orders between two looks at the progress.
const BATCH: usize = 1000;

/// A part of the accounts in a program.
struct Job {
    program: usize,
    part: u32,
    parts: u32,
}

pub fn run(documents: &[Document], book: &Closed, until: Option<Date>, threads: usize) -> Result<Vec<Tally>, String> {
    let threads = threads.clamp(1, 256);
    let mut jobs = Vec::new();
    for (program, document) in documents.iter().enumerate() {
        // Accounts that share anything go on together.
        let parts = if document.program.couples_accounts() { 1 } else { u32::try_from(threads).unwrap_or(1) };
        jobs.extend((0..parts).map(|part| Job { program, part, parts }));
    }
    let orders = book.book().orders().saturating_mul(documents.len());
    let bar = bar(u64::try_from(orders).unwrap_or(0), "run");
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, Result<Tally, String>)>> = Mutex::new(Vec::new());
    let work = || {
        while let Some((at, job)) = taken(&next, &jobs) {
            let tally = documents.get(job.program).ok_or_else(String::new).and_then(|document| {
                let options = SimulateOptions { until, part: Some(job.part), parts: Some(job.parts) };
                // Each part has names of its own, so that none waits for another.
                let mut simulation = Simulation::new(compiled(&document.text)?, book, &options);
                let mut before = 0;
                loop {
                    let ended = simulation.run(BATCH).map_err(|refusal| refusal.to_string())?;
                    let (now, _) = simulation.progress();
                    bar.inc(u64::try_from(now.saturating_sub(before)).unwrap_or(0));
                    before = now;
                    if ended {
                        return Ok(simulation.tally());
                    }
                }
            });
            if let Ok(mut done) = done.lock() {
                done.push((at, tally));
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..threads.min(jobs.len()) {
            scope.spawn(work);
        }
    });
    bar.finish_and_clear();
    let mut done = done.into_inner().map_err(|_| "a part of the run broke off")?;
    done.sort_by_key(|(at, _)| *at);
    let mut sums: Vec<Tally> = documents.iter().map(|_| Tally::default()).collect();
    for (at, tally) in done {
        let sum = jobs.get(at).and_then(|job| sums.get_mut(job.program)).ok_or("a part of the run is lost")?;
        sum.absorb(tally?).map_err(|refusal| refusal.to_string())?;
    }
    Ok(sums)
}

fn taken<'j>(next: &AtomicUsize, jobs: &'j [Job]) -> Option<(usize, &'j Job)> {
    let at = next.fetch_add(1, Ordering::Relaxed);
    jobs.get(at).map(|job| (at, job))
}
