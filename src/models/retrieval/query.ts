import { foldText } from './fold.ts'
import { families, findTerms } from './terms.ts'
import type { RetrievalSettings, SynonymEntry } from './types.ts'

export interface QueryTerm {
  readonly key: string
  /** Index of its family. */
  readonly family: number
  /** Family's weight, times that of a synonym. */
  readonly weight: number
  /** The keys of the question's own terms that it stands for: itself, or those of the word with that meaning. */
  readonly covers: readonly string[]
  readonly because?: string
}

/** Words that every question holds and no passage is about. */
const fillers =
  /请问|您好|你好|如何|怎么样|怎么办理|怎么办|怎样|怎么|什么|哪些|哪里|哪儿|为什么|啥子|咋个|咋办|是否|可以吗|可不可以|能不能|有没有|我想问|我想|请教|要不要|了(?!解)|的(?![士确])|[吗呢啊嘛吧咋啥嗦]/g

/** The question's terms, each once, and those that synonyms add. */
export function queryTerms(
  question: string,
  synonyms: readonly SynonymEntry[],
  { familyWeights, synonymWeight }: RetrievalSettings,
): QueryTerm[] {
  const folded = foldText(question)
  const bare = folded.replace(fillers, (found) => ' '.repeat(found.length))
  const text = bare.trim() === '' ? folded : bare
  const terms = new Map<string, QueryTerm>()
  const add = (of: string, weight: number, because?: { word: string; covers: readonly string[] }) => {
    for (const { family, term } of findTerms(of)) {
      const number = families.indexOf(family)
      const key = number + term
      if (terms.has(key)) continue
      terms.set(key, {
        key,
        family: number,
        weight: familyWeights[family] * weight,
        covers: because?.covers ?? [key],
        ...(because === undefined ? {} : { because: because.word }),
      })
    }
  }
  add(text, 1)
  for (const { say, means } of synonyms) {
    const word = foldText(say).trim()
    if (word === '' || !folded.includes(word)) continue
    const covers = findTerms(word).map((t) => families.indexOf(t.family) + t.term)
    for (const meaning of means) add(meaning, synonymWeight, { word: say, covers })
  }
  return [...terms.values()]
}
