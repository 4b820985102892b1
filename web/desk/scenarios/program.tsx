import type { OwnBlock, ScenarioManifest, ScenarioView } from '#modules/scenarios/contract'
import { useJoin, useLanguage, useText } from '../../ui/i18n.tsx'
import { roleLabels, useLabel } from '../../ui/labels.ts'
import { partName, titleOf } from '../../ui/running/values.ts'
import { programTexts } from '../messages/scenario-program.ts'
import { PartTable } from './part-table.tsx'

type Who = ScenarioManifest['pages'][number]['who']

/** What the newest version brings beside data: commands, reactions, pages, indicators, and the code behind them. */
export function Program({ s }: { s: ScenarioView }) {
  const t = useText(programTexts)
  const [newest] = s.versions
  if (newest === undefined) return null
  const { program, pages, indicators } = newest.manifest
  if (program === null && pages.length === 0 && indicators.length === 0) return null
  return (
    <section className="card" aria-labelledby="scenario-program">
      <h2 id="scenario-program">{t('title', { version: newest.version })}</h2>
      {program !== null && <Commands m={newest.manifest} />}
      {program !== null && program.reactions.length > 0 && <Reactions m={newest.manifest} />}
      {pages.length > 0 && <Pages m={newest.manifest} />}
      {indicators.length > 0 && <Indicators m={newest.manifest} />}
      {program !== null && <Code code={program.code} />}
    </section>
  )
}

function useWho(m: ScenarioManifest): (who: Who) => string {
  const { locale } = useLanguage()
  const label = useLabel()
  const join = useJoin()
  return ({ roles, parties }) =>
    join([
      ...roles.map((role) => label(roleLabels, role)),
      ...parties.map((code) => m.parties.find((p) => p.code === code)?.title[locale] ?? code),
    ])
}

function Commands({ m }: { m: ScenarioManifest }) {
  const t = useText(programTexts)
  const { locale } = useLanguage()
  const join = useJoin()
  const who = useWho(m)
  const commands = m.program?.commands ?? []
  return (
    <PartTable
      title={t('commands', { n: commands.length })}
      heads={[t('command'), t('who'), t('input'), t('hint')]}
      rows={commands.map((c) => [
        `${c.title[locale]} (${c.code})`,
        who(c.who),
        c.input.length === 0 ? t('none') : join(c.input.map((i) => titleOf(i, locale))),
        c.hint?.[locale] ?? t('none'),
      ])}
    />
  )
}

function Reactions({ m }: { m: ScenarioManifest }) {
  const t = useText(programTexts)
  const join = useJoin()
  const reactions = m.program?.reactions ?? []
  const { locale } = useLanguage()
  const name = (code: string) => {
    const resource = m.resources.find((r) => r.code === code)
    return resource === undefined ? code : partName(resource, locale)
  }
  return (
    <PartTable
      title={t('reactions', { n: reactions.length })}
      heads={[t('reaction'), t('resource'), t('with')]}
      rows={reactions.map((r) => [
        r.code,
        name(r.resource),
        r.with.length === 0 ? t('none') : join(r.with.map((w) => name(w.resource))),
      ])}
    />
  )
}

function Pages({ m }: { m: ScenarioManifest }) {
  const t = useText(programTexts)
  const { locale } = useLanguage()
  const join = useJoin()
  const who = useWho(m)
  const kinds = (blocks: readonly OwnBlock[]) =>
    join([...new Set(blocks.map((b) => b.kind))].map((kind) => t(`block.${kind}`)))
  return (
    <PartTable
      title={t('pages', { n: m.pages.length })}
      heads={[t('page'), t('layout'), t('who'), t('blocks')]}
      rows={m.pages.map((p) => [
        `${p.title[locale]} (${p.code})`,
        t(`layout.${p.layout}`),
        who(p.who),
        kinds(p.blocks),
      ])}
    />
  )
}

function Indicators({ m }: { m: ScenarioManifest }) {
  const t = useText(programTexts)
  const { locale } = useLanguage()
  const join = useJoin()
  return (
    <PartTable
      title={t('indicators', { n: m.indicators.length })}
      heads={[t('indicator'), t('formula'), t('beside')]}
      rows={m.indicators.map((i) => [
        `${i.title[locale]} (${i.code})`,
        i.formula[locale],
        i.beside.length === 0 ? t('none') : join(i.beside.map((b) => b.title[locale])),
      ])}
    />
  )
}

/** As the enterprise wrote it, with line numbers, so that a review can name a line. */
function Code({ code }: { code: string }) {
  const t = useText(programTexts)
  const lines = code.split('\n')
  return (
    <details className="scenario-code">
      <summary>{t('code', { lines: lines.length, size: code.length.toLocaleString('en-US') })}</summary>
      <p className="muted">{t('code.text')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard. */}
      <pre className="scenario-manifest" tabIndex={0}>
        {lines.map((line, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is named by its number.
          <code key={n} data-line={n + 1}>
            {line}
            {'\n'}
          </code>
        ))}
      </pre>
    </details>
  )
}
