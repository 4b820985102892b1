import { useQueries } from '@tanstack/react-query'
import type { Condition, Fact, PatternRule } from '#modules/early-warning/contract'
import { type Names, readCondition, readPattern } from '#modules/early-warning/rules'
import type { Place } from '#modules/territory/contract'
import { api } from '../../ui/api.ts'
import { useLanguage } from '../../ui/i18n.tsx'
import { categoryTrail, useCategories } from '../../ui/reference.ts'
import { watchName } from '../../ui/warnings.ts'
import { useWatches } from './api.ts'

/** A rule in one sentence, in the reader's language. */
export function Reading({ rule }: { rule: PatternRule }) {
  const { locale } = useLanguage()
  const places = rule.combination.conditions.flatMap((c) => c.where ?? [])
  const names = useNames(places)
  return <span className="as-written">{readPattern(rule, names, locale)}</span>
}

/** A fact as a condition would call it: “the signal of …, orange”. */
export function FactWords({ fact }: { fact: Fact }) {
  const { locale } = useLanguage()
  const names = useNames([])
  return (
    <>{readCondition({ source: fact.source, kind: fact.kind, least: null, where: null }, names, locale)}</>
  )
}

/** The kinds that watches signal, each with the name of its first watch. */
export function useWatchKinds(): ReadonlyMap<string, string> {
  const { locale } = useLanguage()
  const { data } = useWatches({ limit: 200 })
  return new Map((data?.rows ?? []).toReversed().map((w) => [w.content.kind, watchName(locale, w.content)]))
}

function useNames(paths: readonly string[]): Names {
  const { locale } = useLanguage()
  const kinds = useWatchKinds()
  const { data: categories } = useCategories()
  const places = usePlaceNames(paths)
  return {
    kind: (c: Condition) => {
      if (c.source !== 'appeal') return kinds.get(c.kind) ?? c.kind
      return categoryTrail(categories ?? [], c.kind).at(-1)?.[locale] ?? c.kind
    },
    place: (path) => places.get(path) ?? path.split('/').at(-1) ?? path,
  }
}

function usePlaceNames(paths: readonly string[]): ReadonlyMap<string, string> {
  const { locale } = useLanguage()
  const parents = [...new Set(paths.map((path) => path.slice(0, Math.max(0, path.lastIndexOf('/')))))]
  const lists = useQueries({
    queries: parents
      .filter((path) => path !== '')
      .map((path) => ({
        queryKey: ['places', path],
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          api.get<Place[]>('/places', { below: path }, signal),
        staleTime: Number.POSITIVE_INFINITY,
      })),
  })
  const known = lists.flatMap(({ data }) => data ?? [])
  return new Map(known.map((p) => [p.path, locale === 'en' ? (p.nameEn ?? p.name) : p.name]))
}
