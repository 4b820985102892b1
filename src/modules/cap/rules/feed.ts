import {
  decodeXml,
  type NamedElement,
  named,
  parseXml,
  writeXml,
  type XmlElement,
  XmlError,
} from '#kernel/xml/rules'
import type { CapAlert, Fault } from '../contract/alert.ts'
import { versionOf } from './fields.ts'
import { type ReadAlert, readRoot } from './read.ts'
import { alertElement } from './write.ts'

const atom = 'http://www.w3.org/2005/Atom'
export const capType = 'application/cap+xml'

/** Larger than the index of a whole country's weather service. */
export const longestFeed = 8 * 1024 * 1024
/** Entries of one feed that are looked at. */
export const mostEntries = 1000

/** One entry: the message itself, or where it is. `mark` changes when the entry does. */
export interface FeedEntry {
  readonly key: string
  readonly mark: string
  readonly title: string
  readonly url: string | null
  readonly inside: ReadAlert | null
}

export type ReadFeed =
  | { readonly kind: 'feed'; readonly entries: readonly FeedEntry[]; readonly left: number }
  | { readonly kind: 'alert' }
  | { readonly kind: 'unreadable'; readonly fault: Fault }

/** What a source's address answers with: an Atom feed, an RSS feed, or a message itself. Never throws. */
export function readFeed(bytes: Uint8Array, base: string): ReadFeed {
  try {
    const text = decodeXml(bytes)
    const root = named(parseXml(text, { length: longestFeed, depth: 16, elements: 200_000 }))
    if (root.name === 'alert' && versionOf(root.namespace) !== undefined) return { kind: 'alert' }
    const items = itemsOf(root)
    if (items === undefined) return unreadable('no-feed', { name: root.name.slice(0, 80) })
    const read = items.slice(0, mostEntries).map((item) => entryOf(item, base))
    const entries = [...new Map(read.map((e) => [e.key, e])).values()].filter((e) => e.key !== '')
    return { kind: 'feed', entries, left: Math.max(0, items.length - mostEntries) }
  } catch (error) {
    if (!(error instanceof XmlError)) throw error
    return unreadable(error.key, error.values)
  }
}

function unreadable(key: string, values: Fault['values']): ReadFeed {
  return { kind: 'unreadable', fault: { kind: 'schema', key, at: '', values } }
}

function itemsOf(root: NamedElement): readonly NamedElement[] | undefined {
  if (root.name === 'feed' && root.namespace === atom) return root.children.filter((c) => c.name === 'entry')
  if (root.name !== 'rss') return undefined
  const channel = root.children.find((c) => c.name === 'channel')
  return channel?.children.filter((c) => c.name === 'item')
}

function entryOf(item: NamedElement, base: string): FeedEntry {
  const text = (name: string) => item.children.find((c) => c.name === name)?.text.trim() ?? ''
  const inside = alertIn(item)
  const url = absolute(linkOf(item), base)
  const key = (text('id') || text('guid') || url || inside?.alert?.identifier || '').slice(0, 500)
  const mark = (text('updated') || text('pubDate') || text('published')).slice(0, 100)
  return { key, mark, title: text('title').slice(0, 300), url, inside }
}

/** The message inside `content`, or wherever a feed puts it. */
function alertIn(item: NamedElement): ReadAlert | null {
  const all = item.children.flatMap((c) => [c, ...c.children])
  const found = all.find((c) => c.name === 'alert' && versionOf(c.namespace) !== undefined)
  return found === undefined ? null : readRoot(found)
}

/** The link that says it leads to CAP, else one that leads to no web page. */
function linkOf(item: NamedElement): string {
  const links = item.children.filter((c) => c.name === 'link' || c.name === 'enclosure')
  const typed = links.find((l) => l.attributes.type === capType)
  const plain = links.find((l) => l.attributes.type === undefined || /xml/.test(l.attributes.type))
  const link = typed ?? plain
  return link?.attributes.href ?? link?.attributes.url ?? link?.text.trim() ?? ''
}

function absolute(link: string, base: string): string | null {
  if (link === '' || !URL.canParse(link, base)) return null
  const url = new URL(link, base)
  return /^https?:$/.test(url.protocol) && url.username === '' && url.href.length <= 2000 ? url.href : null
}

/** What a feed of ours says of itself; addresses are absolute. */
export interface FeedHead {
  readonly title: string
  readonly self: string
  readonly home: string
  readonly author: string
  /** CAP time of the newest message; of an empty feed, when it last changed. */
  readonly updated: string
}

export interface Shown {
  readonly alert: CapAlert
  readonly url: string
}

const leaf = (name: string, text: string, attributes?: Readonly<Record<string, string>>): XmlElement => ({
  name,
  children: [],
  text,
  ...(attributes === undefined ? {} : { attributes }),
})

const headlineOf = ({ info, identifier }: CapAlert): string =>
  info[0]?.headline ?? info[0]?.event ?? identifier

/** RFC 4287, each message whole inside its entry and at its own address. */
export function writeAtom(head: FeedHead, shown: readonly Shown[]): string {
  const entries = shown.map(({ alert, url }) => ({
    name: 'entry',
    text: '',
    children: [
      leaf('id', url),
      leaf('title', headlineOf(alert)),
      leaf('updated', alert.sent),
      leaf('link', '', { rel: 'alternate', type: capType, href: url }),
      leaf('summary', alert.info[0]?.description ?? alert.note ?? headlineOf(alert)),
      { name: 'content', attributes: { type: capType }, text: '', children: [alertElement(alert)] },
    ],
  }))
  const author = { name: 'author', text: '', children: [leaf('name', head.author)] }
  return writeXml({
    name: 'feed',
    attributes: { xmlns: atom, 'xml:lang': 'zh-CN' },
    text: '',
    children: [
      leaf('id', head.self),
      leaf('title', head.title),
      leaf('updated', head.updated),
      leaf('link', '', { rel: 'self', type: 'application/atom+xml', href: head.self }),
      leaf('link', '', { rel: 'alternate', type: 'text/html', href: head.home }),
      author,
      ...entries,
    ],
  })
}

/** RSS 2.0, each item leading to its message. */
export function writeRss(head: FeedHead, shown: readonly Shown[]): string {
  const items = shown.map(({ alert, url }) => ({
    name: 'item',
    text: '',
    children: [
      leaf('title', headlineOf(alert)),
      leaf('link', url),
      leaf('description', alert.info[0]?.description ?? alert.note ?? headlineOf(alert)),
      leaf('guid', url, { isPermaLink: 'true' }),
      leaf('pubDate', new Date(alert.sent).toUTCString()),
    ],
  }))
  const channel = {
    name: 'channel',
    text: '',
    children: [
      leaf('title', head.title),
      leaf('link', head.home),
      leaf('description', head.title),
      leaf('language', 'zh-cn'),
      leaf('lastBuildDate', new Date(head.updated).toUTCString()),
      ...items,
    ],
  }
  return writeXml({ name: 'rss', attributes: { version: '2.0' }, text: '', children: [channel] })
}
