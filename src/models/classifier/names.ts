import type { Jieba } from '@node-rs/jieba'
import { SURNAMES } from '#kernel/vault/rules'

/**
 * The rule that keeps people out of a model that ships:
 *  1. a term must stand in `minMessages` (eight as shipped) different messages; copies count once;
 *  2. digits never become terms, so neither phone, identity-card nor plate numbers do (see text.ts);
 *  3. a term that in at least half of its messages shows two or more characters of a person's name is left
 *     out. A name is a word that the cutter's dictionary tags `nr` and that starts with a surname, an
 *     unknown word of two or three characters that starts with a surname, or a surname with a form of address
 *     (王某, 李先生, 张老师).
 * What passes is vocabulary; no resident's sentence can be put together from it.
 */
export function nameSpans(clean: string, cutter: Jieba): [number, number][] {
  const spans: [number, number][] = []
  let start = 0
  for (const { word, tag } of cutter.tag(clean, true)) {
    if (isName(word, tag)) spans.push([start, start + word.length])
    start += word.length
  }
  for (const match of clean.matchAll(ADDRESSED)) spans.push([match.index, match.index + match[0].length])
  return spans
}

const surnames = new Set(SURNAMES)

/** The hundred commonest surnames: before a form of address anything rarer is mostly another word. */
const ADDRESSED = new RegExp(
  `[${SURNAMES.slice(0, 100)}](?:某某|某|先生|女士|小姐|老师|医生|同志|师傅|阿姨|大爷|大妈|嬢嬢|老板|队长|主任|局长|科长|警官)`,
  'g',
)

function isName(word: string, tag: string): boolean {
  if (word.length < 2 || word.length > 4 || !surnames.has(word.charAt(0))) return false
  return tag === 'nr' || tag === 'nrfg' || (tag === 'x' && word.length <= 3)
}
