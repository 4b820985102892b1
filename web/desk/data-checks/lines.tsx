import { Link } from '@tanstack/react-router'
import { translate } from '#kernel/i18n/define'
import type { CheckName, FindingLine, FindingState } from '#modules/data-checks/contract'
import { dataCheckMessages } from '#modules/data-checks/messages'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { useOrgName } from '../../ui/org-name.tsx'
import { catalogueGradingTexts } from '../messages/catalogue-grading.ts'
import { dataCheckTexts } from '../messages/data-checks.ts'
import { protectionTexts } from '../messages/protection.ts'

export function useCheckName(): (check: CheckName, part?: 'name' | 'about') => string {
  const { locale } = useLanguage()
  return (check, part = 'name') => translate(dataCheckMessages, `data-check.${part}.${check}`, locale)
}

export function useLimitName(): (name: string) => string {
  const { locale } = useLanguage()
  return (name) => translate(dataCheckMessages, `data-check.limit.${name}`, locale)
}

/** A line of evidence as a sentence: codes of organizations, kinds and levels become words. */
export function useLine(): (line: FindingLine) => string {
  const { locale } = useLanguage()
  const orgName = useOrgName()
  const level = useText(catalogueGradingTexts)
  const kind = useText(protectionTexts)
  const word = (name: string, value: string): string => {
    if (name === 'org' || name === 'consumer') return orgName(value)
    if (name === 'level' || name === 'floor') return level(`level.${value}` as 'level.1')
    if (name === 'kind')
      return `kind.${value}` in protectionTexts ? kind(`kind.${value}` as 'kind.name') : value
    return value
  }
  return ({ key, values }) => {
    const words = Object.fromEntries(Object.entries(values).map(([n, v]) => [n, word(n, v)]))
    return translate(dataCheckMessages, `data-check.line.${key}`, locale, words)
  }
}

export function Lines({ lines, withLinks = false }: { lines: readonly FindingLine[]; withLinks?: boolean }) {
  const t = useText(dataCheckTexts)
  const say = useLine()
  return (
    <ul className="check-lines">
      {lines.map((line) => (
        <li key={`${line.key} ${JSON.stringify(line.values)}`}>
          {say(line)}{' '}
          {withLinks && line.link !== null && (
            <Link
              to={pathOf(line.link)}
              search={searchOf(line.link)}
              aria-label={`${t('look')} ${say(line)}`}
            >
              {t('look')}
            </Link>
          )}
        </li>
      ))}
    </ul>
  )
}

/** The router knows its pages by literal names; a line names one of them. */
function pathOf(link: string): '/' {
  return (link.split('?')[0] ?? '/') as '/'
}

function searchOf(link: string): Record<string, string> {
  const at = link.indexOf('?')
  return at === -1 ? {} : Object.fromEntries(new URLSearchParams(link.slice(at)))
}

const tags: Readonly<Record<FindingState, string>> = {
  open: 'open',
  settled: 'good',
  closed: 'quiet',
  excepted: 'work',
}

export function FindingStateTag({ state }: { state: FindingState }) {
  const t = useText(dataCheckTexts)
  return <span className={`tag tag-${tags[state]}`}>{t(`state.${state}`)}</span>
}
