import { useQueries } from '@tanstack/react-query'
import type { Item } from '#modules/catalogue/contract'
import type { ProductState, Template } from '#modules/operation/contract'
import type { Place } from '#modules/territory/contract'
import { api } from '../../ui/api.ts'
import { useJoin, useLanguage, useText } from '../../ui/i18n.tsx'
import { PlaceName } from '../../ui/org-name.tsx'
import { operationTexts } from '../messages/operation.ts'
import { sharingTermsTexts } from '../messages/sharing-terms.ts'

const placePath = /^\d+(\/\d+)+$/
const tags = {
  draft: 'quiet',
  submitted: 'open',
  registered: 'good',
  suspended: 'warn',
  withdrawn: 'quiet',
} as const

export function ProductStateTag({ state }: { state: ProductState }) {
  const t = useText(operationTexts)
  return <span className={`tag tag-${tags[state]}`}>{t(`state.${state}`)}</span>
}

/** '1.00 元' for 100 fen. */
export function useMoney(): (fen: number) => string {
  const t = useText(operationTexts)
  const { locale } = useLanguage()
  return (fen) =>
    t('money', {
      yuan: (fen / 100).toLocaleString(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
    })
}

/** A figure as people read it. */
export function useFigure(): (n: number) => string {
  const { locale } = useLanguage()
  return (n) => n.toLocaleString(locale, { maximumFractionDigits: 2 })
}

/** The title of an item; its name while the resource is not known. */
export function titleOf(items: readonly Item[], name: string): string {
  return items.find((i) => i.name === name)?.title ?? name
}

/** A value of a group or a choice: a path of places by its name, nothing in a word. */
export function ValueText({ value }: { value: string | null }) {
  const t = useText(operationTexts)
  if (value === null) return <span className="muted">{t('value.none')}</span>
  return placePath.test(value) ? <PlaceName path={value} /> : value
}

/** The same where nothing but text may stand, as in a select: places are named once their lists are known. */
export function useValueText(values: readonly string[]): (value: string) => string {
  const levels = (path: string) => path.split('/').map((_, n, parts) => parts.slice(0, n + 1).join('/'))
  const above = values.filter((v) => placePath.test(v)).flatMap((v) => levels(v).slice(0, -1))
  const names = useQueries({
    queries: [...new Set(above)].map((below) => ({
      queryKey: ['places', below],
      queryFn: ({ signal }: { signal: AbortSignal }) => api.get<Place[]>('/places', { below }, signal),
      staleTime: Number.POSITIVE_INFINITY,
    })),
    combine: (answers) =>
      new Map(answers.flatMap(({ data }) => (data ?? []).map((p): [string, string] => [p.path, p.name]))),
  })
  return (value) =>
    placePath.test(value)
      ? levels(value)
          .slice(1)
          .map((level) => names.get(level) ?? level)
          .join(' · ')
      : value
}

/** A template as sentences, in the order in which it is worked off. */
export function TemplateWords({ template, items }: { template: Template; items: readonly Item[] }) {
  const t = useText(operationTexts)
  const join = useJoin()
  const title = (name: string) => titleOf(items, name)
  const { measure, groupBy, protection } = template
  const groups = groupBy.map((g) => t(`by.${g.by}`, { item: title(g.item) }))
  return (
    <ul className="operation-words">
      <li>
        {measure.kind === 'count'
          ? t('measure.count.words')
          : t(`measure.${measure.kind}.words`, {
              item: title(measure.item),
              lower: measure.lower,
              upper: measure.upper,
            })}
      </li>
      <li>{groups.length === 0 ? t('groups.none') : t('groups.words', { groups: join(groups) })}</li>
      <li>
        <Conditions template={template} items={items} />
      </li>
      {template.parameters.map((p) => (
        <li key={p.item}>
          {t('choice.words', { item: title(p.item) })}
          <Values values={p.values} />
        </li>
      ))}
      <li>
        {protection.kind === 'min-group'
          ? t('protection.min-group.words', { least: protection.least })
          : t('protection.noise.words', { epsilon: protection.epsilon })}
      </li>
      <li>{t(template.review ? 'review.words' : 'review.none')}</li>
    </ul>
  )
}

function Conditions({ template, items }: { template: Template; items: readonly Item[] }) {
  const t = useText(operationTexts)
  const op = useText(sharingTermsTexts)
  if (template.where.length === 0) return t('where.none')
  return (
    <>
      {t('where.words')}
      {template.where.map((c, n) => (
        <span key={`${c.item} ${c.op} ${c.values.join()}`}>
          {n > 0 && t('where.and')}
          {titleOf(items, c.item)} {op(`op.${c.op}`)} <Values values={c.values} />
        </span>
      ))}
    </>
  )
}

function Values({ values }: { values: readonly string[] }) {
  const t = useText(operationTexts)
  return values.map((value, n) => (
    <span key={value}>
      {n > 0 && t('separator')}
      <ValueText value={value} />
    </span>
  ))
}
