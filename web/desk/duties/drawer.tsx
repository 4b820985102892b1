import { Drawer } from 'antd'
import type { Duty, DutyVersion, DutyView } from '#modules/duties/contract'
import { ExactTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { CategoryName } from '../../ui/org-name.tsx'
import { useSession } from '../../ui/session.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { DutyRowBox, useDuty } from '../context/duty.tsx'
import { dutyTexts } from '../messages/duties.ts'
import { Citations } from './citations.tsx'
import { DutyEditor } from './editor.tsx'
import { DutyOrgName, DutyPlaceName } from './names.tsx'
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
          {t(name)}{' '}
          <del>
            <FieldValue duty={before} name={name} />
          </del>{' '}
          →{' '}
          <ins>
            <FieldValue duty={after} name={name} />
          </ins>
        </li>
      ))}
    </ul>
  )
}

type ShownField = (typeof shownFields)[number]

/** Names, as everywhere else; a dash for what is empty. */
function FieldValue({ duty, name }: { duty: Duty; name: ShownField }) {
  if (textOf(duty, name) === '') return '—'
  if (name === 'category') return <CategoryName code={duty.category} full />
  if (name === 'place') return <DutyPlaceName code={duty.place} />
  if (name === 'basis') return <Citations citations={duty.legalBasis} />
  if (name === 'note') return duty.note
  const codes = name === 'co' ? duty.co : [duty[name]]
  return codes.map((code) => (
    <span key={code} className="inline-item">
      <DutyOrgName code={code} />
    </span>
  ))
}

/** Equal texts are equal values. */
function textOf(duty: Duty, name: ShownField): string {
  if (name === 'basis')
    return duty.legalBasis.map(({ law, article }) => `《${law}》${article ?? ''}`).join('；')
  const value = duty[name]
  return Array.isArray(value) ? value.join(' ') : (value ?? '')
}
