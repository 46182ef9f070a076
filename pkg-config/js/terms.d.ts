/** The terms of a program as plain sentences, written from its document. Needs no engine. */
import type { Document } from './types.js';

/** A sentence about one place of the document. */
export interface TermsSentence {
  /** The place, as findings write it: `$.versions[0].rules[2].earn`. */
  readonly path: string;
  /** The rule or promotion it is about. */
  readonly rule?: string;
  readonly text: string;
  /** What the sentence leads: conditions, bands, levels. */
  readonly items?: TermsItem[];
  /** Whether it is the name of the rule whose sentences follow. */
  readonly heading?: true;
}

/** An item of a list. */
export interface TermsItem {
  readonly path: string;
  readonly text: string;
  readonly items?: TermsItem[];
}

/** Sentences that belong together. */
export interface TermsSection {
  /** "about", "points", "earning", "multipliers", "discounts", "rebates", "promotions", "choices", "returns", or "tiers:" and the id of a ladder. */
  readonly id: string;
  readonly title: string;
  readonly sentences: TermsSentence[];
}

/** The terms of one version in one language. */
export interface Terms {
  readonly language: string;
  readonly title: string;
  readonly sections: TermsSection[];
  /** Paths of what the document says and no sentence does; a section of its own tells of them. */
  readonly untold: string[];
}

export interface TermsOptions {
  /** "en" or "ro", perhaps with a region such as "ro-MD". Default "en". */
  language?: string;
  /** The day whose terms are told. Default: the latest terms. */
  at?: string;
  /** What members call a value or an id: `(kind, id) => text`, with kinds such as "category", "brand", "activity", "rule". */
  nameOf?: (kind: string, id: string) => string | undefined;
}

/** The languages in which terms can be told. */
export const languages: string[];

/** The terms of a document as sentences. */
export function terms(document: Document, options?: TermsOptions): Terms;

/** Told terms as plain text. */
export function plainTerms(terms: Terms): string;
