import { type Locale, type Messages, translate } from '#kernel/i18n/define'
import type { Sentence, Source, Text } from './contract.ts'

/** A figure before it is numbered. */
export interface Figure {
  readonly shown: Text
  readonly value: number | null
  readonly figure: Text
  readonly period: Text
  readonly rule: Text
  readonly link: string | null
}

/** What a sentence can name: a figure by its place in the book, or a name, which is no number and has no source. */
export interface Cited {
  readonly no: number | null
  readonly shown: Text
  readonly value: number | null
}

export interface Book<Key extends string = string> {
  readonly cite: (figure: Figure) => Cited
  /** The name of an organization or a category. */
  readonly name: (shown: Text) => Cited
  /** The only way to a sentence: numbers stand in figures, the template has none. */
  readonly say: (key: Key, figures?: Readonly<Record<string, Cited>>) => Sentence
  /** Number of a figure that stands in a table. */
  readonly point: (cited: Cited) => number | null
  readonly sources: () => Source[]
}

/**
 * Numbers figures in the order in which sentences name them; a figure that no sentence names is no source.
 * @param messages templates of the sentences, without digits
 */
export function openBook<M extends Messages>(messages: M): Book<keyof M & string> {
  const figures: Figure[] = []
  const numbers = new Map<number, number>()
  const sources: Source[] = []
  const numbered = (id: number): number => {
    const known = numbers.get(id)
    if (known !== undefined) return known
    const figure = figures[id]
    if (figure === undefined) throw new Error(`no figure ${id}`)
    const no = sources.length + 1
    numbers.set(id, no)
    sources.push({ no, ...figure })
    return no
  }
  return {
    cite(figure) {
      figures.push(figure)
      return { no: figures.length - 1, shown: figure.shown, value: figure.value }
    },
    name: (shown) => ({ no: null, shown, value: null }),
    say(key, named = {}) {
      const order = placeholders(messages[key]?.zh ?? '')
      const cited = order.flatMap((name) => {
        const id = named[name]?.no
        return id == null ? [] : [numbered(id)]
      })
      return { text: inBoth(messages, key, named), sources: [...new Set(cited)] }
    },
    point: ({ no }) => (no === null ? null : numbered(no)),
    sources: () => sources,
  }
}

export function placeholders(template: string): string[] {
  return [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '')
}

function inBoth(messages: Messages, key: string, named: Readonly<Record<string, Cited>>): Text {
  const of = (locale: Locale) =>
    translate(
      messages,
      key,
      locale,
      Object.fromEntries(Object.entries(named).map(([name, c]) => [name, c.shown[locale]])),
    )
  return { zh: of('zh'), en: of('en') }
}

const dash = '—'
export const both = (text: string): Text => ({ zh: text, en: text })

export function shownCount(n: number | null): Text {
  return both(n === null ? dash : String(n))
}

export function shownShare(value: number | null): Text {
  return both(value === null ? dash : `${(value * 100).toFixed(1)}%`)
}

export function shownDecimal(value: number | null): Text {
  return both(value === null ? dash : value.toFixed(1))
}
