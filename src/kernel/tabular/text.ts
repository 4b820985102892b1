import iconv from 'iconv-lite'
import { TableError } from './define.ts'

/**
 * Text of a file whose encoding nobody told us: UTF-8 with or without a byte order mark, UTF-16 by its mark, and
 * what is not valid UTF-8 is taken for GB18030, which holds GBK and GB2312 (Excel in China writes it).
 * @throws TableError `table.encoding` when it is none of them
 */
export function decodeText(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return iconv.decode(bytes, 'utf-16le')
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return iconv.decode(bytes, 'utf-16be')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const text = iconv.decode(bytes, 'gb18030')
    // The replacement character stands where bytes are no character of GB18030 either.
    if (text.includes('\ufffd')) throw new TableError(0, 'table.encoding')
    return text
  }
}
