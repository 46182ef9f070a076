import { account } from './account.js';
import { holdings } from './holdings.js';
import { phrases } from './phrases.js';
import { program } from './program.js';
import { rules } from './rules.js';

export const en = { ...phrases, ...rules, ...program, ...holdings, ...account };
