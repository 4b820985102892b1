import { XmlError } from './element.ts'

/** The encodings that are read, by the names that documents give them; Chinese offices still send GBK. */
const readable = new Map([
  ['utf-8', 'utf-8'],
  ['utf8', 'utf-8'],
  ['us-ascii', 'utf-8'],
  ['ascii', 'utf-8'],
  ['iso-8859-1', 'iso-8859-1'],
  ['latin1', 'iso-8859-1'],
  ['windows-1252', 'windows-1252'],
  ['gb2312', 'gb18030'],
  ['gbk', 'gb18030'],
  ['gb18030', 'gb18030'],
  ['utf-16', 'utf-16'],
  ['utf-16le', 'utf-16'],
  ['utf-16be', 'utf-16'],
])

const marks = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
] as const

/**
 * The text of a document: by its byte order mark, else by what it declares, else UTF-8. Bytes that do not fit are
 * refused: a guess would change the words of a warning.
 * @throws XmlError `xml.encoding`, `xml.encoding-unknown`, `xml.encoding-contradiction`
 */
export function decodeXml(bytes: Uint8Array): string {
  const mark = marks.find(([head]) => head.every((byte, i) => bytes[i] === byte))?.[1]
  const head = read(bytes.subarray(0, 200), mark ?? 'iso-8859-1', false)
  const declared = /^[\ufeff\s]*<\?xml[^>]{0,100}?\sencoding\s*=\s*["']([\w.-]{1,40})["']/.exec(head)?.[1]
  const encoding = declared === undefined ? undefined : readable.get(declared.toLowerCase())
  if (declared !== undefined && encoding === undefined)
    throw new XmlError('xml.encoding-unknown', { encoding: declared })
  const isUtf16 = mark?.startsWith('utf-16') === true
  if (declared !== undefined && isUtf16 !== (encoding === 'utf-16'))
    throw new XmlError('xml.encoding-contradiction', { mark: mark ?? 'UTF-8', encoding: declared })
  const used = mark ?? encoding ?? 'utf-8'
  try {
    return read(bytes, used, true)
  } catch {
    throw new XmlError('xml.encoding', { encoding: declared ?? used })
  }
}

function read(bytes: Uint8Array, encoding: string, fatal: boolean): string {
  return new TextDecoder(encoding, { fatal }).decode(bytes)
}
