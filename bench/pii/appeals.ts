import { existsSync, readFileSync } from 'node:fs'
import type { Labelled } from './score.ts'

const folder = '../shared/data/appeals/teddy2020c'

export const hasAppeals = existsSync(folder)

/** The 220 messages of data/pii whose personal information was labelled by reading. */
export function readLabelledAppeals(): (Labelled & { readonly stratum: string })[] {
  const texts = new Map<string, Map<string, string>>()
  const textsOf = (source: string) => {
    const known = texts.get(source) ?? readTexts(source)
    texts.set(source, known)
    return known
  }
  return readFileSync('data/pii/appeals-labels.jsonl', 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .map(({ source, id, stratum, length, spans }) => {
      const text = textsOf(source).get(id) ?? ''
      if (text.length !== length) throw new Error(`${source} ${id} is not the message that was labelled`)
      return {
        text,
        stratum,
        spans: spans.map(([kind, start, end]: [Labelled['spans'][number]['kind'], number, number]) => ({
          kind,
          start,
          end,
        })),
      }
    })
}

function readTexts(source: string): Map<string, string> {
  const lines = readFileSync(`${folder}/${source}.jsonl`, 'utf8').trim().split('\n')
  return new Map(lines.map((line) => JSON.parse(line)).map(({ id, text }) => [String(id), String(text)]))
}
