import { foldText } from './fold.ts'
import { families, findTerms } from './terms.ts'
import type { RetrievalSettings, SynonymEntry } from './types.ts'

export interface QueryTerm {
  readonly key: string
  /** Index of its family. */
  readonly family: number
  /** Family's weight, times that of a synonym. */
  readonly weight: number
  /** The key of the question's own term that it stands for. */
  readonly origin: string
  readonly because?: string
}

/** Words that every question holds and no passage is about. */
const fillers =
  /请问|您好|你好|如何|怎么样|怎么办理|怎么办|怎样|怎么|什么|哪些|哪里|哪儿|为什么|啥子|咋个|咋办|是否|可以吗|可不可以|能不能|有没有|我想问|我想|请教|要不要|吗|呢|啊|嘛|吧/g

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
  const add = (of: string, weight: number, because?: { word: string; origin: string }) => {
    for (const { family, term } of findTerms(of)) {
      const number = families.indexOf(family)
      const key = number + term
      if (terms.has(key)) continue
      terms.set(key, {
        key,
        family: number,
        weight: familyWeights[family] * weight,
        origin: because?.origin ?? key,
        ...(because === undefined ? {} : { because: because.word }),
      })
    }
  }
  add(text, 1)
  for (const { say, means } of synonyms) {
    const word = foldText(say).trim()
    if (word === '' || !folded.includes(word)) continue
    for (const meaning of means) add(meaning, synonymWeight, { word: say, origin: originOf(word) })
  }
  return [...terms.values()]
}

/** What a synonym found speaks for the word that was said. */
function originOf(word: string): string {
  const first = findTerms(word).find((t) => t.family !== 'character')
  return first === undefined ? `2${word}` : families.indexOf(first.family) + first.term
}
