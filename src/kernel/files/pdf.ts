import { promisify } from 'node:util'
import { inflate } from 'node:zlib'

const unpack = promisify(inflate)
const unpackedLimit = 200 * 1024 * 1024

/** Actions and attachments that a governance document has no need of (ISO 32000-2, 12.6 and 7.11.4). */
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

/**
 * True for a PDF that is whole and carries no script, program start or attachment, also not inside compressed
 * object streams. What cannot be looked into (encryption, filters other than Flate on object streams) is refused.
 */
export async function isHarmlessPdf(content: Buffer): Promise<boolean> {
  const text = content.toString('latin1')
  if (!/^%PDF-[12]\.\d/.test(text) || !isComplete(text)) return false
  if (forbidden.test(text) || encrypted.test(text)) return false
  return areStreamsHarmless(content, text)
}

function isComplete(text: string): boolean {
  const tail = text.slice(-1024)
  return /startxref\s+\d+\s+%%EOF\s*$/.test(tail.replace(/\0/g, ''))
}

async function areStreamsHarmless(content: Buffer, text: string): Promise<boolean> {
  let unpacked = 0
  for (const match of text.matchAll(/stream\r?\n/g)) {
    if (text.startsWith('end', match.index - 3)) continue
    const from = match.index + match[0].length
    const dictionary = text.slice(Math.max(0, text.lastIndexOf('obj', match.index)), match.index)
    const isObjects = objectStream.test(dictionary)
    if (isObjects && !isPlainFlate(dictionary)) return false
    const end = text.indexOf('endstream', from)
    const packed = content.subarray(from, end < 0 ? content.length : end)
    const inside = await unpack(packed, { maxOutputLength: unpackedLimit - unpacked + 1 }).catch(
      (error: NodeJS.ErrnoException) => error,
    )
    if (inside instanceof Error) {
      // Not Flate at all is a picture or plain text, which was looked at as it stands.
      if (isObjects ? /Filter/.test(dictionary) : inside.code === 'ERR_BUFFER_TOO_LARGE') return false
      continue
    }
    unpacked += inside.length
    if (unpacked > unpackedLimit || forbidden.test(inside.toString('latin1'))) return false
  }
  return true
}

/** No filter, or Flate alone; escaped names and predictors could hide what the stream says. */
function isPlainFlate(dictionary: string): boolean {
  if (dictionary.includes('#') || dictionary.includes('/DecodeParms')) return false
  return !dictionary.includes('/Filter') || /\/Filter\s*(\[\s*)?\/FlateDecode\s*(\]|\/|>)/.test(dictionary)
}

/** A name in any spelling: each character may be written `#xx` (ISO 32000-2, 7.3.5). */
function namePattern(names: readonly string[]): RegExp {
  const spelled = names.map((name) =>
    [...name]
      .map(
        (c) =>
          `(?:${c}|#${c
            .charCodeAt(0)
            .toString(16)
            .replace(/[a-f]/g, (h) => `[${h}${h.toUpperCase()}]`)})`,
      )
      .join(''),
  )
  return new RegExp(`/(?:${spelled.join('|')})(?![A-Za-z0-9])`)
}
