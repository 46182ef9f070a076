/** Earnest: points, promotions, rebates and tiers, previewed exactly and explained, in the browser and on the server. */
export type * from './types.js';
export type { ChangesOptions, KnownAccount, Terms as ToldTerms, TermsChanges, TermsItem, TermsOptions, TermsSection, TermsSentence, Texts, Topic } from './terms.js';
import type { ChangesOptions, KnownAccount, Terms as ToldTerms, TermsChanges, TermsOptions, Texts } from './terms.js';
import type {
  AccountEvent,
  AccountState,
  AccruedSum,
  Accrual as AccrualOutcome,
  Consent,
  Document,
  Entry,
  Finding,
  Gain,
  Hint,
  LineDifference,
  NetPrices,
  Notice,
  NoticeTerms,
  Onward,
  Order,
  Outcome,
  Person,
  PilotGroup,
  Place,
  PlanWorth,
  Progress as ProgressOutcome,
  Rule,
  ServiceLeft,
  SharedState,
  StepKind,
  Terms,
  Text,
  Unpaid,
} from './types.js';

/** Starts the engine; `Program.load` does so by itself. Give the wasm to choose where it comes from. */
export function init(wasm?: BufferSource | WebAssembly.Module | URL | string | Response | Promise<Response>): Promise<void>;

/** The civil time that an instant is in an IANA time zone, as events carry it: `2026-03-29T02:30:00`. */
export function toCivil(instant: Date | number | string, timeZone: string): string;

/** A text of a document in a language: of a table by language the best entry, else that of its first language. */
export function textIn(text: Text | null | undefined, language?: string): string | undefined;

/** Rules added, removed and changed, and terms for some. A changed rule keeps every field that is not named. */
export interface Changes {
  add?: Rule[];
  remove?: string[];
  change?: (Partial<Rule> & { id: string })[];
  /** Terms of their own for some accounts, behind those of the document. */
  terms?: Terms[];
}

/** A loyalty program, compiled. */
export class Program {
  protected constructor();
  /** Compiles a document: text, or an object. Throws a ProgramError with everything that is wrong. */
  static load(document: string | Document): Promise<Program>;
  /** Everything found in a document, warnings too; an empty list is a sound one. */
  static check(document: string | Document): Promise<Finding[]>;
  readonly id: string;
  readonly document: Document;
  /** Warnings about the document. */
  readonly findings: Finding[];
  readonly promotions: { id: string; name: string; window: { from?: string; to?: string } | null }[];
  /** The terms as plain sentences. What tells them is loaded when they are first asked for. */
  terms(options?: Omit<TermsOptions, 'account'> & { account?: Account | KnownAccount }): Promise<ToldTerms>;
  /** One-line texts in a language: entries of a statement, notices, refusals, who gets what and why. */
  texts(options?: { language?: string; nameOf?: TermsOptions['nameOf'] }): Promise<Texts>;
  /** When the terms change, what changes; with orders of an account also what they bring by the one and the other. */
  changes(options?: Omit<ChangesOptions, 'account'> & { account?: Account | KnownAccount; orders?: Order[] }): Promise<TermsChanges & { readonly effect?: OrderEffect[] }>;
  /** The counters that account states keep, as an opening names them. */
  counters(): { key: string }[];
  /** An account by its stored state, or a fresh one by its id. */
  account(
    state: string | Partial<AccountState>,
    options?: { shared?: string | SharedState } & Partial<Known>,
  ): Account;
  /** The program with changes, compiled once. */
  scenario(changes: Changes | Scenario): Scenario;
  free(): void;
}

/** What an order would bring by the terms of one day and by those of another. */
export interface OrderEffect {
  readonly order: string;
  readonly before: Pick<Preview, 'points' | 'money' | 'discount'>;
  readonly after: Pick<Preview, 'points' | 'money' | 'discount'>;
}

/** What a host knows of an account and may tell anew: orders on record keep what was known on their day. */
export interface Known {
  attributes: Record<string, string>;
  /** The account's people, by id: their roles and teams. */
  people: Record<string, Person>;
  /** Its lists, such as its assortment. */
  lists: Record<string, string[]>;
  /** Accounts it is linked to, by what they are to it, such as a referrer. */
  links: Record<string, string>;
  /** What its people may receive, by the account's own choice; null for everything. */
  consent: Consent | null;
}

/** A program with changes. */
export class Scenario extends Program {
  private constructor();
}

/** An account at one revision. */
export class Account {
  private constructor();
  readonly program: Program;
  /** The state, as text to store. */
  readonly state: string;
  /** The shared state it was given, as text. */
  readonly shared: string;
  readonly revision: number;
  /** The groups of pilots that it is in, by pilot. */
  readonly pilots: Record<string, PilotGroup>;
  /** What an event would do; nothing is booked. */
  preview(event: AccountEvent, options?: { at?: string }): Preview;
  /** One order with changes to the program and without. */
  whatIf(event: { order: Order }, changes: Changes | Scenario): Comparison;
  /** An order kept ready for many previews and comparisons. */
  cart(event: { order: Order }): Cart;
  /** Books an event. Go on with the account that is given back. */
  post(event: AccountEvent, options?: { at?: string }): Posted;
  /** The ranking of a board over the period that holds a day, by the shared state that the account was given. */
  board(id: string, options: { at: string }): Place[];
  /** What the winners of a board get for the period that holds `day`: post each `event` to its `account`. */
  closeBoard(id: string, options: { day: string; at: string }): Onward[];
  /** What a plan would have brought the account in the last twelve months, and from when on it pays for its fee. */
  planWorth(plan: string, options: { at: string }): PlanWorth;
  /** Runs the midnights due up to a civil time. */
  advance(to: string): Posted<null>;
  /** What the account may want to be told at a civil time. */
  notices(at: string, terms?: NoticeTerms): Notice[];
  /** What has accrued by a civil time in periods that are open and is not settled. */
  accrued(at: string): AccruedSum[];
  free(): void;
}

/** What posting gives. */
export class Posted<O extends Preview | null = Preview> {
  private constructor();
  readonly account: Account;
  readonly entries: Entry[];
  /** What other accounts get: post each `event` to its `account`. */
  readonly onward: Onward[];
  readonly state: string;
  readonly shared: string;
  /** What the event did; null where only midnights ran. It has no hints and reasons: ask the preview. */
  readonly outcome: O;
}

/** An order on an account, evaluated once and kept. */
export class Cart {
  private constructor();
  preview(): Preview;
  whatIf(changes: Changes | Scenario): Comparison;
  free(): void;
}

/** One order with changes and without. */
export class Comparison {
  private constructor();
  readonly without: Preview;
  readonly with: Preview;
  readonly difference: Gain & { lines: LineDifference[] };
}

/** A step of the way to a total. */
export interface PreviewStep {
  rule: string;
  kind: StepKind;
  unit: string;
  line?: number;
  /** The terms by which the rule holds for this account, where it is not everybody's. */
  term?: string | null;
  /** Points as a number, money as decimal text. */
  amount: number | string;
}

/** A line with what it brings. */
export interface PreviewLine {
  readonly sku?: string;
  readonly gross: string;
  readonly discount: string;
  readonly net: string;
  readonly points: Record<string, number>;
  readonly steps: PreviewStep[];
}

/** How far it is to a level. */
export interface PreviewProgress {
  readonly level: string;
  readonly metrics: { readonly metric: string; readonly has: string; readonly needs: string; readonly missing: string; readonly forecast?: string | null }[];
  /** Hundredths of a percent. */
  readonly share: number;
  readonly by?: string | null;
  readonly expected?: string | null;
  readonly pace?: string | null;
}

/** Where the account stands on a ladder. */
export interface PreviewTier {
  readonly ladder: string;
  /** The terms by which it holds for this account, where it is not everybody's. */
  readonly term?: string | null;
  readonly before?: string | null;
  readonly after?: string | null;
  readonly next?: PreviewProgress | null;
  readonly keep: ProgressOutcome | null;
  readonly services: ServiceLeft[];
}

/** What an event would do, or did. */
export class Preview {
  private constructor();
  readonly points: Record<string, number>;
  readonly gross: string;
  readonly discount: string;
  readonly net: string;
  readonly money: Record<string, string>;
  /** How many of which reward, by id. */
  readonly rewards: Record<string, number>;
  /** What of it does not go to the account itself. */
  readonly beneficiaries: NonNullable<Outcome['beneficiaries']>;
  readonly revision: number;
  readonly lines: PreviewLine[];
  /** Every step; those of one unit add up to its total. */
  readonly steps: PreviewStep[];
  /** The steps that belong to the order and to none of its lines. */
  readonly orderSteps: PreviewStep[];
  readonly tiers: PreviewTier[];
  readonly accruals: AccrualOutcome[];
  /** The whole outcome, all texts made. */
  readonly detail: Outcome;
  /** The smallest additions that win more, cheapest first. */
  hints(): Hint[];
  /** Why the rules that did not pay did not. */
  unpaid(): Unpaid[];
  /** What the order's lines really cost the account, and what they leave to the operator. */
  netPrices(): NetPrices;
  /** What the document has to say to members: messages of rules that give something, of levels that are reached. */
  messages(options?: { language?: string }): { rule?: string; level?: string; text: string }[];
  /** A step in words. */
  explain(step: PreviewStep): string;
  toJSON(): Outcome;
}

/** Every error of the package. */
export class EarnestError extends Error {
  readonly code: string;
  readonly data: unknown;
}
/** A document that is refused. */
export class ProgramError extends EarnestError {
  readonly findings: Finding[];
}
/** A stored state that cannot be read. */
export class StateError extends EarnestError {
  readonly findings: Finding[];
}
/** An event that is refused. */
export class ActivityError extends EarnestError {
  readonly findings: Finding[];
  readonly help?: string;
}
/** The engine stopped and was started again; nothing was booked. */
export class EngineError extends EarnestError {}
/** A handle that was freed, or an account that was posted on. */
export class HandleError extends EarnestError {}
