import type { Finding, ScenarioRow, VersionState } from '#modules/scenarios/contract'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { scenariosTexts } from '../messages/scenarios.ts'

const tags = {
  proposed: 'quiet',
  installing: 'work',
  sandbox: 'open',
  reviewed: 'open',
  publishing: 'work',
  published: 'good',
  suspended: 'warn',
  retired: 'quiet',
  replaced: 'quiet',
  dropped: 'quiet',
} as const

export function VersionStateTag({ state }: { state: VersionState }) {
  const t = useText(scenariosTexts)
  return <span className={`tag tag-${tags[state]}`}>{t(`state.${state}`)}</span>
}

/** Whether it runs, or else how far its version is. */
export function ScenarioStateTag({ row }: { row: Pick<ScenarioRow, 'standing' | 'candidate'> }) {
  const t = useText(scenariosTexts)
  const state = row.standing === 'new' ? (row.candidate?.state ?? 'proposed') : row.standing
  return <span className={`tag tag-${tags[state]}`}>{t(`state.${state}`)}</span>
}

export function FindingList({ findings }: { findings: readonly Finding[] }) {
  const t = useText(scenariosTexts)
  const { locale } = useLanguage()
  return (
    <ul className="scenario-findings">
      {findings.map((f) => (
        <li key={`${f.path} ${f.key} ${f.zh}`}>
          <span className={`tag tag-${f.severity === 'error' ? 'warn' : 'quiet'}`}>
            {t(`finding.${f.severity}`)}
          </span>{' '}
          {f[locale]} {f.path !== '' && <code>{f.path}</code>}
        </li>
      ))}
    </ul>
  )
}
