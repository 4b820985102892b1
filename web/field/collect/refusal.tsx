import { collectionMessages } from '#modules/collection/messages'
import { useText } from '../../ui/i18n.tsx'
import type { RefusalNote } from '../../ui/outbox/entry.ts'
import type { FormWork } from '../../ui/outbox/work.ts'
import { collectTexts } from '../messages/collect.ts'
import { textOf } from './draft.ts'
import { useForms } from './kept.ts'

/** Why a form was not taken: what is wrong with which item, or both versions where somebody else changed the row. */
export function FormRefusal({ work, refusal }: { work: FormWork; refusal: RefusalNote }) {
  const t = useText(collectTexts)
  const say = useText(collectionMessages)
  const forms = useForms()
  const items = forms.data?.forms.find((f) => f.resource === work.resource)?.items ?? []
  const title = (name: string) => items.find((i) => i.name === name)?.title ?? name
  const { problems = [], current } = refusal
  const { start = {} } = work
  const mine = (name: string) => (name in work.values ? textOf(work.values[name]) : (start[name] ?? ''))
  const differing =
    current === undefined
      ? []
      : items.map((i) => i.name).filter((name) => mine(name) !== textOf(current.data[name]))
  return (
    <>
      {problems.length > 0 && (
        <ul>
          {problems.map((p) => (
            <li key={`${p.item} ${p.reason}`}>
              <strong>{title(p.item)}</strong>{' '}
              {say(`collection.problem.${p.reason}` as 'collection.problem.missing', {
                expected: p.expected ?? '',
              })}
            </li>
          ))}
        </ul>
      )}
      {current !== undefined && (
        <>
          <h4>{t('conflict.title')}</h4>
          <p>{t('conflict.text')}</p>
          <table className="versions">
            <thead>
              <tr>
                <th scope="col">{t('item')}</th>
                <th scope="col">{t('mine')}</th>
                <th scope="col">{t('theirs')}</th>
              </tr>
            </thead>
            <tbody>
              {differing.map((name) => (
                <tr key={name}>
                  <th scope="row">{title(name)}</th>
                  <td>{mine(name) || t('none')}</td>
                  <td>{textOf(current.data[name]) || t('none')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </>
  )
}
