import { Drawer } from 'antd'
import type { Duty, DutyVersion, DutyView } from '#modules/duties/contract'
import { ExactTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useSession } from '../../ui/session.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { DutyRowBox, useDuty } from '../context/duty.tsx'
import { dutyTexts } from '../messages/duties.ts'
import { DutyEditor } from './editor.tsx'
import { RetireForm } from './retire-form.tsx'

/** One duty: what it says, changing it, and every version before. `new` opens an empty one. */
export function DutyDrawer({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const t = useText(dutyTexts)
  return (
    <Drawer
      open={id !== undefined}
      onClose={onClose}
      size={560}
      title={id === 'new' ? t('add') : t('one', { id: id ?? '' })}
      destroyOnHidden
    >
      {id === 'new' && <DutyEditor duty={undefined} onDone={onClose} />}
      {id !== undefined && id !== 'new' && <OneDuty id={id} onClose={onClose} />}
    </Drawer>
  )
}

function OneDuty({ id, onClose }: { id: string; onClose: () => void }) {
  const { data, error } = useDuty(id)
  const { hasRole } = useSession()
  if (error !== null) return <Failure error={error} />
  if (data === undefined) return <Loading />
  return (
    <div className="drawer-body">
      {hasRole('admin') && data.active ? (
        <>
          <DutyEditor key={data.version} duty={data} onDone={onClose} />
          <RetireForm duty={data} onDone={onClose} />
        </>
      ) : (
        <DutyRowBox id={id} />
      )}
      <History duty={data} />
    </div>
  )
}

function History({ duty }: { duty: DutyView }) {
  const t = useText(dutyTexts)
  return (
    <section>
      <h2>{t('history')}</h2>
      <ol className="timeline">
        {duty.history.map((version) => (
          <li key={version.version} className="timeline-step">
            <p className="timeline-title">
              {t(`history.${version.change}`)} <span className="numbers">v{version.version}</span>
            </p>
            <p className="timeline-who">
              <span>{version.actorName}</span>
              <ExactTime at={version.at} />
            </p>
            {version.reason !== '' && <p className="timeline-words">{version.reason}</p>}
            <Changes version={version} />
          </li>
        ))}
      </ol>
    </section>
  )
}

const shownFields = ['category', 'place', 'org', 'co', 'backstop', 'basis', 'note'] as const

/** Field by field what a version changed. */
function Changes({ version }: { version: DutyVersion }) {
  const t = useText(dutyTexts)
  const { before, after } = version
  if (before === null || after === null) return null
  const changed = shownFields.filter((name) => textOf(before, name) !== textOf(after, name))
  return (
    <ul>
      {changed.map((name) => (
        <li key={name} className="muted">
          {t(name)}：<del>{textOf(before, name) || '—'}</del> → <ins>{textOf(after, name) || '—'}</ins>
        </li>
      ))}
    </ul>
  )
}

function textOf(duty: Duty, name: (typeof shownFields)[number]): string {
  if (name === 'basis')
    return duty.legalBasis.map(({ law, article }) => `《${law}》${article ?? ''}`).join('；')
  const value = duty[name]
  return Array.isArray(value) ? value.join('、') : (value ?? '')
}
