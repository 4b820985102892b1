import { ExactTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { Empty } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { assistantTexts } from '../messages/assistant.ts'
import { useShares } from './query.ts'

/** Questions that show what the library lacks, the most frequent first. */
export function Gaps() {
  const t = useText(assistantTexts)
  const { data } = useShares()
  if (data === undefined) return null
  const { days, gaps } = data
  if (gaps.length === 0) return <Empty title={t('gaps.none', { days })} />
  return (
    <>
      <p className="muted">{t('gaps.hint', { days })}</p>
      <TableScroll label={t('tab.gaps')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('gap.question')}</th>
              <th scope="col">{t('gap.times')}</th>
              <th scope="col">{t('gap.last')}</th>
            </tr>
          </thead>
          <tbody>
            {gaps.map((gap) => (
              <tr key={gap.question}>
                <th scope="row">{gap.question}</th>
                <td className="number">{gap.times}</td>
                <td>
                  <ExactTime at={gap.last} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </>
  )
}
