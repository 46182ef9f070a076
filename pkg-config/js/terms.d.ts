/** The terms of a program as plain sentences, written from its document. Needs no engine. */
import type { Consent, Document, Entry, Step } from './types.js';

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
  /** "about", "points", "earning", "multipliers", "discounts", "rebates", "promotions", "choices", "rewards", "funds", "using", "returns", "pilots", or "tiers:" and the id of a ladder, "terms:" and that of terms for some. */
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

/** What is known of an account, for the terms that are its own. */
export interface KnownAccount {
  id: string;
  attributes?: Record<string, string>;
  /** The ids of the levels it has. */
  levels?: string[];
  links?: Record<string, string>;
  plan?: string | null;
  pilots?: Record<string, 'test' | 'control'>;
}

export interface TermsOptions {
  /** "en" or "ro", perhaps with a region such as "ro-MD". Default "en". */
  language?: string;
  /** The day whose terms are told. Default: the latest terms. */
  at?: string;
  /**
   * Who reads. To a "member" (default) nothing is told that was made for other accounts; the "operator" reads everything.
   */
  audience?: 'member' | 'operator';
  /** The account that reads: what was agreed with it is told. Terms that ask for what is not known are left out. */
  account?: KnownAccount;
  /** What members call a value or an id: `(kind, id) => text`, with kinds such as "category", "brand", "activity", "rule". */
  nameOf?: (kind: string, id: string) => string | undefined;
}

/** The languages in which terms can be told. */
export const languages: string[];

/** The terms of a document as sentences. */
export function terms(document: Document, options?: TermsOptions): Terms;

/** Told terms as plain text. */
export function plainTerms(terms: Terms): string;

/** One-line texts about an account, by a document's own names. */
export class Texts {
  private constructor();
  /** An entry as a line of a statement. */
  entry(entry: Entry): string;
  /** A notice as a sentence. */
  notice(notice: NoticeLike): string;
  /** Why an event was refused, to whoever wanted it: of an error of the package, or of its code. */
  refusal(error: string | { code: string }): string;
  /** Who gets what does not go to the account itself; and where its own choice moved something, why. */
  shares(outcome: object, options?: { consent?: Consent | null; event?: object }): { rule: string; text: string }[];
  /** A step of an outcome; `at` is the event's time. */
  step(step: Step, at?: string): string;
}

/** A notice as the engine gives it: a code and what it is about. */
export interface NoticeLike {
  code: string;
  what: string;
}

/** The texts of a document in a language. */
export function texts(document: Document, options?: { language?: string; nameOf?: TermsOptions['nameOf'] }): Texts;

/** A rule, or what a section says beside its rules. */
export interface Topic {
  readonly section: string;
  readonly title: string;
  readonly rule?: string;
}

/** What terms say that others do not. */
export interface TermsChanges {
  readonly language: string;
  readonly from?: string;
  readonly to?: string;
  readonly added: (Topic & { readonly sentences: TermsSentence[] })[];
  readonly removed: (Topic & { readonly sentences: TermsSentence[] })[];
  /** The sentences that differ. */
  readonly changed: (Topic & { readonly before: TermsSentence[]; readonly after: TermsSentence[] })[];
}

export interface ChangesOptions extends Omit<TermsOptions, 'at'> {
  /** The day of the terms before. */
  from?: string;
  /** The day of the terms after. Default: the latest. */
  to?: string;
  /** Another document, such as a draft, whose terms come after. Default: the same one. */
  next?: Document;
}

/** When the terms change, what changes. */
export function changes(document: Document, options?: ChangesOptions): TermsChanges;
