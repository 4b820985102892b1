import type { ReactNode } from 'react'
import type { Content, ResourcePost, ResourceView } from '#modules/catalogue/contract'
import { useJoin, useText } from '../../ui/i18n.tsx'
import { OrgName, PlaceName } from '../../ui/org-name.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { catalogueTexts } from '../messages/catalogue.ts'
import { useItemPhrases, useRuleSentence } from './words.tsx'

/** The fields of the national guide, in its order. */
export function Description({ r, content: c }: { r: ResourceView; content: Content }) {
  const t = useText(catalogueTexts)
  const join = useJoin()
  const { class: top, item, subitem, detail } = c.classification
  const unit = t(`unit.${c.cycle.unit}`)
  return (
    <dl className="resource-facts">
      <Fact label={t('classification')}>
        {[top, item, subitem, detail].filter((p) => p !== '').join(' · ')}
      </Fact>
      <Fact label={t('code')}>{r.code}</Fact>
      <Fact label={t('provider')}>
        <OrgName code={r.provider} full /> <span className="muted">{r.provider}</span>
      </Fact>
      <Fact label={t('kind')}>{t(`kind.${c.kind}`)}</Fact>
      <Fact label={t('abstract')} wide>
        <span className="as-written">{c.abstract}</span>
      </Fact>
      <Fact label={t('format')}>{c.format}</Fact>
      <Fact label={t('keywords')}>{c.keywords.length === 0 ? t('none') : join(c.keywords)}</Fact>
      <Fact label={t('share')}>
        {t(`share.${c.share.type}`)} · {t(`mode.${c.share.mode}`)}
      </Fact>
      <Fact label={t('share.condition')}>{c.share.condition || t('none')}</Fact>
      <Fact label={t('openness')}>{t(`openness.${c.openness.type}`)}</Fact>
      <Fact label={t('openness.condition')}>{c.openness.condition || t('none')}</Fact>
      <Fact label={t('cycle')}>
        {c.cycle.unit === 'irregular'
          ? t('cycle.irregular')
          : t('cycle.value', { every: c.cycle.every, unit, grace: c.cycle.graceHours })}
      </Fact>
      <Fact label={t('shape')}>{t(`shape.${c.shape}`)}</Fact>
      <Fact label={t('published')}>{r.publishedAt === null ? t('none') : r.publishedAt.slice(0, 10)}</Fact>
      <Fact label={t('related')}>{c.relatedCode || t('none')}</Fact>
    </dl>
  )
}

function Fact({ label, wide = false, children }: { label: string; wide?: boolean; children: ReactNode }) {
  return (
    <div className={wide ? 'fact fact-wide' : 'fact'}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

export function Items({ content }: { content: Content }) {
  const t = useText(catalogueTexts)
  const join = useJoin()
  const phrases = useItemPhrases()
  return (
    <TableScroll label={t('items.table')}>
      <table className="table">
        <thead>
          <tr>
            {(['item.title', 'item.name', 'item.type', 'item.rules', 'item.personal'] as const).map(
              (name) => (
                <th key={name} scope="col">
                  {t(name)}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {content.items.map((item) => (
            <tr key={item.name}>
              <th scope="row">
                {item.title}
                {item.english !== undefined && (
                  <div className="muted" lang="en">
                    {item.english}
                  </div>
                )}
                {item.description !== '' && <div className="muted">{item.description}</div>}
              </th>
              <td className="hash">{item.name}</td>
              <td>{t(`type.${item.type}`)}</td>
              <td>{join(phrases(item))}</td>
              <td>{item.personal ?? t('none')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

/** The quality rules read as sentences, and what the resource covers. */
export function Contract({ content }: { content: Content }) {
  const t = useText(catalogueTexts)
  const sentence = useRuleSentence(content.items)
  const title = (name: string | null) => content.items.find((i) => i.name === name)?.title ?? name ?? ''
  const { scope } = content
  return (
    <>
      {content.rules.length === 0 && <p className="muted">{t('no-rules')}</p>}
      {content.rules.length > 0 && (
        <ul className="rule-list">
          {content.rules.map((rule) => (
            <li key={rule.id}>
              <span className={`tag tag-${rule.severity === 'reject' ? 'warn' : 'quiet'}`}>
                {t(`severity.${rule.severity}`)}
              </span>{' '}
              {sentence(rule)} <span className="muted">· {rule.title}</span>
            </li>
          ))}
        </ul>
      )}
      <h3>{t('scope')}</h3>
      {scope.places.length === 0 && <p>{t('scope.anywhere')}</p>}
      {scope.places.length > 0 && (
        <p>
          {t('scope.places', { item: title(scope.placeItem) })}{' '}
          {scope.places.map((place) => (
            <span key={place} className="inline-item">
              <PlaceName path={place} />
            </span>
          ))}
        </p>
      )}
      {scope.from !== null && <p>{t('scope.from', { from: scope.from, item: title(scope.timeItem) })}</p>}
    </>
  )
}

export function Posts({ content }: { content: Content }) {
  return (
    <dl className="resource-facts">
      <PostFact name="owner" post={content.owner} />
      <PostFact name="steward" post={content.steward} />
    </dl>
  )
}

function PostFact({ name, post }: { name: 'owner' | 'steward'; post: ResourcePost }) {
  const t = useText(catalogueTexts)
  return (
    <Fact label={t(name)}>
      <OrgName code={post.org} full /> · {post.title}{' '}
      <span className="muted">
        {t(post.account === null ? 'vacant' : 'held')} · {t(`${name}.does`)}
      </span>
    </Fact>
  )
}
