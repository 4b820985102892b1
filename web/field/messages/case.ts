import type { Texts } from '../../ui/i18n.tsx'

/** The page of a case and the forms of its actions. */
export const caseTexts = {
  title: { zh: '任务详情', en: 'The task' },
  back: { zh: '返回任务', en: 'Back to the tasks' },
  message: { zh: '诉求内容', en: 'The message' },
  masked: { zh: '姓名、电话等已按权限隐藏', en: 'Names and numbers are hidden from your role' },
  where: { zh: '地点', en: 'Where' },
  navigate: { zh: '导航过去', en: 'Navigate' },
  applicant: { zh: '诉求人', en: 'Applicant' },
  anonymous: { zh: '匿名', en: 'Anonymous' },
  call: { zh: '打电话给{name}', en: 'Call {name}' },
  photos: { zh: '现场照片', en: 'Photos' },
  photo: { zh: '照片 {n}', en: 'Photo {n}' },
  history: { zh: '办理经过', en: 'What happened' },
  pending: { zh: '这一件有 {count} 条内容待发送', en: '{count} entries for this case wait to be sent' },
  'pending.open': { zh: '查看待发送', en: 'Open the outbox' },
  'no-action': {
    zh: '这一件现在没有您可以做的操作。',
    en: 'There is nothing you can do with this case now.',
  },
  desk: {
    zh: '退回、协办、争议等操作请在工作台办理。',
    en: 'Return, co-handling and disputes are done at the desk.',
  },
  'not-kept': {
    zh: '这一件没有保存在手机上，连上网络后才能看。',
    en: 'This case is not kept on the phone; it opens when there is a connection.',
  },
  'text.handle': { zh: '现场情况和处理结果', en: 'What you found and did' },
  'text.answer': { zh: '给诉求人的答复', en: 'The answer to the applicant' },
  'text.note': { zh: '内部备注（诉求人看不到）', en: 'Internal note (not shown to the applicant)' },
  'text.comment': { zh: '留言（诉求人能看到）', en: 'Comment (shown to the applicant)' },
  'text.short': { zh: '请至少写 {min} 个字。', en: 'Write at least {min} characters.' },
  'text.empty': {
    zh: '只说了收到或已转办。请写明做了什么、由谁办、什么时候。',
    en: 'It only says that the message came or was passed on. Say what was done, by whom and when.',
  },
  'answer.hint': {
    zh: '写清楚查到什么、做了什么、结果怎样、还有问题找谁。',
    en: 'Say what was found, what was done, the result, and whom to ask.',
  },
  'accept.text': {
    zh: '签收后由您的单位负责办理，签收时限停止计算。',
    en: 'Your office takes the case on; the acceptance clock stops.',
  },
  submit: { zh: '提交', en: 'Send' },
  'submit.offline': { zh: '保存，有网络时自动发送', en: 'Keep; it is sent when there is a connection' },
  'voice.start': { zh: '说话输入', en: 'Speak' },
  'voice.stop': { zh: '说完了', en: 'Done' },
  'voice.failed': { zh: '没有听清，请再试或打字。', en: 'Nothing was understood; try again or type.' },
} as const satisfies Texts
