import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CheckSetting, Preview } from '#modules/data-checks/contract'
import { api } from '../../ui/api.ts'
import { Button } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { useSession } from '../../ui/session.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { dataCheckTexts } from '../messages/data-checks.ts'
import { Lines } from './lines.tsx'

/** What a check would find by the limits as they stand in the form, before they are saved; nothing is opened. */
export function PreviewButton({ row }: { row: CheckSetting }) {
  const t = useText(dataCheckTexts)
  const { hasRole } = useSession()
  const [asked, setAsked] = useState<string>()
  if (!hasRole('data-authority') && !hasRole('auditor')) return null
  return (
    <div className="no-print">
      <Button onClick={() => setAsked(JSON.stringify(row.limits))}>{t('preview')}</Button>
      {asked !== undefined && <Found check={row.check} limits={asked} />}
    </div>
  )
}

function Found({ check, limits }: { check: CheckSetting['check']; limits: string }) {
  const t = useText(dataCheckTexts)
  const preview = useQuery({
    queryKey: ['data-checks', 'preview', check, limits],
    queryFn: ({ signal }) => api.get<Preview>('/data-checks/preview', { check, limits }, signal),
  })
  const { data } = preview
  return (
    <div role="status">
      {preview.isPending && <Loading lines={2} />}
      {preview.error !== null && <Failure error={preview.error} onRetry={() => void preview.refetch()} />}
      {data !== undefined && (
        <p>
          {data.found === 0
            ? t('preview.none')
            : t('preview.found', { found: data.found, fresh: data.fresh })}
        </p>
      )}
      {data?.rows.map((o) => (
        <div key={`${o.subjectType} ${o.subject}`} className="check-preview">
          <strong>{o.name}</strong> <OrgName code={o.org} />
          <Lines lines={o.lines} />
        </div>
      ))}
    </div>
  )
}
