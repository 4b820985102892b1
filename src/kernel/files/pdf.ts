import { promisify } from 'node:util'
import { inflate } from 'node:zlib'

const unpack = promisify(inflate)
const unpackedLimit = 200 * 1024 * 1024

/** Scripts, program starts and attachments, which no document of this city needs (ISO 32000-2, 12.6 and 7.11.4). */
const forbidden = namePattern([
  'JavaScript',
  'Launch',
  'EmbeddedFile',
  'EmbeddedFiles',
  'RichMedia',
  'GoToE',
  'ImportData',
])
const encrypted = namePattern(['Encrypt'])
const objectStream = namePattern(['ObjStm'])
/** Behind these, objects in a stream could not be seen. */
const opaqueFilter = namePattern([
  'ASCIIHexDecode',
  'ASCII85Decode',
  'LZWDecode',
  'RunLengthDecode',
  'AHx',
  'A85',
  'LZW',
  'RL',
])

/**
 * True for a PDF that is whole and shows no script, program start or attachment, also not inside compressed object
 * streams. What cannot be looked into (encryption, object streams behind other filters than Flate) is refused.
 * A check of what the file says, no virus scanner: files are served for saving, never opened in the page.
 */
export async function isHarmlessPdf(content: Buffer): Promise<boolean> {
  const text = content.toString('latin1')
  if (!/^%PDF-[12]\.\d/.test(text) || !isComplete(text)) return false
  if (forbidden.test(text) || encrypted.test(text)) return false
  const hidesObjects = objectStream.test(text)
  if (hidesObjects && opaqueFilter.test(text)) return false
  const isRefused = (inside: string) => forbidden.test(inside) || (hidesObjects && opaqueFilter.test(inside))
  return areStreamsHarmless(content, text, isRefused)
}

function isComplete(text: string): boolean {
  return /startxref\s+\d+\s+%%EOF\s*$/.test(text.slice(-1024))
}

async function areStreamsHarmless(
  content: Buffer,
  text: string,
  isRefused: (inside: string) => boolean,
): Promise<boolean> {
  let left = unpackedLimit
  let last = 0
  for (const match of text.matchAll(/(?<!end)stream\r?\n/g)) {
    const dictionary = text.slice(last, match.index)
    const isObjects = objectStream.test(dictionary)
    if (isObjects && /#|\/Predictor/.test(dictionary)) return false
    const from = match.index + match[0].length
    const end = text.indexOf('endstream', from)
    last = end < 0 ? text.length : end
    const inside = await unpackFlate(content.subarray(from, last), left)
    if (inside === 'too-large' || (inside === 'no-flate' && isObjects && dictionary.includes('/Filter')))
      return false
    if (inside === 'no-flate') continue
    left -= inside.length
    if (isRefused(inside.toString('latin1'))) return false
  }
  return true
}

/** Unpacked as often as it was packed; what is no Flate at all was looked at as it stands. */
async function unpackFlate(packed: Buffer, limit: number): Promise<Buffer | 'no-flate' | 'too-large'> {
  try {
    const once = await unpack(packed, { maxOutputLength: Math.max(1, limit) })
    if (once[0] !== 0x78) return once
    const twice = await unpackFlate(once, limit - once.length)
    return twice === 'no-flate' ? once : twice
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    return code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'no-flate'
  }
}

/** Names in any spelling: each character may be written `#xx` (ISO 32000-2, 7.3.5). */
function namePattern(names: readonly string[]): RegExp {
  const spelled = names.map((name) => [...name].map((c) => `(?:${c}|#${hexPattern(c)})`).join(''))
  return new RegExp(`/(?:${spelled.join('|')})(?![A-Za-z0-9])`)
}

function hexPattern(c: string): string {
  return c
    .charCodeAt(0)
    .toString(16)
    .replace(/[a-f]/g, (h) => `[${h}${h.toUpperCase()}]`)
}
