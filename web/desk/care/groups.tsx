import { useState } from 'react'
import type { CareGroup, CareGroups } from '#modules/control/contract'
import { Button } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { careGroupTexts } from '../messages/care-groups.ts'
import { useCareGroups, useCareWrite } from './api.ts'
import { GroupCard } from './group-card.tsx'

/** Groups that may be cared for, each with its law; the data authority changes them. */
export function GroupsView() {
  const t = useText(careGroupTexts)
  const groups = useCareGroups()
  const { data } = groups
  return (
    <>
      <PageTitle title={t('title')} />
      <p className="muted">{t('intro')}</p>
      {groups.isPending && <Loading lines={6} />}
      {groups.error !== null && <Failure error={groups.error} onRetry={() => void groups.refetch()} />}
      {data !== undefined && (
        <>
          <p className={data.groups.version === 0 ? 'draft-note' : 'muted'}>
            {data.groups.version === 0 ? t('shipped') : t('version', { version: data.groups.version })}
            {!data.may && ` ${t('read-only')}`}
          </p>
          <GroupsForm key={data.groups.version} saved={data.groups} may={data.may} />
        </>
      )}
    </>
  )
}

const fresh: CareGroup = {
  code: '',
  zh: '',
  en: '',
  legalBasis: '',
  resource: null,
  visitDays: { 1: 90, 2: 30, 3: 7 },
  active: true,
}

function GroupsForm({ saved, may }: { saved: CareGroups; may: boolean }) {
  const t = useText(careGroupTexts)
  const failureText = useFailureText()
  const [rows, setRows] = useState(saved.rows)
  const save = useCareWrite('/groups')
  const isReady = rows.every(
    (g) =>
      /^[a-z][a-z-]{1,40}$/.test(g.code) &&
      g.zh.trim().length >= 2 &&
      g.en.trim().length >= 2 &&
      g.legalBasis.trim().length >= 4,
  )
  return (
    <div className="control-form">
      {rows.map((group, n) => (
        <GroupCard
          // A new one has no code yet: its place is what it keeps while it is written.
          key={n < saved.rows.length ? group.code : `new-${n}`}
          n={n}
          group={group}
          may={may}
          isNew={n >= saved.rows.length}
          onChange={(next) => setRows(rows.map((g, i) => (i === n ? next : g)))}
          onRemove={() => setRows(rows.filter((_, i) => i !== n))}
        />
      ))}
      {save.error !== null && (
        <p role="alert" className="field-error">
          {failureText(save.error)}
        </p>
      )}
      {may && (
        <div className="button-row">
          <Button onClick={() => setRows([...rows, fresh])}>{t('add')}</Button>
          <Button
            kind="main"
            busy={save.isPending}
            disabled={!isReady}
            onClick={() => save.mutate({ version: saved.version, rows })}
          >
            {t('save')}
          </Button>
        </div>
      )}
    </div>
  )
}
