import type { Texts } from '../../ui/i18n.tsx'

export const askTexts = {
  title: { zh: '问一问', en: 'Ask' },
  intro: {
    zh: '只引用办事指南、法规和公开的答复原文，可能出错，不代表单位作出决定或承诺。',
    en: 'It only quotes guides, regulations and published answers; it may be wrong and decides nothing.',
  },
  example: { zh: '可以这样问', en: 'For example' },
  'example.1': { zh: '身份证丢了怎么补', en: 'How do I replace a lost ID card' },
  'example.2': { zh: '娃儿上小学怎么报名', en: 'How do I enrol a child in primary school' },
  'example.3': { zh: '低保怎么申请', en: 'How do I apply for the minimum living allowance' },
  question: { zh: '您的问题', en: 'Your question' },
  'question.hint': {
    zh: '用平常的话说，方言也可以。请不要写姓名、电话和证件号。',
    en: 'In your own words. Please leave out names, telephone and ID numbers.',
  },
  send: { zh: '提问', en: 'Ask' },
  sending: { zh: '正在查找资料', en: 'Looking it up' },
  'too-short': {
    zh: '请写出您的问题，至少 2 个字。',
    en: 'Please write a question of at least 2 characters.',
  },
  conversation: { zh: '问和答', en: 'Questions and answers' },
  you: { zh: '您问', en: 'You asked' },
  mark: { zh: '智能助手', en: 'AI assistant' },
  sure: { zh: '把握较大', en: 'fairly sure' },
  unsure: { zh: '请核对原文是不是您要的', en: 'please check whether this is what you need' },
  wording: {
    zh: '以下由语言模型根据资料改写，以原文为准。',
    en: 'Written by a language model from the sources below; the sources prevail.',
  },
  candidates: { zh: '不太确定您问的是哪一件。您是不是想问：', en: 'Not sure which you mean. Perhaps:' },
  others: { zh: '您是不是想问', en: 'Perhaps you meant' },
  unknown: {
    zh: '没有找到能回答这个问题的资料，我不知道。可以换个说法再问，或者转人工。',
    en: 'I found nothing that answers this; I do not know. Try other words, or hand over to people.',
  },
  open: { zh: '看全文', en: 'Read all of it' },
  version: { zh: '文本日期 {date}', en: 'text of {date}' },
  'version.none': { zh: '文本日期 —', en: 'text of —' },
  'source.guide': { zh: '办事指南', en: 'Guide' },
  'source.regulation': { zh: '法规', en: 'Regulation' },
  'source.past-answer': { zh: '以往答复', en: 'Past answer' },
  helpful: { zh: '有用', en: 'Helpful' },
  unhelpful: { zh: '没有用', en: 'Not helpful' },
  'helpful.label': { zh: '这个回答有用吗', en: 'Did this help' },
  thanks: { zh: '谢谢，已记下。', en: 'Thank you, noted.' },
  'hand-over': { zh: '没有解决，转人工', en: 'Not solved: hand over to people' },
  again: { zh: '重新开始', en: 'Start anew' },
  off: {
    zh: '智能问答现在没有启用。您可以转人工，或拨打 12345。',
    en: 'The assistant is switched off at present. Hand over to people, or call 12345.',
  },
  'urgent.title': { zh: '请先拨打紧急电话', en: 'Call for help first' },
  'urgent.call': { zh: '拨打 {number}', en: 'Call {number}' },
  'urgent.gas': {
    zh: '闻到燃气味：不要开关电器、不要点火，开窗，关阀门，马上到室外，再打电话。',
    en: 'Smell of gas: touch no switch, light nothing, open windows, shut the valve, go outside, then call.',
  },
  'urgent.life': {
    zh: '您的生命很重要。请现在就给身边的人或下面的电话打过去，有人陪您说话。',
    en: 'Your life matters. Please call someone near you or a number below now; there is someone to talk to.',
  },
  'urgent.fire': {
    zh: '着火了：先离开，不坐电梯，弯腰捂住口鼻，到安全的地方再打 119。',
    en: 'Fire: leave first, no lifts, stay low, cover nose and mouth; call 119 from a safe place.',
  },
  'urgent.medical': {
    zh: '有人生命有危险：马上打 120，说清楚地点，按电话里的指导做。',
    en: 'A life is in danger: call 120, say where you are, do as you are told on the phone.',
  },
  'urgent.crime': {
    zh: '先保证自己安全，马上打 110；不方便说话可发短信到 12110。',
    en: 'Get to safety and call 110; if you cannot speak, text 12110.',
  },
  'urgent.trapped': {
    zh: '有人被困：打 119 或 110，说清楚地点和人数；不要自己冒险去救。',
    en: 'Someone is trapped: call 119 or 110, say where and how many; do not risk your own life.',
  },
  'urgent.written': {
    zh: '这段话是事先写好的，不是智能助手生成的。',
    en: 'These words were written beforehand, not by the assistant.',
  },
} as const satisfies Texts

export const handOverTexts = {
  title: { zh: '转人工', en: 'Hand over to people' },
  lead: {
    zh: '您的话会成为一件诉求，由工作人员办理。刚才的对话会一起转过去，不用重说。',
    en: 'Your words become an appeal that an officer handles. The conversation goes with it.',
  },
  text: { zh: '还要说明什么', en: 'What should we know' },
  'text.hint': { zh: '至少 5 个字。', en: 'At least 5 characters.' },
  address: { zh: '在什么地方（可以不填）', en: 'Where (optional)' },
  phone: { zh: '手机号（方便答复您）', en: 'Mobile number, for the answer' },
  'phone.hint': {
    zh: '不填就是匿名，凭编号查进度。',
    en: 'Without it the appeal is anonymous; the number shows its progress.',
  },
  'phone.wrong': {
    zh: '请填写正确的电话号码，或者留空。',
    en: 'Please enter a valid number, or leave it empty.',
  },
  name: { zh: '怎么称呼（可以不填）', en: 'Your name (optional)' },
  send: { zh: '交给工作人员', en: 'Send to the officers' },
  back: { zh: '回到问答', en: 'Back to the questions' },
  carried: {
    zh: '一起转过去的对话（{count} 个问题）',
    en: 'The conversation that goes with it ({count} questions)',
  },
  error: { zh: '还差一点', en: 'Something is missing' },
} as const satisfies Texts

export const passageTexts = {
  superseded: {
    zh: '这是旧文本，已有较新的文本，只供查阅。',
    en: 'This text has been superseded; it is kept for reference only.',
  },
  link: { zh: '打开来源网址', en: 'Open the source' },
  note: {
    zh: '以发布单位公布的现行文本为准。',
    en: 'The text in force, as published by its office, prevails.',
  },
  'note.past-answer': {
    zh: '这是对以前一件诉求的答复，个人信息已遮盖，您的情况可能不同。',
    en: 'An answer to an earlier appeal, with personal data masked; your case may differ.',
  },
} as const satisfies Texts
