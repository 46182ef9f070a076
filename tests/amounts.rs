//! Amounts: decimals, rounding and spreading, by example and by property.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, clippy::arithmetic_side_effects, reason = "a test stops at what it did not expect")]

use earnest::amounts::{Decimal, DecimalError, Exact, LIMIT, Ratio, Remainder, Rounding, round_div, spread, ten_to};
use proptest::prelude::*;

const MODES: [Rounding; 4] = [Rounding::Floor, Rounding::Ceil, Rounding::HalfUp, Rounding::HalfEven];

#[test]
fn decimals_are_read_by_their_digits() {
    for (text, shown) in [
        ("0.1", "0.1"),
        ("12.50", "12.5"),
        ("-12.50", "-12.5"),
        ("28 %", "0.28"),
        ("0.5%", "0.005"),
        ("1e3", "1000"),
        ("25E-2", "0.25"),
        ("0.000", "0"),
        ("007", "7"),
    ] {
        assert_eq!(Decimal::parse(text).map(|d| d.to_string()).as_deref(), Ok(shown), "{text}");
    }
    for text in ["", "-", ".5", "5.", "1,000", "1 000", "+1", "0x10", "NaN", "%", "1.2.3", "١"] {
        assert_eq!(Decimal::parse(text), Err(DecimalError::NotANumber), "{text}");
    }
    assert_eq!(Decimal::parse("0.0000000000001"), Err(DecimalError::TooManyDigits));
    assert_eq!(Decimal::parse("9999999999999999999"), Err(DecimalError::TooLarge));
    assert_eq!(Decimal::parse("1e400"), Err(DecimalError::TooLarge));
}

#[test]
fn decimals_fit_their_unit_or_are_refused() {
    let number = Decimal::parse("1.005").unwrap();
    assert_eq!(number.at(3), Ok(1005));
    assert_eq!(number.at(2), Err(DecimalError::TooManyDigits));
    assert_eq!(Decimal::parse("90071992547409.91").unwrap().at(2), Ok(LIMIT));
    assert_eq!(Decimal::parse("90071992547409.92").unwrap().at(2), Err(DecimalError::TooLarge));
    assert!(Decimal::parse("2").unwrap() > Decimal::parse("1.999999999999").unwrap());
    assert_eq!(Decimal::text(-5, 2), "-0.05");
    assert_eq!(Decimal::text(5, 0), "5");
}

#[test]
fn rounding_acts_on_magnitudes() {
    let halves = [
        (-25, [-2, -3, -3, -2]),
        (-15, [-1, -2, -2, -2]),
        (15, [1, 2, 2, 2]),
        (25, [2, 3, 3, 2]),
        (26, [2, 3, 3, 3]),
        (20, [2, 2, 2, 2]),
    ];
    for (number, rounded) in halves {
        for (mode, wanted) in MODES.into_iter().zip(rounded) {
            assert_eq!(round_div(number, 10, mode), Some(wanted), "{number} / 10 {mode:?}");
        }
    }
    assert_eq!(round_div(1, 0, Rounding::Floor), None);
    assert_eq!(round_div(1, -1, Rounding::Floor), None);
    assert_eq!(round_div(i128::MAX, 1, Rounding::Floor), None);
    assert_eq!(round_div(i128::from(i64::MAX) * 4 + 2, 4, Rounding::HalfEven), None, "half of an odd number goes up");
}

#[test]
fn ratios_are_reduced_and_exact() {
    let third = Ratio::new(2, 6).unwrap();
    assert_eq!((third.num(), third.den()), (1, 3));
    assert_eq!(Ratio::new(1, 0), None);
    assert_eq!(Ratio::ZERO.apply(5, Rounding::Ceil), Some(0));
    let sum = third.exact(1).unwrap().plus(third.exact(2).unwrap()).unwrap();
    assert_eq!(sum.round(Rounding::Ceil), Some(1), "a third and two thirds are one, not a little more");
    assert_eq!(Exact::whole(7).weighed(Exact::whole(2), 7).unwrap().round(Rounding::Floor), Some(2));
    assert_eq!(ten_to(19), None);
}

#[test]
fn shares_go_to_the_largest_remainder_or_the_first() {
    assert_eq!(spread(100, &[1, 1, 1], Remainder::Largest), Some(vec![34, 33, 33]));
    assert_eq!(spread(-100, &[1, 1, 1], Remainder::First), Some(vec![-34, -33, -33]));
    assert_eq!(spread(5, &[0, 3, -2], Remainder::First), Some(vec![0, 5, 0]));
    assert_eq!(spread(5, &[0, 0], Remainder::Largest), Some(vec![5, 0]), "without weights the first takes all");
    assert_eq!(spread(5, &[], Remainder::Largest), Some(vec![]));
}

fn mode() -> impl Strategy<Value = Rounding> {
    prop::sample::select(MODES.to_vec())
}

proptest! {
    #[test]
    fn shares_add_up_and_stay_proportional(
        total in -LIMIT..=LIMIT,
        weights in prop::collection::vec(prop_oneof![Just(0_i64), 1..1_000_i64, 1..=LIMIT], 1..40),
        first: bool,
    ) {
        let shares = spread(total, &weights, if first { Remainder::First } else { Remainder::Largest }).unwrap();
        prop_assert_eq!(shares.iter().map(|s| i128::from(*s)).sum::<i128>(), i128::from(total));
        let sum: i128 = weights.iter().map(|w| i128::from(*w)).sum();
        if sum > 0 {
            for (share, weight) in shares.iter().zip(&weights) {
                // |share - total * weight / sum| < 1, without dividing.
                let off = (i128::from(*share) * sum - i128::from(total) * i128::from(*weight)).abs();
                prop_assert!(off < sum, "{share} of {total} for {weight} of {sum}");
                prop_assert!(*weight > 0 || *share == 0);
            }
        }
    }

    #[test]
    fn equal_lines_differ_by_one_at_most_and_the_earlier_has_more(total in 0..=LIMIT, count in 1..30_usize) {
        let shares = spread(total, &vec![7; count], Remainder::Largest).unwrap();
        prop_assert!(shares.is_sorted_by(|a, b| a >= b));
        prop_assert!(shares.first().unwrap() - shares.last().unwrap() <= 1);
    }

    #[test]
    fn a_rounded_quotient_is_a_neighbour(numerator in any::<i64>(), denominator in 1..=i64::MAX, mode in mode()) {
        let rounded = i128::from(round_div(i128::from(numerator), denominator, mode).unwrap());
        let off = i128::from(numerator) - rounded * i128::from(denominator);
        prop_assert!(off.abs() < i128::from(denominator));
        match mode {
            Rounding::Floor => prop_assert!(off == 0 || off.signum() == i128::from(numerator).signum()),
            Rounding::Ceil => prop_assert!(off == 0 || off.signum() == -i128::from(numerator).signum()),
            Rounding::HalfUp | Rounding::HalfEven => prop_assert!(2 * off.abs() <= i128::from(denominator)),
        }
    }

    #[test]
    fn both_widths_of_division_agree(numerator in any::<i64>(), denominator in 1..=1_000_000_i64, mode in mode()) {
        // The same quotient past 64 bits: both parts times a number that keeps the denominator within them.
        let lift = i128::from(i64::MAX / denominator);
        let wide = round_div(i128::from(numerator) * lift, denominator * (i64::MAX / denominator), mode);
        prop_assert_eq!(wide, round_div(i128::from(numerator), denominator, mode));
    }

    #[test]
    fn rounding_knows_no_sign(numerator in 0..i64::MAX, denominator in 1..=i64::MAX, mode in mode()) {
        let up = round_div(i128::from(numerator), denominator, mode).unwrap();
        prop_assert_eq!(round_div(-i128::from(numerator), denominator, mode), Some(-up));
    }

    #[test]
    fn text_and_back(units in -LIMIT..=LIMIT, places in 0..=6_u8) {
        let text = Decimal::text(units, places);
        let read = Decimal::parse(&text).unwrap();
        prop_assert_eq!(read, Decimal::new(units, places));
        prop_assert_eq!(read.at(places), Ok(units));
    }
}
