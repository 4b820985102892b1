import type { Messages } from '#kernel/i18n/define'
import { faultMessages } from './messages/faults.ts'

/** Refusals, and what residents are told. */
export const capMessages = {
  ...faultMessages,
  'cap.fault.no-link': {
    zh: '条目里没有指向 CAP 文件的链接。',
    en: 'The entry has no link to a CAP document.',
  },
  'cap.not-found': { zh: '没有这条预警信息。', en: 'There is no such CAP alert.' },
  'cap.no-address': {
    zh: '这里没有内容。预警信息在 /cap/feed.atom，演练和测试在 /cap/exercise/feed.atom。',
    en: 'Nothing is here. Alerts are at /cap/feed.atom, exercises and tests at /cap/exercise/feed.atom.',
  },
  'cap.no-document': {
    zh: '没有内容，请把 CAP 文件作为正文发送。',
    en: 'There is no content: send the CAP document as the body.',
  },
  'cap.unreadable': {
    zh: '不是正确的 CAP 文件，有 {n} 处问题，逐条列在下面。',
    en: 'Not a sound CAP document; {n} problems are listed.',
  },
  'cap.refused': {
    zh: '还不能发布，有 {n} 处问题，逐条列在下面。',
    en: 'It cannot be published yet; {n} problems are listed.',
  },
  'cap.other-words': {
    zh: '编号 {identifier} 已收到过，内容不同；请核对来源，更正应发更新（Update）。',
    en: '{identifier} came before with other words: check the source; a correction has to be an Update.',
  },
  'cap.not-ours': {
    zh: '这是收到的信息，只能由发布单位更新或解除。',
    en: 'This was received: only its sender can update or cancel it.',
  },
  'cap.ended': {
    zh: '这条信息已不再有效，请在最新的一条上操作，或另发一条。',
    en: 'This alert no longer holds: act on the newest one, or publish another.',
  },
  'cap.source-not-found': { zh: '没有这个来源。', en: 'There is no such source.' },
  'cap.changed-meanwhile': {
    zh: '来源已被他人修改，请刷新后再改。',
    en: 'Somebody else has changed the source: load it again.',
  },
  'cap.secret-again': {
    zh: '地址变了，请重新填写令牌，或选择不用令牌。',
    en: 'The address has changed: give the token again, or none.',
  },
  'cap.entry-settled': { zh: '这一条已处理过。', en: 'This entry has been settled.' },
  'cap.notice.alert': {
    zh: '{headline}。{instruction}。（{office}，有效至 {until}）',
    en: '{headline}. {instruction}. ({office}, until {until})',
  },
  'cap.notice.update': {
    zh: '{headline}（更新）。{instruction}。（{office}，有效至 {until}）',
    en: '{headline} (update). {instruction}. ({office}, until {until})',
  },
  'cap.notice.cancel': {
    zh: '{headline}。（{office}）',
    en: '{headline}. ({office})',
  },
} as const satisfies Messages
