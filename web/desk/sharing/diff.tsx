import type { Item } from '#modules/catalogue/contract'
import type { RowCondition, Terms } from '#modules/sharing/contract'
import { useJoin, useText } from '../../ui/i18n.tsx'
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
    ['diff.rows', say.rows(asked), given === null ? undefined : say.rows(given)],
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
          {lines.map(([name, a, g]) => (
            <Line key={name} name={t(name)} asked={a} given={g} />
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function Line({ name, asked, given }: { name: string; asked: string; given: string | undefined }) {
  const t = useText(sharingTermsTexts)
  const s = useText(sharingTexts)
  const isChanged = given !== undefined && given !== asked
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

/** Parts of terms in words. */
export function useSayings(items: readonly Item[]) {
  const t = useText(sharingTermsTexts)
  const join = useJoin()
  const maskName = useMaskName()
  const title = (item: string) => items.find((i) => i.name === item)?.title ?? item
  const condition = (c: RowCondition) => `${title(c.item)} ${t(`op.${c.op}`)} ${join(c.values)}`.trim()
  return {
    title,
    mask: (terms: Terms, item: string) => {
      if (!terms.items.includes(item)) return t('diff.left-out')
      const mask = terms.masks[item]
      return mask === undefined ? t('mask.none') : maskName(mask)
    },
    rows: (terms: Terms) =>
      terms.rows.length === 0 ? t('template.whole') : terms.rows.map(condition).join('；'),
    period: (terms: Terms) => `${terms.from} — ${terms.until}`,
    quota: (terms: Terms) => t('diff.quota.value', { calls: terms.callsPerDay, rows: terms.rowsPerCall }),
    mode: (terms: Terms) => (terms.lookup ? t('lookup') : t(terms.bulk ? 'diff.bulk' : 'diff.calls')),
  }
}
