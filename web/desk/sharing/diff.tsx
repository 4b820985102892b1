import type { ReactNode } from 'react'
import type { Item } from '#modules/catalogue/contract'
import type { RowCondition, Terms } from '#modules/sharing/contract'
import { useJoin, useText } from '../../ui/i18n.tsx'
import { PlaceName } from '../../ui/org-name.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { sharingTexts } from '../messages/sharing.ts'
import { sharingTermsTexts } from '../messages/sharing-terms.ts'
import { useMaskName } from './words.tsx'

interface TermsDiffProps {
  readonly asked: Terms
  readonly given: Terms | null
  readonly items: readonly Item[]
}

/** What was asked beside what is given; what was narrowed says so in a word. */
export function TermsDiff({ asked, given, items }: TermsDiffProps) {
  const t = useText(sharingTermsTexts)
  const s = useText(sharingTexts)
  const say = useSayings(items)
  const lines = [
    ['diff.period', say.period(asked), given === null ? undefined : say.period(given)],
    ['diff.quota', say.quota(asked), given === null ? undefined : say.quota(given)],
    ['diff.mode', say.mode(asked), given === null ? undefined : say.mode(given)],
  ] as const
  return (
    <TableScroll label={s('asked-given')}>
      <table className="table table-stack">
        <thead>
          <tr>
            <th scope="col">{t('diff.items')}</th>
            <th scope="col">{s('asked')}</th>
            <th scope="col">{s('given')}</th>
          </tr>
        </thead>
        <tbody>
          {asked.items.map((item) => (
            <Line
              key={item}
              name={say.title(item)}
              asked={say.mask(asked, item)}
              given={given === null ? undefined : say.mask(given, item)}
            />
          ))}
          <Line
            name={t('diff.rows')}
            asked={<RowsInWords rows={asked.rows} items={items} />}
            given={given === null ? undefined : <RowsInWords rows={given.rows} items={items} />}
            isNarrowed={given !== null && given.rows.length > asked.rows.length}
          />
          {lines.map(([name, a, g]) => (
            <Line key={name} name={t(name)} asked={a} given={g} />
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

interface LineProps {
  readonly name: string
  readonly asked: ReactNode
  readonly given: ReactNode
  /** Where it cannot be told from the words. */
  readonly isNarrowed?: boolean
}

function Line({ name, asked, given, isNarrowed = false }: LineProps) {
  const t = useText(sharingTermsTexts)
  const s = useText(sharingTexts)
  const isChanged = isNarrowed || (typeof given === 'string' && given !== asked)
  return (
    <tr data-changed={isChanged}>
      <th scope="row">{name}</th>
      <td data-label={s('asked')}>{asked}</td>
      <td data-label={s('given')}>
        {given ?? <span className="muted">{s('not-decided')}</span>}
        {isChanged && <span className="tag tag-open">{t('diff.changed')}</span>}
      </td>
    </tr>
  )
}

/** Conditions on rows in words; places by their names. */
export function RowsInWords({ rows, items }: { rows: readonly RowCondition[]; items: readonly Item[] }) {
  const t = useText(sharingTermsTexts)
  const join = useJoin()
  const { title } = useSayings(items)
  if (rows.length === 0) return t('template.whole')
  return (
    <ul className="sharing-conditions">
      {rows.map((c) => (
        <li key={JSON.stringify(c)}>
          {title(c.item)} {t(`op.${c.op}`)}{' '}
          {c.op === 'within' ? c.values.map((path) => <PlaceName key={path} path={path} />) : join(c.values)}
        </li>
      ))}
    </ul>
  )
}

/** Parts of terms in words. */
export function useSayings(items: readonly Item[]) {
  const t = useText(sharingTermsTexts)
  const maskName = useMaskName()
  const title = (item: string) => items.find((i) => i.name === item)?.title ?? item
  return {
    title,
    mask: (terms: Terms, item: string) => {
      if (!terms.items.includes(item)) return t('diff.left-out')
      const mask = terms.masks[item]
      return mask === undefined ? t('mask.none') : maskName(mask)
    },
    period: (terms: Terms) => `${terms.from} — ${terms.until}`,
    quota: (terms: Terms) => t('diff.quota.value', { calls: terms.callsPerDay, rows: terms.rowsPerCall }),
    mode: (terms: Terms) => (terms.lookup ? t('lookup') : t(terms.bulk ? 'diff.bulk' : 'diff.calls')),
  }
}
