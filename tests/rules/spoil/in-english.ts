import { readManifest } from '../../../bench/spoil/package.ts'
import type { Row } from '../../../examples/construction-spoil/simulation/people.ts'

const pairs = new Map(
  readManifest().resources.map((r) => [
    r.code,
    r.items.flatMap((i) => (i.inEnglish === undefined ? [] : [[i.name, i.inEnglish] as const])),
  ]),
)

/** Every run of digits, with its fraction; and every code of a site, receiver, truck or ticket. */
const tokens = (text: string) => (text.match(/[A-Z]\d[\w-]*|\d+(?:\.\d+)?/g) ?? []).toSorted()

/**
 * What is wrong with the English of a row: it is missing, has other numbers or codes than the Chinese, or is in Chinese.
 * @param names that stand in English sentences as they are
 */
export function faultsOfEnglish(resource: string, row: Row, names: readonly string[] = []): string[] {
  return (pairs.get(resource) ?? []).flatMap(([item, english]) => {
    const [zh, en] = [String(row[item] ?? ''), String(row[english] ?? '')]
    const plain = names.reduce((text, name) => text.replaceAll(name, ''), en)
    return [
      ...((zh === '') === (en === '') ? [] : [`${english} is missing: ${zh}`]),
      ...(tokens(zh).join(' ') === tokens(en).join(' ') ? [] : [`other numbers: ${zh} ${en}`]),
      ...(/[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/.test(plain) ? [`in Chinese: ${en}`] : []),
    ]
  })
}
