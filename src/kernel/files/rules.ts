/** What a file is by its first bytes. Names and declared types are claims of the sender. */
type FoundKind = 'image' | 'pdf'

interface Signature {
  readonly kind: FoundKind
  readonly at: number
  readonly bytes: string
}

const signatures: readonly Signature[] = [
  { kind: 'image', at: 0, bytes: '\xff\xd8\xff' }, // JPEG
  { kind: 'image', at: 0, bytes: '\x89PNG\r\n\x1a\n' },
  { kind: 'image', at: 0, bytes: 'GIF87a' },
  { kind: 'image', at: 0, bytes: 'GIF89a' },
  { kind: 'image', at: 8, bytes: 'WEBP' },
  // HEIF containers: AVIF opens; HEVC (HEIC) needs a decoder that is not built in, and is refused when it fails.
  { kind: 'image', at: 4, bytes: 'ftypavif' },
  { kind: 'image', at: 4, bytes: 'ftypheic' },
  { kind: 'image', at: 4, bytes: 'ftypheix' },
  { kind: 'image', at: 4, bytes: 'ftypmif1' },
  { kind: 'pdf', at: 0, bytes: '%PDF-' },
]

export function findKind(content: Buffer): FoundKind | undefined {
  const head = content.subarray(0, 16).toString('latin1')
  return signatures.find((s) => head.startsWith(s.bytes, s.at))?.kind
}

/** The name as shown and offered for download: no path, no control or direction characters, the ending of its kind. */
export function safeName(name: string, ending: string): string {
  const base = name.split(/[/\\]/).at(-1) ?? ''
  const stem = base
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, '')
    .replace(/\.[A-Za-z0-9]{1,5}$/, '')
    .replace(/^[.\s]+|\s+$/g, '')
  return `${[...stem].slice(0, 90).join('') || 'file'}${ending}`
}
