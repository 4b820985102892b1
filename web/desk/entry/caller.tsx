import { useQuery } from '@tanstack/react-query'
import type { CasePage } from '#kernel/cases/contract'
import { request } from '../../ui/api.ts'
import { useText } from '../../ui/i18n.tsx'
import { Failure } from '../../ui/states.tsx'
import { useSettled } from '../../ui/use-settled.ts'
import { entryTexts } from '../messages/entry.ts'
import { type Call, isPhone } from './call.ts'
import { Related } from './related.tsx'

const shown = 8

/** What this number has reported before. Asked with POST, so that the number stands in no address and no log. */
export function Caller({ call }: { call: Call }) {
  const t = useText(entryTexts)
  const phone = useSettled(call.phone.trim())
  const { data, error } = useQuery({
    queryKey: ['cases', 'appeal', 'list', 'by-phone', phone],
    queryFn: ({ signal }) =>
      request<CasePage>('POST', '/appeals/by-phone', { body: { phone, limit: shown }, signal }),
    enabled: isPhone(phone),
  })
  if (!isPhone(phone)) return null
  return (
    <section className="card" aria-labelledby="caller-title">
      <h2 id="caller-title">{t('caller')}</h2>
      {error !== null && <Failure error={error} />}
      {data?.rows.length === 0 && <p className="muted">{t('caller.none')}</p>}
      {data !== undefined && <Related rows={data.rows} />}
      {data?.next != null && <p className="muted">{t('caller.more', { count: shown })}</p>}
    </section>
  )
}
