// A link that carries programs and assumptions, and no data: packed into the part of an address that no server sees.

const NAME = 'simulate?link=';
const FORM = 1;

/** A longer link is cut by too many programs that pass it on. */
const LONGEST = 60_000;
/** More than this is no link of ours, whatever it unpacks to. */
const UNPACKED = 4_000_000;
const PROGRAMS = 4;

/** What is wrong with a link, in words. */
class LinkError extends Error {
  constructor(message, help) {
    super(message);
    this.code = 'link';
    this.help = help;
  }
}

const through = async (bytes, stream) => new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());

function textOf(bytes) {
  const letters = Array.from({ length: Math.ceil(bytes.length / 8192) }, (_, at) => String.fromCharCode(...bytes.subarray(at * 8192, (at + 1) * 8192)));
  return btoa(letters.join('')).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

const bytesOf = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));

/**
 * @param {{ programs: { name: string, text: string }[], assumptions: object, typed: object[] }} given
 * @returns {Promise<string>} the address
 */
export async function linkOf({ programs, assumptions, typed }) {
  const bytes = new TextEncoder().encode(JSON.stringify({ form: FORM, programs, assumptions, typed }));
  // Its sum is in it, so that a damaged link is known.
  const packed = textOf(await through(bytes, new CompressionStream('gzip')));
  const address = new URL(`#${NAME}${packed}`, location.href).href;
  if (address.length > LONGEST) throw new LinkError(`the link would have ${address.length} characters, and many programs cut links of more than ${LONGEST}`, 'save the result as JSON and pass that on: the programs are in it');
  return address;
}

export const isLink = (hash) => hash.startsWith(`#${NAME}`);

const damaged = () => new LinkError('the link is damaged, or not whole', 'ask for it anew; some programs cut long links');

/** What a link carries. */
export async function opened(hash) {
  const packed = hash.slice(NAME.length + 1);
  if (packed.length > LONGEST) throw new LinkError(`the link has ${packed.length} characters, more than ${LONGEST}`, 'ask for the programs as files');
  let found;
  try {
    found = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(await unpacked(bytesOf(packed))));
  } catch {
    throw damaged();
  }
  if (found?.form !== FORM) throw new LinkError('the link is of another version of this page', 'load the page again, or ask for the link anew');
  if (!isWhole(found)) throw damaged();
  return found;
}

/** Unpacks no more than a link of ours holds. */
async function unpacked(bytes) {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  const parts = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(parts).arrayBuffer());
    length += value.length;
    if (length > UNPACKED) throw damaged();
    parts.push(value);
  }
}

const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
const areTexts = (value) => isObject(value) && Object.values(value).every((one) => typeof one === 'string');

const isWhole = ({ programs, assumptions, typed }) =>
  Array.isArray(programs) &&
  programs.length > 0 &&
  programs.length <= PROGRAMS &&
  programs.every((one) => isObject(one) && typeof one.name === 'string' && typeof one.text === 'string') &&
  areTexts(assumptions) &&
  Array.isArray(typed) &&
  typed.every(areTexts);
