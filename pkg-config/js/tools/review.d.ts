import type { Document, Finding } from '../types.js';

/**
 * Everything found in a document: what refuses it; or its warnings, and what the checks find in what it does, each as
 * heavy as the document's `checks` say.
 */
export function review(document: string | Document): Promise<Finding[]>;
